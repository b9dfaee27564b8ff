/// Which axis of the operands and the result of a convolution is which, by letters (`jax.lax.ConvDimensionNumbers`).
///
///     ConvolutionLayout("NHWC", "HWIO", "NHWC")
///
/// `N` is the axis of examples, `C` that of features or channels; in the kernel `I` is that of input features and `O`
/// that of output features. All other letters are spatial axes, the same ones in all three.
public struct ConvolutionLayout: Sendable, Hashable {
    let lhs: String
    let rhs: String
    let out: String

    /// A layout of the tensor, the kernel and the result.
    public init(_ lhs: String, _ rhs: String, _ out: String) {
        self.lhs = lhs
        self.rhs = rhs
        self.out = out
    }

    /// Examples and features in front: `NCHW`, `OIHW`, `NCHW` for two spatial axes.
    public static func channelsFirst(spatial: Int) -> ConvolutionLayout {
        let letters = spatialLetters(spatial)
        return ConvolutionLayout("NC" + letters, "OI" + letters, "NC" + letters)
    }

    /// Features last: `NHWC`, `HWIO`, `NHWC` for two spatial axes.
    public static func channelsLast(spatial: Int) -> ConvolutionLayout {
        let letters = spatialLetters(spatial)
        return ConvolutionLayout("N" + letters + "C", letters + "IO", "N" + letters + "C")
    }

    private static func spatialLetters(_ count: Int) -> String {
        String("HWDEFGJKLMPQRSTUVXYZ".prefix(max(count, 0)))
    }

    /// The places of the axes, for operands of a rank.
    func axes(rank: Int) throws -> ConvolutionAxes {
        func places(_ text: String, _ marks: (Character, Character)) throws -> [Int] {
            let letters = Array(text)
            guard letters.count == rank, Set(letters).count == rank,
                let first = letters.firstIndex(of: marks.0),
                let second = letters.firstIndex(of: marks.1)
            else {
                throw TensorError(
                    "conv",
                    """
                    the layout \(text) must name each of \(rank) axes once, among them \(marks.0) and \(marks.1)
                    """)
            }
            // Spatial axes come in the order in which the kernel has them.
            let spatial = Array(rhs).filter { $0 != "O" && $0 != "I" }
            let found = spatial.compactMap { letters.firstIndex(of: $0) }
            guard found.count == rank - 2 else {
                throw TensorError(
                    "conv",
                    "the layouts \(lhs), \(rhs) and \(out) must have the same spatial axes")
            }
            return [first, second] + found
        }
        return ConvolutionAxes(
            lhs: try places(lhs, ("N", "C")), rhs: try places(rhs, ("O", "I")),
            out: try places(out, ("N", "C")))
    }
}

/// Sums of products of a tensor's windows with kernels (`jax.lax.conv_general_dilated`, `jax.lax.conv`).
///
/// Strictly it is a cross-correlation: the kernel isn't reversed. dtypes are promoted; complex numbers take three real
/// convolutions.
///
///     conv(images, kernels, strides: [2, 2], padding: .same, layout: .channelsLast(spatial: 2))
///
/// - Parameters:
///   - x: examples, features and spatial axes as the layout has them.
///   - kernel: output features, input features and spatial axes as the layout has them.
///   - strides: how far windows are apart; 1 where it is nil.
///   - padding: what is put around the spatial axes. With `lhsDilation` it must be explicit or `.valid`.
///   - lhsDilation: how far neighbours of the tensor are moved apart, zeros standing between them.
///   - rhsDilation: how far neighbours in the kernel are apart.
///   - layout: which axis is which; ``ConvolutionLayout/channelsFirst(spatial:)`` where it is nil.
///   - featureGroups: into how many groups the features fall; each group of output features sees one of input features.
///   - batchGroups: into how many groups the examples fall; each group of output features sees one of examples.
///   - precision: how exactly products are computed, where the device has a choice.
///   - preferredDType: of the sums and the result.
public func conv(
    _ x: Tensor, _ kernel: Tensor, strides: [Int]? = nil, padding: WindowPadding = .valid,
    lhsDilation: [Int]? = nil, rhsDilation: [Int]? = nil, layout: ConvolutionLayout? = nil,
    featureGroups: Int = 1, batchGroups: Int = 1, precision: ProductPrecision = .standard,
    preferredDType: DType? = nil
) -> Tensor {
    checked(x, kernel) {
        let axes = try convolutionAxes(x, kernel, layout)
        let operands = try promoted([x, kernel])
        let sizes = axes.lhs.dropFirst(2).map { x.shape[$0] }
        if lhsDilation?.contains(where: { $0 != 1 }) == true,
            padding == .same || padding == .sameLower
        {
            throw TensorError(
                "conv", "with lhsDilation the padding must be explicit; see convTranspose, too")
        }
        let windows = try WindowGeometry(
            sizes, axes.rhs.dropFirst(2).map { kernel.shape[$0] }, strides, padding,
            lhsDilation, rhsDilation, for: "conv")
        let primitive = Convolution(
            axes: axes, strides: windows.strides, low: windows.low, high: windows.high,
            lhsDilation: windows.baseDilation, rhsDilation: windows.windowDilation,
            featureGroups: featureGroups, batchGroups: batchGroups, precision: precision,
            dtype: preferredDType)
        guard operands[0].dtype.isComplex else {
            return try bind1(primitive, operands[0], operands[1])
        }
        var part = primitive
        part.dtype = preferredDType?.realPart
        // Gauss's way: three real convolutions in place of four.
        let (a, b) = (real(operands[0]), imaginary(operands[0]))
        let (c, d) = (real(operands[1]), imaginary(operands[1]))
        let first = try bind1(part, a + b, c)
        let second = try bind1(part, a, d - c)
        let third = try bind1(part, b, c + d)
        return complex(first - third, first + second)
    }
}

