import Espalier

/// Where the channels of an image stand.
public enum SpatialLayout: String, Hashable, Sendable, CaseIterable {
    /// `[..., channels, height, width]`, as PyTreeClass, Kernex and Equinox have it.
    case channelsFirst
    /// `[..., height, width, channels]`, as Flax and Treex have it.
    case channelsLast
}

/// A number for all spatial axes, or one for each: `3` or `[3, 5]`.
public protocol SpatialExtent: Sendable {
    /// The number for each of so many axes.
    func extents(axes: Int) -> [Int]
}

extension Int: SpatialExtent {
    /// This number for each axis.
    public func extents(axes: Int) -> [Int] {
        // A tensor has no more; layers check the number of axes themselves.
        Array(repeating: self, count: Swift.min(Swift.max(axes, 0), SizeLimit.rank))
    }
}

extension Array: SpatialExtent where Element == Int {
    /// The numbers as they are given.
    public func extents(axes: Int) -> [Int] { self }
}

/// How much is put around the spatial axes before windows are laid on them.
///
///     Conv2D(1, 8, kernel: 3, padding: 1, key: key)
///     Conv2D(1, 8, kernel: 3, padding: .same, key: key)
///     Conv2D(1, 8, kernel: 3, padding: .explicit([(0, 2), (1, 1)]), key: key)
public struct SpatialPadding: Hashable, Sendable, ExpressibleByIntegerLiteral {
    enum Form: Hashable, Sendable {
        case valid, same, sameLower
        case all(Int)
        case pairs([[Int]])
    }

    let form: Form

    /// Nothing: windows lie inside.
    public static let valid = SpatialPadding(form: .valid)
    /// As much as makes as many windows as strides go into the axis, the larger half after it.
    public static let same = SpatialPadding(form: .same)
    /// The same with the larger half before it.
    public static let sameLower = SpatialPadding(form: .sameLower)

    /// So many elements before and after each axis.
    public static func all(_ count: Int) -> SpatialPadding { SpatialPadding(form: .all(count)) }

    /// So many elements before and after each axis, by axis.
    public static func each(_ counts: [Int]) -> SpatialPadding {
        SpatialPadding(form: .pairs(counts.map { [$0, $0] }))
    }

    /// So many elements before and so many after each axis.
    public static func explicit(_ pairs: [(Int, Int)]) -> SpatialPadding {
        SpatialPadding(form: .pairs(pairs.map { [$0.0, $0.1] }))
    }

    init(form: Form) { self.form = form }

    /// So many elements before and after each axis.
    public init(integerLiteral value: Int) { form = .all(value) }

    /// The amounts for axes of these sizes, and windows of these extents, dilation included.
    func amounts(_ sizes: [Int], _ extents: [Int], _ strides: [Int]) -> [(low: Int, high: Int)] {
        switch form {
        case .valid: return sizes.map { _ in (0, 0) }
        case .all(let count): return sizes.map { _ in (count, count) }
        case .pairs(let pairs): return pairs.map { ($0[0], $0[1]) }
        case .same, .sameLower:
            return sizes.indices.map { axis in
                let (size, stride) = (sizes[axis], strides[axis])
                let windows = size == 0 ? 0 : (size - 1) / stride + 1
                let total = max((windows - 1) * stride + extents[axis] - size, 0)
                let smaller = total / 2
                return form == .same ? (smaller, total - smaller) : (total - smaller, smaller)
            }
        }
    }

    /// The amounts that are given.
    var numbers: [Int] {
        switch form {
        case .valid, .same, .sameLower: []
        case .all(let count): [count]
        case .pairs(let pairs): Array(pairs.joined())
        }
    }

    /// The number of axes that it is for; nil where it is for any.
    var axisCount: Int? { if case .pairs(let pairs) = form { pairs.count } else { nil } }
}

/// What the padding of a convolution consists of.
public enum PaddingMode: String, Hashable, Sendable, CaseIterable {
    /// Zeros.
    case zeros
    /// A reflection at the outermost element.
    case reflect
    /// The outermost element again.
    case replicate
    /// The other end of the axis.
    case circular
}

/// The channel axis of a tensor whose last axes are channels and so many spatial axes in a layout.
func channelAxis(_ rank: Int, spatial: Int, _ layout: SpatialLayout) -> Int {
    layout == .channelsFirst ? rank - spatial - 1 : rank - 1
}

/// A vector over channels, in the shape that broadcasts over the spatial axes of a layout.
func overChannels(_ vector: Tensor, spatial: Int, _ layout: SpatialLayout) -> Tensor {
    guard layout == .channelsFirst, spatial > 0 else { return vector }
    return vector.reshaped(vector.shape + Array(repeating: 1, count: spatial))
}

/// Checks that the input has the spatial axes and as many channels as the layer takes.
func requireChannels(
    _ layer: String, _ input: Tensor, _ count: Int, spatial: Int, _ layout: SpatialLayout,
    taking what: String
) throws {
    guard spatial >= 0 else {
        throw TensorError(
            layer, "the number of spatial axes must not be negative, and it is \(spatial)")
    }
    var axes = Array(["height", "width", "depth"].prefix(spatial))
    axes.insert("channels", at: layout == .channelsFirst ? 0 : axes.count)
    let form = "[..., \(axes.joined(separator: ", "))]"
    guard input.rank > spatial else {
        throw TensorError(
            layer, "the input has the shape \(input.shape), and it must have the axes \(form)")
    }
    let found = input.shape[channelAxis(input.rank, spatial: spatial, layout)]
    guard found == count else {
        throw TensorError(
            layer,
            """
            the input has the shape \(input.shape) with \(found) channels, where its axes are \(form), and \(what) \
            takes \(count)
            """)
    }
}
