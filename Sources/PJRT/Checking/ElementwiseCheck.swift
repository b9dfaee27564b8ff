import Foundation

/// Functions that act on each element by itself, in vectors of many sizes: which instructions a program has, depends on
/// how many elements there are.
enum ElementwiseCheck {
    /// Longer vectors repeat as many elements as this: the right numbers are computed once.
    private static let period = 1024

    /// Programs of all functions of one type in vectors of one size, for every type and size.
    static func programs() -> [CheckProgram] {
        CheckedType.floats.flatMap { type in
            sizes(type).flatMap { [unary(type, size: $0), binary(type, size: $0)] }
        } + [1, 100].map(integers)
    }

    private static func sizes(_ type: CheckedType) -> [Int] {
        switch type {
        case .float32: [1, 17, 64, 100_000]
        case .float64: [1, 17, 100_000]
        default: [100]
        }
    }

    private static func unary(_ type: CheckedType, size: Int) -> CheckProgram {
        var program = CheckProgram()
        for function in CheckedFunction.all {
            // A vector of few elements has none of the special numbers, which are checked by the others.
            let all = function.arguments(type, count: period)
            let arguments = size < 16 ? Array(all.suffix(size)) : Array(all.prefix(period))
            let x = program.input(repeating: arguments, count: size, type)
            let y = program.emit(function.operation, [x], type, [size])
            expect(&program, function.name, y, arguments, right: function.right) {
                function.accepts($0, $1, type)
            }
        }
        return program
    }

    /// Expects a result that has the right numbers again and again.
    private static func expect<Argument: Sendable>(
        _ program: inout CheckProgram, _ operation: String, _ value: CheckProgram.Value,
        _ arguments: [Argument], right: @escaping @Sendable (Argument) -> Double,
        accepts: @escaping @Sendable (Double, Double) -> Bool
    ) {
        let (type, width) = (value.type, value.type.element.byteSize)
        let shown = Array(arguments.prefix(value.count))
        program.expect(
            operation, value,
            faultOfBytes: { bytes in
                let expected = shown.map { type.rounded(right($0)) }
                let period = shown.count * width
                var wrong = 0
                var wrongInFirst = 0
                var example: String?
                for start in stride(from: 0, to: bytes.count, by: period) {
                    let part = UnsafeRawBufferPointer(
                        rebasing: bytes[start..<min(start + period, bytes.count)])
                    // Most periods are the first one once more, bit for bit.
                    if start > 0, let a = part.baseAddress, let b = bytes.baseAddress,
                        memcmp(a, b, part.count) == 0
                    {
                        wrong += wrongInFirst
                        continue
                    }
                    for (index, number) in type.numbers(part).enumerated() {
                        let right = expected[index]
                        if number == right || accepts(number, right) { continue }
                        wrong += 1
                        if example == nil {
                            example = "at \(shown[index]) it is \(number) and should be \(right)"
                        }
                    }
                    if start == 0 { wrongInFirst = wrong }
                }
                return example.map { "\($0); \(wrong) of \(bytes.count / width) are wrong" }
            })
    }

    // MARK: Two operands

    private struct Pair: Sendable {
        let operation: String
        let bound: Double
        let right: @Sendable (Double, Double) -> Double
    }

    private static let pairs: [Pair] = [
        Pair(operation: "add", bound: 0) { $0 + $1 },
        Pair(operation: "subtract", bound: 0) { $0 - $1 },
        Pair(operation: "multiply", bound: 0) { $0 * $1 },
        Pair(operation: "divide", bound: 0) { $0 / $1 },
        Pair(operation: "maximum", bound: 0) {
            $0.isNaN || $1.isNaN ? .nan : Swift.max($0, $1)
        },
        Pair(operation: "minimum", bound: 0) {
            $0.isNaN || $1.isNaN ? .nan : Swift.min($0, $1)
        },
        Pair(operation: "remainder", bound: 0) { Foundation.fmod($0, $1) },
        Pair(operation: "power", bound: 16) { Foundation.pow($0, $1) },
        Pair(operation: "atan2", bound: 4) { Foundation.atan2($0, $1) },
    ]

