extension Tree {
    /// The tree with every part of a type changed by the function, parts inside before those
    /// around.
    ///
    ///     let model = model.applying(to: Dropout.self) { $0.rate = 0.1 }
    ///     let lighter = model.applying(to: (any Layer).self) { … }
    ///
    /// The type may be a module's or a protocol's; the tree itself is a part. Compare Treex's
    /// `apply`.
    public func applying<Part>(to type: Part.Type, _ change: (inout Part) -> Void) -> Self {
        withoutActuallyEscaping(change) { change in
            var copy = self
            var applier = PartChanger<Part>(change: change)
            applier.child(&copy, Field(.wrapped))
            return copy
        }
    }

    /// The parts of a type, parts inside before those around, each with its path.
    ///
    /// - Returns: the tree itself has the empty path.
    public func parts<Part>(_ type: Part.Type) -> [(path: Path, part: Part)] {
        var finder = PartFinder<Part>()
        finder.child(self, Field(.wrapped))
        return finder.found
    }
}

private struct PartChanger<Part>: TreeUpdater {
    let change: (inout Part) -> Void

    mutating func leaf(_ tensor: inout Tensor) {}

    mutating func child<T: Tree>(_ value: inout T, _ field: Field) {
        value.update(&self)
        guard var part = value as? Part else { return }
        change(&part)
        // A protocol's part may have become another type, which the place can't hold.
        if let part = part as? T {
            value = part
        } else {
            value = value.poisoned(
                treeFailure(
                    "applying",
                    "the function put a \(type(of: part as Any)) in the place of a \(T.self)"))
        }
    }
}

private struct PartFinder<Part>: TreeVisitor {
    var found: [(path: Path, part: Part)] = []
    var keys: [PathKey] = []

    mutating func leaf(_ tensor: Tensor) {}

    mutating func child<T: Tree>(_ value: T, _ field: Field) {
        keys.append(field.key)
        value.visit(&self)
        if let part = value as? Part { found.append((Path(keys), part)) }
        keys.removeLast()
    }
}
