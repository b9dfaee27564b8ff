extension Selection {
    /// The model with the selected elements replaced by a tensor, with which each leaf is
    /// broadcast. Leaves keep their dtypes.
    public func set(_ value: Tensor) -> Model {
        changed("set") { leaf in which(true, value, leaf).keepingType(of: leaf) }
    }

    /// The model with the selected elements replaced by a number.
    public func set<S: TreeScalar>(_ value: S) -> Model { set(value.weakTensor) }

    /// The model with the selected elements replaced by those of another model.
    public func set(_ values: Model) -> Model {
        if let poison = model.mismatch(with: values, in: "set") { return model.poisoned(poison) }
        let others = values.leaves
        return changed("set") { leaf, index in
            others[index].isAbsent ? leaf : which(true, others[index], leaf).keepingType(of: leaf)
        }
    }

    /// The model with the selected elements replaced by what the function makes of them.
    ///
    /// The function is given whole leaves. Where only some elements of a leaf are selected it has
    /// to give a tensor that broadcasts with the leaf, and of which the selected elements are
    /// taken.
    public func apply(_ function: (Tensor) -> Tensor) -> Model {
        changed("apply") { leaf, _ in function(leaf) }
    }

    /// The model with the selected elements replaced by what the function makes of the leaf and of
    /// a state, which goes from leaf to leaf, and what the state is at last.
    public func scan<State>(
        _ state: State, _ function: (Tensor, inout State) -> Tensor
    ) -> (Model, State) {
        var state = state
        let model = changed("scan") { leaf, _ in function(leaf, &state) }
        return (model, state)
    }

    /// The model with a tensor added to the selected elements.
    public func add(_ value: Tensor) -> Model { changed("add") { $0 + value } }
    /// The model with a tensor subtracted from the selected elements.
    public func subtract(_ value: Tensor) -> Model { changed("subtract") { $0 - value } }
    /// The model with the selected elements multiplied by a tensor.
    public func multiply(_ value: Tensor) -> Model { changed("multiply") { $0 * value } }
    /// The model with the selected elements divided by a tensor.
    public func divide(_ value: Tensor) -> Model { changed("divide") { $0 / value } }
    /// The model with the selected elements raised to a power.
    public func power(_ value: Tensor) -> Model { changed("power") { $0 ** value } }
    /// The model with the selected elements that are larger than a tensor replaced by it.
    public func minimum(_ value: Tensor) -> Model {
        changed("minimum") { Espalier.minimum($0, value) }
    }
    /// The model with the selected elements that are smaller than a tensor replaced by it.
    public func maximum(_ value: Tensor) -> Model {
        changed("maximum") { Espalier.maximum($0, value) }
    }
}

// MARK: - How changes are made

extension Selection {
    private func changed(_ operation: String, _ change: (Tensor) -> Tensor) -> Model {
        changed(operation) { leaf, _ in change(leaf) }
    }

    /// Changes the leaves of which something is selected, unless they are frozen.
    private func changed(_ operation: String, _ change: (Tensor, Int) -> Tensor) -> Model {
        guard let parts = mask.fitting(model, operation) else { return model }
        let leaves = model.describedLeaves
        let selected = leaves.filter { !parts[$0.index].isNone && !$0.tensor.isAbsent }
        if let frozen = selected.first, selected.allSatisfy(\.isFrozen) {
            return model.poisoned(
                treeFailure(
                    "at.\(operation)",
                    """
                    \(frozen.path)\(selected.count > 1 ? " and what else is selected" : "") is frozen, so it can't \
                    be changed; call unfrozen() on the module first
                    """))
        }
        return model.rebuilt(
            leaves.map { leaf in
                if leaf.tensor.isAbsent || leaf.isFrozen { return leaf.tensor }
                switch parts[leaf.index] {
                case .none: return leaf.tensor
                case .all: return change(leaf.tensor, leaf.index)
                case .elements(let elements):
                    return which(elements, change(leaf.tensor, leaf.index), leaf.tensor)
                }
            })
    }
}

extension Tensor {
    /// The tensor in the dtype and shape of another.
    fileprivate func keepingType(of leaf: Tensor) -> Tensor {
        checked(self) {
            guard shape == leaf.shape else {
                throw TensorError(
                    "at.set",
                    "a value that gives the shape \(shape) can't take the place of a leaf of the shape \(leaf.shape)"
                )
            }
            return try convert(self, to: leaf.dtype, isWeak: leaf.isWeaklyTyped)
        }
    }
}
