// What goes with Fourier transforms: the frequencies, and shifts that bring frequency 0 to the middle.

extension Tensor {
    /// The frequencies that ``fft(_:length:axis:norm:)`` gives (`jax.numpy.fft.fftfreq`).
    ///
    /// - Parameters:
    ///   - count: how many elements are transformed.
    ///   - spacing: the distance of neighbours.
    ///   - dtype: of the result.
    public static func fftFreq(
        _ count: Int, spacing: Double = 1, dtype: DType = .float32
    ) -> Tensor {
        checked {
            guard count > 0 else {
                throw TensorError("fftFreq", "the count must be positive, and it is \(count)")
            }
            let places = (iota([count]) + count / 2) % count - count / 2
            let step = Tensor(.float(spacing * Double(count)), dtype, isWeak: false)
            return try convert(places, to: dtype) / step
        }
    }

    /// The frequencies that ``rfft(_:length:axis:norm:)`` gives (`jax.numpy.fft.rfftfreq`).
    ///
    /// - Parameters:
    ///   - count: how many elements are transformed.
    ///   - spacing: the distance of neighbours.
    ///   - dtype: of the result.
    public static func rfftFreq(
        _ count: Int, spacing: Double = 1, dtype: DType = .float32
    ) -> Tensor {
        checked {
            guard count > 0 else {
                throw TensorError("rfftFreq", "the count must be positive, and it is \(count)")
            }
            let step = Tensor(.float(spacing * Double(count)), dtype, isWeak: false)
            return iota([count / 2 + 1], dtype: dtype) / step
        }
    }
}

/// Frequency 0 moved to the middle of axes, all where none are given (`jax.numpy.fft.fftshift`).
public func fftShift(_ x: Tensor, axes: [Int]? = nil) -> Tensor {
    shifted("fftShift", x, axes) { $0 / 2 }
}

/// The inverse of ``fftShift(_:axes:)`` (`jax.numpy.fft.ifftshift`).
public func ifftShift(_ x: Tensor, axes: [Int]? = nil) -> Tensor {
    shifted("ifftShift", x, axes) { -($0 / 2) }
}

private func shifted(
    _ name: String, _ x: Tensor, _ axes: [Int]?, _ amount: (Int) -> Int
) -> Tensor {
    checked(x) {
        let axes = try axes.map { try normalized($0, rank: x.rank, for: name) } ?? Array(0..<x.rank)
        return x.rolled(by: axes.map { amount(x.shape[$0]) }, axes: axes)
    }
}
