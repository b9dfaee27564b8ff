import Foundation

extension Lowering {
    /// Writes an operation in another way where the plugin computes it wrongly; nil where it doesn't.
    func guarded(_ name: String, _ operands: [Value], _ results: [ShapedTensor]) -> Value? {
        guard !guards.isEmpty, results.count == 1, let result = results.first else { return nil }
        guard result.dtype.isFloating else {
            return name == "stablehlo.log" && guards.contains(.logPlusOne)
                && result.dtype == .complex128 ? complexLogarithm(operands[0], result) : nil
        }
        switch name {
        case "chlo.atan" where guards.contains(.arcTangent):
            return emit("stablehlo.atan2", [operands[0], hiddenOne(result)], result: result)
        case "stablehlo.atan2" where !guards.isDisjoint(with: [.arcTangent, .arcTangentOfZeros]):
            return arcTangent(operands[0], operands[1], result)
        case "stablehlo.log_plus_one"
        where guards.contains(.logPlusOne) && result.dtype == .float64:
            return logPlusOne(operands[0], result)
        case "chlo.atanh"
        where guards.contains(.hyperbolicArcTangent) && result.dtype == .float64:
            return hyperbolicArcTangent(operands[0], result)
        case "stablehlo.cbrt"
        where guards.contains(.cubeRoot) && [.float32, .float64].contains(result.dtype):
            return cubeRoot(operands[0], result)
        case "chlo.erf" where guards.contains(.errorFunction) && result.dtype == .float32:
            return errorFunction(operands[0], result)
        default: return nil
        }
    }

    /// The operands of an operation, one of them hidden where all are constant and the compiler would choose among them
    /// wrongly.
    func hidingConstants(_ name: String, _ operands: [Value]) -> [Value] {
        guard guards.contains(.extremaOfConstants), Self.choosing.contains(name),
            operands.allSatisfy(\.isConstant), operands[0].type.dtype.isFloating
        else { return operands }
        return [hidden(operands[0])] + operands.dropFirst()
    }

    private static let choosing: Set = [
        "stablehlo.maximum", "stablehlo.minimum", "stablehlo.clamp", "stablehlo.reduce",
        "stablehlo.reduce_window", "stablehlo.sort", "func.call",
    ]

    /// The value, of which the compiler doesn't know whether it is constant.
    private func hidden(_ value: Value) -> Value {
        unguarded("stablehlo.optimization_barrier", [value], value.type)
    }

    private func hiddenOne(_ type: ShapedTensor) -> Value {
        broadcast(hidden(scalar(1, type.dtype)), to: type.shape, axes: [])
    }

    private func unguarded(_ name: String, _ operands: [Value], _ type: ShapedTensor) -> Value {
        var value = write(
            name, operands, attributes: "", regions: [], results: [type])[0]
        value.isConstant = false
        return value
    }

    private func select(_ condition: Value, _ a: Value, _ b: Value) -> Value {
        emit("stablehlo.select", [condition, a, b], result: a.type)
    }

    private func arithmetic(_ name: String, _ a: Value, _ b: Value) -> Value {
        emit("stablehlo.\(name)", [a, b], result: a.type)
    }

    // MARK: Formulas

    private func arcTangent(_ y: Value, _ x: Value, _ type: ShapedTensor) -> Value {
        var divisor = x
        if guards.contains(.arcTangent) {
            // The compiler makes it `atan(y)` where it finds that x is 1.
            let isOne = compare("EQ", x, splat(1, type))
            divisor = select(isOne, hiddenOne(type), x)
        }
        let angle = unguarded("stablehlo.atan2", [y, divisor], type)
        guard guards.contains(.arcTangentOfZeros) else { return angle }
        let (zero, one) = (splat(0, type), splat(1, type))
        let pi = select(
            compare("LT", arithmetic("divide", one, y), zero), splat(-Double.pi, type),
            splat(Double.pi, type))
        let ofZeros = select(compare("LT", arithmetic("divide", one, x), zero), pi, y)
        let flag = type.with(dtype: .bool)
        let areZero = emit(
            "stablehlo.and", [compare("EQ", y, zero), compare("EQ", x, zero)], result: flag)
        return select(areZero, ofZeros, angle)
    }

