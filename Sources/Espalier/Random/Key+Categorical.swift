extension Key {
    /// Classes drawn by their unnormalised log-probabilities (`jax.random.categorical`).
    ///
    ///     key.categorical(logits: model(x))        // a class for each row
    ///
    /// - Parameters:
    ///   - logits: floats; minus infinity for a class that is never drawn.
    ///   - axis: the axis that goes through the classes, which must have one at least.
    ///   - shape: the shape of the result: that of the logits without the axis, which is the default, with any axes
    ///     in front for several draws.
    ///   - replace: whether the draws of one row may give a class twice. Without replacement there must be enough of
    ///     them.
    ///   - resolution: how finely the noise is graded; see ``gumbel(_:resolution:dtype:)``.
    /// - Returns: int32.
    public func categorical(
        logits: Tensor, axis: Int = -1, shape: [Int]? = nil, replace: Bool = true,
        resolution: Resolution = .low
    ) -> Tensor {
        checked(data, logits) {
            guard logits.dtype.isFloating else {
                throw TensorError("categorical", "the logits must be floating, not \(logits.dtype)")
            }
            let axis = try normalized(axis, rank: logits.rank, for: "categorical")
            let classes = logits.shape[axis]
            guard classes > 0 else {
                throw TensorError("categorical", "there are no classes to draw from")
            }
            let batch = removing(axis, from: logits.shape)
            let shape = shape ?? batch
            guard shape.count >= batch.count, Array(shape.suffix(batch.count)) == batch else {
                throw TensorError(
                    "categorical",
                    "the shape \(shape) must end with that of the logits without the axis, \(batch)"
                )
            }
            let leading = Array(shape.prefix(shape.count - batch.count))
            let count = leading.sizeProduct
            guard replace || count <= classes else {
                throw TensorError(
                    "categorical", "can't draw \(count) of \(classes) classes without replacement")
            }
            let logitsShape = logits.shape
            let drawn = replace ? leading + logitsShape : logitsShape
            let signature = Sampler.Signature(
                "categorical", layout, shape: shape, dtype: logits.dtype,
                numbers: [axis, replace ? 1 : 0, resolution.number])
            return try sample(signature, with: [try convert(logits, to: logits.dtype)]) {
                key, operands in
                let noise = try key.rawGumbel(drawn, operands[0].dtype, resolution)
                let scores = noise + operands[0]
                if replace { return [scores.argmax(axis: leading.count + axis)] }
                let places = topK(scores, count, axis: axis).indices
                return [try reshape(try moveAxis(places, from: axis, to: 0), to: shape)]
            }[0]
        }
    }
}
