import Espalier

/// A number that is multiplied at certain steps.
struct StepwiseScaling: Hashable {
    let initial: Double
    let boundaries: [Int]
    let scales: [Double]

    func value(_ step: Tensor, _ dtype: DType) -> Tensor {
        var value = weak(initial).asType(dtype)
        for (boundary, scale) in zip(boundaries, scales) {
            value = which(step .< int32(boundary), value, scale * value)
        }
        return value
    }
}

/// A number that goes from one value to the next between certain steps.
struct InterpolatedScaling: Hashable {
    let interpolation: Schedule.Interpolation
    let boundaries: [Int]
    let values: [Double]

    init(
        _ interpolation: Schedule.Interpolation, initial: Double, scales: [Int: Double]
    ) {
        self.interpolation = interpolation
        let sorted = scales.sorted { $0.key < $1.key }
        boundaries = [0] + sorted.map(\.key)
        values = sorted.reduce(into: [initial]) { $0.append($0[$0.count - 1] * $1.value) }
    }

    func value(_ step: Tensor, _ dtype: DType) -> Tensor {
        var value = weak(values[values.count - 1]).asType(dtype)
        for index in (0..<boundaries.count - 1).reversed() {
            let (start, end) = (values[index], values[index + 1])
            let width = max(Double(boundaries[index + 1]) - Double(boundaries[index]), 1)
            let part = (step - boundaries[index]).asType(dtype) / width
            let half: Double = (start - end) / 2
            let rise: Double = end - start
            let between =
                switch interpolation {
                case .linear: rise * part + start
                case .cosine: end + half * (cos(Double.pi * part) + 1)
                }
            value = which(step .< int32(boundaries[index + 1]), between, value)
        }
        return value
    }
}

extension Schedule {
    /// How a number goes from one value to the next.
    public enum Interpolation: String, Hashable, Sendable, CaseIterable {
        /// Along a line.
        case linear
        /// Along half a wave of the cosine.
        case cosine
    }

    /// A number that is multiplied at certain steps and stays the same between them
    /// (`optax.piecewise_constant_schedule`).
    ///
    /// - Parameters:
    ///   - initial: the number before the first of the steps.
    ///   - scales: what the number is multiplied by, for the steps from which on it is; not
    ///     negative.
    public static func piecewiseConstant(initial: Double, scales: [Int: Double]) -> Schedule {
        check("piecewiseConstant", scales)
        let sorted = scales.sorted { $0.key < $1.key }
        return Schedule(
            .steps(
                StepwiseScaling(
                    initial: initial, boundaries: sorted.map(\.key), scales: sorted.map(\.value))))
    }

    /// A number that goes from one value to the next between certain steps
    /// (`optax.piecewise_interpolate_schedule`).
    ///
    /// - Parameters:
    ///   - interpolation: how it goes there.
    ///   - initial: the number at the first step.
    ///   - scales: what the number has been multiplied by when the step is reached; not negative.
    public static func piecewise(
        _ interpolation: Interpolation, initial: Double, scales: [Int: Double]
    ) -> Schedule {
        check("piecewise", scales)
        return Schedule(
            .interpolated(InterpolatedScaling(interpolation, initial: initial, scales: scales)))
    }

    /// Up along half a wave of the cosine and down along another (`optax.cosine_onecycle_schedule`;
    /// Smith and Topin, 2017, https://arxiv.org/abs/1708.07120).
    ///
    /// - Parameters:
    ///   - peak: the largest number.
    ///   - steps: how many steps the cycle takes.
    ///   - rise: the part of the steps that the way up takes.
    ///   - initialDivisor: how many times smaller than the peak the first number is.
    ///   - finalDivisor: how many times smaller than the first number the last one is.
    public static func oneCycleCosine(
        peak: Double, steps: Int, rise: Double = 0.3, initialDivisor: Double = 25,
        finalDivisor: Double = 1e4
    ) -> Schedule {
        checkCycle("oneCycleCosine", steps)
        let scales = [
            (step("oneCycleCosine", rise, of: steps), initialDivisor),
            (steps, 1 / (initialDivisor * finalDivisor)),
        ]
        return piecewise(
            .cosine, initial: peak / initialDivisor,
            scales: Dictionary(scales, uniquingKeysWith: { $1 }))
    }

    /// Up along a line, down as far, and further down (`optax.linear_onecycle_schedule`).
    ///
    /// - Parameters:
    ///   - peak: the largest number.
    ///   - steps: how many steps the cycle takes.
    ///   - rise: the part of the steps after which the peak is reached.
    ///   - fall: the part of the steps after which the first number is reached again.
    ///   - initialDivisor: how many times smaller than the peak the first number is.
    ///   - finalDivisor: how many times smaller than the first number the last one is.
    public static func oneCycleLinear(
        peak: Double, steps: Int, rise: Double = 0.3, fall: Double = 0.85,
        initialDivisor: Double = 25, finalDivisor: Double = 1e4
    ) -> Schedule {
        checkCycle("oneCycleLinear", steps)
        let scales = [
            (step("oneCycleLinear", rise, of: steps), initialDivisor),
            (step("oneCycleLinear", fall, of: steps), 1 / initialDivisor),
            (steps, 1 / finalDivisor),
        ]
        return piecewise(
            .linear, initial: peak / initialDivisor,
            scales: Dictionary(scales, uniquingKeysWith: { $1 }))
    }

    private static func check(_ operation: String, _ scales: [Int: Double]) {
        if let (step, scale) = scales.first(where: { $0.value < 0 }) {
            mistake(
                operation, "scales must not be negative, and the one at step \(step) is \(scale)")
        }
    }

    /// The step at which a share of a cycle is over.
    private static func step(_ operation: String, _ share: Double, of steps: Int) -> Int {
        if !(0...1 ~= share) {
            mistake(
                operation, "rise and fall are shares of the cycle from 0 to 1, and one is \(share)")
            return 0
        }
        return Int(exactly: (share * Double(steps)).rounded(.down)) ?? steps
    }

    private static func checkCycle(_ operation: String, _ steps: Int) {
        if steps < 1 { mistake(operation, "a cycle takes at least one step, not \(steps)") }
    }
}
