import Espalier

/// The options of a convolution: what a layer keeps of them as a constant.
public struct ConvolutionSettings: Hashable, Sendable {
    /// How many spatial axes there are.
    public let spatial: Int
    /// The number of channels of the input.
    public let inputs: Int
    /// The number of channels of the output.
    public let outputs: Int
    /// The size of the window along each spatial axis.
    public let kernel: [Int]
    /// How far windows are apart; in a transposed convolution, by how much axes grow.
    public let stride: [Int]
    /// What is put around the spatial axes.
    public let padding: SpatialPadding
    /// What is added to one side of the output of a transposed convolution.
    public let outputPadding: [Int]
    /// How far neighbours in the window are apart.
    public let dilation: [Int]
    /// Into how many groups the channels fall.
    public let groups: Int
    /// What the padding consists of.
    public let paddingMode: PaddingMode
    /// Where the channels stand.
    public let layout: SpatialLayout
    /// In what dtype and how exactly it multiplies.
    public let products: ProductSettings

    /// What is wrong with the options; nil if nothing is.
    var problem: String? {
        for (name, counts) in [
            ("kernel", kernel), ("stride", stride), ("dilation", dilation),
            ("outputPadding", outputPadding),
        ] where counts.count != spatial {
            return "\(name) has \(counts.count) numbers, and there are \(spatial) spatial axes"
        }
        if let count = padding.axisCount, count != spatial {
            return "the padding is for \(count) axes, and there are \(spatial) spatial axes"
        }
        for (name, counts) in [("kernel", kernel), ("stride", stride), ("dilation", dilation)]
        where counts.contains(where: { $0 < 1 }) {
            return "\(name) is \(counts), and its numbers must be positive"
        }
        let numbers = kernel + stride + dilation + outputPadding + padding.numbers
        guard numbers.allSatisfy({ $0.magnitude <= UInt(SizeLimit.byteCount) }) else {
            return "numbers must be from -2⁴⁷ to 2⁴⁷, and they are \(numbers)"
        }
        if let problem = products.problem { return problem }
        guard groups > 0, inputs % groups == 0, outputs % groups == 0 else {
            return
                "\(inputs) channels of the input and \(outputs) of the output don't fall into \(groups) equal groups"
        }
        return nil
    }

    /// The shape of the weight.
    var weightShape: [Int] { [outputs, inputs / max(groups, 1)] + kernel }

    /// The weight and the bias that a layer of the name begins with.
    func parameters(
        _ layer: String, problem other: String? = nil, useBias: Bool,
        _ weightInitializer: WeightInitializer?, _ biasInitializer: WeightInitializer?,
        _ dtype: DType, _ key: Key?
    ) -> (weight: Tensor, bias: Tensor?) {
        let keys = key?.split(2)
        let shape = weightShape
        let limit = 1 / Double(shape.dropFirst().sizeProduct).squareRoot()
        let problem = problem ?? other
        let weight = parameter(keys?[0], layer, problem: problem) { key in
            weightInitializer?.drawn(key, shape[0], shape[1], Array(shape[2...]), dtype)
                ?? uniformWeights(key, shape, dtype, limit: limit)
        }
        guard useBias, problem == nil else { return (weight, nil) }
        let bias = parameter(keys?[1]) { key in
            biasInitializer?(key, [shape[0]], dtype: dtype)
                ?? uniformWeights(key, [shape[0]], dtype, limit: limit)
        }
        return (weight, bias)
    }

    private var axes: ConvolutionLayout {
        let letters = String("XYZ".prefix(spatial))
        let image = layout == .channelsFirst ? "NC\(letters)" : "N\(letters)C"
        return ConvolutionLayout(image, "OI\(letters)", image)
    }

    /// The extents of the windows, dilation included.
    private var extents: [Int] { zip(kernel, dilation).map { ($0 - 1) * $1 + 1 } }

    /// The spatial axes of a tensor with one axis of examples.
    private var spatialAxes: Range<Int> {
        layout == .channelsFirst ? 2..<2 + spatial : 1..<1 + spatial
    }

