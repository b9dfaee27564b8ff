/// A constant of a tree whose type has been forgotten.
///
/// The type's identity is kept beside the value, so that a constant of a known type is compared by
/// two loads and its own `==`, without a dynamic cast and without an allocation.
@usableFromInline
class AnyConstant: @unchecked Sendable {  // Subclasses hold one Sendable `let`.
    @usableFromInline let type: ObjectIdentifier
    let key: PathKey
    let isStructural: Bool
    let isHidden: Bool

    fileprivate init(type: ObjectIdentifier, field: Field) {
        self.type = type
        key = field.key
        isStructural = field.isStructural
        isHidden = field.isHidden
    }

    func isEqual(to other: AnyConstant) -> Bool { false }
    func hash(into hasher: inout Hasher) {}
    var base: Any { () }

    /// Whether the box holds the value.
    @inlinable
    final func holds<T: Hashable & Sendable>(_ value: T) -> Bool {
        guard type == ObjectIdentifier(T.self) else { return false }
        let box = unsafeDowncast(self, to: ConstantBox<T>.self)
        return box.bits == nil ? box.value == value : box.hasBits(of: value)
    }
}

/// A constant of a tree.
@usableFromInline
final class ConstantBox<T: Hashable & Sendable>: AnyConstant, @unchecked Sendable {
    @usableFromInline let value: T
    /// What tells the value from those that are equal to it, and says that it is itself; nil where `==` does both.
    @usableFromInline let bits: ConstantBits?

    init(_ value: T, _ field: Field) {
        self.value = value
        let bits = ConstantBits(value)
        self.bits = bits.isSpecial ? bits : nil
        super.init(type: ObjectIdentifier(T.self), field: field)
    }

    @usableFromInline
    func hasBits(of other: T) -> Bool { bits == ConstantBits(other) }

    override func isEqual(to other: AnyConstant) -> Bool { other.holds(value) }
    override func hash(into hasher: inout Hasher) { hasher.combine(value) }
    override var base: Any { value }
}
