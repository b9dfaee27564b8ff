@testable import Espalier

/// A primitive with small operands at which its rules are checked against each other.
struct BatteryEntry: Sendable, CustomStringConvertible {
    /// Which directions of differentiation the function has.
    enum Modes: Sendable { case both, forward, reverse }

    /// The primitive's type, as its source file spells it, and what tells entries of one primitive apart.
    let primitive: String
    let variant: String
    let operands: [Tensor]
    var modes = Modes.both
    /// Whether derivatives are the limits of difference quotients; not so where a rule changes them on purpose.
    var isTrueDerivative = true
    /// The axis that the function asks for, where it is one example's of a `vmap`.
    var axisName: String?
    let function: @Sendable ([Tensor]) throws -> [Tensor]

    init(
        _ primitive: String, variant: String = "", _ operands: [Tensor], modes: Modes = .both,
        isTrueDerivative: Bool = true, axisName: String? = nil,
        _ function: @escaping @Sendable ([Tensor]) throws -> [Tensor]
    ) {
        self.primitive = primitive
        self.variant = variant
        self.operands = operands
        self.modes = modes
        self.isTrueDerivative = isTrueDerivative
        self.axisName = axisName
        self.function = function
    }

    /// A function of one tensor with one result.
    static func unary(
        _ primitive: String, variant: String = "", _ operand: Tensor,
        _ function: @escaping @Sendable (Tensor) -> Tensor
    ) -> BatteryEntry {
        BatteryEntry(primitive, variant: variant, [operand]) { [function($0[0])] }
    }

    /// A function of two tensors with one result.
    static func binary(
        _ primitive: String, variant: String = "", _ a: Tensor, _ b: Tensor,
        _ function: @escaping @Sendable (Tensor, Tensor) -> Tensor
    ) -> BatteryEntry {
        BatteryEntry(primitive, variant: variant, [a, b]) { [function($0[0], $0[1])] }
    }

    var description: String { variant.isEmpty ? primitive : "\(primitive) (\(variant))" }

    /// The function as users write it: mistakes go to `withErrors`.
    func callAsFunction(_ operands: [Tensor]) -> [Tensor] {
        do { return try function(operands) } catch { return [failed(error)] }
    }

    /// The same entry over the batch that its axis name belongs to.
    var overItsAxis: BatteryEntry {
        guard let axisName else { return self }
        let example = self
        return BatteryEntry(
            primitive, variant: variant, operands, modes: modes, isTrueDerivative: isTrueDerivative
        ) { operands in
            vmap({ (operands: [Tensor]) in example(operands) }, axisName: axisName)(operands)
        }
    }

    /// Other operands of the same types, still where the function is smooth and indices are in range.
    func example(_ number: Int) -> [Tensor] {
        operands.map { operand in
            if operand.dtype.isInexact { return operand * (1 - 0.03 * Double(number)) }
            if operand.rank > 0 { return operand.rolled(by: number) }
            return operand.dtype == .bool
                ? (number % 2 == 0 ? operand : !operand)
                : maximum(operand - Tensor.weak(number), 0)
        }
    }
}

/// Distinct float64 numbers from a range, in no order.
func spread(_ shape: [Int], _ low: Double = -1, _ high: Double = 1, turn: Int = 0) -> Tensor {
    let count = shape.reduce(1, *)
    // Multiples of the golden ratio, taken modulo 1, are spread evenly and don't come in order.
    let numbers = (0..<count).map { index -> Double in
        let fraction = (Double(index + 7 * turn + 1) * 0.6180339887498949).truncatingRemainder(
            dividingBy: 1)
        return low + (high - low) * fraction
    }
    return Tensor(scalars: numbers, shape: shape)
}

/// The same with an imaginary part.
func complexSpread(_ shape: [Int], turn: Int = 0) -> Tensor {
    complex(spread(shape, 0.5, 1.5, turn: turn), spread(shape, -0.9, 0.7, turn: turn + 3))
}
