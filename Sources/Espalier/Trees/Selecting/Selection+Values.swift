extension Selection {
    /// The selected elements of each leaf, as a vector; an empty one where nothing is selected.
    ///
    /// How many elements a comparison selects is known only from the elements, so inside a
    /// transformation this is a programmer's mistake unless the mask selects whole leaves. Compare
    /// PyTreeClass's `get`.
    public func get() -> Model {
        guard let parts = mask.fitting(model, "get") else { return model }
        return model.rebuilt(zip(model.leaves, parts).map(selectedElements))
    }

    /// The leaves of which everything is selected, as they are; the others are not there.
    ///
    /// - Parameter wholeLeaves: true; with false as ``get()``.
    public func get(wholeLeaves: Bool) -> Model {
        guard wholeLeaves else { return get() }
        guard mask.fitting(model, "get") != nil else { return model }
        return model.rebuilt(
            model.leaves.enumerated().map { mask.contains(leafAt: $0) ? $1 : .nothing })
    }

    /// The selected elements of each leaf of which anything is selected.
    public var values: [Tensor] {
        guard let parts = mask.fitting(model, "values") else { return [] }
        return zip(model.leaves, parts)
            .filter { leaf, part in !leaf.isAbsent && !part.isNone }
            .map(selectedElements)
    }
}

private func selectedElements<Model: Tree>(_ leaf: Tensor, _ part: Mask<Model>.Part) -> Tensor {
    if leaf.isAbsent { return leaf }
    switch part {
    case .none: return leaf.reshaped([-1])[.slice(0, 0)]
    case .all: return leaf.reshaped([-1])
    case .elements(let selected):
        return checked(leaf, selected) {
            let bytes: [UInt8]
            do { bytes = try selected.readable("get").hostBytes() } catch {
                throw TensorError(
                    "get",
                    """
                    how many elements a comparison selects is not known inside a transformation; use set, apply or \
                    a reduction there, or select whole leaves by name, type or predicate
                    """)
            }
            let places = bytes.indices.filter { bytes[$0] != 0 }.map(Int32.init)
            let index = Tensor(scalars: places, shape: [places.count])
            return take(leaf, index)
        }
    }
}
