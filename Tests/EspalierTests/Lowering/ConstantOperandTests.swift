import EspalierTestSupport
import Testing

@testable import Espalier

/// Every primitive on special numbers: what the compiler folds, because it knows the operands, is what a program makes of
/// them as arguments.
@Suite struct ConstantOperandTests {
    private static let entries = batteryEntries.filter { entry in
        entry.axisName == nil && entry.operands.contains { $0.dtype.isFloating }
            && !primitivesOfLAPACK.contains(entry.primitive) && !isIterative(entry.primitive)
            && exceptions[entry.description] == nil
    }

    /// Where the compiler's ways differ at such numbers, whether it knows them or not, and why.
    private static let exceptions: [String: String] = [
        "Divide":
            "a division by a broadcast operand is a product with its reciprocal, which underflows",
        "Convolution": "terms that overflow are added in another order",
        "FormulaFunction (spence)":
            "a step overflows at the largest number in one order of operations",
        "HurwitzZeta": "a step overflows at the largest number in one order of operations",
    ]

    /// Algorithms that look for convergence have nothing to find in such numbers.
    private static func isIterative(_ primitive: String) -> Bool {
        [
            "While", "HostCall", "RandomGamma", "SymmetricEigen", "SingularValues", "Jacobi",
            "SchurForm", "GeneralEigen",
        ]
        .contains(primitive)
    }

    private static let parts = Array(stride(from: 0, to: entries.count, by: 30))

    /// The operands with special numbers in place of their own, in turn.
    private static func special(_ operand: Tensor, from start: Int) throws -> Tensor {
        guard operand.dtype.isFloating else { return operand }
        let largest: Double =
            operand.dtype == .float64
            ? .greatestFiniteMagnitude : Double(Float.greatestFiniteMagnitude)
        let numbers = [Double.nan, .infinity, -.infinity, -0.0, 0, largest, -largest, 1, -1, 0.5]
        let chosen = (0..<operand.count).map { numbers[(start + $0) % numbers.count] }
        return Tensor(chosen).asType(operand.dtype).reshaped(operand.shape)
    }

    @Test(arguments: parts)
    func areFoldedRight(_ start: Int) throws {
        let entries = Array(Self.entries[start..<min(start + 30, Self.entries.count)])
        // Each entry at three places of the list, so that its operands differ.
        let operands = try (0..<3).flatMap { turn in
            try entries.map { entry in
                try entry.operands.enumerated().map {
                    try Self.special($1, from: 3 * turn + 4 * $0)
                }
            }
        }
        var counts: [Int] = []
        let traced = try withErrors {
            try trace(operands.joined().map(\.type)) { tracers in
                var rest = tracers[...]
                return operands.enumerated().flatMap { index, own -> [Tensor] in
                    let results = entries[index % entries.count](Array(rest.prefix(own.count)))
                    rest = rest.dropFirst(own.count)
                    counts.append(results.count)
                    return results
                }
            }
        }
        let inputs = traced.captures + operands.joined()
        let right = try Runtime.current.run(traced.program, inputs, name: "arguments")
        let folded = try Runtime.current.run(
            try traced.program.embedding(inputs), [], name: "constants")
        var results = zip(right, folded).makeIterator()
        for (index, count) in counts.enumerated() {
            for _ in 0..<count {
                guard let (right, folded) = results.next() else { continue }
                let difference = try Self.difference(folded, right)
                #expect(
                    difference == nil, "\(entries[index % entries.count]) of \(operands[index])")
            }
        }
    }

    /// What is wrong with what was folded; nil where not-a-numbers and infinities are the same and other numbers as near
    /// as two ways of computing them come. The sign of a zero is not promised.
    private static func difference(_ folded: Tensor, _ right: Tensor) throws -> String? {
        guard folded.dtype.isFloating else {
            return try folded.hostBytes() == right.hostBytes() ? nil : "\(folded) is not \(right)"
        }
        let bound = folded.dtype == .float64 ? 1e-12 : 1e-4
        let (a, b) = (
            try folded.asType(.float64).scalars(as: Double.self),
            try right.asType(.float64).scalars(as: Double.self)
        )
        for (a, b) in zip(a, b) {
            let isRight =
                a.isNaN || b.isNaN
                ? a.isNaN == b.isNaN
                : a == b || (a - b).magnitude <= bound * max(b.magnitude, 1e-300)
            if !isRight { return "\(folded) is not \(right)" }
        }
        return nil
    }
}
