extension Tensor {
    /// Changed copies of the tensor, at the places that a subscript names (`x.at` in JAX).
    ///
    ///     let y = x.at[0, 1].set(5)
    ///     let counts = zeros.at[labels].add(1)      // repeated labels add up
    public var at: TensorUpdater { TensorUpdater(tensor: self) }
}

/// What `x.at` is, to be subscripted.
public struct TensorUpdater: Sendable {
    let tensor: Tensor

    /// The places that one index names; see ``Tensor/subscript(_:)``.
    public subscript(_ index: some TensorIndex) -> IndexedTensor {
        IndexedTensor(tensor: tensor, indices: [index.axisIndex])
    }

    /// The places that two indices name.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex) -> IndexedTensor {
        IndexedTensor(tensor: tensor, indices: [first.axisIndex, second.axisIndex])
    }

    /// The places that three indices name.
    public subscript(
        _ first: some TensorIndex, _ second: some TensorIndex, _ third: some TensorIndex
    ) -> IndexedTensor {
        IndexedTensor(
            tensor: tensor, indices: [first.axisIndex, second.axisIndex, third.axisIndex])
    }

    /// The places that four indices name.
    public subscript(
        _ first: some TensorIndex, _ second: some TensorIndex, _ third: some TensorIndex,
        _ fourth: some TensorIndex
    ) -> IndexedTensor {
        IndexedTensor(
            tensor: tensor,
            indices: [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex])
    }

    /// The places that five indices name.
    public subscript(
        _ first: some TensorIndex, _ second: some TensorIndex, _ third: some TensorIndex,
        _ fourth: some TensorIndex, _ fifth: some TensorIndex
    ) -> IndexedTensor {
        IndexedTensor(
            tensor: tensor,
            indices: [
                first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                fifth.axisIndex,
            ])
    }

    /// The places that six indices name.
    public subscript(
        _ first: some TensorIndex, _ second: some TensorIndex, _ third: some TensorIndex,
        _ fourth: some TensorIndex, _ fifth: some TensorIndex, _ sixth: some TensorIndex
    ) -> IndexedTensor {
        IndexedTensor(
            tensor: tensor,
            indices: [
                first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                fifth.axisIndex,
                sixth.axisIndex,
            ])
    }
}

/// Some places of a tensor, to be read or changed in a copy.
///
/// The operand's dtype is kept: values are converted to it and broadcast to the shape of the places. Writes out of range
/// are left out by default. Where places are named more than once, sums, products and extrema take all values; which of
/// several values is set is not defined.
///
/// A single mask and a value that is broadcast over it work inside `jit` too.
///
/// All functions take, as JAX's do,
/// - `mode`: what to do with places out of range, Swift integers included. By default reads of tensors' places are moved
///   into range, writes are left out, and Swift integers must be in range.
/// - `indicesAreSorted`, `uniqueIndices`: promises that places ascend and that none is named twice. Nothing is checked;
///   derivatives with respect to factors need the second.
/// - `wrapNegativeIndices`: whether negative places count from the end; otherwise they are out of range.
public struct IndexedTensor: Sendable {
    let tensor: Tensor
    let indices: [AxisIndex]

    /// The elements at the places, as the subscript gives them.
    ///
    /// - Parameters:
    ///   - mode: what to do with places out of range. By default those of tensors are moved into range, but have no part
    ///     in the transposed derivative.
    ///   - fillValue: what to read out of range under ``IndexMode/fillOrDrop``; must not be traced.
    ///   - indicesAreSorted: a promise that places ascend.
    ///   - uniqueIndices: a promise that no place is named twice.
    ///   - wrapNegativeIndices: whether negative places count from the end.
    public func get(
        mode: IndexMode? = nil, fillValue: Tensor? = nil, indicesAreSorted: Bool = false,
        uniqueIndices: Bool = false, wrapNegativeIndices: Bool = true
    ) -> Tensor {
        checked([tensor] + indices.tensors) {
            let fill = try fillValue.map { try fillScalar($0, tensor.dtype, for: "get") } ?? nil
            let mode = mode ?? (fillValue == nil ? nil : .fillOrDrop)
            let plan = try IndexPlan(
                indices, shape: tensor.shape,
                counting: .init(mode, wrapsNegative: wrapNegativeIndices))
            return try plan.read(
                tensor, mode: mode, fillValue: fill,
                promises: IndexPromises(areSorted: indicesAreSorted, areUnique: uniqueIndices))
        }
    }

