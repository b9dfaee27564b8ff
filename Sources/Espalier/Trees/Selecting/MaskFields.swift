// Masks by what is known of the fields on the way to a leaf.

extension Module {
    /// The leaves under a field of the name, at any depth; a dictionary's keys are names too. None,
    /// if there is no such field.
    public static func == (model: Self, name: String) -> Mask<Self> {
        model.mask { field, _ in field.key.isNamed(name) }
    }
    /// The leaves that are under no field of the name.
    public static func != (model: Self, name: String) -> Mask<Self> { !(model == name) }

    /// The leaves under a value of the type, at any depth. The type may be that of a module,
    /// `Tensor`, or a protocol's, as in `model == (any Layer).self`.
    public static func == <T>(model: Self, type: T.Type) -> Mask<Self> {
        model.mask { _, value in value is T }
    }
    /// The leaves that are under no value of the type.
    public static func != <T>(model: Self, type: T.Type) -> Mask<Self> { !(model == type) }

    /// The leaves under a field whose annotations hold all of the given ones.
    public static func == (model: Self, metadata: Field.Metadata) -> Mask<Self> {
        model.mask { field, _ in field.isAnnotated(with: metadata) }
    }
    /// The leaves that are under no field whose annotations hold all of the given ones.
    public static func != (model: Self, metadata: Field.Metadata) -> Mask<Self> {
        !(model == metadata)
    }

    /// The leaves for which the predicate holds.
    public func mask(where isSelected: (TreeLeaf) throws -> Bool) rethrows -> Mask<Self> {
        try Mask(of: self, where: isSelected)
    }
}

extension Tree {
    /// The leaves under children of which a property holds; the tree itself is asked as a child
    /// without a name.
    func mask(_ matches: @escaping (Field, any Tree) -> Bool) -> Mask<Self> {
        var finder = FieldFinder(matches: matches)
        finder.child(self, Field(.wrapped))
        return Mask(parts: finder.parts.map { $0 ? .all : .none })
    }

    /// The leaves whose path has the property.
    func mask(byPath matches: (Path) -> Bool) -> Mask<Self> {
        Mask(parts: paths.map { matches($0) ? .all : .none })
    }
}

extension Field {
    /// Whether the annotations hold all of the given ones.
    func isAnnotated(with metadata: Metadata) -> Bool {
        let own = self.metadata
        return metadata.allSatisfy { key, value in
            own[key].map { AnyHashable($0) == AnyHashable(value) } ?? false
        }
    }
}

extension PathKey {
    func isNamed(_ name: String) -> Bool {
        switch self {
        case .name(let own), .key(let own): own == name
        case .index, .wrapped: false
        }
    }
}

/// Finds the leaves under children of which something holds.
private struct FieldFinder: TreeVisitor {
    let matches: (Field, any Tree) -> Bool
    var parts: [Bool] = []
    var isInside = false

    mutating func leaf(_ tensor: Tensor) { parts.append(isInside) }

    mutating func child<T: Tree>(_ value: T, _ field: Field) {
        let outer = isInside
        isInside = isInside || matches(field, value)
        value.visit(&self)
        isInside = outer
    }
}
