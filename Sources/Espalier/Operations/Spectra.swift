// Spectra of signals that change over time, as SciPy's `signal` has them.

/// By what segments of a signal are multiplied before they are transformed.
public enum SignalWindow: Sendable {
    /// sin², 0 at the beginning and, if it went on, at the end.
    case hann
    /// One throughout.
    case boxcar
    /// Numbers of one's own, a vector.
    case values(Tensor)

    /// The numbers of a window.
    func numbers(_ length: Int, _ dtype: DType) throws -> Tensor {
        switch self {
        case .boxcar: return .ones([length], dtype: dtype)
        case .hann:
            guard length > 1 else { return .ones([length], dtype: dtype) }
            let angles = Tensor.linspace(0, Double.pi, count: length, endpoint: false, dtype: dtype)
            return square(sin(angles))
        case .values(let numbers):
            guard numbers.shape == [length] else {
                throw TensorError(
                    "SignalWindow",
                    "the window must be a vector of \(length) numbers, not of the shape \(numbers.shape)"
                )
            }
            return try convert(numbers, to: dtype)
        }
    }
}

/// What is subtracted from a signal.
public enum Trend: Sendable, Hashable {
    /// Its mean.
    case constant
    /// The line that comes closest to it, by least squares.
    case linear
}

/// What a signal is lengthened by at both ends, half a segment each.
public enum SignalBoundary: Sendable, Hashable {
    /// Zeros.
    case zeros
    /// The first and the last element.
    case constant
    /// A reflection.
    case even
    /// A reflection through the first and the last element.
    case odd
}

/// A spectrum's unit.
public enum SpectrumScaling: Sendable, Hashable {
    /// Power by frequency.
    case density
    /// Power.
    case spectrum
}

/// A signal without its trend along an axis (`jax.scipy.signal.detrend`). Integers become float32.
///
/// - Parameters:
///   - x: the signal.
///   - axis: along which; negative counts from the last.
///   - trend: what to subtract.
///   - breaks: places at which a new line begins.
public func detrend(_ x: Tensor, axis: Int = -1, trend: Trend = .linear, breaks: [Int] = [])
    -> Tensor
{
    checked(x) {
        let axis = try normalized(axis, rank: x.rank, for: "detrend")
        let x = try promotedToInexact(x)
        guard trend == .linear else { return x - x.mean(axis: axis, keepDims: true) }
        let size = x.shape[axis]
        guard breaks.allSatisfy({ $0 >= 0 && $0 <= size }) else {
            throw TensorError(
                "detrend", "breaks must lie between 0 and \(size), and they are \(breaks)")
        }
        let cuts = Set(breaks + [0, size]).sorted()
        let pieces = try zip(cuts, cuts.dropFirst()).map { start, end in
            let piece = try part(x, axis, start, end)
            let mean = piece.mean(axis: axis, keepDims: true)
            guard end - start > 1 else { return piece - mean }
            // Places from the middle on: their sum is 0, so that mean and slope are found one by one.
            let shape = x.shape.indices.map { $0 == axis ? end - start : 1 }
            let middle = Double(end - start - 1) / 2
            let places = Tensor.iota(shape, axis: axis, dtype: x.dtype.realPart) - middle
            let slope = (piece * places).sum(axis: axis, keepDims: true) / (places * places).sum()
            return piece - mean - slope * places
        }
        return pieces.isEmpty ? x : concatenate(pieces, axis: axis)
    }
}

/// How a signal is cut into segments.
struct SpectrumPlan {
    var rate: Double = 1
    var window: SignalWindow = .hann
    var segment: Int?
    var overlap: Int?
    var length: Int?
    var trend: Trend?
    var isOneSided = true
    var scaling: SpectrumScaling = .density
    var axis = -1
    var boundary: SignalBoundary?
    var isPadded = false
}

