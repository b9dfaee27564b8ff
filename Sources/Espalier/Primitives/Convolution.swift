/// Which axes of the operands and the result of a convolution mean what.
struct ConvolutionAxes: Hashable, Sendable {
    /// The batch axis, the feature axis, then the spatial ones.
    var lhs: [Int]
    /// The axis of output features, that of input features, then the spatial ones.
    var rhs: [Int]
    /// The batch axis, the feature axis, then the spatial ones.
    var out: [Int]

    /// How StableHLO spells it: `[b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1]`.
    var text: String {
        func part(_ axes: [Int], _ first: String, _ second: String) -> String {
            var marks = axes.map { _ in "" }
            for (role, axis) in axes.enumerated() {
                marks[axis] = role == 0 ? first : role == 1 ? second : "\(role - 2)"
            }
            return "[" + marks.joined(separator: ", ") + "]"
        }
        return part(lhs, "b", "f") + "x" + part(rhs, "o", "i") + "->" + part(out, "b", "f")
    }
}

/// How exactly products of floats are computed, where the device has a choice (`jax.lax.Precision`).
///
/// A CPU always computes in the dtype's own precision.
public enum ProductPrecision: String, Sendable, Hashable {
    /// As fast as the device can.
    case standard = "DEFAULT"
    /// Somewhere between.
    case high = "HIGH"
    /// In the dtype's own precision.
    case highest = "HIGHEST"
}

/// Sums of products of a tensor's windows with kernels (`jax.lax.conv_general_dilated`).
struct Convolution: Primitive {
    var axes: ConvolutionAxes
    var strides: [Int]
    var low: [Int]
    var high: [Int]
    var lhsDilation: [Int]
    var rhsDilation: [Int]
    var featureGroups = 1
    var batchGroups = 1
    var precision = ProductPrecision.standard
    /// The dtype of the result; that of the operands where it is nil.
    var dtype: DType?

    var name: String { "conv_general_dilated" }
    var printedParameters: [(name: String, value: String)] {
        var list = [("axes", axes.text), ("strides", "\(strides)")]
        if (low + high).contains(where: { $0 != 0 }) { list.append(("padding", "\(low), \(high)")) }
        if lhsDilation.contains(where: { $0 != 1 }) {
            list.append(("lhsDilation", "\(lhsDilation)"))
        }
        if rhsDilation.contains(where: { $0 != 1 }) {
            list.append(("rhsDilation", "\(rhsDilation)"))
        }
        if featureGroups > 1 { list.append(("featureGroups", "\(featureGroups)")) }
        if batchGroups > 1 { list.append(("batchGroups", "\(batchGroups)")) }
        return list
    }

    private func windows(_ rhs: [Int]) -> WindowGeometry {
        WindowGeometry(
            sizes: axes.rhs.dropFirst(2).map { rhs[$0] }, strides: strides, low: low, high: high,
            baseDilation: lhsDilation, windowDilation: rhsDilation)
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let (lhs, rhs) = (inputs[0], inputs[1])
        guard lhs.dtype == rhs.dtype, lhs.dtype != .bool else {
            throw TensorError(
                "conv", "needs two operands of one numeric dtype, not \(lhs) and \(rhs)")
        }
        let features = lhs.shape[axes.lhs[1]]
        let (outputs, inputs) = (rhs.shape[axes.rhs[0]], rhs.shape[axes.rhs[1]])
        guard featureGroups > 0, batchGroups > 0, featureGroups == 1 || batchGroups == 1 else {
            throw TensorError(
                "conv",
                """
                groups must be positive and only those of one kind more than 1, and there are \(featureGroups) \
                feature groups and \(batchGroups) batch groups
                """)
        }
        guard features == inputs.saturatingMultiply(featureGroups) else {
            throw TensorError(
                "conv",
                """
                the tensor \(lhs) has \(features) features and the kernel \(rhs) takes \(inputs) in each of \
                \(featureGroups) groups; the layout is \(axes.text)
                """)
        }
        let examples = lhs.shape[axes.lhs[0]]
        guard outputs % featureGroups == 0, outputs % batchGroups == 0, examples % batchGroups == 0
        else {
            throw TensorError(
                "conv",
                """
                groups must divide what they are of, and there are \(outputs) output features in \
                \(featureGroups) feature groups and \(examples) examples in \(batchGroups) batch groups
                """)
        }
        let counts = try windows(rhs.shape).count(
            axes.lhs.dropFirst(2).map { lhs.shape[$0] }, for: "conv")
        var shape = axes.out
        for (axis, size) in zip(axes.out, [examples / batchGroups, outputs] + counts) {
            shape[axis] = size
        }
        return [
            ShapedTensor(
                shape: shape, dtype: dtype ?? lhs.dtype, isWeak: lhs.isWeak && rhs.isWeak)
        ]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        guard outputs[0].count > 0, inputs[0].type.count > 0, inputs[1].type.count > 0 else {
            return [context.splat(0, outputs[0])]
        }
        let padding = zip(low, high).map { "[\($0), \($1)]" }.joined(separator: ", ")
        let pairs =
            low.isEmpty
            ? "dense<> : tensor<0x2xi64>" : "dense<[\(padding)]> : tensor<\(low.count)x2xi64>"
        let mark = "#stablehlo<precision \(precision.rawValue)>"
        let reversal = strides.map { _ in "false" }.joined(separator: ", ")
        return [
            context.emit(
                "stablehlo.convolution", inputs,
                attributes: """
                    window_strides = \(Lowering.array(strides)), padding = \(pairs), \
                    lhs_dilation = \(Lowering.array(lhsDilation)), \
                    rhs_dilation = \(Lowering.array(rhsDilation)), \
                    window_reversal = \(strides.isEmpty ? "array<i1>" : "array<i1: \(reversal)>"), \
                    dimension_numbers = #stablehlo.conv<\(axes.text)>, \
                    feature_group_count = \(featureGroups) : i64, \
                    batch_group_count = \(batchGroups) : i64, \
                    precision_config = [\(mark), \(mark)]
                    """,
                result: outputs[0])
        ]
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let y = try bind(self, primals)[0]
        let first = try tangents[0].map { try bind1(self, $0, primals[1]) }
        let second = try tangents[1].map { try bind1(self, primals[0], $0) }
        switch (first, second) {
        case (let first?, let second?): return JVPResult(y, first + second)
        default: return JVPResult(y, first ?? second)
        }
    }
}

