// Places of a shape counted along all axes, and back.

/// The coordinates of places counted in row-major order, one tensor for each axis (`jax.numpy.unravel_index`).
///
/// - Parameters:
///   - places: integers; negative ones count from the end, and those out of range are moved to the nearest in it.
///   - shape: what they are places of.
public func unravelIndex(_ places: Tensor, _ shape: [Int]) -> [Tensor] {
    checked([places], count: shape.count) {
        let shape = try validShape(shape, for: "unravelIndex")
        guard places.dtype.isInteger else {
            throw TensorError(
                "unravelIndex", "places must be integers, and their dtype is \(places.dtype)")
        }
        var rest = places
        var coordinates = shape.map { _ in places }
        for axis in shape.indices.reversed() {
            let size = fill(Double(shape[axis]), rest.type.with(shape: []))
            coordinates[axis] = rest % size
            rest = floorDivide(rest, size)
        }
        // What is left over tells whether a place lies outside: 0 inside, -1 where it counts from the end.
        let zero = fill(0, rest.type.with(shape: []))
        let isAbove = rest .> zero
        let isBelow = places.dtype.isUnsignedInteger ? nil : rest .< zero - 1
        return zip(coordinates, shape).map { coordinate, size in
            let last = fill(Double(size - 1), coordinate.type.with(shape: []))
            let inside = isBelow.map { which($0, zero, coordinate) } ?? coordinate
            return which(isAbove, last, inside)
        }
    }
}

/// What ``ravelMultiIndex(_:_:mode:order:dtype:)`` does with coordinates out of range.
public enum CoordinateMode: Sendable, Hashable {
    /// They are an error, so that coordinates must not be traced.
    case raise
    /// They count around.
    case wrap
    /// They are moved to the nearest in range.
    case clip
    /// They are computed with as if they were in range.
    case ignore
}

/// The places, counted along all axes, that coordinates name (`jax.numpy.ravel_multi_index`).
///
/// - Parameters:
///   - coordinates: integers for each axis, broadcast together.
///   - shape: what they are coordinates of.
///   - mode: what to do with coordinates out of range; inside `jit` it must be another than `.raise`.
///   - order: which axis runs fastest.
///   - dtype: an integer dtype; the common one of the coordinates, and int32 at least, where it isn't given.
public func ravelMultiIndex(
    _ coordinates: [Tensor], _ shape: [Int], mode: CoordinateMode = .raise,
    order: ElementOrder = .rowMajor, dtype: DType? = nil
) -> Tensor {
    checked(coordinates) {
        let name = "ravelMultiIndex"
        let shape = try validShape(shape, for: name)
        guard coordinates.count == shape.count else {
            throw TensorError(
                name,
                "the shape \(shape) needs \(shape.count) coordinates, and there are \(coordinates.count)"
            )
        }
        for coordinate in coordinates where !coordinate.dtype.isInteger {
            throw TensorError(
                name, "coordinates must be integers, and the dtype of one is \(coordinate.dtype)")
        }
        let least = ShapedTensor(shape: [], dtype: .int32)
        let dtype = dtype ?? Promotion.join([least] + coordinates.map(\.type)).dtype
        guard dtype.isInteger, shape.sizeProduct - 1 <= Int(clamping: largest(dtype)) else {
            throw TensorError(
                name,
                "\(dtype) can't hold the places of the shape \(shape); pass a wider integer dtype:")
        }
        var steps = [Int](repeating: 1, count: shape.count)
        for (number, axis)
            in (order == .rowMajor ? Array(shape.indices.reversed()) : Array(shape.indices))
            .enumerated() where number > 0
        {
            let faster = order == .rowMajor ? axis + 1 : axis - 1
            steps[axis] = steps[faster] * shape[faster]
        }
        var sum = fill(0, ShapedTensor(shape: [], dtype: dtype))
        for (axis, coordinate) in coordinates.enumerated() {
            let inRange = try brought(coordinate, shape[axis], mode, axis)
            sum =
                sum
                + (try convert(inRange, to: dtype))
                * fill(Double(steps[axis]), ShapedTensor(shape: [], dtype: dtype))
        }
        return sum
    }
}

/// A coordinate brought into range.
private func brought(_ x: Tensor, _ size: Int, _ mode: CoordinateMode, _ axis: Int) throws -> Tensor
{
    switch mode {
    case .ignore: return x
    case .wrap: return x % Tensor.weak(size)
    case .clip: return clip(x, 0, Tensor.weak(size - 1))
    case .raise:
        guard let concrete = x.concrete else {
            throw TensorError(
                "ravelMultiIndex",
                """
                traced coordinates can't be checked, so that the mode .raise works on elements only; pass mode: .wrap, \
                .clip or .ignore
                """)
        }
        let numbers = HostScalar.read(try concrete.hostBytes(), concrete.dtype)
        if let outside = numbers.first(where: { $0.real < 0 || $0.real >= Double(size) }) {
            throw TensorError(
                "ravelMultiIndex",
                "\(outside.real) is out of range for axis \(axis), which has the size \(size)")
        }
        return x
    }
}

private func largest(_ dtype: DType) -> UInt64 {
    dtype.isUnsignedInteger
        ? UInt64.max >> (64 - UInt64(dtype.bitWidth))
        : UInt64(1) << (UInt64(dtype.bitWidth) - 1) - 1
}
