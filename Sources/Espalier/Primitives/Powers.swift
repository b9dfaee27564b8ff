/// a to the power of b, both of one dtype (`jax.lax.pow`); of integers modulo two to the number of their bits.
///
/// An integer to a negative power is 0 but for 1 and -1.
struct Power: BinaryElementwise {
    var name: String { "pow" }
    var operation: String { "stablehlo.power" }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) { ("numeric", { $0 != .bool }) }

    func lowerElements(_ inputs: [Value], _ result: ShapedTensor, in context: Lowering) throws
        -> Value
    {
        result.dtype.isInteger
            ? context.integerPower(inputs[0], inputs[1], result)
            : context.emit(operation, inputs, result: result)
    }

    func firstTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        // Where both are 0 the factor a^(b-1) is infinite, and the derivative is taken as 0.
        let (zero, one) = (fill(0, b.type.with(shape: [])), fill(1, b.type.with(shape: [])))
        let exponent = which((a .== zero) & (b .== zero), one, b - one)
        return t * (b * (try bind1(Power(), a, exponent)))
    }

    func secondTangent(_ t: Tensor, _ a: Tensor, _ b: Tensor, _ y: Tensor) throws -> Tensor? {
        let isZero = a .== fill(0, a.type.with(shape: []))
        let safe = which(isZero, fill(1, a.type.with(shape: [])), a)
        let slope = which(isZero, fill(0, y.type.with(shape: [])), y * log(safe))
        return t * slope
    }
}

/// x to the power of a fixed integer (`jax.lax.integer_pow`); of integers modulo two to the number of their bits.
struct IntegerPower: UnaryElementwise {
    let exponent: Int

    /// Up to which exponent floats are multiplied out: each multiplication rounds.
    private static let mostMultiplied: UInt = 64

    var name: String { "integer_pow" }
    var operation: String { "" }
    var printedParameters: [(name: String, value: String)] { [("y", "\(exponent)")] }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) {
        exponent < 0
            ? ("floating or complex", { $0.isInexact }) : ("numeric", { $0 != .bool })
    }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? {
        guard exponent != 0 else { return nil }
        let factor = fill(Double(exponent), x.type.with(shape: []))
        return exponent == 1
            // The least exponent has none below it, and the power is 0, 1 or infinite either way.
            ? factor : factor * (try bind1(IntegerPower(exponent: max(exponent, .min + 1) - 1), x))
    }

    func lowerElements(_ inputs: [Value], _ result: ShapedTensor, in context: Lowering) throws
        -> Value
    {
        guard exponent != 0 else { return context.splat(1, result) }
        if result.dtype.isFloating && exponent.magnitude > Self.mostMultiplied {
            let number = context.constant(
                HostScalar.integer(Int64(exponent)).bytes(.int64),
                ShapedTensor(shape: [], dtype: .int64))
            return context.wholePower(
                inputs[0], context.broadcast(number, to: result.shape, axes: []), result)
        }
        var power: Value?
        var square = inputs[0]
        var rest = exponent.magnitude
        while true {
            if rest & 1 == 1 {
                power =
                    power.map {
                        context.emit("stablehlo.multiply", [$0, square], result: result)
                    } ?? square
            }
            rest >>= 1
            if rest == 0 { break }
            square = context.emit("stablehlo.multiply", [square, square], result: result)
        }
        return exponent > 0
            ? power!
            : context.emit("stablehlo.divide", [context.splat(1, result), power!], result: result)
    }
}

/// A float to the power of an integer, which keeps all its digits (`jax.lax.pow` with an integer exponent): (-1)^257 is -1
/// in bfloat16, too, in which 257 is no number.
struct WholePower: Elementwise {
    var name: String { "pow" }

    func resultDType(_ inputs: [ShapedTensor]) throws -> DType {
        guard inputs[0].dtype.isFloating, inputs[1].dtype.isInteger else {
            throw TensorError(
                name,
                """
                needs a floating base and an integer exponent, and these have the dtypes \(inputs[0].dtype) \
                and \(inputs[1].dtype)
                """)
        }
        return inputs[0].dtype
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        [
            ShapedTensor(
                shape: try broadcastShape(inputs.map(\.shape), for: name),
                dtype: try resultDType(inputs), isWeak: inputs[0].isWeak)
        ]
    }