// MARK: - Transposition

// Leaving out the spatial axes, a convolution contracts [examples, in] with [in, out] to [examples, out]. Its
// transposes are contractions of the same kind with the axes in other roles: of the result with the kernel over the
// output features, and of the tensor with the result over the examples. Groups of features of the kernel's output turn
// into groups of its input, and groups of features into groups of examples and back.

extension Convolution {
    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0], cotangent.count > 0 else { return [nil, nil] }
        if inputs[0].isLinear {
            let result = try cotangentOfTensor(cotangent, inputs[0].type, inputs[1].value)
            return [try convert(result, to: inputs[0].type.dtype), nil]
        }
        let result = try cotangentOfKernel(cotangent, inputs[0].value, inputs[1].type)
        return [nil, try convert(result, to: inputs[1].type.dtype)]
    }

    private func spatial(_ shape: [Int], _ axes: [Int]) -> [Int] {
        axes.dropFirst(2).map { shape[$0] }
    }

    private func cotangentOfTensor(
        _ cotangent: Tensor, _ type: ShapedTensor, _ kernel: Tensor
    ) throws -> Tensor {
        var kernel = kernel
        let groups = Swift.max(featureGroups, batchGroups)
        let (low, high) = windows(kernel.shape).transposedPadding(
            spatial(type.shape, axes.lhs), spatial(cotangent.shape, axes.out))
        if groups > 1 {
            kernel = try splitAxis(kernel, axes.rhs[0], groups)
            kernel = try mergeAxis(kernel, axes.rhs[0], into: axes.rhs[1])
        }
        if axes.rhs.count > 2 {
            kernel = try bind1(Reverse(axes: axes.rhs.dropFirst(2).sorted()), kernel)
        }
        let turned = ConvolutionAxes(
            lhs: axes.out, rhs: [axes.rhs[1], axes.rhs[0]] + axes.rhs.dropFirst(2), out: axes.lhs)
        let back = Convolution(
            axes: turned, strides: lhsDilation, low: low, high: high, lhsDilation: strides,
            rhsDilation: rhsDilation, featureGroups: groups, precision: precision, dtype: dtype)
        var result = try bind1(back, cotangent, try convert(kernel, to: cotangent.dtype))
        if batchGroups > 1 {
            result = try splitAxis(result, axes.lhs[1], batchGroups)
            result = try mergeAxis(result, axes.lhs[1], into: axes.lhs[0])
        }
        return result
    }

    private func cotangentOfKernel(
        _ cotangent: Tensor, _ x: Tensor, _ type: ShapedTensor
    ) throws -> Tensor {
        func exchanged(_ axes: [Int]) -> [Int] { [axes[1], axes[0]] + axes.dropFirst(2) }
        let (kernelSizes, counts) = (
            spatial(type.shape, axes.rhs), spatial(cotangent.shape, axes.out)
        )
        let sizes = spatial(x.shape, axes.lhs)
        // As much after the last element as lets the cotangent's windows, with strides and dilation exchanged, be as
        // many as the kernel has elements.
        let high = kernelSizes.indices.map { axis in
            dilated(counts[axis], strides[axis]) + dilated(kernelSizes[axis], rhsDilation[axis]) - 1
                - dilated(sizes[axis], lhsDilation[axis]) - low[axis]
        }
        let back = Convolution(
            axes: ConvolutionAxes(
                lhs: exchanged(axes.lhs), rhs: exchanged(axes.out), out: exchanged(axes.rhs)),
            strides: rhsDilation, low: low, high: high, lhsDilation: lhsDilation,
            rhsDilation: strides, featureGroups: batchGroups, batchGroups: featureGroups,
            precision: precision, dtype: dtype)
        return try bind1(back, try convert(x, to: cotangent.dtype), cotangent)
    }
}