/// The spectrum of a signal's segments over time (`jax.scipy.signal.stft`).
///
/// - Parameters:
///   - x: the signal.
///   - rate: how many elements there are in a unit of time.
///   - window: by what segments are multiplied.
///   - segment: how many elements a segment has; the whole signal, if that is shorter.
///   - overlap: how many of them it has in common with the next; half where it is nil.
///   - length: to how many elements segments are filled up with zeros.
///   - trend: what to subtract from each segment.
///   - isOneSided: whether to give the half of the spectrum that determines the other one, for real signals.
///   - boundary: by what the signal is lengthened.
///   - isPadded: whether zeros are put after it, so that segments come out even.
///   - axis: along which; negative counts from the last.
/// - Returns: frequencies, times, and the spectra: the axis is that of frequencies, the last axis that of times.
public func stft(
    _ x: Tensor, rate: Double = 1, window: SignalWindow = .hann, segment: Int = 256,
    overlap: Int? = nil, length: Int? = nil, trend: Trend? = nil, isOneSided: Bool = true,
    boundary: SignalBoundary? = .zeros, isPadded: Bool = true, axis: Int = -1
) -> (frequencies: Tensor, times: Tensor, spectra: Tensor) {
    let plan = SpectrumPlan(
        rate: rate, window: window, segment: segment, overlap: overlap, length: length,
        trend: trend, isOneSided: isOneSided, scaling: .spectrum, axis: axis, boundary: boundary,
        isPadded: isPadded)
    let results = checked([x], count: 3) { try spectra("stft", x, nil, plan, isPower: false) }
    return (results[0], results[1], results[2])
}

/// The power of a signal by frequency, averaged over segments: Welch's method (`jax.scipy.signal.welch`).
///
/// Parameters mean what they do for
/// ``stft(_:rate:window:segment:overlap:length:trend:isOneSided:boundary:isPadded:axis:)``; by default a segment is the
/// whole signal, and its mean is subtracted.
public func welch(
    _ x: Tensor, rate: Double = 1, window: SignalWindow = .hann, segment: Int? = nil,
    overlap: Int? = nil, length: Int? = nil, trend: Trend? = .constant, isOneSided: Bool = true,
    scaling: SpectrumScaling = .density, axis: Int = -1
) -> (frequencies: Tensor, power: Tensor) {
    let plan = SpectrumPlan(
        rate: rate, window: window, segment: segment, overlap: overlap, length: length,
        trend: trend, isOneSided: isOneSided, scaling: scaling, axis: axis)
    let results = checked([x], count: 2) {
        let parts = try spectra("welch", x, nil, plan, isPower: true)
        return [parts[0], parts[2].mean(axis: -1)]
    }
    return (results[0], results[1])
}

/// The cross power of two signals by frequency, averaged over segments (`jax.scipy.signal.csd`): complex numbers.
///
/// Parameters mean what they do for
/// ``welch(_:rate:window:segment:overlap:length:trend:isOneSided:scaling:axis:)``.
public func csd(
    _ x: Tensor, _ y: Tensor, rate: Double = 1, window: SignalWindow = .hann, segment: Int? = nil,
    overlap: Int? = nil, length: Int? = nil, trend: Trend? = .constant, isOneSided: Bool = true,
    scaling: SpectrumScaling = .density, axis: Int = -1
) -> (frequencies: Tensor, power: Tensor) {
    let plan = SpectrumPlan(
        rate: rate, window: window, segment: segment, overlap: overlap, length: length,
        trend: trend, isOneSided: isOneSided, scaling: scaling, axis: axis)
    let results = checked([x, y], count: 2) {
        let parts = try spectra("csd", x, y, plan, isPower: true)
        return [parts[0], parts[2].mean(axis: -1)]
    }
    return (results[0], results[1])
}

