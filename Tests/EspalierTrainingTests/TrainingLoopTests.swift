import Espalier
import EspalierIO
import EspalierTraining
import Foundation
import Logging
import TestSupport
import Testing

/// What goes on around the steps.
@Suite struct TrainingLoopTests {
    private func quiet(_ loop: TrainingLoop) -> TrainingLoop {
        var loop = loop
        loop.progress = nil
        return loop
    }

    @Test func goesOverTheDataAsOftenAsItShould() throws {
        var seen: [[Int]] = []
        var state = Tensor(0.0)
        let outcome = try quiet(TrainingLoop(epochs: 2)).run(
            &state, over: { epoch in [10 * epoch, 10 * epoch + 1] }
        ) { _, batch in
            seen.append([batch])
            return Tensor(Float(batch))
        }
        #expect(seen == [[0], [1], [10], [11]])
        #expect(outcome.step == 4 && outcome.epoch == 2 && outcome.metrics?["loss"] == 10.5)
        seen = []
        let short = try quiet(TrainingLoop(steps: 3)).run(&state, over: { _ in [7, 8] }) {
            _, batch in
            seen.append([batch])
            return ["a": Tensor(1.0), "b": Tensor(2)]
        }
        #expect(seen == [[7], [8], [7]] && short.step == 3 && short.epoch == 1)
        #expect(short.metrics?.names == ["a", "b"])
        #expect(short.metrics?.description == "a 1, b 2")
    }

