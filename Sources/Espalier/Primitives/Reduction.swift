/// The sum over some axes (`jax.lax.reduce_sum`).
struct ReduceSum: LinearPrimitive, Reduction {
    let axes: [Int]

    var name: String { "reduce_sum" }
    var operation: String { "stablehlo.add" }
    func identity(_ dtype: DType) -> [UInt8] { HostScalar.integer(0).bytes(dtype) }
    func with(axes: [Int]) -> ReduceSum { ReduceSum(axes: axes) }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return [nil] }
        let shape = inputs[0].type.shape
        let kept = (0..<shape.count).filter { !axes.contains($0) }
        return [try bind1(BroadcastInDim(shape: shape, axes: kept), cotangent)]
    }
}

/// The product over some axes (`jax.lax.reduce_prod`).
struct ReduceProduct: Reduction {
    let axes: [Int]

    var name: String { "reduce_prod" }
    var operation: String { "stablehlo.multiply" }
    func identity(_ dtype: DType) -> [UInt8] { HostScalar.integer(1).bytes(dtype) }
    func with(axes: [Int]) -> ReduceProduct { ReduceProduct(axes: axes) }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        guard let tangent = tangents[0] else { return JVPResult(try bind(self, primals), [nil]) }
        // Dividing the product by each factor fails at zeros, so factors are paired up, halving
        // their number.
        let x = primals[0]
        let kept = (0..<x.rank).filter { !axes.contains($0) }
        let shape = [axes.reduce(1) { $0 * x.shape[$1] }] + kept.map { x.shape[$0] }
        var product = try reshape(try permuteAxes(x, axes + kept), to: shape)
        var slope = try reshape(try permuteAxes(tangent, axes + kept), to: shape)
        guard shape[0] > 0 else { return JVPResult(try bind(self, primals), [nil]) }
        while product.shape[0] > 1 {
            let half = product.shape[0] / 2
            let (p, q) = (try rows(product, 0, half), try rows(product, half, 2 * half))
            let (dp, dq) = (try rows(slope, 0, half), try rows(slope, half, 2 * half))
            let rest = (
                try rows(product, 2 * half, product.shape[0]),
                try rows(slope, 2 * half, slope.shape[0])
            )
            product = p * q
            slope = dp * q + p * dq
            if rest.0.shape[0] > 0 {
                product = try bind1(Concatenate(axis: 0), product, rest.0)
                slope = try bind1(Concatenate(axis: 0), slope, rest.1)
            }
        }
        let result = kept.map { x.shape[$0] }
        return JVPResult(try reshape(product, to: result), try reshape(slope, to: result))
    }

    private func rows(_ x: Tensor, _ start: Int, _ end: Int) throws -> Tensor {
        let zeros = [Int](repeating: 0, count: x.rank - 1)
        return try bind1(
            Slice(
                starts: [start] + zeros, limits: [end] + x.shape.dropFirst(),
                strides: [Int](repeating: 1, count: x.rank)), x)
    }
}

/// The maximum over some axes, NaN where there is one (`jax.lax.reduce_max`).
///
/// Where several elements are the maximum they share the derivative equally.
struct ReduceMaximum: ExtremumReduction {
    let axes: [Int]

    var name: String { "reduce_max" }
    var operation: String { "stablehlo.maximum" }
    func identity(_ dtype: DType) -> [UInt8] { dtype.lowest.bytes(dtype) }
    func with(axes: [Int]) -> ReduceMaximum { ReduceMaximum(axes: axes) }
}

/// The minimum over some axes, NaN where there is one (`jax.lax.reduce_min`).
///
/// Where several elements are the minimum they share the derivative equally.
struct ReduceMinimum: ExtremumReduction {
    let axes: [Int]

    var name: String { "reduce_min" }
    var operation: String { "stablehlo.minimum" }
    func identity(_ dtype: DType) -> [UInt8] { dtype.highest.bytes(dtype) }
    func with(axes: [Int]) -> ReduceMinimum { ReduceMinimum(axes: axes) }
}

/// Whether all elements over some axes hold, or for integers the bits that all have
/// (`jax.lax.reduce_and`).
struct ReduceAnd: Reduction, NonDifferentiable {
    let axes: [Int]

