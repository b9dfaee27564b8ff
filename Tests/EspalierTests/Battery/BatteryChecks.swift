import EspalierTestSupport

@testable import Espalier

/// Computes how far the transformations of one function are from each other, as one program.
///
/// Each check compares two ways to the same numbers and leaves the largest difference, relative to 1 or to the
/// expected number, whichever is larger. All of an entry's checks are traced into one compiled function, because
/// compiling is what takes time.
struct BatteryChecks {
    private let entry: BatteryEntry
    private(set) var errors: [String: Tensor] = [:]

    init(_ entry: BatteryEntry) { self.entry = entry }

    /// Runs all checks.
    ///
    /// - Parameter examples: the operands, one list after another.
    /// - Returns: the function's results at the first example and, in reverse mode, its pullback.
    mutating func run(_ examples: [[Tensor]]) -> [Tensor] {
        let x = examples[0]
        let y = entry(x)
        if x.contains(where: \.dtype.isInexact) && y.contains(where: \.dtype.isInexact) {
            checkDerivatives(x, y)
            checkSecondDerivatives(x, y)
        }
        for axes in axisChoices(x) { checkBatching(examples, axes) }
        checkScan(examples, y)
        return y + pullback(entry.callAsFunction, x)
    }

    /// How large the error of a check may be.
    static func bound(of check: String, _ entry: BatteryEntry) -> Double {
        let isQuotient =
            check == "jvp" || check == "jvp of grad"
            // Without a forward mode there is nothing else to compare with.
            || entry.modes == .reverse && check.hasPrefix("vjp")
        return isQuotient ? ErrorBound.differenceQuotients : ErrorBound.rounding
    }

    private var hasForward: Bool { entry.modes != .reverse }
    private var hasReverse: Bool { entry.modes != .forward }

    // MARK: Derivatives

    private mutating func checkDerivatives(_ x: [Tensor], _ y: [Tensor]) {
        let entry = entry
        let function = { (x: [Tensor]) in entry(x) }
        let v = weights(x)
        let slope = differenceQuotient(function, x, v)
        var tangent = slope
        if hasForward {
            tangent = derivative(function, x, v)
            if entry.isTrueDerivative { expect("jvp", tangent, slope) }
            let (value, linear) = linearize(function, x)
            expect("linearize, value", value, y)
            expect(
                "linearize", inexact(linear(v.map { $0.dtype.isInexact ? $0 : .nothing })), tangent)
            expect("jvp of checkpoint", derivative(checkpoint(function), x, v), tangent)
        }
        guard hasReverse else { return }
        let cotangent = pullback(function, x)
        expect("vjp", [pairing(cotangent, v)], [pairing(weights(y), tangent)])
        expect("vjp of checkpoint", pullback(checkpoint(function), x), cotangent)
    }

    private mutating func checkSecondDerivatives(_ x: [Tensor], _ y: [Tensor]) {
        guard hasReverse else { return }
        let entry = entry
        let v = weights(x)
        let gradient = { (x: [Tensor]) in Self.pullback({ entry($0) }, x) }
        let curvature = derivative(gradient, x, v)
        if entry.isTrueDerivative {
            expect("jvp of grad", curvature, differenceQuotient(gradient, x, v))
        }
        guard hasForward else { return }
        let w = weights(y)
        let (_, pull) = vjp(
            { (x: [Tensor]) in pairing(w, Self.derivative({ entry($0) }, x, v)) }, x)
        expect(
            "grad of jvp", inexact(pull(fill(1, ShapedTensor(shape: [], dtype: .float64)))),
            curvature)
    }

    // MARK: Batches and loops

    /// All operands batched at the first axis, each alone at the last, and none.
    private func axisChoices(_ x: [Tensor]) -> [[Int?]] {
        [x.map { _ in 0 }, x.map { _ in nil }]
            + x.indices.map { place in x.indices.map { $0 == place ? -1 : nil } }
    }

