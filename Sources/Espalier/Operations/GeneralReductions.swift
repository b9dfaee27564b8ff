import Synchronization

// Reductions by any function that doesn't mind in which order it combines elements.

/// How much is put around a tensor before windows are laid on it.
public enum WindowPadding: Sendable, Hashable {
    /// Nothing: windows lie inside.
    case valid
    /// As much as makes as many windows as strides go into the tensor; the larger half after it.
    case same
    /// The same with the larger half before it.
    case sameLower
    /// So many elements before and after each axis; negative numbers cut off.
    case explicit([Before])

    /// Elements before and after an axis.
    public struct Before: Sendable, Hashable {
        let low: Int
        let high: Int
    }

    /// So many elements before and after each axis; negative numbers cut off.
    public static func explicit(_ pairs: [(Int, Int)]) -> WindowPadding {
        .explicit(pairs.map { Before(low: $0.0, high: $0.1) })
    }

    /// The amounts for axes of these sizes and windows of these extents.
    func amounts(
        _ shape: [Int], _ extents: [Int], _ strides: [Int], for operation: String
    ) throws -> (low: [Int], high: [Int]) {
        func total(_ axis: Int) -> Int {
            let windows = (shape[axis] + strides[axis] - 1) / strides[axis]
            return Swift.max((windows - 1) * strides[axis] + extents[axis] - shape[axis], 0)
        }
        switch self {
        case .valid: return (shape.map { _ in 0 }, shape.map { _ in 0 })
        case .same, .sameLower:
            guard strides.allSatisfy({ $0 > 0 }), strides.count == shape.count,
                extents.count == shape.count
            else {
                throw TensorError(
                    operation,
                    "strides \(strides) and windows \(extents) don't fit the axes of \(shape)")
            }
            let totals = shape.indices.map(total)
            let smaller = totals.map { $0 / 2 }
            let larger = totals.map { $0 - $0 / 2 }
            return self == .same ? (smaller, larger) : (larger, smaller)
        case .explicit(let pairs):
            guard pairs.count == shape.count else {
                throw TensorError(
                    operation,
                    "the \(shape.count) axes of \(shape) need as many pairs of paddings, and there are \(pairs.count)"
                )
            }
            return (pairs.map(\.low), pairs.map(\.high))
        }
    }
}

/// How ``reduceWindow(_:_:sizes:strides:padding:baseDilation:windowDilation:)`` combines the elements of a window.
public enum WindowReducer: Sendable, Hashable {
    /// Their sum.
    case sum
    /// Their product.
    case product
    /// The largest of them.
    case maximum
    /// The smallest of them.
    case minimum
    /// The logarithm of the sum of their exponentials.
    case logSumExp
}

/// A reduction over axes by any associative and commutative function (`jax.lax.reduce`).
///
///     reduce(x, initial: 0, axes: [0]) { a, b in maximum(abs(a), abs(b)) }
///
/// - Parameters:
///   - x: the tensor.
///   - initial: a scalar to start from, which may be taken in more than once: it should change nothing.
///   - axes: along which; all of them where it is nil.
///   - combine: puts two scalars together.
public func reduce(
    _ x: Tensor, initial: Tensor, axes: [Int]? = nil, _ combine: (Tensor, Tensor) -> Tensor
) -> Tensor {
    reduce([x], initial: [initial], axes: axes) { [combine($0[0], $1[0])] }[0]
}

/// A reduction of several tensors together (`jax.lax.reduce`).
///
/// - Parameters:
///   - xs: tensors of one shape.
///   - initial: for each a scalar to start from.
///   - axes: along which; all of them where it is nil.
///   - combine: puts the scalars of two places together.
public func reduce(
    _ xs: [Tensor], initial: [Tensor], axes: [Int]? = nil,
    _ combine: ([Tensor], [Tensor]) -> [Tensor]
) -> [Tensor] {
    checked(xs + initial, count: xs.count) {
        let (program, initial) = try reducer("reduce", xs, initial, combine)
        guard let first = xs.first else { return [] }
        let axes =
            try axes.map { try normalized($0, rank: first.rank, for: "reduce") }
            ?? Array(0..<first.rank)
        return try bind(GeneralReduction(program: program, axes: axes), xs + initial)
    }
}

/// A reduction over windows (`jax.lax.reduce_window`, `jax.lax.reduce_window_sum` and the others).
///
/// Maxima give their derivative to the first of equal elements.
///
/// - Parameters:
///   - x: the tensor.
///   - reducer: how elements are combined; elements of the padding change nothing.
///   - sizes: of the window along each axis.
///   - strides: how far windows are apart; 1 where it is nil.
///   - padding: what is put around the tensor.
///   - baseDilation: how far neighbours of the tensor are moved apart; 1 where it is nil.
///   - windowDilation: how far neighbours in a window are apart; 1 where it is nil.
public func reduceWindow(
    _ x: Tensor, _ reducer: WindowReducer, sizes: [Int], strides: [Int]? = nil,
    padding: WindowPadding = .valid, baseDilation: [Int]? = nil, windowDilation: [Int]? = nil
) -> Tensor {
    checked(x) {
        let windows = try WindowGeometry(
            x.shape, sizes, strides, padding, baseDilation, windowDilation)
        func general(_ initial: Double, _ combine: (Tensor, Tensor) -> Tensor) throws -> Tensor {
            let start = fill(initial, ShapedTensor(shape: [], dtype: x.dtype))
            let program = try KnownReducers.program(reducer, x.dtype) {
                try Espalier.reducer("reduceWindow", [x], [start]) { [combine($0[0], $1[0])] }.0
            }
            let primitive = GeneralWindowReduction(program: program, windows: windows)
            return try bind1(primitive, x, start)
        }
        switch reducer {
        case .sum: return try bind1(WindowSum(windows: windows), x)
        case .maximum: return try bind1(WindowExtremum(windows: windows, isMaximum: true), x)
        case .minimum: return try bind1(WindowExtremum(windows: windows, isMaximum: false), x)
        case .product: return try general(1) { $0 * $1 }
        case .logSumExp: return try general(-.infinity, logAddExp)
        }
    }
}

