/// The signal whose segments have given spectra (`jax.scipy.signal.istft`).
///
/// - Parameters:
///   - spectra: as ``stft(_:rate:window:segment:overlap:length:trend:isOneSided:boundary:isPadded:axis:)`` gives them.
///   - rate: how many elements there are in a unit of time.
///   - window: by what segments were multiplied.
///   - segment: how many elements a segment has; what the number of frequencies says where it is nil.
///   - overlap: how many of them it has in common with the next; half where it is nil.
///   - length: to how many elements segments were filled up.
///   - isOneSided: whether the spectra are the halves that real signals have.
///   - hasBoundary: whether the signal was lengthened, which is cut off again.
///   - timeAxis: the axis of times; negative counts from the last.
///   - frequencyAxis: the axis of frequencies; negative counts from the last.
/// - Returns: times and the signal, whose last axis is that of times.
public func istft(
    _ spectra: Tensor, rate: Double = 1, window: SignalWindow = .hann, segment: Int? = nil,
    overlap: Int? = nil, length: Int? = nil, isOneSided: Bool = true, hasBoundary: Bool = true,
    timeAxis: Int = -1, frequencyAxis: Int = -2
) -> (times: Tensor, signal: Tensor) {
    let results = checked([spectra], count: 2) {
        let name = "istft"
        guard spectra.rank >= 2 else {
            throw TensorError(
                name, "needs axes of frequencies and times, and the shape is \(spectra.shape)")
        }
        let time = try normalized(timeAxis, rank: spectra.rank, for: name)
        let frequency = try normalized(frequencyAxis, rank: spectra.rank, for: name)
        guard time != frequency else {
            throw TensorError(
                name, "times and frequencies must be on two axes, not both on \(time)")
        }
        let count = spectra.shape[frequency]
        let usual = isOneSided ? 2 * (count - 1) : count
        let segment = segment ?? usual
        let length = length ?? (isOneSided && segment == usual + 1 ? usual + 1 : usual)
        let overlap = overlap ?? segment / 2
        guard segment > 0, length >= segment, overlap >= 0, overlap < segment else {
            throw TensorError(
                name,
                """
                segments of \(segment) elements, of which \(overlap) overlap, filled up to \(length), don't fit \
                \(count) frequencies: the overlap must be shorter, the length not shorter, than the segment
                """)
        }
        let others = (0..<spectra.rank).filter { $0 != time && $0 != frequency }
        let frames = try permuteAxes(spectra, others + [time, frequency])
        let whole = isOneSided ? irfft(frames, length: length) : ifft(frames, length: length)
        let numbers = try window.numbers(segment, whole.dtype.realPart)
        let pieces = whole[.ellipsis, .slice(0, segment)] * numbers.sum()
        let step = segment - overlap
        var signal = added(pieces * numbers, step)
        let squares = square(numbers).broadcast(to: [spectra.shape[time], segment])
        var norm = added(squares, step)
        let cut = segment / 2
        if hasBoundary, cut > 0 {
            let end = norm.count - cut
            signal = signal[.ellipsis, .slice(cut, end)]
            norm = norm[.slice(cut, end)]
        }
        signal = signal / which(norm .> 1e-10, norm, 1)
        let size = signal.shape[signal.rank - 1]
        return [Tensor.iota([size], dtype: whole.dtype.realPart) / rate, signal]
    }
    return (results[0], results[1])
}

/// The sum of segments that begin one step after another; they stand along the last but one axis.
private func added(_ pieces: Tensor, _ step: Int) -> Tensor {
    let rank = pieces.rank
    let (count, segment) = (pieces.shape[rank - 2], pieces.shape[rank - 1])
    let starts = Tensor.iota([count, 1], axis: 0) * Tensor.weak(step)
    let places = starts + Tensor.iota([1, segment], axis: 1)
    let front = pieces.movingAxes([-2, -1], to: [0, 1])
    let sum = segmentSum(front, places, count: (count - 1) * step + segment)
    return sum.movingAxis(0, to: -1)
}

/// The nearest entry of a code book for each observation (`jax.scipy.cluster.vq.vq`).
///
/// - Parameters:
///   - observations: rows.
///   - codeBook: rows of the same length.
/// - Returns: the places of the nearest rows, as int32, and the distances from them.
public func vq(_ observations: Tensor, _ codeBook: Tensor) -> (codes: Tensor, distances: Tensor) {
    let results = checked([observations, codeBook], count: 2) {
        let operands = try promoted([observations, codeBook], inexact: true)
        guard observations.rank == 2, codeBook.rank == 2, codeBook.shape[0] > 0,
            observations.shape[1] == codeBook.shape[1]
        else {
            throw TensorError(
                "vq",
                """
                needs two matrices with rows of one length, and the shapes are \(observations.shape) and \
                \(codeBook.shape)
                """)
        }
        let differences = operands[0].expanded(at: 1) - operands[1].expanded(at: 0)
        let distances = differences.norm(axis: -1)
        let codes = distances.argmin(axis: -1)
        let nearest = takeAlongAxis(distances, codes.expanded(at: 1), axis: 1)
        return [codes, nearest.squeezed(axis: 1)]
    }
    return (results[0], results[1])
}
