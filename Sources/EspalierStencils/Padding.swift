import Espalier

/// How much an array is padded along its axes before windows are laid over it.
///
///     .valid                       // not at all: windows lie inside the array
///     .same                        // so that there are as many windows as elements, at stride 1
///     1                            // by 1 on each side of each axis
///     [.valid, .same, 2]           // axis by axis
///     [(1, 1), (0, 2)]             // before and after, axis by axis
///
/// A negative amount takes away the windows at that end; the others read the array as before.
public struct Padding: Sendable, Hashable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
    /// The padding of one axis.
    public enum Axis: Sendable, Hashable, ExpressibleByIntegerLiteral {
        /// None.
        case valid
        /// (k - 1) / 2 before and k / 2 after, for a kernel of size k: of an even one the extra place
        /// comes after.
        case same
        /// So much before and after.
        case amount(Int, Int)

        /// The same amount before and after.
        public init(integerLiteral value: Int) { self = .amount(value, value) }

        func widths(kernel: Int) -> (low: Int, high: Int) {
            switch self {
            case .valid: (0, 0)
            case .same: ((kernel - 1) / 2, kernel / 2)
            case .amount(let low, let high): (low, high)
            }
        }
    }

    enum Form: Sendable, Hashable {
        case all(Axis)
        case each([Axis])
    }

    let form: Form

    /// The same for all axes.
    public init(_ axis: Axis) { form = .all(axis) }

    /// Axis by axis.
    public init(_ axes: [Axis]) { form = .each(axes) }

    /// Before and after each axis.
    public init(_ widths: [(Int, Int)]) { self.init(widths.map { Axis.amount($0.0, $0.1) }) }

    /// The same amount on both sides of all axes.
    public init(integerLiteral value: Int) { self.init(.amount(value, value)) }

    /// Axis by axis.
    public init(arrayLiteral elements: Axis...) { self.init(elements) }

    /// None: windows lie inside the array.
    public static let valid = Padding(.valid)

    /// As many windows as elements, at stride 1.
    public static let same = Padding(.same)
}

/// What stands outside the array, where windows reach over its border.
///
/// A sweep (`kscan`) sees the border as it is before the sweep.
public enum Boundary: Sendable {
    /// One value everywhere; by default zero.
    case constant(Tensor)
    /// The array over again: what leaves it on one side enters on the other.
    case periodic
    /// A reflection at the outermost element: `c b | a b c | b a`.
    case reflect
    /// A reflection at the border: `b a | a b c | c b`.
    case symmetric
    /// The nearest element: `a a | a b c | c c`.
    case edge

    /// Zeros.
    public static var zero: Boundary { .constant(0) }

    var mode: PadMode {
        switch self {
        case .constant(let value): .constant(value)
        case .periodic: .wrap
        case .reflect: .reflect
        case .symmetric: .symmetric
        case .edge: .edge
        }
    }
}

/// A size for all axes, `3`, or one for each, `[3, 5]`.
public protocol AxisSizes: Sendable {
    /// The sizes for an array of the given rank; nil where their number is another.
    func sizes(rank: Int) -> [Int]?
}

extension Int: AxisSizes {
    /// The same size along each axis.
    public func sizes(rank: Int) -> [Int]? { Array(repeating: self, count: rank) }
}

extension Array: AxisSizes where Element == Int {
    /// The sizes themselves, if there is one for each axis.
    public func sizes(rank: Int) -> [Int]? { count == rank ? self : nil }
}
