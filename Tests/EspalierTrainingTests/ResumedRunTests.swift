import Espalier
import EspalierIO
import EspalierTraining
import Foundation
import Logging
import TestSupport
import Testing

/// Runs that were stopped go on as if nothing had happened.
@Suite struct ResumedRunTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private struct Stop: Error {}

    /// A loop of 6 epochs with 5 batches each.
    private func loop(_ name: String?, _ reports: @escaping (String) -> Void) throws -> TrainingLoop
    {
        var loop = TrainingLoop(epochs: 6)
        loop.progress = nil
        loop.reportInterval = .steps(7)
        loop.earlyStop = EarlyStop(on: "weight", patience: 100)
        loop.reporters = [
            Reporter { report in reports("\(report.step) \(report.metrics.map(\.value))") }
        ]
        if let name {
            loop.checkpoints = Checkpoints(
                try CheckpointFolder(folder[name], keeping: 2), every: .steps(4))
        }
        return loop
    }

    /// Trains up to a step, in which it stops.
    private func train(
        _ loop: TrainingLoop, _ run: inout SmallRun, stoppingIn last: Int? = nil
    ) throws -> TrainingOutcome {
        var count = 0
        return try loop.run(
            &run, over: SmallRun.batches, evaluating: { ["weight": $0.weight[0]] }
        ) { run, batch in
            count += 1
            if count == last { throw Stop() }
            return SmallRun.step(&run, batch)
        }
    }

    @Test func weightsAndReportsAreTheSame() throws {
        var whole: [String] = []
        var uninterrupted = SmallRun()
        let expected = try train(try loop(nil) { whole.append($0) }, &uninterrupted)
        #expect(expected.step == 30 && expected.resumedFrom == nil && !whole.isEmpty)
        var resumedFrom: [Int?] = []
        var reports: [String] = []
        // Before a checkpoint, after some, at the end of an epoch.
        for last in [3, 10, 8, 6] {
            var run = SmallRun(seed: resumedFrom.count)
            if resumedFrom.isEmpty { run = SmallRun() }
            #expect(throws: Stop.self) {
                _ = try train(try loop("run") { reports.append($0) }, &run, stoppingIn: last)
            }
            resumedFrom.append(try CheckpointFolder(folder["run"]).steps.last)
            if resumedFrom.last == .some(nil) { resumedFrom.removeAll() }
        }
        var run = SmallRun(seed: 9)
        let outcome = try train(try loop("run") { reports.append($0) }, &run)
        #expect(try run.bits == uninterrupted.bits)
        #expect(resumedFrom == [8, 12, 16] && outcome.resumedFrom == 16)
        #expect(outcome.metrics == expected.metrics && outcome.best == expected.best)
        // What was told twice was the same both times.
        #expect(Set(reports) == Set(whole))

        // A run that is over isn't begun again, and tells how it ended.
        var over = SmallRun(seed: 3)
        let again = try train(try loop("run") { _ in Issue.record("nothing is to tell") }, &over)
        #expect(try over.bits == uninterrupted.bits)
        #expect(again.step == 30 && again.metrics == expected.metrics)
        #expect(again.evaluation == expected.evaluation)
    }

    @Test func cancellationSaves() async throws {
        let url = folder["cancelled"]
        let task = Task {
            var loop = TrainingLoop(epochs: 6)
            loop.progress = nil
            loop.checkpoints = Checkpoints(try CheckpointFolder(url), every: .epochs(2))
            var run = SmallRun()
            try loop.run(&run, over: SmallRun.batches) { run, batch in
                let loss = SmallRun.step(&run, batch)
                if Int(run.optimizer.count!) == 13 { withUnsafeCurrentTask { $0?.cancel() } }
                return loss
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try CheckpointFolder(url).steps == [10, 13])
    }

    /// A run goes on from the newest checkpoint that is whole.
    @Test func damagedCheckpointsArePassedOver() throws {
        let checkpoints = try CheckpointFolder(folder["damaged"], keeping: 2)
        var loop = TrainingLoop(steps: 8)
        loop.progress = nil
        loop.checkpoints = Checkpoints(checkpoints, every: .steps(4))
        var run = SmallRun()
        try loop.run(&run, over: SmallRun.batches) { SmallRun.step(&$0, $1) }
        let newest = checkpoints.file(step: 8)
        try Data(contentsOf: newest).dropLast(1).write(to: newest)
        var resumed = SmallRun(seed: 1)
        let silent = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
        let outcome = try Diagnostics.withLogger(silent) {
            try loop.run(&resumed, over: SmallRun.batches) { SmallRun.step(&$0, $1) }
        }
        #expect(outcome.resumedFrom == 4 && outcome.step == 8)
        #expect(try resumed.bits == run.bits)
        // It was written again.
        #expect(try checkpoints.restoreLatest(into: &resumed) == 8)
    }

    /// A checkpoint loads without a loop, and a loop goes on only from what a loop saved.
    @Test func checkpointsAreStates() throws {
        let checkpoints = try CheckpointFolder(folder["states"])
        var loop = TrainingLoop(steps: 4)
        loop.progress = nil
        loop.checkpoints = Checkpoints(checkpoints, every: .steps(100))
        var run = SmallRun()
        try loop.run(&run, over: SmallRun.batches) { SmallRun.step(&$0, $1) }
        var loaded = SmallRun(seed: 1)
        #expect(try checkpoints.restoreLatest(into: &loaded) == 4)
        #expect(try loaded.bits == run.bits)
        try checkpoints.save(loaded, step: 5)
        #expect(throws: TrainingError.self) {
            try loop.run(&run, over: SmallRun.batches) { SmallRun.step(&$0, $1) }
        }
        for text in [
            "", "{}",
            #"{"position":{"step":-1,"epoch":0,"batch":0},"sums":[],"earlyStop":{"failures":0}}"#,
        ] {
            try checkpoints.save(loaded, step: 5, metadata: ["espalier.training": text])
            #expect(throws: TrainingError.self) {
                try loop.run(&run, over: SmallRun.batches) { SmallRun.step(&$0, $1) }
            }
        }
        // From the beginning, all the same.
        loop.checkpoints?.resumes = false
        loop.checkpoints?.folder = try CheckpointFolder(folder["others"])
        let outcome = try loop.run(&run, over: SmallRun.batches) { SmallRun.step(&$0, $1) }
        #expect(outcome.step == 4 && outcome.resumedFrom == nil)
    }
}