    var name: String { "reduce_and" }
    var operation: String { "stablehlo.and" }
    func identity(_ dtype: DType) -> [UInt8] { HostScalar.integer(-1).bytes(dtype) }
    func with(axes: [Int]) -> ReduceAnd { ReduceAnd(axes: axes) }
}

/// Whether any element over some axes holds, or for integers the bits that any has
/// (`jax.lax.reduce_or`).
struct ReduceOr: Reduction, NonDifferentiable {
    let axes: [Int]

    var name: String { "reduce_or" }
    var operation: String { "stablehlo.or" }
    func identity(_ dtype: DType) -> [UInt8] { HostScalar.integer(0).bytes(dtype) }
    func with(axes: [Int]) -> ReduceOr { ReduceOr(axes: axes) }
}

/// A primitive that combines the elements along some axes, which vanish.
protocol Reduction: Primitive {
    var axes: [Int] { get }
    /// The StableHLO operation that combines two elements.
    var operation: String { get }
    /// The element that changes nothing.
    func identity(_ dtype: DType) -> [UInt8]
    func with(axes: [Int]) -> Self
}

extension Reduction {
    var printedParameters: [(name: String, value: String)] { [("axes", "\(axes)")] }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let shape = inputs[0].shape
        return [
            inputs[0].with(shape: (0..<shape.count).filter { !axes.contains($0) }.map { shape[$0] })
        ]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        let dtype = inputs[0].type.dtype
        let initial = context.constant(identity(dtype), ShapedTensor(shape: [], dtype: dtype))
        return [
            context.emit(
                "stablehlo.reduce", [inputs[0], initial],
                attributes: "dimensions = \(Lowering.array(axes))",
                regions: [context.combiner(operation, dtype)], result: outputs[0])
        ]
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        let axis = axes[0]!
        let shifted = self.axes.map { $0 < axis ? $0 : $0 + 1 }
        let removedBefore = shifted.filter { $0 < axis }.count
        return BatchResult(try bind1(with(axes: shifted), inputs[0]), axis - removedBefore)
    }
}

/// A reduction to the largest or smallest element.
protocol ExtremumReduction: Reduction {}

extension ExtremumReduction {
    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let y = try bind(self, primals)[0]
        guard let tangent = tangents[0] else { return JVPResult(y, nil) }
        let x = primals[0]
        let kept = (0..<x.rank).filter { !axes.contains($0) }
        let spread = try bind1(BroadcastInDim(shape: x.shape, axes: kept), y)
        let isExtremum = try convert(x .== spread, to: tangent.dtype)
        let shared = try reduceSum(isExtremum, axes: axes)
        return JVPResult(y, try reduceSum(tangent * isExtremum, axes: axes) / shared)
    }
}

/// The sum over axes that are in range; the tensor itself where there are none.
func reduceSum(_ x: Tensor, axes: [Int]) throws -> Tensor {
    axes.isEmpty ? x : try bind1(ReduceSum(axes: axes), x)
}

extension DType {
    /// The smallest element: minus infinity for floats.
    var lowest: HostScalar {
        switch self {
        case .bool, .uint8, .uint16, .uint32, .uint64: .integer(0)
        case .int8: .integer(Int64(Int8.min))
        case .int16: .integer(Int64(Int16.min))
        case .int32: .integer(Int64(Int32.min))
        case .int64: .integer(Int64.min)
        case .float8E4M3FN: .float(-448)
        case .float16, .bfloat16, .float32, .float64, .float8E5M2, .complex64, .complex128:
            .float(-.infinity)
        }
    }

    /// The largest element: infinity for floats.
    var highest: HostScalar {
        switch self {
        case .bool: .integer(1)
        case .int8: .integer(Int64(Int8.max))
        case .int16: .integer(Int64(Int16.max))
        case .int32: .integer(Int64(Int32.max))
        case .int64: .integer(Int64.max)
        case .uint8: .integer(Int64(UInt8.max))
        case .uint16: .integer(Int64(UInt16.max))
        case .uint32: .integer(Int64(UInt32.max))
        case .uint64: .unsigned(UInt64.max)
        case .float8E4M3FN: .float(448)
        case .float16, .bfloat16, .float32, .float64, .float8E5M2, .complex64, .complex128:
            .float(.infinity)
        }
    }
}
