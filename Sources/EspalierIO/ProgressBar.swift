import Espalier
import PJRT

/// Shows how far a long computation is.
///
/// On a terminal it is one line that is drawn again and again:
///
///     epoch 3/20 ━━━━━━━━━━━━━━━━━━━━━───────────────  58% loss 0.0417, 0:07 left
///
/// Elsewhere, in a file or a log, it is plain lines at intervals:
///
///     epoch 3/20: 58% (580 of 1000), loss 0.0417, 0:07 left
///
/// A bar belongs to one loop:
///
///     var progress = ProgressBar(total: 1_000)
///     for step in 0..<1_000 {
///         progress.advance(["loss": "\(train(step))"])
///     }
///     progress.finish()
public struct ProgressBar {
    /// What stands at the beginning of the line.
    public var label: String

    /// How many steps there are; at least 1.
    public let total: Int

    /// How many steps are done.
    public private(set) var completed = 0

    private var values: [(String, String)] = []
    private let output: TextOutput
    private let elapsed: () -> Duration
    private var lastShown: (time: Duration, completed: Int)?
    /// When the first steps were done, which may have taken longer than others: a jitted function is
    /// compiled in its first call.
    private var first: (time: Duration, completed: Int)?
    private var isFinished = false

    /// The least time between two drawings on a terminal.
    private static let redrawInterval = Duration.milliseconds(50)
    private let lineInterval: Duration

    /// A bar at its beginning; it shows itself with the first step.
    ///
    /// - Parameters:
    ///   - total: the number of steps; less than 1 counts as 1.
    ///   - label: what stands at the beginning of the line.
    ///   - output: where it is shown.
    ///   - lineInterval: the least time between two lines where the output is no terminal.
    ///   - clock: what time left is estimated by.
    public init<C: Clock>(
        total: Int, label: String = "", output: TextOutput = .standardError,
        lineInterval: Duration = .seconds(2), clock: C = ContinuousClock()
    ) where C.Duration == Duration {
        self.total = max(1, total)
        self.label = label
        self.output = output
        self.lineInterval = lineInterval
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
    }

    /// Notes that steps are done, and shows it when it is time to.
    ///
    /// - Parameters:
    ///   - count: the number of steps done since the last call; below 0 it is a programmer's mistake.
    ///   - values: what to show besides, by name: `["loss": "0.0417"]`.
    public mutating func advance(
        by count: Int = 1, _ values: KeyValuePairs<String, String> = [:]
    ) {
        self.values = values.map { ($0, $1) }
        let now = step(count)
        if isDue(now) { show(now) }
    }

    /// Notes that steps are done, and shows it when it is time to.
    ///
    /// - Parameters:
    ///   - count: the number of steps done since the last call.
    ///   - values: gives what to show besides. It is asked only when something is shown, and at the end,
    ///     so that it may wait for a device.
    public mutating func advance(
        by count: Int = 1, showing values: () throws -> [(String, String)]
    ) rethrows {
        let now = step(count)
        guard isDue(now) || completed == total else { return }
        self.values = try values()
        show(now)
    }

    /// Counts the steps, and gives the time.
    private mutating func step(_ count: Int) -> Duration {
        require(count >= 0, "ProgressBar.advance", "0 steps or more are done, not \(count)")
        completed += min(max(count, 0), total - completed)
        let now = elapsed()
        if first == nil { first = (now, completed) }
        return now
    }

    private func isDue(_ now: Duration) -> Bool {
        guard let lastShown else { return true }
        return now - lastShown.time >= (output.columns == nil ? lineInterval : Self.redrawInterval)
    }

    /// Shows the state that was reached and ends the line. Calls after the first do nothing.
    public mutating func finish() {
        if isFinished { return }
        isFinished = true
        let isTerminal = output.columns != nil
        // On a terminal the time is brought up to date; a line would stand there twice.
        if isTerminal || lastShown?.completed != completed { show(elapsed()) }
        if isTerminal { output.write("\n") }
    }

    private mutating func show(_ now: Duration) {
        lastShown = (now, completed)
        if let columns = output.columns {
            // The rest of the line may hold the end of a longer one.
            output.write("\r" + drawing(columns, now) + "\u{1B}[K")
        } else {
            output.write(line(now) + "\n")
        }
    }
}

// MARK: - What is shown

extension ProgressBar {
    /// The line for a terminal of a width.
    private func drawing(_ columns: Int, _ now: Duration) -> String {
        let before = label.isEmpty ? "" : label.printable() + " "
        let percentage = "\(percent)%"
        let after =
            String(repeating: " ", count: 5 - percentage.count) + percentage + " " + details(now)
        // A terminal that is filled to its last column may begin a new line.
        let room = columns - 1 - before.count - after.count
        guard room >= 8 else {
            return String((before + after.drop { $0 == " " }).prefix(max(columns - 1, 0)))
        }
        let length = min(room, 40)
        let filled = completed.part(of: total, in: length)
        return before + String(repeating: "━", count: filled)
            + String(repeating: "─", count: length - filled) + after
    }

    /// The line for a file.
    private func line(_ now: Duration) -> String {
        let before = label.isEmpty ? "" : label.printable() + ": "
        return before + "\(percent)% (\(completed) of \(total)), " + details(now)
    }

    private var percent: Int { completed.part(of: total, in: 100) }

    private func details(_ now: Duration) -> String {
        let shown = values.map { "\($0.0) \($0.1)".printable() } + [time(now)]
        return shown.joined(separator: ", ")
    }

    /// The time left if the rest goes as fast as what was done after the first steps; at the end, the
    /// time it took.
    private func time(_ now: Duration) -> String {
        if completed == total { return "\(now.clockTime) in all" }
        guard let first, completed > first.completed else { return "\(now.clockTime) so far" }
        let (left, done) = (total - completed, completed - first.completed)
        // Nobody waits for as long as would overflow.
        let rest =
            left <= Int(UInt32.max)
            ? (now - first.time) * left / done : (now - first.time) / done * Int(UInt32.max)
        return "\(rest.clockTime) left"
    }
}

extension Int {
    /// How many of `parts` equal parts of a whole are full.
    fileprivate func part(of whole: Int, in parts: Int) -> Int {
        whole.dividingFullWidth(multipliedFullWidth(by: parts)).quotient
    }
}

extension Duration {
    /// Minutes and seconds, `2:05`, or with hours, `1:02:05`; a part of a second counts as one.
    fileprivate var clockTime: String {
        let (whole, rest) = components
        let seconds = max(0, whole + (rest > 0 ? 1 : 0))
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        return hours > 0
            ? "\(hours):\(two(minutes)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
    }
}
