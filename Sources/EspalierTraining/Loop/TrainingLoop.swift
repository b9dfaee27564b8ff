import Espalier
import EspalierIO

/// What goes on around the steps of a training: going over the data, showing how it goes, evaluating, stopping early,
/// saving, and taking up again what was stopped.
///
///     var loop = TrainingLoop(epochs: 20)
///     loop.checkpoints = Checkpoints(try CheckpointFolder(runs), every: .steps(500))
///     let outcome = try loop.run(
///         &training,
///         over: { epoch in Batches(of: data, size: 64, shuffledBy: key.folded(in: epoch)) },
///         evaluating: { ["accuracy": accuracy($0.model, x, y)] }
///     ) { training, batch in
///         step(&training, batch)
///     }
///
/// The loop knows nothing of models, losses and optimisers. It calls a step, mostly a jitted function, with a state, which
/// is any tree, and with what a sequence gives. What decides how the run goes on has to be in the state or follow from the
/// number of the epoch: then a run that is killed and started again is the same, bit for bit, as one that wasn't.
///
/// What a step returns are its metrics: a scalar, which is called "loss", or a tree of scalars with names, such as a
/// dictionary. They stay on the device until they are shown, so that the steps don't wait for each other.
public struct TrainingLoop {
    /// How often the data is gone over; nil for no limit.
    public var epochs: Int?
    /// How many steps are taken; nil for no limit.
    public var steps: Int?
    /// How often the reporters are told the means of the metrics since the time before.
    public var reportInterval = Interval.epochs(1)
    /// How often the state is evaluated, besides at the end.
    public var evaluationInterval = Interval.epochs(1)
    /// When the run ends for lack of progress.
    public var earlyStop: EarlyStop?
    /// Where the state is saved, and where a run that was stopped is taken up.
    public var checkpoints: Checkpoints?
    /// Who is told how it goes: a logger, TensorBoard, or a closure.
    public var reporters: [Reporter] = []
    /// Where a line shows how far the run is, if it is a terminal; nothing is shown anywhere else.
    public var progress: TextOutput? = .standardError

    /// A loop of so many times over the data; a number below 0 is a programmer's mistake.
    public init(epochs: Int) {
        require(epochs >= 0, "TrainingLoop", "epochs is 0 or more, not \(epochs)")
        self.epochs = epochs
    }

    /// A loop of so many steps, which goes over the data as often as it takes; a number below 0 is a programmer's mistake.
    public init(steps: Int) {
        require(steps >= 0, "TrainingLoop", "steps is 0 or more, not \(steps)")
        self.steps = steps
    }

    /// - Throws: `TensorError` for what has no meaning.
    func check() throws {
        for (name, count) in [("epochs", epochs ?? 0), ("steps", steps ?? 0)] where count < 0 {
            throw TensorError("TrainingLoop", "\(name) is 0 or more, not \(count)")
        }
        try reportInterval.check("reportInterval")
        try evaluationInterval.check("evaluationInterval")
        try checkpoints?.interval.check("checkpoints")
        try earlyStop?.check()
    }
}

// MARK: - Running

extension TrainingLoop {
    /// Trains.
    ///
    /// - Parameters:
    ///   - state: what the steps change. It is replaced by that of the latest checkpoint, if there is one.
    ///   - batches: the data of an epoch, counted from zero. It has to be the same each time for the run to be the same
    ///     when it is taken up. The next batch is made while the device may be busy with the one before.
    ///   - step: takes a step and gives its metrics.
    /// - Throws: `FileError` where a checkpoint can't be read or written; ``TrainingError``; `TensorError` for an interval
    ///   or a count that has no meaning; `CancellationError` where the task was cancelled, after a checkpoint; and what the
    ///   closures throw.
    @discardableResult
    public func run<State: Tree, Batches: Sequence, Metrics: Tree>(
        _ state: inout State, over batches: (_ epoch: Int) throws -> Batches,
        step: (inout State, Batches.Element) throws -> Metrics
    ) throws -> TrainingOutcome {
        var run = LoopRun<State, Metrics>(self, isEvaluated: false)
        return try run.run(&state, batches, { _ in EmptyTree() }, step)
    }

    /// Trains, and evaluates now and then.
    ///
    /// - Parameters:
    ///   - state: what the steps change. It is replaced by that of the latest checkpoint, if there is one.
    ///   - batches: the data of an epoch, counted from zero. It has to be the same each time for the run to be the same
    ///     when it is taken up. The next batch is made while the device may be busy with the one before.
    ///   - evaluate: gives the metrics of a state, by ``evaluationInterval`` and at the end.
    ///   - step: takes a step and gives its metrics.
    /// - Throws: `FileError` where a checkpoint can't be read or written; ``TrainingError``; `TensorError` for an interval
    ///   or a count that has no meaning; `CancellationError` where the task was cancelled, after a checkpoint; and what the
    ///   closures throw.
    @discardableResult
    public func run<State: Tree, Batches: Sequence, Metrics: Tree, Evaluation: Tree>(
        _ state: inout State, over batches: (_ epoch: Int) throws -> Batches,
        evaluating evaluate: (State) throws -> Evaluation,
        step: (inout State, Batches.Element) throws -> Metrics
    ) throws -> TrainingOutcome {
        var run = LoopRun<State, Metrics>(self, isEvaluated: true)
        return try run.run(&state, batches, evaluate, step)
    }
}

/// How a run ended.
public struct TrainingOutcome: Sendable {
    /// How many steps the state has taken, in all runs together.
    public let step: Int
    /// How often the data was gone over to its end.
    public let epoch: Int
    /// The step of the checkpoint that the run was taken up from; nil where there was none.
    public let resumedFrom: Int?
    /// Whether the run ended for lack of progress.
    public let stoppedEarly: Bool
    /// The last reported means of the steps' metrics; nil without any.
    public let metrics: MetricValues?
    /// The last evaluation; nil without any.
    public let evaluation: MetricValues?
    /// The best value that ``EarlyStop`` saw; nil without it.
    public let best: Double?
    /// The step that had the best value.
    public let bestStep: Int?
}
