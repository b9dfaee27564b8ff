// Weighted sums of large windows for several sets of weights: `vmap` over filters. A term for each place of the window
// and each filter would take minutes to compile where there are hundreds of places; convolutions have no such terms.

extension WindowDot {
    /// Windows of at least so many places are convolved. Below, passes over shifted slices are faster.
    private static let convolutionThreshold = 64

    /// The sums for several sets of weights, one a row, `[size] + cells`, as one convolution; nil where passes over
    /// shifted slices are better.
    ///
    /// Axes that have one cell, as that of channels mostly, are the features that a convolution sums over.
    func convolved(_ array: Tensor, _ weights: Tensor) throws -> Tensor? {
        let size = weights.shape[0]
        guard places.count >= Self.convolutionThreshold, size > 0,
            [.float32, .float64].contains(array.dtype), weights.dtype == array.dtype,
            let box = places.box
        else { return nil }
        let axes = places.cells.indices
        let features = axes.filter { places.cells[$0] == 1 }
        let spatial = axes.filter { places.cells[$0] != 1 }
        guard 1...3 ~= spatial.count else { return nil }
        let featureCount = features.reduce(1) { $0 * box.extents[$1] }
        let order = features + spatial

        let spans = axes.map { (places.cells[$0] - 1) * places.strides[$0] + box.extents[$0] }
        let region = try shifted(array, starts: box.corner, strides: axes.map { _ in 1 }, spans)
        let image = try reshape(
            try bind1(Transpose(permutation: order), region),
            to: [1, featureCount] + spatial.map { spans[$0] })

        let kernels = try reshape(weights, to: [size] + box.extents)
        let kernel = try reshape(
            try bind1(Transpose(permutation: [0] + order.map { $0 + 1 }), kernels),
            to: [size, featureCount] + spatial.map { box.extents[$0] })
        let sums = conv(image, kernel, strides: spatial.map { places.strides[$0] })
        return try reshape(sums, to: [size] + places.cells)
    }
}

extension WindowPlaces {
    /// The box that the places fill, row by row; nil where they don't.
    fileprivate var box: (corner: [Int], extents: [Int])? {
        guard let first = starts.first, let last = starts.last else { return nil }
        let extents = zip(first, last).map { $1 - $0 + 1 }
        guard extents.allSatisfy({ $0 > 0 }), extents.sizeProduct == count else { return nil }
        let lattice = Lattice(shape: extents)
        let isFilled = starts.indices.allSatisfy { index in
            zip(lattice.place(index), first).map(+) == starts[index]
        }
        return isFilled ? (first, extents) : nil
    }
}