    /// log(u) x / (u - 1), where u is 1 + x as it is rounded (W. Kahan).
    private func logPlusOne(_ x: Value, _ type: ShapedTensor) -> Value {
        // The compiler takes x for (1 + x) - 1 where it knows both numbers.
        let one = hiddenOne(type)
        let u = arithmetic("add", x, one)
        let logarithm = emit("stablehlo.log", [u], result: type)
        let ratio = arithmetic("divide", x, arithmetic("subtract", u, one))
        let isSmall = compare("EQ", u, one)
        let infinity = splat(.infinity, type)
        let rest = select(compare("EQ", x, infinity), x, arithmetic("multiply", logarithm, ratio))
        return select(isSmall, x, rest)
    }

    /// log1p(2 |x| / (1 - |x|)) / 2 with the sign of x.
    private func hyperbolicArcTangent(_ x: Value, _ type: ShapedTensor) -> Value {
        let size = emit("stablehlo.abs", [x], result: type)
        let ratio = arithmetic(
            "divide", arithmetic("add", size, size), arithmetic("subtract", splat(1, type), size))
        let half = arithmetic("multiply", splat(0.5, type), logPlusOne(ratio, type))
        return arithmetic("multiply", emit("stablehlo.sign", [x], result: type), half)
    }

    /// A step of Newton's method, y - (y - x / y²) / 3, after the root that the plugin finds.
    private func cubeRoot(_ x: Value, _ type: ShapedTensor) -> Value {
        let y = unguarded("stablehlo.cbrt", [x], type)
        let quotient = arithmetic("divide", x, arithmetic("multiply", y, y))
        let step = arithmetic("divide", arithmetic("subtract", y, quotient), splat(3, type))
        let better = arithmetic("subtract", y, step)
        // 0 / 0 at zeros, and infinity less infinity.
        return select(compare("EQ", better, better), better, y)
    }

    /// From 3.92 on it is 1 to all digits of float32.
    private func errorFunction(_ x: Value, _ type: ShapedTensor) -> Value {
        let y = unguarded("chlo.erf", [x], type)
        let size = emit("stablehlo.abs", [x], result: type)
        return select(
            compare("GE", size, splat(3.92, type)), emit("stablehlo.sign", [x], result: type), y)
    }

    /// log |z| and the angle of z; the compiler's own formula goes through `log1p`.
    private func complexLogarithm(_ z: Value, _ type: ShapedTensor) -> Value {
        let part = type.with(dtype: .float64)
        let x = emit("stablehlo.real", [z], result: part)
        let y = emit("stablehlo.imag", [z], result: part)
        let (a, b) = (
            emit("stablehlo.abs", [x], result: part), emit("stablehlo.abs", [y], result: part)
        )
        let (large, small) = (arithmetic("maximum", a, b), arithmetic("minimum", a, b))
        let (one, half) = (splat(1, part), splat(0.5, part))
        // Around the unit circle the logarithm of the squared modulus, less 1 before it is rounded.
        let excess = arithmetic(
            "add",
            arithmetic(
                "multiply", arithmetic("subtract", large, one), arithmetic("add", large, one)),
            arithmetic("multiply", small, small))
        let near = arithmetic("multiply", half, logPlusOne(excess, part))
        let ratio = arithmetic("divide", small, large)
        let logarithm = emit("stablehlo.log", [large], result: part)
        let far = arithmetic(
            "add", logarithm,
            arithmetic("multiply", half, logPlusOne(arithmetic("multiply", ratio, ratio), part)))
        let isNear = emit(
            "stablehlo.and",
            [compare("GT", large, half), compare("LT", large, splat(2, part))],
            result: part.with(dtype: .bool))
        // Zero and infinity have no ratio.
        let isPlain = compare("EQ", ratio, ratio)
        let modulus = select(isNear, near, select(isPlain, far, logarithm))
        let angle = emit("stablehlo.atan2", [y, x], result: part)
        return emit("stablehlo.complex", [modulus, angle], result: type)
    }
}
