import Espalier
import EspalierIO
import EspalierTraining
import Foundation
import TestSupport
import Testing

/// Runs that are killed by the system, in other processes, and taken up again.
@Suite struct KilledRunTests {
    /// When a process is killed.
    enum Moment: Codable, Sendable {
        /// Before so many steps are taken by this process.
        case beforeStep(Int)
        /// While it writes its checkpoint of that number, or a moment after.
        case whileSaving(Int)
    }

    /// By default two processes are killed; `ESPALIER_KILLS` asks for more.
    @Test func weightsAreTheSame() async throws {
        let folder = try TemporaryFolder()
        let kills = ProcessInfo.processInfo.environment["ESPALIER_KILLS"].flatMap(Int.init) ?? 2
        for number in 0..<kills {
            let moment =
                number.isMultiple(of: 2)
                ? Moment.whileSaving(.random(in: number == 0 ? 2...3 : 1...3))
                : .beforeStep(.random(in: 1...9))
            let path = folder["run"].path
            await #expect(processExitsWith: .signal(SIGKILL), "\(moment)") {
                [path = path as String, moment = moment as Moment] in
                let steps = Counter()
                if case .whileSaving(let save) = moment {
                    killWhileWriting(in: path, after: save - 1)
                }
                _ = try train(in: path, steps: 1000) {
                    if case .beforeStep(let count) = moment, steps.next() == count {
                        kill(getpid(), SIGKILL)
                    }
                }
            }
        }
        let checkpoints = try CheckpointFolder(folder["run"])
        let last = try #require(try checkpoints.steps.last)
        let resumed = try train(in: folder["run"].path, steps: last + 7) {}
        let whole = try train(in: folder["whole"].path, steps: last + 7) {}
        #expect(resumed.outcome.resumedFrom == last && whole.outcome.resumedFrom == nil)
        #expect(try resumed.run.small.bits == whole.run.small.bits)
        #expect(resumed.outcome.metrics == whole.outcome.metrics)
        // Nothing is left of files that weren't finished.
        let names = try FileManager.default.contentsOfDirectory(atPath: folder["run"].path)
        #expect(names.allSatisfy { $0.hasPrefix("step-") }, "\(names)")
    }
}

/// A run whose checkpoints take a while to write.
@Module
private struct LargeRun {
    var small = SmallRun()
    @State var ballast = Tensor.zeros([1 << 19])
}

/// Trains up to a step, saving after every third.
private func train(
    in path: String, steps: Int, beforeStep: () -> Void
) throws -> (run: LargeRun, outcome: TrainingOutcome) {
    var loop = TrainingLoop(steps: steps)
    loop.progress = nil
    loop.checkpoints = Checkpoints(
        try CheckpointFolder(URL(filePath: path), keeping: 2), every: .steps(3))
    var run = LargeRun()
    let outcome = try loop.run(&run, over: SmallRun.batches) { run, batch in
        beforeStep()
        return SmallRun.step(&run.small, batch)
    }
    return (run, outcome)
}

/// Kills this process as soon as there is a file that isn't finished, when so many others are done.
private func killWhileWriting(in path: String, after count: Int) {
    Thread {
        let before = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let old = Set(before)
        var seen = Set<String>()
        while true {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            for name in names where name.hasPrefix(".") && !old.contains(name) {
                seen.insert(name)
                if seen.count > count { kill(getpid(), SIGKILL) }
            }
        }
    }.start()
}

private final class Counter {
    private var count = 0

    func next() -> Int {
        count += 1
        return count
    }
}
