import EspalierIO

/// The line that shows how far a run is; on a terminal only.
struct ProgressLine {
    private enum Form {
        case bar(ProgressBar)
        /// Where nobody knows how many steps there are.
        case count(TextOutput, next: ContinuousClock.Instant)
    }

    private var form: Form?

    /// Whether nothing is shown.
    var isEmpty: Bool { form == nil }

    /// - Parameters:
    ///   - total: how many steps there are; nil if that isn't known.
    ///   - completed: how many of them are done already.
    init(_ output: TextOutput?, total: Int?, completed: Int) {
        guard let output, output.columns != nil else { return }
        if let total {
            var bar = ProgressBar(total: total, output: output)
            if completed > 0 { bar.advance(by: completed) }
            form = .bar(bar)
        } else {
            form = .count(output, next: .now)
        }
    }

    /// Shows where the run is, if it is time to; only then values are asked for.
    mutating func advance(
        _ position: Position, epochs: Int?, values: () throws -> MetricValues
    ) throws {
        switch form {
        case nil: return
        case .bar(var bar):
            if let epochs { bar.label = "epoch \(min(position.epoch + 1, epochs))/\(epochs)" }
            try bar.advance { try values().texts }
            form = .bar(bar)
        case .count(let output, let next):
            guard .now >= next else { return }
            output.write(
                "\repoch \(position.epoch + 1), step \(position.step), \(try values())\u{1B}[K")
            form = .count(output, next: .now + .milliseconds(50))
        }
    }

    /// Ends the line.
    mutating func finish() {
        switch form {
        case nil: return
        case .bar(var bar): bar.finish()
        case .count(let output, _): output.write("\n")
        }
        form = nil
    }
}
