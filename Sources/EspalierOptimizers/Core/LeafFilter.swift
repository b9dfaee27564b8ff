import Espalier

/// Which leaves a rule is for: weight decay without the biases, a frozen half, a group by its name.
///
///     adamw(1e-3, weightDecay: 1e-2, where: .matrices)
///     masked(addDecayedWeights(1e-2), where: .leaves { $0.path.description.hasSuffix("weight") })
///
/// It is asked about shape, dtype, path, kind and annotations of a leaf, not about its elements.
public struct LeafFilter: Hashable, Sendable {
    private enum Form: Hashable {
        case all
        case rank(Int)
        case closure(Identity<@Sendable (TreeLeaf) -> Bool>)
    }

    private let form: Form

    /// Every leaf.
    public static let all = LeafFilter(form: .all)

    /// The leaves with two axes or more: weights, but neither biases nor scales.
    public static let matrices = LeafFilter(form: .rank(2))

    /// The leaves for which the closure holds. Filters are equal if the closure is the same one.
    public static func leaves(_ holds: @escaping @Sendable (TreeLeaf) -> Bool) -> LeafFilter {
        LeafFilter(form: .closure(Identity(holds)))
    }

    /// The leaves of a kind or of one below it.
    public static func kind(_ kind: TreePart.Type) -> LeafFilter {
        let kind = KindBox(kind)
        return .leaves { $0.isOf(kind: kind.kind) }
    }

    /// Whether the leaf is one of them.
    public func contains(_ leaf: TreeLeaf) -> Bool {
        switch form {
        case .all: true
        case .rank(let rank): leaf.tensor.rank >= rank
        case .closure(let box): box.value(leaf)
        }
    }
}

/// Metatypes of classes that are never changed.
private struct KindBox: @unchecked Sendable {
    let kind: TreePart.Type
    init(_ kind: TreePart.Type) { self.kind = kind }
}
