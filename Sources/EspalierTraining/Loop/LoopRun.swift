import Espalier
import EspalierIO

/// One run of a loop.
struct LoopRun<State: Tree, Metrics: Tree> {
    private let loop: TrainingLoop
    private let isEvaluated: Bool
    private var position = Position()
    private var means = MetricMeans<Metrics>()
    private var earlyStop = EarlyStop.History()
    private var metrics: MetricValues?
    private var evaluation: MetricValues?

    // What isn't saved.
    private var evaluatedStep: Int?
    private var bestState: State?
    private var isSaved = false
    private var resumedFrom: Int?
    private var line = ProgressLine(nil, total: nil, completed: 0)
    private var lastReport = (step: 0, time: ContinuousClock.now)

    init(_ loop: TrainingLoop, isEvaluated: Bool) {
        self.loop = loop
        self.isEvaluated = isEvaluated
    }

    mutating func run<Batches: Sequence, Evaluation: Tree>(
        _ state: inout State, _ batches: (Int) throws -> Batches,
        _ evaluate: (State) throws -> Evaluation,
        _ step: (inout State, Batches.Element) throws -> Metrics
    ) throws -> TrainingOutcome {
        try loop.check()
        try resume(&state)
        let isNew = !isOver
        defer { line.finish() }
        while !isOver {
            let epoch = try batches(position.epoch)
            beginLine(epoch)
            let iterator = epoch.makeIterator(skipping: position.batch)
            var next = iterator.next()
            guard next != nil || position.batch > 0 else {
                throw TrainingError.emptyEpoch(position.epoch)
            }
            // The data has become shorter since the checkpoint.
            if next == nil { (position.epoch, position.batch) = (position.epoch + 1, 0) }
            while let batch = next, !isOver {
                if Task.isCancelled {
                    try save(state)
                    throw CancellationError()
                }
                try means.add(try step(&state, batch))
                isSaved = false
                position.step += 1
                position.batch += 1
                next = iterator.next()
                if next == nil { (position.epoch, position.batch) = (position.epoch + 1, 0) }
                try showProgress()
                if loop.reportInterval.isDue(position) { try report(state) }
                if loop.evaluationInterval.isDue(position) { try self.evaluate(state, evaluate) }
                if let checkpoints = loop.checkpoints, checkpoints.interval.isDue(position) {
                    try save(state)
                }
            }
        }
        if isNew {
            try report(state)
            try self.evaluate(state, evaluate)
            try save(state)
        }
        if loop.earlyStop?.restoresBest == true { try restoreBest(&state) }
        return TrainingOutcome(
            step: position.step, epoch: position.epoch, resumedFrom: resumedFrom,
            stoppedEarly: endsEarly, metrics: metrics, evaluation: evaluation, best: earlyStop.best,
            bestStep: earlyStop.bestStep)
    }

    private var endsEarly: Bool { loop.earlyStop?.ends(earlyStop) ?? false }

    private var isOver: Bool {
        endsEarly || loop.steps.map { position.step >= $0 } ?? false
            || loop.epochs.map { position.epoch >= $0 } ?? false
    }

    // MARK: Saving

    private mutating func resume(_ state: inout State) throws {
        guard let checkpoints = loop.checkpoints, checkpoints.resumes,
            let (step, saved) = try checkpoints.folder.restoreLatest(
                into: &state, comparingConstants: checkpoints.comparesConstants,
                reading: SavedProgress.read)
        else { return }
        position = saved.position
        means.reset(to: saved.sums)
        earlyStop = saved.earlyStop
        metrics = saved.metrics
        evaluation = saved.evaluation
        isSaved = true
        resumedFrom = step
        lastReport.step = step
    }

    /// Saves, unless nothing happened since the last time.
    private mutating func save(_ state: State) throws {
        guard let checkpoints = loop.checkpoints, !isSaved else { return }
        let progress = SavedProgress(
            position: position, sums: try means.fetchedSums(), earlyStop: earlyStop,
            metrics: metrics, evaluation: evaluation)
        try checkpoints.folder.save(
            state, step: position.step, metadata: try progress.metadata())
        isSaved = true
    }

    private func restoreBest(_ state: inout State) throws {
        if let bestState {
            state = bestState
        } else if let checkpoints = loop.checkpoints {
            _ = try checkpoints.folder.restoreBest(
                into: &state, comparingConstants: checkpoints.comparesConstants)
        }
    }

    // MARK: Telling

    private mutating func report(_ state: State) throws {
        guard !means.isEmpty else { return }
        isSaved = false
        let values = try means.values()
        means.reset()
        metrics = values
        let now = ContinuousClock.now
        let seconds = (now - lastReport.time) / .seconds(1)
        let rate = seconds > 0 ? Double(position.step - lastReport.step) / seconds : nil
        lastReport = (position.step, now)
        try tell(.training, values, rate)
        if !isEvaluated { try judge(values, state) }
    }

    private mutating func evaluate<Evaluation: Tree>(
        _ state: State, _ evaluate: (State) throws -> Evaluation
    ) throws {
        guard isEvaluated, evaluatedStep != position.step else { return }
        isSaved = false
        let start = ContinuousClock.now
        let values = try MetricValues(reading: try evaluate(state))
        evaluation = values
        evaluatedStep = position.step
        try tell(.evaluation, values, nil)
        try judge(values, state)
        // It is no time of the steps.
        lastReport.time += .now - start
    }

    private mutating func judge(_ values: MetricValues, _ state: State) throws {
        guard let rule = loop.earlyStop else { return }
        guard let value = values[rule.metric] else {
            throw TrainingError.unknownMetric(name: rule.metric, known: values.names)
        }
        if rule.note(value, step: position.step, &earlyStop), rule.restoresBest {
            bestState = state
            try loop.checkpoints?.folder.saveBest(state, step: position.step)
        }
    }

    private func tell(
        _ kind: TrainingReport.Kind, _ values: MetricValues, _ rate: Double?
    ) throws {
        let report = TrainingReport(
            kind: kind, step: position.step, epoch: position.epoch, metrics: values,
            stepsPerSecond: rate)
        for reporter in loop.reporters { try reporter.report(report) }
    }

    // MARK: Showing

    private mutating func beginLine(_ epoch: some Sequence) {
        guard line.isEmpty else { return }
        let count = epoch.underestimatedCount
        let steps = loop.epochs.map { $0.multipliedReportingOverflow(by: count) }
        let total = [loop.steps, count > 0 ? steps.map { $1 ? .max : $0 } : nil]
            .compactMap(\.self).min()
        line = ProgressLine(loop.progress, total: total, completed: position.step)
    }

    private mutating func showProgress() throws {
        guard !line.isEmpty else { return }
        var line = line
        try line.advance(position, epochs: loop.epochs) { try means.values() }
        self.line = line
    }
}
