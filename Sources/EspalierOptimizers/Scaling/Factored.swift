import Espalier

/// Scales by the root of the running mean of squared gradients, which for large matrices is kept as
/// the product of a row and a column (`optax.scale_by_factored_rms`; Shazeer and Stern, 2018,
/// https://arxiv.org/abs/1804.04235).
///
/// - Parameters:
///   - isFactored: whether means are kept as products at all.
///   - decayRate: how the share of the mean that is kept rises with the steps: 1 - step^-rate.
///   - stepOffset: the step to count from, for training that goes on from other weights.
///   - minimumSize: how large the second largest axis of a leaf must be for its mean to be kept as a
///     product.
///   - epsilon: what is added to squared gradients.
public func scaleByFactoredRMS(
    isFactored: Bool = true, decayRate: Double = 0.8, stepOffset: Int = 0, minimumSize: Int = 128,
    epsilon: Double = 1e-30
) -> AnyTransformation {
    AnyTransformation(
        ScaleByFactoredRMS(
            isFactored: isFactored, decayRate: decayRate, stepOffset: stepOffset,
            minimumSize: minimumSize, epsilon: epsilon))
}

private struct ScaleByFactoredRMS: GradientTransformation {
    let isFactored: Bool
    let decayRate: Double
    let stepOffset, minimumSize: Int
    let epsilon: Double

    /// The second largest axis and the largest, the later of equals last; nil where the whole mean is
    /// kept.
    private func factoredAxes(_ shape: [Int]) -> (Int, Int)? {
        guard isFactored, shape.count >= 2 else { return nil }
        let axes = shape.indices.sorted { (shape[$0], $0) < (shape[$1], $1) }
        let (second, first) = (axes[axes.count - 2], axes[axes.count - 1])
        return shape[second] < minimumSize ? nil : (second, first)
    }

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        let parameters = parameters.tensors
        func without(_ axis: Int, _ x: Tensor) -> Tensor {
            var shape = x.shape
            shape.remove(at: axis)
            return .zeros(shape, dtype: x.dtype)
        }
        let unused = parameters.map { Tensor.zeros([1], dtype: $0.dtype) }
        var (rows, columns, whole) = (unused, unused, unused)
        for (index, x) in parameters.enumerated() {
            if let (second, first) = factoredAxes(x.shape) {
                rows[index] = without(first, x)
                columns[index] = without(second, x)
            } else {
                whole[index] = .zeros(like: x)
            }
        }
        return .counting(["rows": rows, "columns": columns, "whole": whole])
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let steps = (state.own("count") - stepOffset + 1).asType(updates.stepPrecision)
        _ = state.advance()
        let decay = 1 - steps ** weak(-decayRate)
        var rows = state.own("rows", for: updates)
        var columns = state.own("columns", for: updates)
        var whole = state.own("whole", for: updates)
        let results = updates.indices.map { index in
            let gradient = updates[index]
            let dtype = gradient.dtype
            let square = squaredMagnitude(gradient) + epsilon
            guard let (second, first) = factoredAxes(gradient.shape) else {
                whole[index] = (decay * whole[index] + (1 - decay) * square).asType(dtype)
                return gradient * whole[index] ** weak(-0.5)
            }
            rows[index] = (decay * rows[index] + (1 - decay) * square.mean(axis: first))
                .asType(dtype)
            columns[index] = (decay * columns[index] + (1 - decay) * square.mean(axis: second))
                .asType(dtype)
            let axis = second > first ? second - 1 : second
            let rowFactor =
                (rows[index] / rows[index].mean(axis: axis, keepDims: true)) ** weak(-0.5)
            let columnFactor = columns[index] ** weak(-0.5)
            return gradient * rowFactor.expanded(at: first) * columnFactor.expanded(at: second)
        }
        state.slots = ["rows": rows, "columns": columns, "whole": whole]
        return results
    }
}

/// Scales by sums of squared gradients that are kept for each row, column and so on alone
/// (`optax.scale_by_sm3`; Anil et al., 2019, https://arxiv.org/abs/1901.11150).
///
/// - Parameters:
///   - b1: how much of the running mean of the updates is kept at each step.
///   - b2: how much of the sums is kept; one keeps sums, less than one keeps means.
///   - epsilon: what is added to the sums under the root.
public func scaleBySM3(
    b1: Double = 0.9, b2: Double = 1, epsilon: Double = 1e-8
) -> AnyTransformation {
    AnyTransformation(ScaleBySM3(b1: b1, b2: b2, epsilon: epsilon))
}

private struct ScaleBySM3: GradientTransformation {
    let b1, b2, epsilon: Double

    /// The slot that holds the sums of the leaves along an axis. Leaves with fewer axes have an empty
    /// tensor there.
    private func name(_ axis: Int) -> String { "axis\(axis)" }

    func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        let parameters = parameters.tensors
        if let leaf = parameters.first(where: { $0.dtype.isComplex }) {
            mistake("scaleBySM3", "can't scale complex leaves, and one is \(leaf.shapedType)")
        }
        var slots = ["nu": parameters.zeros()]
        for axis in 0..<(parameters.map(\.rank).max() ?? 0) {
            slots[name(axis)] = parameters.map {
                .zeros([axis < $0.rank ? $0.shape[axis] : 0], dtype: $0.dtype)
            }
        }
        // A scalar is its own row.
        slots["scalars"] = parameters.map { .zeros($0.rank == 0 ? [] : [0], dtype: $0.dtype) }
        return TransformationState(slots: slots)
    }

    func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        let axes = (0..<(updates.map(\.rank).max() ?? 0)).map { state.own(name($0), for: updates) }
        let scalars = state.own("scalars", for: updates)
        let share: Double = b2 == 1 ? 1 : 1 - b2
        let sums = updates.enumerated().map { index, gradient in
            let rank = gradient.rank
            let rows = (0..<rank).map { axis in
                var shape = [Int](repeating: 1, count: rank)
                shape[axis] = gradient.shape[axis]
                return axes[axis][index].reshaped(shape)
            }
            let old = rows.isEmpty ? scalars[index] : rows.dropFirst().reduce(rows[0], minimum)
            return share * square(gradient) + b2 * old
        }
        let scaled = zipMap(updates, sums) { $0 * which($1 .> 0, rsqrt($1 + epsilon), 0) }
        let nu = firstMoment(scaled, state.own("nu", for: updates), b1)
        state.slots["nu"] = nu
        for (axis, old) in axes.enumerated() {
            state.slots[name(axis)] = zipMap(sums, old) { sum, old in
                guard axis < sum.rank else { return old }
                let others = (0..<sum.rank).filter { $0 != axis }
                return others.isEmpty ? sum : sum.max(axes: others)
            }
        }
        state.slots["scalars"] = zipMap(sums, scalars) { $0.rank == 0 ? $0 : $1 }
        return nu
    }
}