    private mutating func checkBatching(_ examples: [[Tensor]], _ axes: [Int?]) {
        let entry = entry
        let (hasForward, hasReverse) = (hasForward, hasReverse)
        let everything = { (x: [Tensor]) -> [Tensor] in
            var results = entry(x)
            if hasForward { results += Self.derivative({ entry($0) }, x, weights(x)) }
            if hasReverse { results += Self.pullback({ entry($0) }, x) }
            return results
        }
        let label =
            "vmap along " + axes.map { $0.map(String.init) ?? "nil" }.joined(separator: ", ")
        let stacked = axes.indices.map { place in
            axes[place].map { axis in stack(examples.map { $0[place] }, axis: axis) }
                ?? examples[0][place]
        }
        let single = examples.map { example in
            axes.indices.map { axes[$0] == nil ? examples[0][$0] : example[$0] }
        }
        let expected = stackedResults(single.map(everything))
        expect(label, batch(stacked, axes, everything), expected)
        // One gradient through the whole batch: operands that all examples share get the sum.
        guard hasReverse, axes.first == 0 || axes.contains(where: { $0 == -1 }) else { return }
        let whole = Self.pullback({ batch($0, axes) { entry($0) } }, stacked)
        let parts = Self.pullback(
            { operands in
                stackedResults(
                    examples.indices.map { number in
                        entry(
                            axes.indices.map { place in
                                guard let axis = axes[place] else { return operands[place] }
                                return slice(operands[place], number, axis)
                            })
                    })
            }, stacked)
        expect("grad of \(label)", whole, parts)
    }

    private mutating func checkScan(_ examples: [[Tensor]], _ y: [Tensor]) {
        let entry = entry
        let start = fill(0, ShapedTensor(shape: [], dtype: .float64))
        func step(_ carry: Tensor, _ x: [Tensor]) -> (Tensor, [Tensor]) {
            let results = entry(x)
            return (carry * 0.5 + pairing(weights(results), results), results)
        }
        let stacked = stackedResults(examples)
        // Operands after the first may also be the same in every turn.
        for sharesOthers in stacked.count > 1 ? [false, true] : [false] {
            func operands(_ x: [Tensor], _ all: [Tensor]) -> [Tensor] {
                sharesOthers ? x + all.dropFirst() : x
            }
            let given = sharesOthers ? [stacked[0]] + examples[0].dropFirst() : stacked
            let rolled = { (all: [Tensor]) -> [Tensor] in
                let sequences = sharesOthers ? [all[0]] : all
                let (last, results) = scan(initial: start, over: sequences) { carry, x in
                    step(carry, operands(x, all))
                }
                return [last] + results
            }
            let written = { (all: [Tensor]) -> [Tensor] in
                var carry = start
                var results: [[Tensor]] = []
                for number in examples.indices {
                    let sequences = sharesOthers ? [all[0]] : all
                    let x = sequences.map { slice($0, number, 0) }
                    let (next, value) = step(carry, operands(x, all))
                    carry = next
                    results.append(value)
                }
                return [carry] + stackedResults(results)
            }
            let label = sharesOthers ? "scan over the first operand" : "scan"
            expect(label, rolled(given), written(given))
            guard given.contains(where: \.dtype.isInexact) else { continue }
            let v = weights(given)
            if hasForward {
                expect(
                    "jvp of \(label)", derivative(rolled, given, v), derivative(written, given, v))
            }
            if hasReverse {
                expect("grad of \(label)", pullback(rolled, given), pullback(written, given))
            }
        }
    }

    // MARK: Comparing

