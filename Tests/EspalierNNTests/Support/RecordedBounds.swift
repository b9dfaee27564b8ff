import Espalier

/// The true numbers of an array, and how far each may be from its own; `make compare` records them, and
/// `Scripts/compare/README.md` says where they come from.
struct RecordedBound: Decodable, Sendable {
    let truth: RecordedArray
    let allowed: RecordedArray
}

/// The bounds of a recorded call.
struct RecordedBounds: Decodable, Sendable {
    let outputs: [RecordedBound?]
    let inputCotangents: [RecordedBound?]?
}

/// What is wrong with a tensor: by the recorded bound where there is one, else by the tolerance.
func difference(
    _ found: Tensor, _ expected: Tensor, _ bound: RecordedBound?,
    tolerance: Double = relativeTolerance
) throws -> String? {
    guard let bound else {
        return try difference(found, expected, tolerance: scaled(tolerance, to: found.dtype))
    }
    return try difference(
        found, expected, truth: bound.truth.tensor.reshaped(expected.shape),
        allowed: bound.allowed.tensor.reshaped(expected.shape))
}

/// What is wrong with a tensor, whose true numbers are known to within what is allowed.
func difference(
    _ found: Tensor, _ expected: Tensor, truth: Tensor, allowed: Tensor
) throws -> String? {
    guard found.shape == expected.shape, found.dtype == expected.dtype else {
        return "is \(found.dtype) \(found.shape) and should be \(expected.dtype) \(expected.shape)"
    }
    let (a, b) = (try numbers(found), try numbers(expected))
    let (t, bounds) = (try numbers(truth), try numbers(allowed))
    for (index, (x, y)) in zip(a, b).enumerated() where !(x == y || x.isNaN && y.isNaN) {
        if !((x - t[index]).magnitude <= bounds[index % bounds.count]) {
            return
                "element \(index) is \(x), in JAX \(y), the truth is \(t[index]): off by "
                + "\((x - t[index]).magnitude / bounds[index % bounds.count]) of what is allowed"
        }
    }
    return nil
}

/// A tolerance of float32 in another dtype: as many units.
func scaled(_ tolerance: Double, to dtype: DType) -> Double {
    switch dtype {
    case .float16: tolerance * 0x1p13
    case .bfloat16: tolerance * 0x1p16
    default: tolerance
    }
}