/// The frequencies, times and spectra of segments.
private func spectra(
    _ name: String, _ x: Tensor, _ y: Tensor?, _ plan: SpectrumPlan, isPower: Bool
) throws -> [Tensor] {
    let axis = try normalized(plan.axis, rank: x.rank, for: name)
    var signals = try promoted([x] + [y].compactMap { $0 }, inexact: true)
    guard signals.allSatisfy({ $0.rank == x.rank && $0.shape[axis] > 0 }) else {
        throw TensorError(
            name,
            "signals must have one rank and not be empty, and their shapes are \(signals.map(\.shape))"
        )
    }
    let dtype = signals[0].dtype
    let size = x.shape[axis]
    var segment = plan.segment ?? size
    if case .values(let numbers) = plan.window {
        segment = numbers.count
    } else {
        segment = Swift.min(segment, size)
    }
    let overlap = plan.overlap ?? segment / 2
    let length = plan.length ?? segment
    guard segment > 0, segment <= size, overlap >= 0, overlap < segment, length >= segment else {
        throw TensorError(
            name,
            """
            segments of \(segment) elements, of which \(overlap) overlap, filled up to \(length), can't be cut from \
            \(size) elements: the overlap must be shorter, the length not shorter, than the segment
            """)
    }
    let step = segment - overlap
    let last = x.rank - 1
    signals = try signals.map { try moveAxis($0, from: axis, to: last) }
    let longest = signals.map { $0.shape[last] }.max() ?? size
    signals = signals.map { lengthened($0, 0, longest - $0.shape[last]) }
    if let boundary = plan.boundary {
        signals = try signals.map { try boundary.lengthen($0, by: segment / 2) }
    }
    if plan.isPadded {
        let missing = ((segment - signals[0].shape[last]) % step + step) % step
        signals = signals.map { lengthened($0, 0, missing % segment) }
    }
    let window = try plan.window.numbers(segment, dtype.realPart)
    let isOneSided = plan.isOneSided && !dtype.isComplex
    let total = signals[0].shape[last]
    let count = (total - segment) / step + 1
    let transforms = signals.map { signal -> Tensor in
        var pieces = stack(
            (0..<count).map { signal[.ellipsis, .slice($0 * step, $0 * step + segment)] }, axis: -2)
        if let trend = plan.trend { pieces = detrend(pieces, trend: trend) }
        let windowed = pieces * window
        return isOneSided ? rfft(windowed, length: length) : fft(windowed, length: length)
    }
    let sum =
        plan.scaling == .density ? plan.rate * (window * window).sum() : square(window.sum())
    var result = transforms[0]
    if isPower {
        result = conjugate(result) * (transforms.count > 1 ? transforms[1] : result) / sum
        if isOneSided {
            // The frequencies between stand for the other half, too.
            let ends = result.shape[result.rank - 1]
            let twice = (0..<ends).map { $0 == 0 || (2 * $0 == length) ? Float(1) : 2 }
            result = result * Tensor(twice).asType(dtype.realPart)
        }
        if transforms.count == 1 { result = real(result) }
    } else {
        result = result / sqrt(sum)
    }
    let frequencies =
        isOneSided
        ? Tensor.rfftFreq(length, spacing: 1 / plan.rate, dtype: dtype.realPart)
        : Tensor.fftFreq(length, spacing: 1 / plan.rate, dtype: dtype.realPart)
    let start = plan.boundary == nil ? Double(segment) / 2 : 0
    let times = (Tensor.iota([count], dtype: dtype.realPart) * Double(step) + start) / plan.rate
    // The frequencies go where the signal was, the times come last.
    return [frequencies, times, try moveAxis(result, from: result.rank - 1, to: axis)]
}

/// The signal with zeros before and after it along the last axis.
private func lengthened(_ x: Tensor, _ low: Int, _ high: Int) -> Tensor {
    guard low > 0 || high > 0 else { return x }
    return pad(x, x.shape.indices.map { $0 == x.rank - 1 ? (low, high) : (0, 0) })
}

extension SignalBoundary {
    fileprivate func lengthen(_ x: Tensor, by count: Int) throws -> Tensor {
        let last = x.rank - 1
        let size = x.shape[last]
        let widths = x.shape.indices.map { $0 == last ? (count, count) : (0, 0) }
        switch self {
        case .zeros: return lengthened(x, count, count)
        case .constant: return pad(x, widths, mode: .edge)
        case .even: return pad(x, widths, mode: .reflect)
        case .odd:
            guard count > 0 else { return x }
            guard count < size else {
                throw TensorError(
                    "stft",
                    "the signal of \(size) elements can't be lengthened by \(count) at both ends")
            }
            let (first, end) = (try part(x, last, 0, 1), try part(x, last, size - 1, size))
            let before = try bind1(Reverse(axes: [last]), try part(x, last, 1, count + 1))
            let after = try bind1(
                Reverse(axes: [last]), try part(x, last, size - 1 - count, size - 1))
            return concatenate([2 * first - before, x, 2 * end - after], axis: last)
        }
    }
}