    private mutating func expect(_ label: String, _ got: [Tensor], _ expected: [Tensor]) {
        let float = ShapedTensor(shape: [], dtype: .float64)
        var worst = fill(0, float)
        if got.count != expected.count { worst = fill(.infinity, float) }
        for (a, b) in zip(got, expected) {
            if let poison = firstPoison([a, b]) {
                worst = poison
            } else if a.shape != b.shape || a.dtype != b.dtype {
                worst = fill(.infinity, float)
            } else if a.count > 0 {
                let error =
                    a.dtype.isInexact ? abs(a - b) / (1 + abs(b)) : (a .!= b).asType(.float64)
                worst = maximum(worst, error.max())
            }
        }
        errors[label] = worst
    }
}

// MARK: - Derivatives by lists of tensors

extension BatteryChecks {
    /// The tangents of the floating and complex results.
    fileprivate static func derivative(
        _ function: ([Tensor]) -> [Tensor], _ x: [Tensor], _ v: [Tensor]
    ) -> [Tensor] {
        inexact(jvp(function, x, tangent: v).1)
    }

    /// The cotangents of the floating and complex operands for fixed cotangents of the results.
    fileprivate static func pullback(
        _ function: ([Tensor]) -> [Tensor], _ x: [Tensor]
    ) -> [Tensor] {
        let (y, pull) = vjp(function, x)
        return inexact(pull(weights(y)))
    }

    private func derivative(
        _ function: ([Tensor]) -> [Tensor], _ x: [Tensor], _ v: [Tensor]
    ) -> [Tensor] {
        Self.derivative(function, x, v)
    }

    private func pullback(_ function: ([Tensor]) -> [Tensor], _ x: [Tensor]) -> [Tensor] {
        guard hasReverse, x.contains(where: \.dtype.isInexact) else { return [] }
        return Self.pullback(function, x)
    }
}

/// The quotient of a central difference along a direction.
private func differenceQuotient(
    _ function: ([Tensor]) -> [Tensor], _ x: [Tensor], _ v: [Tensor]
) -> [Tensor] {
    let step = 1e-5
    func moved(_ by: Double) -> [Tensor] {
        zip(x, v).map { $0.dtype.isInexact ? $0 + by * $1 : $0 }
    }
    return zip(inexact(function(moved(step))), inexact(function(moved(-step)))).map {
        ($0 - $1) / (2 * step)
    }
}

private func inexact(_ tensors: [Tensor]) -> [Tensor] {
    tensors.filter { $0.dtype.isInexact && !$0.isNothing }
}

/// The real part of the sum of products, over floating and complex tensors.
private func pairing(_ a: [Tensor], _ b: [Tensor]) -> Tensor {
    zip(inexact(a), inexact(b)).reduce(fill(0, ShapedTensor(shape: [], dtype: .float64))) {
        sum, pair in
        let products = (pair.0 * pair.1).sum()
        return sum + (products.dtype.isComplex ? real(products) : products)
    }
}

/// A direction for tensors of the given types; integers stand for themselves.
private func weights(_ tensors: [Tensor]) -> [Tensor] {
    tensors.enumerated().map { place, tensor in
        guard tensor.dtype.isInexact else { return zeros(like: tensor) }
        let numbers =
            tensor.dtype.isComplex
            ? complexSpread(tensor.shape, turn: place + 5)
            : spread(tensor.shape, 0.3, 1.2, turn: place + 5)
        return numbers.asType(tensor.dtype)
    }
}

private func slice(_ x: Tensor, _ place: Int, _ axis: Int) -> Tensor {
    x.movingAxis(axis, to: 0)[place]
}

private func stackedResults(_ results: [[Tensor]]) -> [Tensor] {
    results[0].indices.map { place in stack(results.map { $0[place] }) }
}

/// How many examples a batch and a loop have.
let batchSize = 2

private func batch(
    _ x: [Tensor], _ axes: [Int?], _ function: ([Tensor]) -> [Tensor]
) -> [Tensor] {
    do {
        return try batched(
            x, axes: axes, size: batchSize, axisName: nil, outAxes: { $0.map { _ in 0 } }, function)
    } catch {
        return [failed(error)]
    }
}
