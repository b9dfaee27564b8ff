import Foundation

/// Functions that act on each element by itself, in vectors of many sizes: which instructions a program has, depends on
/// how many elements there are.
enum ElementwiseCheck {
    /// Longer vectors repeat as many elements as this: the right numbers are computed once.
    private static let period = 2048

    /// Programs of all functions of one type in vectors of one size, for every type and size.
    static func programs() -> [CheckProgram] {
        CheckedType.floats.flatMap { type in
            sizes(type).flatMap { [unary(type, size: $0), binary(type, size: $0)] }
        } + [1, 64, 1000].map(integers)
    }

    private static func sizes(_ type: CheckedType) -> [Int] {
        switch type {
        case .float32: [1, 17, 64, 100_000]
        case .float64: [1, 17, 100_000]
        default: [100]
        }
    }

    private static func repeated(_ numbers: [Double], _ size: Int) -> [Double] {
        size <= numbers.count
            ? Array(numbers.prefix(size)) : (0..<size).map { numbers[$0 % numbers.count] }
    }

    private static func unary(_ type: CheckedType, size: Int) -> CheckProgram {
        var program = CheckProgram()
        for function in CheckedFunction.all {
            // A vector of one element has none of the special numbers, which are checked by the others.
            let arguments = Array(
                function.arguments(type, count: max(period, 32)).suffix(
                    size < 16 ? size : .max
                ).prefix(period))
            let x = program.input(repeated(arguments, size), type)
            let y = program.emit(function.operation, [x], type, [size])
            expect(
                &program, function.name, y, arguments, right: arguments.map(function.right)
            ) { function.accepts($0, $1, type) }
        }
        return program
    }

    /// Expects a result that has the right numbers again and again.
    private static func expect(
        _ program: inout CheckProgram, _ operation: String, _ value: CheckProgram.Value,
        _ arguments: [Double], right: [Double], accepts: @escaping (Double, Double) -> Bool
    ) {
        let expected = right.map(value.type.rounded)
        program.expect(operation, value) { found in
            var wrong = 0
            var first: String?
            for (index, number) in found.enumerated() {
                let right = expected[index % expected.count]
                if number == right || accepts(number, right) { continue }
                wrong += 1
                if first == nil {
                    let argument = arguments[index % expected.count]
                    first = "at \(argument) it is \(number) and should be \(right)"
                }
            }
            return first.map { "\($0); \(wrong) of \(found.count) are wrong" }
        }
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
            ? (Array(a[100..<100 + min(size, 125)]) + Array(a.suffix(max(size - 125, 0))),
                Array(b[100..<100 + min(size, 125)]) + Array(b.suffix(max(size - 125, 0))))
            : (a, b)
    }

    private static func binary(_ type: CheckedType, size: Int) -> CheckProgram {
        var program = CheckProgram()
        let (a, b) = operands(type, size)
        let (x, y) = (
            program.input(repeated(a, size), type), program.input(repeated(b, size), type)
        )
        for pair in pairs {
            let result = program.emit("stablehlo.\(pair.operation)", [x, y], type, [size])
            // Remainders of narrow numbers and powers go through float32, quotients of narrow ones too.
            let bound = type == .float16 || type == .bfloat16 ? max(pair.bound, 2) : pair.bound
            expect(&program, pair.operation, result, a, right: zip(a, b).map(pair.right)) {
                let small = Swift.abs($1) < type.smallestNormal
                return type.distance($0, $1) <= bound || small && Swift.abs($0) <= type.smallestNormal
            }
        }
        for direction in ["LT", "LE", "EQ", "NE", "GE", "GT"] {
            let result = program.emit(
                "stablehlo.compare", [x, y],
                attributes: "comparison_direction = #stablehlo<comparison_direction \(direction)>",
                .bool, [size])
            let right = zip(a, b).map { a, b -> Double in
                switch direction {
                case "LT": a < b ? 1 : 0
                case "LE": a <= b ? 1 : 0
                case "EQ": a == b ? 1 : 0
                case "NE": a != b ? 1 : 0
                case "GE": a >= b ? 1 : 0
                default: a > b ? 1 : 0
                }
            }
            program.expect("compare \(direction)", result, equals: repeated(right, size))
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