    func lowerElements(_ inputs: [Value], _ result: ShapedTensor, in context: Lowering) throws
        -> Value
    {
        context.wholePower(inputs[0], inputs[1], result)
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let y = try bind(self, primals)[0]
        guard let tangent = tangents[0] else { return JVPResult(y, nil) }
        let (x, exponent) = (primals[0], primals[1])
        let zero = fill(0, exponent.type.with(shape: []))
        let one = fill(1, exponent.type.with(shape: []))
        // Where the exponent is 0 the power is constant, at 0 as well.
        let lower = which(exponent .== zero, zero, exponent - one)
        let slope = try convert(exponent, to: x.dtype) * (try bind1(self, x, lower))
        return JVPResult(y, tangent * slope)
    }
}

extension Lowering {
    /// Floats to the power of integers: the sign by the parity of the exponent, the size by a type that holds it.
    fileprivate func wholePower(_ base: Value, _ exponent: Value, _ result: ShapedTensor) -> Value {
        let wide: DType = result.dtype.byteSize < 4 ? .float32 : .float64
        let wideType = result.strong.with(dtype: wide)
        let size = emit("stablehlo.abs", [convert(base, to: wide)], result: wideType)
        let power = convert(
            emit("stablehlo.power", [size, convert(exponent, to: wide)], result: wideType),
            to: result.dtype)
        let last = emit(
            "stablehlo.and", [exponent, splat(1, exponent.type.strong)],
            result: exponent.type.strong)
        let isOdd = compare("NE", last, splat(0, exponent.type.strong))
        // A zero of either sign keeps it.
        let sign: DType =
            switch result.dtype.byteSize {
            case 1: .int8
            case 2: .int16
            case 4: .int32
            default: .int64
            }
        let bits = emit(
            "stablehlo.bitcast_convert", [convert(base, to: result.dtype)],
            result: result.strong.with(dtype: sign))
        let isNegative = compare("LT", bits, splat(0, bits.type))
        let flips = emit("stablehlo.and", [isOdd, isNegative], result: isOdd.type)
        let negative = emit("stablehlo.negate", [power], result: power.type)
        return emit("stablehlo.select", [flips, negative, power], result: result)
    }

    /// Integers to the power of integers, by all bits of the exponent; XLA's own power looks at six.
    fileprivate func integerPower(_ base: Value, _ exponent: Value, _ result: ShapedTensor) -> Value
    {
        let type = result.strong
        let bits = 8 * type.dtype.byteSize
        let one = splat(1, type)
        let zero = splat(0, type)
        var square = base
        var power = one
        // The last bit of a signed exponent is its sign.
        for bit in 0..<(type.dtype.isSignedInteger ? bits - 1 : bits) {
            let shifted = emit(
                "stablehlo.shift_right_logical", [exponent, splat(Double(bit), type)], result: type)
            let isSet = compare(
                "NE", emit("stablehlo.and", [shifted, one], result: type), zero)
            let product = emit("stablehlo.multiply", [power, square], result: type)
            power = emit("stablehlo.select", [isSet, product, power], result: type)
            square = emit("stablehlo.multiply", [square, square], result: type)
        }
        guard type.dtype.isSignedInteger else { return power }
        let isNegative = compare("LT", exponent, zero)
        // 1 over a number is whole for 1 and -1 alone, which are their own inverses.
        let size = emit("stablehlo.abs", [base], result: type)
        let isUnit = compare("EQ", size, one)
        let isOdd = compare("NE", emit("stablehlo.and", [exponent, one], result: type), zero)
        let unit = emit("stablehlo.select", [isOdd, base, one], result: type)
        let inverse = emit("stablehlo.select", [isUnit, unit, zero], result: type)
        return emit("stablehlo.select", [isNegative, inverse, power], result: result)
    }
}
