/// How elements between those of a picture come about (`jax.image.ResizeMethod`).
public enum ResizeMethod: Sendable, Hashable {
    /// The nearest element.
    case nearest
    /// On lines between neighbours.
    case linear
    /// On cubic curves through neighbours (R. Keys, 1981).
    case cubic
    /// By the Lanczos kernel over 3 neighbours to each side.
    case lanczos3
    /// By the Lanczos kernel over 5 neighbours to each side.
    case lanczos5
    /// In proportion to the overlap of the elements' areas.
    case area
}

/// A picture, or any tensor, resized to another shape (`jax.image.resize`).
///
/// Axes whose size stays are left alone. Integers become float32, except for the nearest element.
///
/// - Parameters:
///   - image: of any rank.
///   - shape: of the result.
///   - method: how elements between those of the picture come about.
///   - antialiases: whether to smooth over as many elements as one of the result takes, when an axis gets smaller.
public func resize(
    _ image: Tensor, to shape: [Int], method: ResizeMethod, antialiases: Bool = true
) -> Tensor {
    checked(image) {
        guard shape.count == image.rank, shape.allSatisfy({ $0 >= 0 }), !image.shape.contains(0)
        else {
            throw TensorError(
                "resize", "the shape \(image.shape) can't be resized to the shape \(shape)")
        }
        try SizeLimit.checkMemory(image.type.with(shape: shape), for: "resize")
        let axes = shape.indices.filter { shape[$0] != image.shape[$0] }
        if method == .nearest {
            return axes.reduce(image) { image, axis in
                // In float32, as JAX does, which decides where a place falls on the border of two elements.
                let places = (0..<shape[axis]).map { place in
                    let product = (Float(place) + 0.5) * Float(image.shape[axis])
                    return min(
                        Int((product / Float(shape[axis])).rounded(.down)), image.shape[axis] - 1)
                }
                return take(image, Tensor(places.map(Int32.init)), axis: axis)
            }
        }
        let x = try promotedToInexact(image)
        let type = ShapedTensor(shape: [], dtype: x.dtype.widened)
        return try axes.reduce(x) { result, axis in
            // Divided before it is rounded to the dtype.
            let inverse = Double(image.shape[axis]) / Double(max(shape[axis], 1))
            let weights = resampling(
                from: image.shape[axis], to: shape[axis], inverse: fill(inverse, type),
                start: fill(0, type), method, antialiases)
            return try resampled(result, axis, weights)
        }
    }
}

/// A picture scaled and moved (`jax.image.scale_and_translate`).
///
/// An element at place p comes to `p · scale + translation`, where 0 is the border before the first element. Outside of
/// the picture are zeros. It is differentiable in the picture, the scale and the translation.
///
/// - Parameters:
///   - image: of any rank.
///   - shape: of the result.
///   - axes: which axes to scale; the others keep their sizes.
///   - scale: for each of them, a vector.
///   - translation: for each of them, a vector.
///   - method: how elements between those of the picture come about; not `.nearest`.
///   - antialiases: whether to smooth where the scale is below 1.
public func scaleAndTranslate(
    _ image: Tensor, to shape: [Int], axes: [Int], scale: Tensor, translation: Tensor,
    method: ResizeMethod, antialiases: Bool = true
) -> Tensor {
    checked(image, scale, translation) {
        let name = "scaleAndTranslate"
        let places = try axes.map { try normalized($0, rank: image.rank, for: name) }
        guard shape.count == image.rank, scale.shape == [axes.count],
            translation.shape == [axes.count], method != .nearest,
            image.shape.indices.allSatisfy({ places.contains($0) || shape[$0] == image.shape[$0] })
        else {
            throw TensorError(
                name,
                """
                \(image.shape) can't be brought to \(shape) along the axes \(axes) by a scale of the shape \
                \(scale.shape) and a translation of the shape \(translation.shape) with the method \(method): each \
                axis needs its numbers, others keep their sizes, and the method is not .nearest
                """)
        }
        try SizeLimit.checkMemory(image.type.with(shape: shape), for: name)
        var result = try promotedToInexact(image)
        let numbers = try promoted([scale, translation], inexact: true)
        for (index, axis) in places.enumerated() {
            let inverse = 1 / numbers[0][index]
            let weights = resampling(
                from: image.shape[axis], to: shape[axis], inverse: inverse,
                start: numbers[1][index] * inverse, method, antialiases)
            result = try resampled(result, axis, weights)
        }
        return result
    }
}

/// The tensor with an axis multiplied by a matrix of weights.
private func resampled(_ x: Tensor, _ axis: Int, _ weights: Tensor) throws -> Tensor {
    let product = try contract(x, try convert(weights, to: x.dtype), [axis], [0], "resize")
    return try moveAxis(product, from: x.rank - 1, to: axis)
}

/// How much each element (a row) has of each element of the result (a column).
///
/// - Parameters:
///   - inverse: how many elements one of the result takes.
///   - start: how far the result is moved, in elements.
private func resampling(
    from size: Int, to count: Int, inverse: Tensor, start: Tensor, _ method: ResizeMethod,
    _ antialiases: Bool
) -> Tensor {
    let columns = Tensor.iota([1, count], axis: 1, dtype: inverse.dtype)
    let rows = Tensor.iota([size, 1], axis: 0, dtype: inverse.dtype)
    let centre = (columns + 0.5) * inverse - start - 0.5
    var weights: Tensor
    if method == .area {
        let left = columns * inverse - start
        let overlap = minimum(left + inverse, rows + 1) - maximum(left, rows)
        weights = maximum(overlap, 0)
    } else {
        let width = antialiases ? maximum(inverse, 1) : Tensor.ones([], dtype: inverse.dtype)
        weights = method.kernel(abs(centre - rows) / width)
    }
    let total = weights.sum(axis: 0, keepDims: true)
    // What lies partly outside has the weights of what lies inside, in proportion.
    let isEnough = abs(total) .> Tensor.weak(1000 * Double(Float.ulpOfOne))
    weights = which(isEnough, weights / which(total .!= 0, total, 1), 0)
    let isInside = (centre .>= -0.5) & (centre .<= Tensor.weak(Double(size) - 0.5))
    return which(isInside, weights, 0)
}

extension ResizeMethod {
    /// The weight of an element at a distance that isn't negative.
    fileprivate func kernel(_ x: Tensor) -> Tensor {
        switch self {
        case .nearest, .area, .linear: return maximum(0, 1 - abs(x))
        case .cubic:
            let near = ((1.5 * x - 2.5) * x) * x + 1
            let far = ((-0.5 * x + 2.5) * x - 4) * x + 2
            return which(x .>= 2, 0, which(x .>= 1, far, near))
        case .lanczos3: return lanczos(3, x)
        case .lanczos5: return lanczos(5, x)
        }
    }

    private func lanczos(_ radius: Double, _ x: Tensor) -> Tensor {
        let product = radius * sin(Double.pi * x) * sin(Double.pi * x / radius)
        let square = which(x .!= 0, (Double.pi * Double.pi) * (x * x), 1)
        return which(x .> Tensor.weak(radius), 0, which(x .> 1e-3, product / square, 1))
    }
}