    /// Ordinary numbers, and every pair of special ones.
    private static func operands(_ type: CheckedType, _ size: Int) -> ([Double], [Double]) {
        var generator = CheckGenerator(seed: 7)
        let specials = CheckedFunction.specials(type)
        var (a, b): ([Double], [Double]) = ([], [])
        if size >= 16 {
            for x in specials { for y in specials { (a, b) = (a + [x], b + [y]) } }
        }
        while a.count < period {
            a.append(type.rounded(generator.unit() * 8 - 4))
            b.append(type.rounded(generator.unit() * 8 - 4))
        }
        // Short vectors begin elsewhere, so that they have special numbers, too.
        return size < a.count && size >= 16
            ? (
                Array(a[100..<100 + min(size, 125)]) + Array(a.suffix(max(size - 125, 0))),
                Array(b[100..<100 + min(size, 125)]) + Array(b.suffix(max(size - 125, 0)))
            )
            : (a, b)
    }

    private static func binary(_ type: CheckedType, size: Int) -> CheckProgram {
        var program = CheckProgram()
        let (a, b) = operands(type, size)
        let x = program.input(repeating: a, count: size, type)
        let y = program.input(repeating: b, count: size, type)
        let arguments = Array(zip(a, b))
        for pair in pairs {
            let result = program.emit("stablehlo.\(pair.operation)", [x, y], type, [size])
            // Remainders of narrow numbers and powers go through float32, quotients of narrow ones too.
            let bound = type == .float16 || type == .bfloat16 ? max(pair.bound, 2) : pair.bound
            expect(
                &program, pair.operation, result, arguments, right: { pair.right($0.0, $0.1) }
            ) {
                let small = Swift.abs($1) < type.smallestNormal
                return type.distance($0, $1) <= bound
                    || small && Swift.abs($0) <= type.smallestNormal
            }
        }
        for direction in ["LT", "LE", "EQ", "NE", "GE", "GT"] {
            let result = program.emit(
                "stablehlo.compare", [x, y],
                attributes: "comparison_direction = #stablehlo<comparison_direction \(direction)>",
                .bool, [size])
            expect(
                &program, "compare \(direction)", result, arguments,
                right: { a, b in
                    switch direction {
                    case "LT": a < b ? 1 : 0
                    case "LE": a <= b ? 1 : 0
                    case "EQ": a == b ? 1 : 0
                    case "NE": a != b ? 1 : 0
                    case "GE": a >= b ? 1 : 0
                    default: a > b ? 1 : 0
                    }
                }, accepts: { _, _ in false })
        }
        return program
    }

    // MARK: Integers

    private static func integers(_ size: Int) -> CheckProgram {
        var program = CheckProgram()
        var generator = CheckGenerator(seed: 3)
        for type in [CheckedType.int8, .int32, .int64, .uint8] {
            let low = type == .uint8 ? 0 : -9
            let a = (0..<size).map { _ in generator.integer(low...9) }
            let b = (0..<size).map { _ in generator.integer(1...9) }
            let (x, y) = (program.input(a, type), program.input(b, type))
            let operations: [(String, (Int, Int) -> Int)] = [
                ("add", { $0 + $1 }), ("multiply", { $0 * $1 }), ("divide", { $0 / $1 }),
                ("remainder", { $0 % $1 }), ("maximum", { max($0, $1) }),
                ("minimum", { min($0, $1) }), ("and", { $0 & $1 }), ("or", { $0 | $1 }),
                ("xor", { $0 ^ $1 }),
            ]
            for (operation, right) in operations {
                let result = program.emit("stablehlo.\(operation)", [x, y], type, [size])
                program.expect(
                    operation, result, equals: zip(a, b).map { Double(right(Int($0), Int($1))) })
            }
            for other in [CheckedType.float32, .float64, .bfloat16, .int32] where other != type {
                let result = program.emit("stablehlo.convert", [x], other, [size])
                program.expect("convert from \(type.rawValue)", result, equals: a)
            }
        }
        return program
    }
}
