import Espalier
import EspalierIO
import Synchronization
import Testing

@Suite struct ProgressBarTests {
    @Test func drawsOneLineAgainAndAgainOnATerminal() {
        let screen = Recorder()
        let clock = ManualClock()
        var bar = ProgressBar(
            total: 4, label: "epoch 1/2", output: screen.output(columns: 60), clock: clock)
        clock.advance(.seconds(10))
        bar.advance(["loss": "0.5"])
        clock.advance(.seconds(4))
        bar.advance(["loss": "0.4"])
        clock.advance(.seconds(6))
        bar.advance(by: 2, ["loss": "0.25"])
        bar.finish()
        bar.finish()
        #expect(
            screen.text.split(separator: "\r").map(String.init) == [
                "epoch 1/2 ━━━━━─────────────────  25% loss 0.5, 0:10 so far\u{1B}[K",
                "epoch 1/2 ━━━━━━━━━━━━────────────  50% loss 0.4, 0:08 left\u{1B}[K",
                "epoch 1/2 ━━━━━━━━━━━━━━━━━━━━━ 100% loss 0.25, 0:20 in all\u{1B}[K",
                "epoch 1/2 ━━━━━━━━━━━━━━━━━━━━━ 100% loss 0.25, 0:20 in all\u{1B}[K\n",
            ])
    }

    @Test(arguments: [1, 2, 10, 20, 30, 40, 79, 80, 200])
    func staysInsideTheTerminal(columns: Int) {
        let screen = Recorder()
        var bar = ProgressBar(
            total: 3, label: "a label of some length", output: screen.output(columns: columns),
            clock: ManualClock())
        bar.advance(["loss": "0.125", "accuracy": "0.97"])
        bar.finish()
        for line in screen.text.split(separator: "\r") {
            let shown = line.replacing("\u{1B}[K", with: "").replacing("\n", with: "")
            #expect(shown.count < columns || columns <= 1 && shown.isEmpty)
        }
    }

    @Test func extremeNumbers() {
        let screen = Recorder()
        let clock = ManualClock()
        var bar = ProgressBar(
            total: .max, label: "a\u{1B}[2J", output: screen.output(columns: 60), clock: clock)
        for count in [1, 1 as Int, .max / 2, .max] {
            clock.advance(.seconds(1_000))
            bar.advance(by: count, ["l\u{7}oss": "\u{1B}c"])
        }
        #expect(bar.completed == .max)
        bar.finish()
        #expect(screen.text.contains(#"a\u{1B}[2J"#) && screen.text.contains(#"l\u{7}oss \u{1B}c"#))
        #expect(screen.text.replacing("\u{1B}[K", with: "").contains("\u{1B}") == false)
        #expect(screen.text.contains(" 50%"))
        var narrow = ProgressBar(total: 2, output: screen.output(columns: 0), clock: clock)
        narrow.advance()
        #expect(throws: TensorError.self) { try withErrors { narrow.advance(by: -1) } }
        #expect(narrow.completed == 1)
    }

    @Test func redrawsAreRare() {
        let screen = Recorder()
        let clock = ManualClock()
        var bar = ProgressBar(total: 1_000, output: screen.output(columns: 60), clock: clock)
        for _ in 0..<1_000 {
            bar.advance()
            clock.advance(.milliseconds(1))
        }
        #expect(screen.text.split(separator: "\r").count == 20)
    }

    @Test func writesPlainLinesElsewhere() {
        let file = Recorder()
        let clock = ManualClock()
        var bar = ProgressBar(
            total: 8_000, label: "epoch 1/1", output: file.output(columns: nil), clock: clock)
        for _ in 0..<8_000 {
            bar.advance(["loss": "0.5"])
            clock.advance(.milliseconds(1))
        }
        bar.finish()
        #expect(
            file.text == """
                epoch 1/1: 0% (1 of 8000), loss 0.5, 0:00 so far
                epoch 1/1: 25% (2001 of 8000), loss 0.5, 0:06 left
                epoch 1/1: 50% (4001 of 8000), loss 0.5, 0:04 left
                epoch 1/1: 75% (6001 of 8000), loss 0.5, 0:02 left
                epoch 1/1: 100% (8000 of 8000), loss 0.5, 0:08 in all

                """)
    }

    @Test func showsHoursAndNeverMoreThanAll() {
        let file = Recorder()
        let clock = ManualClock()
        var bar = ProgressBar(total: 0, output: file.output(columns: nil), clock: clock)
        #expect(bar.total == 1)
        clock.advance(.seconds(3_725))
        bar.advance(by: 5)
        #expect(bar.completed == 1)
        #expect(file.text == "100% (1 of 1), 1:02:05 in all\n")
    }
}

/// Remembers what is written.
private final class Recorder: Sendable {
    private let written = Mutex("")

    var text: String { written.withLock { $0 } }

    func output(columns: Int?) -> TextOutput {
        TextOutput(columns: { columns }) { text in self.written.withLock { $0 += text } }
    }
}

/// A clock that stands still until it is moved.
private final class ManualClock: Clock {
    struct Instant: InstantProtocol {
        var time: Duration
        func advanced(by duration: Duration) -> Instant { Instant(time: time + duration) }
        func duration(to other: Instant) -> Duration { other.time - time }
        static func < (a: Instant, b: Instant) -> Bool { a.time < b.time }
    }

    private let time = Mutex(Duration.zero)

    var now: Instant { Instant(time: time.withLock { $0 }) }
    var minimumResolution: Duration { .nanoseconds(1) }
    func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
    func advance(_ duration: Duration) { time.withLock { $0 += duration } }
}