    /// A copy with other values at the places (`x.at[…].set` in JAX).
    public func set(
        _ value: Tensor, mode: IndexMode? = nil, indicesAreSorted: Bool = false,
        uniqueIndices: Bool = false, wrapNegativeIndices: Bool = true
    ) -> Tensor {
        let options = UpdateOptions(mode, indicesAreSorted, uniqueIndices, wrapNegativeIndices)
        return update(.set, value, options) { $1 }
    }

    /// A copy with values added at the places (`x.at[…].add` in JAX).
    public func add(
        _ value: Tensor, mode: IndexMode? = nil, indicesAreSorted: Bool = false,
        uniqueIndices: Bool = false, wrapNegativeIndices: Bool = true
    ) -> Tensor {
        let options = UpdateOptions(mode, indicesAreSorted, uniqueIndices, wrapNegativeIndices)
        return update(.add, value, options) { $0 + $1 }
    }

    /// A copy with values subtracted at the places (`x.at[…].subtract` in JAX).
    public func subtract(
        _ value: Tensor, mode: IndexMode? = nil, indicesAreSorted: Bool = false,
        uniqueIndices: Bool = false, wrapNegativeIndices: Bool = true
    ) -> Tensor {
        let options = UpdateOptions(mode, indicesAreSorted, uniqueIndices, wrapNegativeIndices)
        return update(.add, -value, options) { $0 + $1 }
    }

    /// A copy with the elements at the places multiplied (`x.at[…].multiply` in JAX).
    public func multiply(
        _ value: Tensor, mode: IndexMode? = nil, indicesAreSorted: Bool = false,
        uniqueIndices: Bool = false, wrapNegativeIndices: Bool = true
    ) -> Tensor {
        let options = UpdateOptions(mode, indicesAreSorted, uniqueIndices, wrapNegativeIndices)
        return update(.multiply, value, options) { $0 * $1 }
    }

    /// A copy with the elements at the places divided (`x.at[…].divide` in JAX); integers become floats.
    public func divide(
        _ value: Tensor, mode: IndexMode? = nil, indicesAreSorted: Bool = false,
        uniqueIndices: Bool = false, wrapNegativeIndices: Bool = true
    ) -> Tensor {
        let options = UpdateOptions(mode, indicesAreSorted, uniqueIndices, wrapNegativeIndices)
        return tensor / ones.update(.multiply, value, options) { $0 * $1 }
    }

    /// A copy with the elements at the places raised to powers (`x.at[…].power` in JAX).
    public func power(
        _ value: Tensor, mode: IndexMode? = nil, indicesAreSorted: Bool = false,
        uniqueIndices: Bool = false, wrapNegativeIndices: Bool = true
    ) -> Tensor {
        let options = UpdateOptions(mode, indicesAreSorted, uniqueIndices, wrapNegativeIndices)
        return tensor ** ones.update(.multiply, value, options) { $0 * $1 }
    }

    /// A copy with the smaller of element and value at the places (`x.at[…].min` in JAX).
    public func min(
        _ value: Tensor, mode: IndexMode? = nil, indicesAreSorted: Bool = false,
        uniqueIndices: Bool = false, wrapNegativeIndices: Bool = true
    ) -> Tensor {
        let options = UpdateOptions(mode, indicesAreSorted, uniqueIndices, wrapNegativeIndices)
        return update(.min, value, options) { minimum($0, $1) }
    }

    /// A copy with the larger of element and value at the places (`x.at[…].max` in JAX).
    public func max(
        _ value: Tensor, mode: IndexMode? = nil, indicesAreSorted: Bool = false,
        uniqueIndices: Bool = false, wrapNegativeIndices: Bool = true
    ) -> Tensor {
        let options = UpdateOptions(mode, indicesAreSorted, uniqueIndices, wrapNegativeIndices)
        return update(.max, value, options) { maximum($0, $1) }
    }