    /// Means are of the steps since the last report, more than wait on the device.
    @Test func reportsMeans() throws {
        var loop = quiet(TrainingLoop(steps: 250))
        loop.reportInterval = .steps(100)
        loop.evaluationInterval = .steps(120)
        var lines: [String] = []
        loop.reporters = [Reporter { lines.append("\($0)") }]
        var state = Tensor(0.0)
        try loop.run(&state, over: { _ in 0... }, evaluating: { _ in ["accuracy": Tensor(0.5)] }) {
            Tensor(Float($1))
        }
        #expect(
            lines == [
                "step 100, epoch 0, training: loss 49.5",
                "step 120, epoch 0, evaluation: accuracy 0.5",
                "step 200, epoch 0, training: loss 149.5",
                "step 240, epoch 0, evaluation: accuracy 0.5",
                "step 250, epoch 0, training: loss 224.5",
                "step 250, epoch 0, evaluation: accuracy 0.5",
            ])
    }

    @Test func stopsEarly() throws {
        var loop = quiet(TrainingLoop(epochs: 100))
        loop.earlyStop = EarlyStop(on: "accuracy", .highest, patience: 1, minimumDelta: 0.1)
        var state = Tensor(0.0)
        let values: [Float] = [0.2, 0.5, 0.55, 0.7, .nan, 0.75, 0.9]
        var evaluations = values.makeIterator()
        let outcome = try loop.run(
            &state, over: { _ in 0..<3 },
            evaluating: { _ in ["accuracy": Tensor(evaluations.next()!)] }
        ) { _, _ in Tensor(0.0) }
        #expect(outcome.stoppedEarly && outcome.epoch == 6 && outcome.best.map(Float.init) == 0.7)
        loop.earlyStop = EarlyStop(minimumDelta: 0.5)
        var loss: Float = 10
        let other = try loop.run(&state, over: { _ in 0..<1 }) { _, _ in
            loss -= loss > 7 ? 1 : 0.25
            return Tensor(loss)
        }
        #expect(other.epoch == 4 && other.best == 7)
        loop.earlyStop = EarlyStop(on: "accurcy")
        #expect(throws: TrainingError.unknownMetric(name: "accurcy", known: ["loss"])) {
            try loop.run(&state, over: { _ in 0..<1 }) { _, _ in Tensor(0.0) }
        }
    }

    @Test func endsWithTheBest() throws {
        let folder = try TemporaryFolder()
        var loop = quiet(TrainingLoop(steps: 5))
        loop.evaluationInterval = .steps(1)
        loop.earlyStop = EarlyStop(patience: 10, restoresBest: true)
        // In memory; in a folder; in the folder by a run that was over before.
        for run in 0..<3 {
            if run > 0 {
                loop.checkpoints = Checkpoints(try CheckpointFolder(folder.url), every: .steps(2))
            }
            var state = Tensor(0.0)
            let outcome = try loop.run(
                &state, over: { _ in 1... }, evaluating: { abs($0 - 3) }
            ) { state, batch in
                state = Tensor(Float(batch))
                return state
            }
            #expect(state == Tensor(3.0) && outcome.step == 5)
            #expect(outcome.best == 0 && outcome.bestStep == 3 && outcome.evaluation?["loss"] == 2)
        }
    }

    @Test func mistakesAreTold() throws {
        var state = Tensor(0.0)
        let loop = quiet(TrainingLoop(epochs: 1))
        #expect(throws: TrainingError.emptyEpoch(0)) {
            try loop.run(&state, over: { _ in [Int]() }) { _, _ in Tensor(0.0) }
        }
        let error = #expect(throws: TrainingError.self) {
            try loop.run(&state, over: { _ in [1] }) { _, _ in ["norms": Tensor([1.0, 2.0])] }
        }
        #expect(
            "\(try #require(error))"
                == "TrainingLoop: the metric norms has to be a real scalar, and it is f32[2]")
    }

    /// Before the first step.
    @Test func numbersWithoutAMeaningAreTold() throws {
        let changes: [(String, (inout TrainingLoop) -> Void)] = [
            ("reportInterval", { $0.reportInterval = .steps(0) }),
            ("evaluationInterval", { $0.evaluationInterval = .epochs(-1) }),
            ("steps", { $0.steps = -1 }), ("epochs", { $0.epochs = .min }),
            (
                "patience",
                {
                    $0.earlyStop = EarlyStop()
                    $0.earlyStop?.patience = -1
                }
            ),
        ]
        for (name, change) in changes {
            var loop = quiet(TrainingLoop(epochs: 1))
            change(&loop)
            var state = Tensor(0.0)
            let error = #expect(throws: TensorError.self) {
                try loop.run(&state, over: { _ in [1] }) { _, _ in
                    Issue.record("a step was taken")
                    return Tensor(0.0)
                }
            }
            #expect(error?.description.contains(name) == true)
        }
        for body: () -> Void in [
            { _ = TrainingLoop(epochs: -1) }, { _ = TrainingLoop(steps: -1) },
            { _ = EarlyStop(patience: -1) }, { _ = EarlyStop(minimumDelta: .nan) },
        ] {
            #expect(throws: TensorError.self) { try withErrors(body) }
        }
        // As long as nobody will wait is no mistake.
        var state = Tensor(0.0)
        var loop = TrainingLoop(epochs: .max)
        loop.steps = 2
        loop.progress = TextOutput(columns: { 0 }, write: { _ in })
        let outcome = try loop.run(&state, over: { _ in [1, 2, 3] }) { _, _ in Tensor(0.0) }
        #expect(outcome.step == 2)
    }

    // MARK: Showing

    @Test func showsALineOnATerminalOnly() throws {
        let (terminal, file) = (Recorder(), Recorder())
        var state = Tensor(0.0)
        for output in [terminal.output(columns: 60), file.output(columns: nil)] {
            var loop = TrainingLoop(epochs: 2)
            loop.progress = output
            try loop.run(&state, over: { _ in [1, 2] }) { _, batch in Tensor(Float(batch)) }
        }
        #expect(file.text.isEmpty)
        let lines = terminal.text.split(separator: "\r")
        #expect(lines.first?.hasPrefix("epoch 1/2 ━━━") == true)
        #expect(lines.last?.contains("100% loss 1.5, 0:01 in all") == true)
        var endless = TrainingLoop(steps: 2)
        endless.steps = nil
        endless.epochs = 1
        let unknown = Recorder()
        endless.progress = unknown.output(columns: 60)
        try endless.run(&state, over: { _ in AnySequence { [1, 2].makeIterator() } }) { _, batch in
            Tensor(Float(batch))
        }
        #expect(unknown.text == "\repoch 1, step 1, loss 1\u{1B}[K\n")
    }

    @Test func writesToLoggersAndTensorBoard() throws {
        let folder = try TemporaryFolder()
        let text = Recorder()
        let file = try EventFile(in: folder.url)
        var loop = quiet(TrainingLoop(epochs: 1))
        let lines = Recorder()
        loop.reporters = [
            .logger(Logger(label: "run") { _ in TextHandler(recorder: text) }), .events(file),
            .lines(lines.output(columns: nil)),
        ]
        var state = Tensor(0.0)
        try loop.run(&state, over: { _ in [1] }, evaluating: { _ in Tensor(2.0) }) { _, _ in
            Tensor(0.25)
        }
        #expect(
            text.text == """
                info: step 1, epoch 1, training: loss 0.25 [epoch: 1, loss: 0.25, step: 1]
                info: step 1, epoch 1, evaluation: loss 2 [epoch: 1, loss: 2.0, step: 1]

                """)
        #expect(
            lines.text == """
                step 1, epoch 1, training: loss 0.25
                step 1, epoch 1, evaluation: loss 2

                """)
        let bytes = try Data(contentsOf: file.url)
        for name in ["training/loss", "evaluation/loss", "training/steps per second"] {
            #expect(bytes.range(of: Data(name.utf8)) != nil)
        }
    }
}

private struct TextHandler: LogHandler {
    let recorder: Recorder
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let values = (event.metadata ?? [:]).sorted { $0.key < $1.key }
            .map { "\($0): \($1)" }.joined(separator: ", ")
        recorder.output(columns: nil).write("\(event.level): \(event.message) [\(values)]\n")
    }
}
