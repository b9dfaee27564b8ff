import Numerics

/// The bits of a constant's floating-point numbers, in depth, and the rest of it as it is.
///
/// 0 and -0 are equal and give other results, and NaN is unequal to itself though it gives the same: what programs are
/// looked up by is compared by this where a constant holds one of them.
@usableFromInline
indirect enum ConstantBits: Hashable, @unchecked Sendable {  // Made of what is Sendable.
    case number(UInt64)
    case parts([String?], [ConstantBits])
    case unordered(Set<ConstantBits>)
    case other(AnyHashable)
    /// What has no parts and can't be compared.
    case opaque(String)

    @usableFromInline
    init(_ value: Any) {
        if let value = value as? any BinaryFloatingPoint {
            self = .number(Self.bits(value))
            return
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .set, .dictionary:
            self = .unordered(Set(mirror.children.map { ConstantBits($0.value) }))
        case .class, nil:
            self = Self.whole(value)
        default:
            self =
                mirror.children.isEmpty
                ? Self.whole(value)
                : .parts(
                    mirror.children.map(\.label), mirror.children.map { ConstantBits($0.value) })
        }
    }

    /// Whether a zero or NaN is among the numbers.
    var isSpecial: Bool {
        switch self {
        case .number(let bits):
            let number = Double(bitPattern: bits)
            return number == 0 || number.isNaN
        case .parts(_, let parts): return parts.contains(where: \.isSpecial)
        case .unordered(let parts): return parts.contains(where: \.isSpecial)
        case .other, .opaque: return false
        }
    }

    private static func whole(_ value: Any) -> ConstantBits {
        (value as? AnyHashable).map { .other($0) } ?? .opaque(String(reflecting: value))
    }

    private static func bits<Number: BinaryFloatingPoint>(_ number: Number) -> UInt64 {
        // A NaN's other bits make no difference to results.
        number.isNaN ? Double.nan.bitPattern : Double(number).bitPattern
    }
}