    /// A copy with a function of the elements at the places (`x.at[…].apply` in JAX).
    ///
    /// The function takes all elements at once and gives a tensor of their shape. A place that is named more than once
    /// gets the function of its old element, once; in JAX as often as it is named.
    public func apply(
        mode: IndexMode? = nil, indicesAreSorted: Bool = false, uniqueIndices: Bool = false,
        wrapNegativeIndices: Bool = true, _ function: (Tensor) throws -> Tensor
    ) rethrows -> Tensor {
        if let mask {
            let whole = try function(tensor)
            return checked(tensor, mask, whole) {
                try masked(mask, try adopted(whole, as: tensor.dtype, in: "set")) { $1 }
            }
        }
        let old = get(
            mode: mode, indicesAreSorted: indicesAreSorted, uniqueIndices: uniqueIndices,
            wrapNegativeIndices: wrapNegativeIndices)
        return set(
            try function(old), mode: mode, indicesAreSorted: indicesAreSorted,
            uniqueIndices: uniqueIndices, wrapNegativeIndices: wrapNegativeIndices)
    }

    // MARK: -

    /// Ones in place of the elements, at the same places.
    private var ones: IndexedTensor {
        IndexedTensor(tensor: fill(1, tensor.type), indices: indices)
    }

    /// The mask, where it is the only index.
    private var mask: Tensor? {
        guard indices.count == 1, case .tensor(let mask) = indices[0].form, mask.dtype == .bool,
            mask.rank > 0, mask.rank <= tensor.rank
        else { return nil }
        return mask
    }

    private func update(
        _ kind: Scatter.Kind, _ value: Tensor, _ options: UpdateOptions,
        _ combine: (Tensor, Tensor) -> Tensor
    ) -> Tensor {
        checked([tensor, value] + indices.tensors) {
            if value.dtype.isComplex && !tensor.dtype.isComplex {
                throw TensorError(
                    "at", "complex values can't be written into a tensor of dtype \(tensor.dtype)")
            }
            let value = try adopted(value, as: tensor.dtype, in: "set")
            if let mask, value.rank <= tensor.rank - mask.rank {
                return try masked(mask, value, combine)
            }
            let plan = try IndexPlan(
                indices, shape: tensor.shape,
                counting: .init(options.mode, wrapsNegative: options.wrapsNegative))
            // Bools among the indices are axes of the plan's shape, but not of the tensor's.
            let x = try reshape(tensor, to: plan.shape)
            let changed =
                try plan.overwrite(x) { kind == .set ? value : combine($0, value) }
                ?? plan.scatter(kind, x, value, options)
            return try reshape(changed, to: tensor.shape)
        }
    }

    /// The change where a mask holds, by choosing between the old and the new of every element.
    private func masked(
        _ mask: Tensor, _ value: Tensor, _ combine: (Tensor, Tensor) -> Tensor
    ) throws -> Tensor {
        guard Array(tensor.shape.prefix(mask.rank)) == mask.shape else {
            throw TensorError(
                "at", "a mask of the shape \(mask.shape) doesn't fit the shape \(tensor.shape)")
        }
        let trailing = [Int](repeating: 1, count: tensor.rank - mask.rank)
        let condition = try reshape(mask, to: mask.shape + trailing)
        let new = try convert(combine(tensor, value), to: tensor.dtype)
        let result = try bind1(Select(), condition, new, tensor)
        guard result.shape == tensor.shape else {
            throw TensorError(
                "at", "values of the shape \(value.shape) don't fit the shape \(tensor.shape)")
        }
        return result
    }
}

/// What all updates take beside their values.
struct UpdateOptions {
    let mode: IndexMode?
    let promises: IndexPromises
    let wrapsNegative: Bool

    init(_ mode: IndexMode?, _ areSorted: Bool, _ areUnique: Bool, _ wrapsNegative: Bool) {
        self.mode = mode
        promises = IndexPromises(areSorted: areSorted, areUnique: areUnique)
        self.wrapsNegative = wrapsNegative
    }
}

/// A value to be read out of range, which must not be traced; nil for NaN.
func fillScalar(_ value: Tensor, _ dtype: DType, for operation: String) throws -> HostScalar? {
    let bytes = try adopted(
        value.readable("\(operation)(fillValue:)"), as: dtype, in: "\(operation)(fillValue:)"
    ).hostBytes()
    guard value.rank == 0, let scalar = HostScalar.read(bytes, dtype).first else {
        throw TensorError(
            operation, "the fill value must be a scalar, and its shape is \(value.shape)")
    }
    // NaN, which is what a missing fill value means, would be unequal to itself in cached programs.
    return scalar.real.isNaN || scalar.imaginary.isNaN ? nil : scalar
}
