import Espalier

/// A rule of any type: what the functions that make rules give.
///
/// Two are equal if they are of one type and hold equal numbers. Rules that hold a closure are equal
/// only if it is the same one, so an optimiser that does is best made once.
public struct AnyTransformation: GradientTransformation {
    private let box: TransformationBox

    /// Wraps a rule.
    public init(_ transformation: some GradientTransformation) {
        if let same = transformation as? AnyTransformation {
            self = same
        } else {
            box = TransformationBox(transformation)
        }
    }

    /// The rule itself.
    public var base: any GradientTransformation { box.base }

    /// The state of the rule before the first step.
    public func initialState(for parameters: [TreeLeaf]) -> TransformationState {
        box.base.initialState(for: parameters)
    }

    /// The updates that the rule makes of the given ones.
    public func update(
        _ updates: [Tensor], _ state: inout TransformationState, in step: UpdateStep
    ) -> [Tensor] {
        box.base.update(updates, &state, in: step)
    }

    /// Whether the rules are of one type and hold equal numbers.
    public static func == (a: AnyTransformation, b: AnyTransformation) -> Bool {
        a.box === b.box || a.box.hash == b.box.hash && a.box.key == b.box.key
    }

    /// Hashes the rule.
    public func hash(into hasher: inout Hasher) { hasher.combine(box.hash) }
}

extension AnyTransformation: CustomStringConvertible {
    /// The rule with its numbers.
    public var description: String { String(describing: box.base) }
}

extension AnyTransformation: CustomReflectable {
    /// The rule itself, as if it were stored: its numbers can be found by reflection.
    public var customMirror: Mirror {
        Mirror(self, children: ["base": base], displayStyle: .struct)
    }
}

/// Compiled functions compare constants at each call, which costs nothing for the same box.
private final class TransformationBox: Sendable {
    let base: any GradientTransformation
    let hash: Int

    init(_ base: any GradientTransformation) {
        self.base = base
        hash = AnyHashable(base).hashValue
    }

    var key: AnyHashable { AnyHashable(base) }
}

/// A closure or another value that is compared by identity, to be stored in a rule.
final class Identity<Value: Sendable>: Hashable, Sendable, CustomStringConvertible {
    let value: Value

    init(_ value: Value) { self.value = value }

    static func == (a: Identity, b: Identity) -> Bool { a === b }

    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

    var description: String { "…" }
}