// MARK: - Batching

extension Convolution {
    func batch(_ inputs: [Tensor], _ batched: [Int?], over batch: BatchAxis) throws -> BatchResult {
        guard batch.size > 0 else {
            let types = zip(inputs, batched).map { input, axis in
                input.type.with(shape: axis.map { removing($0, from: input.shape) } ?? input.shape)
            }
            let type = try outputTypes(types)[0]
            return BatchResult(fill(0, type.with(shape: [0] + type.shape)), 0)
        }
        switch (batched[0], batched[1]) {
        case (let a?, let b?):
            // The examples of the batch are more groups.
            var grouped = self
            let into = batchGroups > 1 ? axes.lhs[0] : axes.lhs[1]
            if batchGroups > 1 {
                grouped.batchGroups *= batch.size
            } else {
                grouped.featureGroups *= batch.size
            }
            let result = try bind1(
                grouped, try mergeAxis(inputs[0], a, into: into),
                try mergeAxis(inputs[1], b, into: axes.rhs[0]))
            return BatchResult(try splitAxis(result, axes.out[1], batch.size), axes.out[1])
        case (let a?, nil):
            let x = try mergeBehindGroups(inputs[0], a, axes.lhs[0], batchGroups)
            let result = try bind1(self, x, inputs[1])
            return BatchResult(try splitAxis(result, axes.out[0], batch.size), axes.out[0])
        case (nil, let b?):
            let groups = Swift.max(featureGroups, batchGroups)
            let kernel = try mergeBehindGroups(inputs[1], b, axes.rhs[0], groups)
            var result = try bind1(self, inputs[0], kernel)
            if groups > 1 {
                result = try splitAxis(result, axes.out[1], groups)
                result = try splitAxis(result, axes.out[1] + 1, batch.size)
                // The groups go back into the features, in front of them.
                result = try moveAxis(result, from: axes.out[1] + 1, to: axes.out[1])
                return BatchResult(try mergeWithNext(result, axes.out[1] + 1), axes.out[1])
            }
            return BatchResult(try splitAxis(result, axes.out[1], batch.size), axes.out[1])
        case (nil, nil):
            return BatchResult(try bind1(self, inputs[0], inputs[1]), nil)
        }
    }

    /// A batch axis merged into another axis, behind the groups that this axis consists of.
    ///
    /// - Parameter target: the axis, counted without the batch axis.
    private func mergeBehindGroups(
        _ x: Tensor, _ axis: Int, _ target: Int, _ groups: Int
    ) throws -> Tensor {
        guard groups > 1 else { return try mergeAxis(x, axis, into: target) }
        let place = target < axis ? target : target + 1
        let split = try splitAxis(x, place, groups)
        let moved = try mergeAxis(split, place < axis ? axis + 1 : axis, into: target + 1)
        return try mergeWithNext(moved, target)
    }
}

/// An axis merged into another as its outer part.
///
/// - Parameter target: the other axis, counted without the first.
private func mergeAxis(_ x: Tensor, _ axis: Int, into target: Int) throws -> Tensor {
    try mergeWithNext(try moveAxis(x, from: axis, to: target), target)
}

/// An axis split in two, the outer one of the given size.
private func splitAxis(_ x: Tensor, _ axis: Int, _ outer: Int) throws -> Tensor {
    var shape = x.shape
    shape[axis] /= outer
    shape.insert(outer, at: axis)
    return try reshape(x, to: shape)
}

/// An axis and the next one as a single one.
private func mergeWithNext(_ x: Tensor, _ axis: Int) throws -> Tensor {
    var shape = x.shape
    let outer = shape.remove(at: axis)
    shape[axis] *= outer
    return try reshape(x, to: shape)
}
