/// Spherical harmonics Yₙᵐ(θ, φ), normalised to 1 over the sphere, with the phase of Condon and Shortley
/// (`jax.scipy.special.sph_harm_y`).
///
/// - Parameters:
///   - degree: n, whole numbers from 0 on.
///   - order: m, whole numbers from -n to n.
///   - polar: θ, the angle from the pole, in radians.
///   - azimuth: φ, the angle around it, in radians.
///   - maxDegree: the largest degree, at most 4096; it must be given where the degrees are not known, as inside `jit`.
/// - Returns: complex numbers of the operands' broadcast shape.
public func sphHarmY(
    _ degree: Tensor, _ order: Tensor, _ polar: Tensor, _ azimuth: Tensor, maxDegree: Int? = nil
) -> Tensor {
    checked(degree, order, polar, azimuth) {
        guard degree.dtype.isInteger, order.dtype.isInteger else {
            throw TensorError(
                "sphHarmY",
                "degrees and orders must be integers, and these are \(degree.dtype) and \(order.dtype)"
            )
        }
        let angles = try promoted([polar, azimuth], inexact: true)
        guard angles[0].dtype == .float32 || angles[0].dtype == .float64 else {
            throw TensorError(
                "sphHarmY",
                "the angles must be float32 or float64, and these are \(angles[0].dtype)")
        }
        if maxDegree == nil && degree.node.tag == .tracer {
            throw TensorError(
                "sphHarmY", "the degrees aren't known while a function is traced: give maxDegree")
        }
        let largest =
            try maxDegree ?? (degree.count == 0 ? 0 : Int(convert(degree, to: .int64).max()))
        guard largest >= 0 else {
            throw TensorError(
                "sphHarmY", "degrees must not be negative, and the largest is \(largest)")
        }
        // Each degree is a term of the program.
        guard largest <= 4096 else {
            throw TensorError(
                "sphHarmY", "degrees must be at most 4096, and the largest is \(largest)")
        }
        let shape = try broadcastShape(
            [degree.shape, order.shape, polar.shape, azimuth.shape], for: "sphHarmY")
        let count = shape.sizeProduct
        func flat(_ x: Tensor) throws -> Tensor {
            try reshape(try broadcast(try convert(x, to: x.dtype), to: shape), to: [count])
        }
        let n = clip(try flat(try convert(degree, to: .int32)), 0, Tensor.weak(largest))
        let m = try flat(try convert(order, to: .int32))
        let size = clip(abs(m), 0, Tensor.weak(largest))
        let table = try normalizedLegendre(cos(try flat(angles[0])), largest)
        let place =
            (n * Tensor.weak(largest + 1) + size) * Tensor.weak(count) + Tensor.arange(count)
        let length = take(try reshape(table, to: [table.count]), place, axis: 0)
        let angle = (try convert(abs(m), to: length.dtype)) * (try flat(angles[1]))
        let harmonic = complex(length * cos(angle), length * sin(angle))
        let mirrored = which((size % 2) .== 0, conjugate(harmonic), -conjugate(harmonic))
        return try reshape(which(m .< 0, mirrored, harmonic), to: shape)
    }
}

/// The normalised associated Legendre functions, with axes for degree, order and place.
///
/// Those of equal degree and order are products; from there each order goes up in degree by the recurrence of three
/// terms, all orders at once.
private func normalizedLegendre(_ x: Tensor, _ largest: Int) throws -> Tensor {
    let sine = sqrt(1 - x * x)
    var diagonal = [fill(0.28209479177387814, x.type)]
    for m in stride(from: 1, through: largest, by: 1) {
        let factor = -(1 + 0.5 / Double(m)).squareRoot()
        diagonal.append(diagonal[m - 1] * sine * constant(factor))
    }
    let starts = stack(diagonal)
    func column(_ number: (Double) -> Double) throws -> Tensor {
        let numbers = (0...largest).map { number(Double($0)) }
        return try convert(Tensor(scalars: numbers, shape: [largest + 1, 1]), to: x.dtype)
    }
    var rows: [Tensor] = []
    for l in 0...largest {
        let degree = Double(l)
        var row = starts * (try column { $0 == degree ? 1 : 0 })
        if l > 0 {
            let first = try column { m in
                m < degree
                    ? ((4 * degree * degree - 1) / (degree * degree - m * m)).squareRoot() : 0
            }
            row = row + first * (x * rows[l - 1])
        }
        if l > 1 {
            let before = (degree - 1) * (degree - 1)
            let second = try column { m in
                guard m < degree - 1 else { return 0 }
                let above = (2 * degree + 1) * (before - m * m)
                return (above / ((2 * degree - 3) * (degree * degree - m * m))).squareRoot()
            }
            row = row - second * rows[l - 2]
        }
        rows.append(row)
    }
    return stack(rows)
}