/// A convolution with strides below 1: zeros are put between the elements of the tensor
/// (`jax.lax.conv_transpose`).
///
/// - Parameters:
///   - x: examples, features and spatial axes as the layout has them.
///   - kernel: output features, input features and spatial axes as the layout has them.
///   - strides: by how much the spatial axes grow.
///   - padding: `.same` and `.valid` are those of the convolution whose transpose this is. Explicit amounts are put
///     around the tensor, unless `hasForwardPadding`.
///   - rhsDilation: how far neighbours in the kernel are apart.
///   - layout: which axis is which; ``ConvolutionLayout/channelsLast(spatial:)`` where it is nil.
///   - transposesKernel: whether the kernel is that of the convolution whose transpose this is: reversed, with input
///     and output features exchanged.
///   - hasForwardPadding: whether explicit amounts, too, are those of the convolution whose transpose this is.
///   - precision: how exactly products are computed, where the device has a choice.
///   - preferredDType: of the sums and the result.
public func convTranspose(
    _ x: Tensor, _ kernel: Tensor, strides: [Int], padding: WindowPadding = .same,
    rhsDilation: [Int]? = nil, layout: ConvolutionLayout? = nil, transposesKernel: Bool = false,
    hasForwardPadding: Bool = false, precision: ProductPrecision = .standard,
    preferredDType: DType? = nil
) -> Tensor {
    checked(x, kernel) {
        let layout = layout ?? .channelsLast(spatial: x.rank - 2)
        let axes = try convolutionAxes(x, kernel, layout)
        let spatial = Array(axes.rhs.dropFirst(2))
        let dilation = rhsDilation ?? spatial.map { _ in 1 }
        guard strides.count == spatial.count, dilation.count == spatial.count else {
            throw TensorError(
                "convTranspose",
                """
                the \(spatial.count) spatial axes need a stride and a dilation each, and there are \(strides) and \
                \(dilation)
                """)
        }
        try SizeLimit.checkNumbers(
            strides + dilation, "strides and dilations", for: "convTranspose")
        if case .explicit(let amounts) = padding {
            try SizeLimit.checkNumbers(
                amounts.flatMap { [$0.low, $0.high] }, "paddings", for: "convTranspose")
        }
        let extents = zip(spatial, dilation).map { dilated(kernel.shape[$0], $1) }
        try SizeLimit.checkNumbers(extents, "dilated sizes", for: "convTranspose")
        let pairs: [(Int, Int)] = try extents.indices.map { axis in
            let (k, s) = (extents[axis], strides[axis])
            switch padding {
            case .same:
                let low = s > k - 1 ? k - 1 : (k + s - 1) / 2
                return (low, k + s - 2 - low)
            case .valid: return (k - 1, s - 1 + max(k - s, 0))
            case .explicit(let amounts) where amounts.count == extents.count:
                let (low, high) = (amounts[axis].low, amounts[axis].high)
                return hasForwardPadding ? (k - low - 1, k - high - 1) : (low, high)
            default:
                throw TensorError(
                    "convTranspose",
                    """
                    the padding must be .same, .valid or explicit with a pair for each of \(extents.count) spatial \
                    axes
                    """)
            }
        }
        var turned = kernel
        if transposesKernel {
            turned = turned.flipped(axes: spatial).swappingAxes(axes.rhs[0], axes.rhs[1])
        }
        return conv(
            x, turned, padding: .explicit(pairs), lhsDilation: strides, rhsDilation: rhsDilation,
            layout: layout, precision: precision, preferredDType: preferredDType)
    }
}

