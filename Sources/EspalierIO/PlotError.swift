import PJRT

/// Why there is no picture.
public enum PlotError: Error, Sendable, Hashable {
    /// The program `gnuplot` is not on this machine; `searched` lists the folders where it was looked for.
    case notInstalled(searched: [String])
    /// gnuplot could not be started or gave up; the message is its own.
    case failed(message: String)
    /// What was asked for can't be drawn.
    case unusable(reason: String)
}

extension PlotError: CustomStringConvertible {
    /// The whole story in one message, ready to be shown to a user; control characters in it are written as escapes.
    public var description: String { text.printable(keepingLines: true) }

    private var text: String {
        switch self {
        case .notInstalled(let searched):
            "gnuplot is not installed; searched \(searched.joined(separator: ", "))"
        case .failed(let message): "gnuplot failed: \(message)"
        case .unusable(let reason): "no plot: \(reason)"
        }
    }
}
