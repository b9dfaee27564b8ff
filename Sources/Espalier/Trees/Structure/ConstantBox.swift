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
        type == ObjectIdentifier(T.self)
            && unsafeDowncast(self, to: ConstantBox<T>.self).value == value
    }
}

/// A constant of a tree.
@usableFromInline
final class ConstantBox<T: Hashable & Sendable>: AnyConstant, @unchecked Sendable {
    @usableFromInline let value: T

    init(_ value: T, _ field: Field) {
        self.value = value
        super.init(type: ObjectIdentifier(T.self), field: field)
    }

    override func isEqual(to other: AnyConstant) -> Bool { other.holds(value) }
    override func hash(into hasher: inout Hasher) { hasher.combine(value) }
    override var base: Any { value }
}
