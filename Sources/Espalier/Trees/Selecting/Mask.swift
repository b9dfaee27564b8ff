/// Which elements of a tree's leaves are meant.
///
/// A mask is what comparing a module with something gives: with a number its elements, with a name,
/// a type or annotations the leaves under fields that have them.
///
///     let negative = model .< 0
///     let first = model == "l1"
///     let linear = model == Linear.self
///     let described = model == ["description": "First layer"]
///     model = model.at[negative & !first].set(0)
///
/// Masks are combined by `&`, `|`, `^` and `!`. ``Module/at`` reads and changes what they select;
/// ``partition(_:where:)-(_,Mask<T>)``, `grad(f, where:)` and `jit(f, where:)` take them too. A
/// mask is itself a tree, so that it can be an argument of a compiled function; leaves that are
/// selected as a whole or not at all are constants of it.
public struct Mask<Model: Tree>: Sendable {
    /// What is selected of one leaf.
    public enum Part: Sendable {
        /// Nothing.
        case none
        /// The whole leaf.
        case all
        /// The elements where a tensor of bools, of the leaf's shape, holds.
        case elements(Tensor)
    }

    /// What is selected of each leaf, in the order of ``Tree/leaves``.
    public private(set) var parts: [Part]

    /// A mask that selects these parts.
    ///
    /// - Parameter parts: one for each leaf.
    public init(parts: [Part]) { self.parts = parts }

    /// The mask of a model whose leaves are bools: it selects the elements where they hold, and
    /// nothing of leaves that aren't there.
    ///
    /// A leaf of another dtype is a programmer's mistake.
    public init(_ model: Model) {
        parts = model.describedLeaves.map { leaf in
            if leaf.tensor.isAbsent { return .none }
            guard leaf.tensor.dtype == .bool || leaf.tensor.node.tag == .poison else {
                return .elements(
                    treeFailure(
                        "Mask",
                        "the leaves of a mask must be bools, and \(leaf.path) is \(leaf.tensor.shapeText); compare "
                            + "the model with something"))
            }
            return .elements(leaf.tensor)
        }
    }

    /// The mask that selects the leaves for which the predicate holds.
    public init(of model: Model, where isSelected: (TreeLeaf) throws -> Bool) rethrows {
        parts = try model.describedLeaves.map { try isSelected($0) ? .all : .none }
    }

    /// The mask that selects everything.
    public init(all model: Model) {
        parts = Array(repeating: .all, count: model.leafCount)
    }
}

extension Mask {
    /// Whether the mask selects the whole leaf. This is what functions that take a predicate on
    /// leaves are given: `jit(f, where: mask.contains)`.
    ///
    /// A leaf of which some elements are selected counts if all are; inside a transformation that
    /// is not known, and a programmer's mistake.
    public func contains(_ leaf: TreeLeaf) -> Bool { contains(leafAt: leaf.index) }

    func contains(leafAt index: Int) -> Bool {
        guard parts.indices.contains(index) else {
            _ = treeFailure(
                "Mask",
                "a mask of \(parts.count) leaves was asked about leaf \(index) of a larger tree")
            return false
        }
        switch parts[index] {
        case .none: return false
        case .all: return true
        case .elements(let selected):
            do {
                return try selected.readable("Mask").hostBytes().allSatisfy { $0 != 0 }
            } catch {
                _ = failed(error)
                return false
            }
        }
    }

    /// A model of bools: true where the mask selects an element.
    public func tree(like model: Model) -> Model {
        guard let parts = fitting(model, "Mask") else { return model }
        return model.rebuilt(
            zip(model.leaves, parts).map { leaf, part in
                if leaf.isAbsent { return leaf }
                return part.elements(leaf.shape)
            })
    }

    /// The parts, if there is one for each leaf.
    func fitting(_ model: Model, _ operation: String) -> [Part]? {
        let count = model.leafCount
        if parts.count == count { return parts }
        _ = treeFailure(
            operation,
            "the mask was made for a \(Model.self) with \(parts.count) leaves, and this one has \(count)"
        )
        return nil
    }
}

extension Mask.Part {
    /// The selected elements, as bools of the leaf's shape.
    func elements(_ shape: [Int]) -> Tensor {
        switch self {
        case .none: .full(shape, Tensor(booleanLiteral: false))
        case .all: .full(shape, Tensor(booleanLiteral: true))
        case .elements(let selected): selected
        }
    }

    var isNone: Bool { if case .none = self { true } else { false } }
}

extension Mask: Tree {
    /// What is selected of each leaf.
    public func visit<V: TreeVisitor>(_ visitor: inout V) {
        visitor.constant(parts.count, Field(.name("count"), hidden: true, structural: true))
        for (index, part) in parts.enumerated() {
            switch part {
            case .none: visitor.constant(false, Field(.index(index), structural: true))
            case .all: visitor.constant(true, Field(.index(index), structural: true))
            case .elements(let selected): visitor.child(selected, Field(.index(index)))
            }
        }
    }

    /// Offers the tensors of bools.
    public mutating func update<U: TreeUpdater>(_ updater: inout U) {
        for index in parts.indices {
            guard case .elements(var selected) = parts[index] else { continue }
            parts[index] = .none
            updater.child(&selected, Field(.index(index)))
            parts[index] = .elements(selected)
        }
    }
}

// MARK: - Combining masks

extension Mask {
    /// What both select.
    public static func & (a: Mask, b: Mask) -> Mask {
        a.combined(with: b, "&") { a, b in
            switch (a, b) {
            case (.none, _), (_, .none): .none
            case (.all, let other), (let other, .all): other
            case (.elements(let a), .elements(let b)): .elements(a & b)
            }
        }
    }

    /// What at least one selects.
    public static func | (a: Mask, b: Mask) -> Mask {
        a.combined(with: b, "|") { a, b in
            switch (a, b) {
            case (.all, _), (_, .all): .all
            case (.none, let other), (let other, .none): other
            case (.elements(let a), .elements(let b)): .elements(a | b)
            }
        }
    }

    /// What exactly one selects.
    public static func ^ (a: Mask, b: Mask) -> Mask {
        a.combined(with: b, "^") { a, b in
            switch (a, b) {
            case (.none, let other), (let other, .none): other
            case (.all, let other), (let other, .all): other.inverted
            case (.elements(let a), .elements(let b)): .elements(a ^ b)
            }
        }
    }

    /// What isn't selected.
    public static prefix func ! (mask: Mask) -> Mask { Mask(parts: mask.parts.map(\.inverted)) }

    private func combined(
        with other: Mask, _ operation: String, _ combine: (Part, Part) -> Part
    ) -> Mask {
        guard parts.count == other.parts.count else {
            _ = treeFailure(
                operation,
                "masks of \(parts.count) and of \(other.parts.count) leaves can't be combined; they were "
                    + "made for different models")
            return self
        }
        return Mask(parts: zip(parts, other.parts).map(combine))
    }
}

extension Mask.Part {
    fileprivate var inverted: Self {
        switch self {
        case .none: .all
        case .all: .none
        case .elements(let selected): .elements(!selected)
        }
    }
}