/// The elements of each window as features (`jax.lax.conv_general_dilated_patches`).
///
/// The feature axis of the result goes through the features of the tensor, and for each of them through the window in
/// row-major order.
///
/// - Parameters:
///   - x: examples, features and spatial axes as the layout has them.
///   - sizes: of the window along each spatial axis.
///
/// The other parameters mean what they do for
/// ``conv(_:_:strides:padding:lhsDilation:rhsDilation:layout:featureGroups:batchGroups:precision:preferredDType:)``.
public func convPatches(
    _ x: Tensor, sizes: [Int], strides: [Int]? = nil, padding: WindowPadding = .valid,
    lhsDilation: [Int]? = nil, rhsDilation: [Int]? = nil, layout: ConvolutionLayout? = nil,
    precision: ProductPrecision = .standard
) -> Tensor {
    checked(x) {
        guard sizes.count == x.rank - 2, sizes.allSatisfy({ $0 > 0 }) else {
            throw TensorError(
                "convPatches",
                "the shape \(x.shape) has \(x.rank - 2) spatial axes, and the window is \(sizes)")
        }
        let layout = layout ?? .channelsFirst(spatial: sizes.count)
        let axes = try layout.axes(rank: x.rank)
        let (features, cells) = (x.shape[axes.lhs[1]], sizes.sizeProduct)
        // A kernel for each cell, 1 there and 0 elsewhere, for each feature.
        let ones = Tensor.eye(cells, dtype: x.dtype)
        let each = try broadcast(ones, to: [features, cells, cells])
        let kernel = try reshape(each, to: [features.saturatingMultiply(cells), 1] + sizes)
        var order = axes.rhs
        for (role, axis) in axes.rhs.enumerated() { order[axis] = role }
        return conv(
            x, try permuteAxes(kernel, order), strides: strides, padding: padding,
            lhsDilation: lhsDilation, rhsDilation: rhsDilation, layout: layout,
            featureGroups: features, precision: precision)
    }
}

/// A convolution whose kernel is another one at each place (`jax.lax.conv_general_dilated_local`).
///
/// - Parameters:
///   - x: examples, features and spatial axes as the layout has them.
///   - kernel: output features, patch elements (as ``convPatches(_:sizes:strides:padding:lhsDilation:rhsDilation:layout:precision:)``
///     orders them) and the spatial axes of the result, as the layout has them.
///   - sizes: of the window along each spatial axis.
///
/// The other parameters mean what they do for
/// ``conv(_:_:strides:padding:lhsDilation:rhsDilation:layout:featureGroups:batchGroups:precision:preferredDType:)``.
public func convLocal(
    _ x: Tensor, _ kernel: Tensor, sizes: [Int], strides: [Int]? = nil,
    padding: WindowPadding = .valid, lhsDilation: [Int]? = nil, rhsDilation: [Int]? = nil,
    layout: ConvolutionLayout? = nil, precision: ProductPrecision = .standard
) -> Tensor {
    checked(x, kernel) {
        let patches = convPatches(
            x, sizes: sizes, strides: strides, padding: padding, lhsDilation: lhsDilation,
            rhsDilation: rhsDilation, layout: layout, precision: precision)
        let axes = try (layout ?? .channelsFirst(spatial: sizes.count)).axes(rank: x.rank)
        guard kernel.rank == x.rank else {
            throw TensorError(
                "convLocal",
                "the shapes \(x.shape) and \(kernel.shape) must have equally many axes")
        }
        // The spatial axes of the result, in their order there, are in both operands.
        let pairs = zip(axes.out, axes.rhs).dropFirst(2).sorted { $0.0 < $1.0 }
        let sums = try contract(
            patches, kernel, [axes.out[1]], [axes.rhs[1]],
            batch: (pairs.map(\.0), pairs.map(\.1)), "convLocal")
        return sums.movingAxes([-2, -1], to: [axes.out[0], axes.out[1]])
    }
}

private func convolutionAxes(
    _ x: Tensor, _ kernel: Tensor, _ layout: ConvolutionLayout?
) throws -> ConvolutionAxes {
    guard x.rank == kernel.rank, x.rank >= 2 else {
        throw TensorError(
            "conv",
            """
            the tensor and the kernel must have equally many axes, two of them for examples and features, and their \
            shapes are \(x.shape) and \(kernel.shape)
            """)
    }
    return try (layout ?? .channelsFirst(spatial: x.rank - 2)).axes(rank: x.rank)
}
