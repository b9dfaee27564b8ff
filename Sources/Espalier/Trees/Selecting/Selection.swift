/// Some elements of a model, to be read or to be replaced: what ``Module/at`` gives.
///
///     model.at[model .< 0].set(0)                    // by value
///     model.at["l1"].get()                           // by name
///     model.at[Linear.self].apply(sin)               // by type
///     model.at[metadata: ["role": "head"]].add(1)    // by annotation
///     model.at[path: "layers[0].weight"].multiply(2) // by path
///     model.at[path: /bias$/].reduceSum()            // by a regular expression
///     model.at[where: { $0.isTrainable }].get()      // by a predicate
///     model.at[...].apply(tanh)                      // everything
///     model.at["l1"]["bias"].set(0)                  // what both select
///
/// Everything gives a new model and leaves the old one as it is. Frozen leaves are read, but not
/// changed: a write changes those of the selected leaves that aren't frozen, and where all are
/// frozen it is a programmer's mistake that says so.
public struct Selection<Model: Tree> {
    /// The model that is selected from.
    public let model: Model
    /// What is selected.
    public let mask: Mask<Model>

    /// Some elements of a model.
    public init(_ model: Model, _ mask: Mask<Model>) {
        self.model = model
        self.mask = mask
    }
}

extension Selection: Sendable where Model: Sendable {}

extension Module {
    /// The module's elements, to select from; see ``Selection``.
    public var at: Selection<Self> { Selection(self, Mask(all: self)) }
}

/// The elements of any tree, to select from; see ``Selection``. For modules there is ``Module/at``.
public func at<T: Tree>(_ tree: T) -> Selection<T> { Selection(tree, Mask(all: tree)) }

// MARK: - Selecting

extension Selection {
    /// What a mask selects.
    public subscript(mask: Mask<Model>) -> Selection { Selection(model, self.mask & mask) }

    /// What a model of bools selects.
    public subscript(mask: Model) -> Selection { self[Mask(mask)] }

    /// Everything.
    public subscript(all: (UnboundedRange_) -> Void) -> Selection { self }

    /// The leaves under fields of one of the names, at any depth; a dictionary's keys are names
    /// too.
    ///
    /// A name that no field has is a programmer's mistake. To select nothing then, use `model ==
    /// "name"`.
    public subscript(names: String...) -> Selection {
        for name in names {
            let mask = model.mask { field, _ in field.key.isNamed(name) }
            if mask.parts.allSatisfy(\.isNone) {
                return failed("no field with leaves is called '\(name)'", known: model.fieldNames)
            }
        }
        return self[model.mask { field, _ in names.contains { field.key.isNamed($0) } }]
    }

    /// The leaves under values of the type, at any depth.
    public subscript<T>(type: T.Type) -> Selection { self[model.mask { _, value in value is T }] }

    /// The leaves under fields whose annotations hold all of the given ones.
    public subscript(metadata metadata: Field.Metadata) -> Selection {
        self[model.mask { field, _ in field.isAnnotated(with: metadata) }]
    }

    /// The leaves at a path and below it, written as in Swift or with dots only:
    /// `layers[0].weight`, `layers.0.weight`.
    ///
    /// A path where nothing is, is a programmer's mistake.
    public subscript(path path: String) -> Selection {
        let steps = path.pathSteps
        let mask = model.mask(byPath: { $0.description.pathSteps.starts(with: steps) })
        if mask.parts.allSatisfy(\.isNone) {
            return failed(
                "there is no leaf at '\(path)'", known: model.paths.map(\.description))
        }
        return self[mask]
    }

    /// The leaves in whose path, written as in Swift, the regular expression is found.
    public subscript(path expression: some RegexComponent) -> Selection {
        self[model.mask(byPath: { $0.description.contains(expression) })]
    }

    /// The leaves for which the predicate holds.
    public subscript(where isSelected: (TreeLeaf) -> Bool) -> Selection {
        self[Mask(of: model, where: isSelected)]
    }

    private func failed(_ message: String, known: [String]) -> Selection {
        let shown = known.prefix(12).map { "'\($0)'" }.joined(separator: ", ")
        let poison = treeFailure(
            "at", "\(message) in \(Model.self); there is \(shown)\(known.count > 12 ? ", …" : "")")
        return Selection(model.poisoned(poison), mask)
    }
}

extension String {
    /// The steps of a path, without the signs between them.
    fileprivate var pathSteps: [Substring] {
        split { ".[]\"".contains($0) }
    }
}

extension Tree {
    /// The names of the fields that have leaves below them, each once.
    fileprivate var fieldNames: [String] {
        var names: [String] = []
        for key in paths.lazy.flatMap(\.keys) {
            switch key {
            case .name(let name), .key(let name): if !names.contains(name) { names.append(name) }
            case .index, .wrapped: break
            }
        }
        return names
    }
}