/// A reduction over windows by any associative function (`jax.lax.reduce_window`).
///
/// Its derivatives, in both modes, take as much memory as the windows have elements.
///
/// - Parameters:
///   - x: the tensor.
///   - initial: a scalar to start from, of which the padding consists, too; it should change nothing.
///   - sizes: of the window along each axis.
///   - strides: how far windows are apart; 1 where it is nil.
///   - padding: how much is put around the tensor.
///   - baseDilation: how far neighbours of the tensor are moved apart; 1 where it is nil.
///   - windowDilation: how far neighbours in a window are apart; 1 where it is nil.
///   - combine: puts two scalars together.
public func reduceWindow(
    _ x: Tensor, initial: Tensor, sizes: [Int], strides: [Int]? = nil,
    padding: WindowPadding = .valid, baseDilation: [Int]? = nil, windowDilation: [Int]? = nil,
    _ combine: (Tensor, Tensor) -> Tensor
) -> Tensor {
    checked(x, initial) {
        let (program, initial) = try reducer("reduceWindow", [x], [initial]) {
            [combine($0[0], $1[0])]
        }
        let windows = try WindowGeometry(
            x.shape, sizes, strides, padding, baseDilation, windowDilation)
        return try bind(
            GeneralWindowReduction(program: program, windows: windows), [x] + initial)[0]
    }
}

extension WindowGeometry {
    /// Windows on a tensor of this shape, as users describe them.
    init(
        _ shape: [Int], _ sizes: [Int], _ strides: [Int]?, _ padding: WindowPadding,
        _ baseDilation: [Int]?, _ windowDilation: [Int]?, for operation: String = "reduceWindow"
    ) throws {
        let ones = shape.map { _ in 1 }
        self.init(
            sizes: sizes, strides: strides ?? ones, low: shape.map { _ in 0 },
            high: shape.map { _ in 0 }, baseDilation: baseDilation ?? ones,
            windowDilation: windowDilation ?? ones)
        _ = try count(shape, for: operation)
        let extents = zip(sizes, self.windowDilation).map(dilated)
        let spread = zip(shape, self.baseDilation).map(dilated)
        (low, high) = try padding.amounts(spread, extents, self.strides, for: operation)
    }
}

/// The programs of ``WindowReducer``s, which are compared by identity: one for each dtype, so that what is compiled with
/// it is found again.
private enum KnownReducers {
    private struct Key: Hashable {
        let reducer: WindowReducer
        let dtype: DType
    }

    private static let programs = Mutex<[Key: Program]>([:])

    static func program(
        _ reducer: WindowReducer, _ dtype: DType, _ make: () throws -> Program
    ) throws -> Program {
        let key = Key(reducer: reducer, dtype: dtype)
        if let known = programs.withLock({ $0[key] }) { return known }
        let made = try make()
        return programs.withLock { programs in
            if let known = programs[key] { return known }
            programs[key] = made
            return made
        }
    }
}

/// The function as a program of scalars, and what it starts from in the dtypes of the operands.
private func reducer(
    _ operation: String, _ xs: [Tensor], _ initial: [Tensor],
    _ combine: ([Tensor], [Tensor]) -> [Tensor]
) throws -> (Program, [Tensor]) {
    guard xs.count == initial.count, xs.allSatisfy({ $0.shape == xs[0].shape }) else {
        throw TensorError(
            operation,
            """
            tensors must have one shape and each its initial value, and there are \(initial.count) for the shapes \
            \(xs.map(\.shape))
            """)
    }
    for value in initial where value.rank > 0 {
        throw TensorError(
            operation, "initial values must be scalars, and one has the shape \(value.shape)")
    }
    let types = xs.map { ShapedTensor(shape: [], dtype: $0.dtype) }
    let traced = try trace(types + types) { arguments in
        let results = combine(Array(arguments[..<xs.count]), Array(arguments[xs.count...]))
        if let poison = firstPoison(results) { throw unusable(poison, in: operation) }
        guard results.count == xs.count else {
            throw TensorError(
                operation,
                "the function must give \(xs.count) results, and it gives \(results.count)")
        }
        for (result, type) in zip(results, types) where result.type.strong != type {
            throw TensorError(
                operation,
                "the function must keep types, but \(type) went in and \(result.type.strong) came out"
            )
        }
        return results
    }
    guard traced.captures.allSatisfy({ $0.node.tag != .tracer }) else {
        throw TensorError(
            operation, "the function that combines elements may not use traced values from outside")
    }
    let program = try traced.program.embedding(traced.captures)
    return (program, try zip(initial, types).map { try convert($0, to: $1.dtype) })
}
