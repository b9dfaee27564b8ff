import Foundation

/// Functions of constants, which the compiler computes itself, by other code than that of programs.
enum ConstantCheck {
    static func programs() -> [CheckProgram] {
        [CheckedType.float32, .float64].flatMap { type in [unary(type), extrema(type), same(type)] }
    }

    private static func unary(_ type: CheckedType) -> CheckProgram {
        var program = CheckProgram()
        let numbers = CheckedFunction.specials(type) + [0.25, 3, -3, 0.001, 20]
        for function in CheckedFunction.all {
            let x = program.constant(numbers, type)
            let y = program.emit(function.operation, [x], type, [numbers.count])
            let right = numbers.map { type.rounded(function.right($0)) }
            program.expect("\(function.name) of constants", y) { found in
                let index = found.indices.first {
                    !function.accepts(found[$0], right[$0], type)
                }
                return index.map {
                    "at \(numbers[$0]) it is \(found[$0]) and should be \(right[$0])"
                }
            }
        }
        return program
    }

    /// The larger and the smaller of two constants, and numbers between constant bounds.
    private static func extrema(_ type: CheckedType) -> CheckProgram {
        var program = CheckProgram()
        let specials = CheckedFunction.specials(type)
        let pairs = specials.flatMap { a in specials.map { (a, $0) } }
        let (a, b) = (pairs.map(\.0), pairs.map(\.1))
        let (x, y) = (program.constant(a, type), program.constant(b, type))
        func right(_ choose: (Double, Double) -> Double) -> [Double] {
            pairs.map { $0.isNaN || $1.isNaN ? .nan : choose($0, $1) }
        }
        let larger = program.emit("stablehlo.maximum", [x, y], type, [pairs.count])
        program.expect("maximum of constants", larger, equals: right { max($0, $1) })
        let smaller = program.emit("stablehlo.minimum", [x, y], type, [pairs.count])
        program.expect("minimum of constants", smaller, equals: right { min($0, $1) })
        let bounds = (program.constant([-1], type, []), program.constant([1], type, []))
        let x1 = program.constant(specials, type)
        let clamped = program.emit(
            "stablehlo.clamp", [bounds.0, x1, bounds.1], type, [specials.count])
        program.expect(
            "clamp of constants", clamped,
            equals: specials.map { $0.isNaN ? .nan : min(max($0, -1), 1) })
        return program
    }

    /// Operations on one value twice, which the compiler replaces by a constant.
    private static func same(_ type: CheckedType) -> CheckProgram {
        var program = CheckProgram()
        let flags = program.input([1, 0, 1], .bool)
        let none = program.emit("stablehlo.xor", [flags, flags], .bool, [3])
        program.expect("xor of one value", none, equals: [0, 0, 0])
        let zeros = program.emit("stablehlo.convert", [none], type, [3])
        program.expect("xor of one value", zeros, equals: [0, 0, 0])
        let zero = program.constant([0, 0, 0], type)
        let angles = program.emit("stablehlo.atan2", [zero, zeros], type, [3])
        program.expect("atan2 of constants", angles, equals: [0, 0, 0])
        return program
    }
}
