// Cosine transforms of type II and their inverses, through Fourier transforms of reordered elements (J. Makhoul, A
// Fast Cosine Transform in One and Two Dimensions, 1980).

/// The discrete cosine transform of type II along an axis (`jax.scipy.fft.dct`).
///
/// - Parameters:
///   - x: numbers; of complex ones, both parts are transformed.
///   - length: how many elements to transform: more than there are are filled up with zeros, others left out.
///   - axis: along which; negative counts from the last.
///   - isOrthonormal: whether to scale so that the transform keeps lengths (JAX: `norm="ortho"`).
public func dct(_ x: Tensor, length: Int? = nil, axis: Int = -1, isOrthonormal: Bool = false)
    -> Tensor
{
    cosine("dct", x, length, axis) { x, axis in
        let count = x.shape[axis]
        let odd = try part(x, axis, 1, count, stride: 2)
        let reordered = concatenate(
            [try part(x, axis, 0, count, stride: 2), try bind1(Reverse(axes: [axis]), odd)],
            axis: axis)
        let spectrum = fft(reordered, axis: axis)
        let turned = 2 * real(spectrum * (try quarterTurns(count, like: spectrum, axis)))
        return isOrthonormal ? turned / (try cosineNorms(count, like: turned, axis)) : turned
    }
}

/// The inverse of ``dct(_:length:axis:isOrthonormal:)`` (`jax.scipy.fft.idct`).
public func idct(_ x: Tensor, length: Int? = nil, axis: Int = -1, isOrthonormal: Bool = false)
    -> Tensor
{
    cosine("idct", x, length, axis) { x, axis in
        let count = x.shape[axis]
        let norms = try cosineNorms(count, like: x, axis)
        let scaled = isOrthonormal ? x / norms : x / norms / norms
        let spectrum = try convert(scaled, to: x.dtype.complexified)
        let turns = try quarterTurns(count, like: spectrum, axis)
        let reordered = real(ifft(spectrum / turns * (2 * Double(count)), axis: axis))
        // The first half stands at the even places, the second, reversed, at the odd ones.
        let half = (count + 1) / 2
        let odd = try bind1(Reverse(axes: [axis]), try part(reordered, axis, half, count))
        func spread(_ x: Tensor, from start: Int) throws -> Tensor {
            let size = x.shape[axis]
            guard size > 0 else { return fill(0, reordered.type) }
            func along(_ value: Int) -> [Int] { x.shape.indices.map { $0 == axis ? value : 0 } }
            return try bind1(
                Pad(
                    low: along(start), high: along(count - start - (2 * size - 1)),
                    interior: along(1)), x, fill(0, x.type.with(shape: [])))
        }
        return try spread(try part(reordered, axis, 0, half), from: 0) + spread(odd, from: 1)
    }
}

/// The discrete cosine transform of type II along several axes (`jax.scipy.fft.dctn`).
///
/// - Parameters:
///   - x: numbers.
///   - shape: how many elements to transform along each of the axes.
///   - axes: along which. Left out, they are the last ones, as many as `shape` has, or all.
///   - isOrthonormal: whether to scale so that the transform keeps lengths (JAX: `norm="ortho"`).
public func dctn(
    _ x: Tensor, shape: [Int]? = nil, axes: [Int]? = nil, isOrthonormal: Bool = false
) -> Tensor {
    overAxes("dctn", x, shape, axes) {
        dct($0, length: $1, axis: $2, isOrthonormal: isOrthonormal)
    }
}

/// The inverse of ``dctn(_:shape:axes:isOrthonormal:)`` (`jax.scipy.fft.idctn`).
public func idctn(
    _ x: Tensor, shape: [Int]? = nil, axes: [Int]? = nil, isOrthonormal: Bool = false
) -> Tensor {
    overAxes("idctn", x, shape, axes) {
        idct($0, length: $1, axis: $2, isOrthonormal: isOrthonormal)
    }
}

private func cosine(
    _ name: String, _ x: Tensor, _ length: Int?, _ axis: Int,
    _ body: (Tensor, Int) throws -> Tensor
) -> Tensor {
    checked(x) {
        if x.dtype.isComplex {
            return complex(
                cosine(name, real(x), length, axis, body),
                cosine(name, imaginary(x), length, axis, body))
        }
        let axis = try normalized(axis, rank: x.rank, for: name)
        var operand = try promotedToInexact(x)
        operand = try convert(operand, to: operand.dtype.widened)
        if let length {
            guard length > 0 else {
                throw TensorError(name, "the length must be positive, and it is \(length)")
            }
            let none = x.shape.map { _ in 0 }
            let high = x.shape.indices.map { $0 == axis ? length - x.shape[axis] : 0 }
            operand = try bind1(
                Pad(low: none, high: high, interior: none), operand,
                fill(0, operand.type.with(shape: [])))
        }
        guard operand.shape[axis] > 0 else {
            throw TensorError(name, "axis \(axis) of the shape \(x.shape) is empty")
        }
        return try body(operand, axis)
    }
}

private func overAxes(
    _ name: String, _ x: Tensor, _ shape: [Int]?, _ axes: [Int]?,
    _ transform: (Tensor, Int?, Int) -> Tensor
) -> Tensor {
    checked(x) {
        let count = shape?.count ?? x.rank
        guard count <= x.rank, axes == nil || shape == nil || axes?.count == count else {
            throw TensorError(
                name,
                """
                the sizes \(shape ?? []) must be as many as the axes \(axes ?? Array(0..<x.rank)) of the shape \
                \(x.shape)
                """)
        }
        let range = axes ?? Array((x.rank - count)..<x.rank)
        _ = try normalized(range, rank: x.rank, for: name)
        return range.indices.reduce(x) { transform($0, shape?[$1], range[$1]) }
    }
}

/// exp(-iπk / 2N) for each place k along an axis.
private func quarterTurns(_ count: Int, like x: Tensor, _ axis: Int) throws -> Tensor {
    let places = Tensor.iota([count], dtype: x.dtype.realPart)
    let angles = places * (-0.5 * Double.pi / Double(count))
    return try alongAxis(complex(cos(angles), sin(angles)), axis, x.rank)
}

/// √(4N) at the first place along an axis, √(2N) at the others.
private func cosineNorms(_ count: Int, like x: Tensor, _ axis: Int) throws -> Tensor {
    let isFirst = Tensor.iota([count]) .== 0
    let norms = which(
        isFirst, fill((4 * Double(count)).squareRoot(), x.type.with(shape: [])),
        fill((2 * Double(count)).squareRoot(), x.type.with(shape: [])))
    return try alongAxis(norms, axis, x.rank)
}

private func alongAxis(_ vector: Tensor, _ axis: Int, _ rank: Int) throws -> Tensor {
    try reshape(vector, to: (0..<rank).map { $0 == axis ? vector.count : 1 })
}