    /// Checks the input, and calls the convolution with one axis of examples.
    private func applied(
        _ layer: String, _ x: Tensor, _ weight: Tensor, _ bias: Tensor?,
        _ body: (Tensor) throws -> Tensor
    ) -> Tensor {
        checkedTensor([x, weight]) {
            try requireChannels(
                layer, x, inputs, spatial: spatial, layout,
                taking: "the weight of the shape \(weight.shape) in \(groups) groups")
            return try withExamples(x, itemRank: spatial + 1) { x in
                let y = try body(products.cast(x))
                return bias.map {
                    y + overChannels(products.cast($0), spatial: spatial, layout)
                } ?? y
            }
        }
    }

    /// The tensor with other elements than zeros around its spatial axes.
    private func padded(
        _ x: Tensor, _ amounts: [(low: Int, high: Int)], _ mode: PadMode
    ) -> Tensor {
        var widths = Array(repeating: (0, 0), count: x.rank)
        for (axis, amount) in zip(spatialAxes, amounts) { widths[axis] = (amount.low, amount.high) }
        return pad(x, widths, mode: mode)
    }

    /// The convolution of a tensor with a weight.
    func convolution(_ layer: String, _ x: Tensor, _ weight: Tensor, _ bias: Tensor?) -> Tensor {
        applied(layer, x, weight, bias) { x in
            var x = x
            var amounts = padding.amounts(spatialAxes.map { x.shape[$0] }, extents, stride)
            let mode: PadMode? =
                switch paddingMode {
                case .zeros: nil
                case .reflect: .reflect
                case .replicate: .edge
                case .circular: .wrap
                }
            if let mode {
                x = padded(x, amounts, mode)
                amounts = amounts.map { _ in (0, 0) }
            }
            return conv(
                x, products.cast(weight), strides: stride,
                padding: .explicit(amounts.map { ($0.low, $0.high) }),
                rhsDilation: dilation, layout: axes, featureGroups: groups,
                precision: products.precision)
        }
    }

    /// How a transposed convolution pads, by "A guide to convolution arithmetic for deep learning"
    /// (https://arxiv.org/abs/1603.07285), relationship 14.
    private var transposedAmounts: [(low: Int, high: Int)] {
        (0..<spatial).map { axis in
            let reach = extents[axis] - 1
            var (low, high, extra) = (0, 0, outputPadding[axis])
            switch padding.form {
            case .valid: break
            case .all(let count): (low, high) = (count, count)
            case .pairs(let pairs): (low, high) = (pairs[axis][0], pairs[axis][1])
            case .same, .sameLower:
                // So that the output is as large as the strides say.
                let sum = reach - stride[axis] + extra + 1
                extra = max(-sum, 0)
                let total = max(sum, 0)
                low = (total + (padding.form == .sameLower ? 1 : 0)) / 2
                high = total - low
            }
            return (reach - low, reach - high + extra)
        }
    }

    /// What is wrong with the options of a transposed convolution; nil if nothing is.
    var transposedProblem: String? {
        if zip(outputPadding, stride).contains(where: { $0 >= $1 }) {
            return "outputPadding \(outputPadding) must be below the stride \(stride)"
        }
        switch paddingMode {
        case .zeros: return nil
        case .reflect, .replicate:
            return "the padding mode must be .zeros or .circular, and it is .\(paddingMode)"
        case .circular:
            return outputPadding.contains { $0 != 0 }
                ? "circular padding goes with no outputPadding, and it is \(outputPadding)" : nil
        }
    }

    /// The transposed convolution of a tensor with a weight.
    func transposed(_ layer: String, _ x: Tensor, _ weight: Tensor, _ bias: Tensor?) -> Tensor {
        applied(layer, x, weight, bias) { x in
            var x = x
            var amounts = transposedAmounts
            if paddingMode == .circular {
                guard amounts.allSatisfy({ $0.low >= 0 && $0.high >= 0 }) else {
                    throw TensorError(
                        layer, "circular padding must not be larger than the window \(kernel)")
                }
                let whole = zip(amounts, stride).map { (low: $0.low / $1, high: $0.high / $1) }
                x = padded(x, whole, .wrap)
                amounts = zip(amounts, stride).map { ($0.low % $1, $0.high % $1) }
            }
            return conv(
                x, products.cast(weight), padding: .explicit(amounts.map { ($0.low, $0.high) }),
                lhsDilation: stride, rhsDilation: dilation, layout: axes, featureGroups: groups,
                precision: products.precision)
        }
    }
}
