import Espalier

/// A function of a window, with an identity of its own.
///
/// Closures do as well; this is for a function that several regions have in common and that is to
/// keep the place of its first registration:
///
///     let boundary = StencilFunction { _ in 1 }
///     f[0..., 0] = boundary
///     f[0..., -1] = boundary
public final class StencilFunction: @unchecked Sendable {
    /// How many arguments it takes after the window.
    let extraCount: Int
    private let body: (Tensor, [Tensor]) -> Tensor

    init(extraCount: Int, _ body: @escaping (Tensor, [Tensor]) -> Tensor) {
        self.extraCount = extraCount
        self.body = body
    }

    /// A function of the window.
    public convenience init(_ function: @escaping (Tensor) -> Tensor) {
        self.init(extraCount: 0) { window, _ in function(window) }
    }

    /// A function of the window and one more argument.
    public convenience init(_ function: @escaping (Tensor, Tensor) -> Tensor) {
        self.init(extraCount: 1) { function($0, $1[0]) }
    }

    /// A function of the window and two more arguments.
    public convenience init(_ function: @escaping (Tensor, Tensor, Tensor) -> Tensor) {
        self.init(extraCount: 2) { function($0, $1[0], $1[1]) }
    }

    /// A function of the window and three more arguments.
    public convenience init(_ function: @escaping (Tensor, Tensor, Tensor, Tensor) -> Tensor) {
        self.init(extraCount: 3) { function($0, $1[0], $1[1], $1[2]) }
    }

    /// Calls the function with the first of the arguments.
    func callAsFunction(_ window: Tensor, _ extras: [Tensor]) throws -> Tensor {
        guard extras.count >= extraCount else {
            throw TensorError(
                "stencil",
                "a function takes \(extraCount) arguments after the window, and \(extras.count) are given"
            )
        }
        return body(window, Array(extras.prefix(extraCount)))
    }

    func checked(_ window: Tensor, _ extras: [Tensor]) -> Tensor {
        checkedTensor([window] + extras) { try self(window, extras) }
    }
}

/// A function and the cells that it was assigned to: any of several regions, each with an index for
/// the leading axes.
struct Registration: Sendable {
    let function: StencilFunction
    var regions: [[AxisIndex]]
}

extension Registration {
    /// For each region and axis, which cells belong to it; a cell belongs where it does along every
    /// axis.
    func masks(_ geometry: Geometry) throws -> [[[Bool]]] {
        try regions.map { indices in
            let indices = indices.last?.isEllipsis == true ? indices.dropLast() : indices[...]
            guard indices.count <= geometry.shape.count else {
                throw TensorError(
                    "stencil",
                    "a region has \(indices.count) indices and the array, of shape \(geometry.shape), fewer axes"
                )
            }
            return try geometry.shape.indices.map { axis in
                guard axis < indices.count else {
                    return [Bool](repeating: true, count: geometry.grid.cells[axis])
                }
                let contains = try indices[axis].contains(size: geometry.shape[axis])
                return geometry.centres(axis).map(contains)
            }
        }
    }

    /// Which cells belong to any of the regions, as a tensor; nil if all or none do.
    func mask(_ geometry: Geometry) throws -> Coverage {
        let masks = try masks(geometry).filter { region in region.allSatisfy { $0.contains(true) } }
        if masks.isEmpty { return .none }
        if masks.contains(where: { region in region.allSatisfy { !$0.contains(false) } }) {
            return .all
        }
        let tensors = masks.map { region in
            region.enumerated().reduce(Tensor(true)) { mask, item in
                let (axis, along) = item
                guard along.contains(false) else { return mask }
                var shape = region.map { _ in 1 }
                shape[axis] = along.count
                return mask & Tensor(scalars: along, shape: shape)
            }
        }
        let mask = tensors.dropFirst().reduce(tensors[0]) { $0 | $1 }
        return .some(mask.broadcast(to: geometry.grid.cells))
    }
}

/// Which cells a function is for.
enum Coverage {
    case none
    case all
    case some(Tensor)
}
