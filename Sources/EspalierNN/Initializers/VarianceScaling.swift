import Espalier

/// What the variance of weights is divided by (`mode` of `jax.nn.initializers.variance_scaling`).
public enum FanMode: Hashable, Sendable, CaseIterable {
    /// The number of inputs of one output.
    case fanIn
    /// The number of outputs of one input.
    case fanOut
    /// Their arithmetic mean.
    case fanAverage
    /// Their geometric mean.
    case fanGeometricAverage
}

/// The distribution that weights are drawn from (`distribution` of `jax.nn.initializers.variance_scaling`).
public enum FanDistribution: Hashable, Sendable, CaseIterable {
    /// Normal, without what lies beyond two standard deviations; of complex numbers the modulus is limited.
    case truncatedNormal
    /// Normal.
    case normal
    /// Uniform around 0; complex numbers uniform in a disc.
    case uniform
}

extension WeightInitializer {
    /// Weights whose variance is in inverse proportion to the number of inputs or outputs (`variance_scaling`).
    ///
    /// - Parameters:
    ///   - scale: the variance times that number.
    ///   - mode: which number.
    ///   - distribution: what they are drawn from.
    ///   - inAxes: the axes of the inputs; negative ones count from the last.
    ///   - outAxes: the axes of the outputs.
    ///   - batchAxes: the axes that count neither as inputs nor as outputs nor as a window.
    public static func varianceScaling(
        _ scale: Double, _ mode: FanMode, _ distribution: FanDistribution, inAxes: [Int] = [-2],
        outAxes: [Int] = [-1], batchAxes: [Int] = []
    ) -> WeightInitializer {
        WeightInitializer { key, shape, dtype in
            func size(_ axes: [Int]) throws -> Int {
                try axes.reduce(1) { product, axis in
                    let place = axis < 0 ? axis + shape.count : axis
                    guard shape.indices.contains(place) else {
                        throw TensorError(
                            "varianceScaling",
                            """
                            the shape \(shape) has no axis \(axis): say which axes are those of inputs and outputs by \
                            inAxes and outAxes
                            """)
                    }
                    return product * shape[place]
                }
            }
            let (inputs, outputs) = (Double(try size(inAxes)), Double(try size(outAxes)))
            let window =
                Double(shape.sizeProduct) / inputs / outputs / Double(try size(batchAxes))
            let (fanIn, fanOut) = (inputs * window, outputs * window)
            let denominator =
                switch mode {
                case .fanIn: fanIn
                case .fanOut: fanOut
                case .fanAverage: (fanIn + fanOut) / 2
                case .fanGeometricAverage: (fanIn * fanOut).squareRoot()
                }
            guard denominator > 0 else { return .zeros(shape, dtype: dtype) }
            return drawn(
                key, shape, dtype, variance: Tensor(scale / denominator).asType(dtype),
                from: distribution)
        }
    }

    private static func drawn(
        _ key: Key, _ shape: [Int], _ dtype: DType, variance: Tensor,
        from distribution: FanDistribution
    ) -> Tensor {
        switch distribution {
        case .truncatedNormal:
            // The standard deviations of what is left of the normal distributions.
            let left = dtype.isComplex ? 0.953_111_643_804_912_08 : 0.879_625_661_034_239_78
            let deviation = sqrt(variance) / Tensor(left).asType(dtype)
            let numbers =
                dtype.isComplex
                ? truncatedDisc(key, shape, dtype)
                : key.truncatedNormal(shape, dtype: dtype)
            return numbers * deviation
        case .normal: return key.normal(shape, dtype: dtype) * sqrt(variance)
        case .uniform:
            guard dtype.isComplex else {
                return key.uniform(shape, in: -1..<1, dtype: dtype) * sqrt(3 * variance)
            }
            return disc(key, shape, dtype) { sqrt(2 * $0) } * sqrt(variance)
        }
    }

    /// Complex numbers with uniform angles, and moduli that are a function of uniform numbers.
    private static func disc(
        _ key: Key, _ shape: [Int], _ dtype: DType, _ modulus: (Tensor) -> Tensor
    ) -> Tensor {
        let (first, second) = key.split()
        let r = modulus(first.uniform(shape, dtype: dtype.realPart))
        let angle = 2 * Double.pi * second.uniform(shape, dtype: dtype.realPart)
        return complex(r * cos(angle), r * sin(angle))
    }

    /// Complex normal numbers whose modulus is below 2.
    private static func truncatedDisc(_ key: Key, _ shape: [Int], _ dtype: DType) -> Tensor {
        let one = Tensor(1.0).asType(dtype.realPart)
        return disc(key, shape, dtype) { sqrt(-log(1 - (1 - exp(-4 * one)) * $0)) }
    }
}

extension WeightInitializer {
    /// Glorot's and Bengio's uniform weights (`glorot_uniform`, `xavier_uniform`).
    ///
    /// Axes mean what they do for ``varianceScaling(_:_:_:inAxes:outAxes:batchAxes:)``, here and in those that follow.
    public static func glorotUniform(
        inAxes: [Int] = [-2], outAxes: [Int] = [-1], batchAxes: [Int] = []
    ) -> WeightInitializer {
        varianceScaling(
            1, .fanAverage, .uniform, inAxes: inAxes, outAxes: outAxes, batchAxes: batchAxes)
    }

    /// Glorot's and Bengio's normal weights (`glorot_normal`, `xavier_normal`).
    public static func glorotNormal(
        inAxes: [Int] = [-2], outAxes: [Int] = [-1], batchAxes: [Int] = []
    ) -> WeightInitializer {
        varianceScaling(
            1, .fanAverage, .truncatedNormal, inAxes: inAxes, outAxes: outAxes,
            batchAxes: batchAxes)
    }

    /// LeCun's uniform weights (`lecun_uniform`).
    public static func lecunUniform(
        inAxes: [Int] = [-2], outAxes: [Int] = [-1], batchAxes: [Int] = []
    ) -> WeightInitializer {
        varianceScaling(
            1, .fanIn, .uniform, inAxes: inAxes, outAxes: outAxes, batchAxes: batchAxes)
    }

    /// LeCun's normal weights (`lecun_normal`), the default of Flax's and Treex's layers.
    public static func lecunNormal(
        inAxes: [Int] = [-2], outAxes: [Int] = [-1], batchAxes: [Int] = []
    ) -> WeightInitializer {
        varianceScaling(
            1, .fanIn, .truncatedNormal, inAxes: inAxes, outAxes: outAxes, batchAxes: batchAxes)
    }

    /// He's uniform weights, for layers with relu (`he_uniform`, `kaiming_uniform`).
    public static func heUniform(
        inAxes: [Int] = [-2], outAxes: [Int] = [-1], batchAxes: [Int] = []
    ) -> WeightInitializer {
        varianceScaling(
            2, .fanIn, .uniform, inAxes: inAxes, outAxes: outAxes, batchAxes: batchAxes)
    }

    /// He's normal weights, for layers with relu (`he_normal`, `kaiming_normal`).
    public static func heNormal(
        inAxes: [Int] = [-2], outAxes: [Int] = [-1], batchAxes: [Int] = []
    ) -> WeightInitializer {
        varianceScaling(
            2, .fanIn, .truncatedNormal, inAxes: inAxes, outAxes: outAxes, batchAxes: batchAxes)
    }
}
