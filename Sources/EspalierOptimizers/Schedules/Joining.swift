import Espalier

extension Schedule {
    /// Schedules one after the other, each counting from the step at which it begins
    /// (`optax.join_schedules`).
    ///
    /// - Parameters:
    ///   - schedules: at least one; none that is ``adjustable(_:)``, which would stay as it was made.
    ///   - boundaries: the first steps of all but the first, ascending.
    public static func joined(_ schedules: [Schedule], at boundaries: [Int]) -> Schedule {
        guard !schedules.isEmpty, boundaries.count == schedules.count - 1 else {
            mistake(
                "joined",
                "\(schedules.count) schedules can't be joined at \(boundaries.count) steps: it takes one fewer than schedules"
            )
            return 0
        }
        return Schedule(.joined(schedules, boundaries))
    }

    /// Up along a line, then constant (`optax.warmup_constant_schedule`).
    public static func warmupConstant(
        initial: Double = 0, peak: Double, warmup: Int
    ) -> Schedule {
        linear(from: initial, to: peak, steps: warmup)
    }

    /// Up along a line, then down along half a wave of the cosine
    /// (`optax.warmup_cosine_decay_schedule`).
    ///
    /// - Parameters:
    ///   - initial: the number at the first step.
    ///   - peak: the number when the way up is done.
    ///   - warmup: how many steps the way up takes.
    ///   - steps: how many steps up and down take together.
    ///   - end: the number at the end.
    ///   - exponent: what the wave, from one to zero, is raised to.
    public static func warmupCosineDecay(
        initial: Double = 0, peak: Double, warmup: Int, steps: Int, end: Double = 0,
        exponent: Double = 1
    ) -> Schedule {
        if steps <= warmup {
            mistake(
                "warmupCosineDecay",
                "\(steps) steps with \(warmup) of them to warm up leave none to decay in")
        }
        return joined(
            [
                linear(from: initial, to: peak, steps: warmup),
                cosineDecay(
                    initial: peak, steps: max(steps - max(warmup, 0), 1),
                    alpha: peak == 0 ? 0 : end / peak,
                    exponent: exponent),
            ], at: [warmup])
    }

    /// Up along a line, then multiplied by a rate every so many steps
    /// (`optax.warmup_exponential_decay_schedule`).
    ///
    /// - Parameters:
    ///   - initial: the number at the first step.
    ///   - peak: the number when the way up is done.
    ///   - warmup: how many steps the way up takes.
    ///   - rate: what remains after `steps` further steps.
    ///   - steps: how many steps that takes.
    ///   - begin: how many steps the peak is kept for.
    ///   - staircase: whether the number changes only every `steps` steps, and then at once.
    ///   - end: a bound: the smallest number of a decay, the largest of a growth.
    public static func warmupExponentialDecay(
        initial: Double = 0, peak: Double, warmup: Int, rate: Double, steps: Int,
        begin: Int = 0, staircase: Bool = false, end: Double? = nil
    ) -> Schedule {
        joined(
            [
                linear(from: initial, to: peak, steps: warmup),
                exponentialDecay(
                    initial: peak, rate: rate, steps: steps, begin: begin, staircase: staircase,
                    end: end),
            ], at: [warmup])
    }

    /// One cycle of ``warmRestarts(_:)``.
    public struct Cycle: Hashable, Sendable {
        /// The number at the first step of the cycle.
        public var initial: Double
        /// The number when the way up is done.
        public var peak: Double
        /// How many steps the way up takes.
        public var warmup: Int
        /// How many steps the cycle takes.
        public var steps: Int
        /// The number at the end of the cycle.
        public var end: Double
        /// What the wave, from one to zero, is raised to.
        public var exponent: Double

        /// A cycle, as in ``Schedule/warmupCosineDecay(initial:peak:warmup:steps:end:exponent:)``.
        public init(
            initial: Double = 0, peak: Double, warmup: Int = 0, steps: Int, end: Double = 0,
            exponent: Double = 1
        ) {
            self.initial = initial
            self.peak = peak
            self.warmup = warmup
            self.steps = steps
            self.end = end
            self.exponent = exponent
        }
    }

    /// Decays by the cosine, each after a warm-up, one after the other (`optax.sgdr_schedule`;
    /// Loshchilov and Hutter, 2017, https://arxiv.org/abs/1608.03983).
    public static func warmRestarts(_ cycles: [Cycle]) -> Schedule {
        let ends = cycles.reduce(into: [0]) { ends, cycle in
            // No run gets so far as to come to a later end.
            let (end, overflows) = ends[ends.count - 1].addingReportingOverflow(cycle.steps)
            ends.append(overflows ? .max : end)
        }
        return joined(
            cycles.map {
                warmupCosineDecay(
                    initial: $0.initial, peak: $0.peak, warmup: $0.warmup, steps: $0.steps,
                    end: $0.end, exponent: $0.exponent)
            }, at: Array(ends.dropFirst().dropLast()))
    }
}
