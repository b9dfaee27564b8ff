import Espalier

/// The end of a run for lack of progress.
///
///     loop.earlyStop = EarlyStop(on: "accuracy", .highest, patience: 5, minimumDelta: 1e-3)
///
/// The metric is one of the evaluation, where the run has one, and otherwise a reported mean of the steps' metrics. It is
/// looked at each time it is taken. Compare Flax's `EarlyStopping`.
public struct EarlyStop: Hashable, Sendable {
    /// Which values are better.
    public enum Goal: Hashable, Sendable {
        /// Small ones, as of a loss.
        case lowest
        /// Large ones, as of an accuracy.
        case highest
    }

    /// The name of the metric.
    public var metric: String
    /// Which values are better.
    public var goal: Goal
    /// How many times in a row the metric may fail to get better; the run ends with the next one.
    public var patience: Int
    /// By how much it has to get better to count.
    public var minimumDelta: Double
    /// Whether the run ends with the state that had the best value, instead of the last one.
    ///
    /// It is kept in memory; with ``TrainingLoop/checkpoints`` also in the folder, by `CheckpointFolder.saveBest`,
    /// so that a run which is taken up still has it.
    public var restoresBest: Bool

    /// An end when a metric fails to get better more than `patience` times in a row.
    ///
    /// A patience or a delta below 0 is a programmer's mistake.
    public init(
        on metric: String = "loss", _ goal: Goal = .lowest, patience: Int = 0,
        minimumDelta: Double = 0, restoresBest: Bool = false
    ) {
        self.metric = metric
        self.goal = goal
        self.patience = patience
        self.minimumDelta = minimumDelta
        self.restoresBest = restoresBest
        do { try check() } catch { require(false, error.operation, error.message) }
    }

    /// - Throws: `TensorError` for a patience or a delta that has no meaning.
    func check() throws(TensorError) {
        guard patience >= 0 else {
            throw TensorError("EarlyStop", "the patience is 0 or more, not \(patience)")
        }
        guard minimumDelta >= 0 else {
            throw TensorError("EarlyStop", "the minimum delta is 0 or more, not \(minimumDelta)")
        }
    }

    /// What was seen so far.
    struct History: Hashable, Codable {
        var best: Double?
        var bestStep: Int?
        /// How many times in a row the metric wasn't better.
        var failures = 0
    }

    /// Looks at the value of a step. One that is no number is never better.
    ///
    /// - Returns: whether it is better than those before.
    func note(_ value: Double, step: Int, _ history: inout History) -> Bool {
        let isBetter: Bool =
            switch (history.best, goal) {
            case (nil, _): !value.isNaN
            case (let best?, .lowest): value < best - minimumDelta
            case (let best?, .highest): value > best + minimumDelta
            }
        if isBetter {
            history = History(best: value, bestStep: step)
        } else {
            history.failures += 1
        }
        return isBetter
    }

    /// Whether it is time to end.
    func ends(_ history: History) -> Bool { history.failures > patience }
}
