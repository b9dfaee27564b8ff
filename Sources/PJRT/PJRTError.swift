/// What can go wrong between Swift and a plugin.
public enum PJRTError: Error, Sendable, Equatable {
    /// No plugin was found; `searched` lists every place that was looked at, in order.
    case pluginNotFound(searched: [String])
    /// The file at `path` cannot be used as a plugin: it is missing, it is no library for this
    /// machine, it has no `GetPjrtApi`, or it speaks an incompatible version of the interface.
    case notAPlugin(path: String, reason: String)
    /// The plugin refused `operation`; `message` is its own.
    case plugin(code: Code, message: String, operation: String)
    /// A Swift function that a program called failed; the message is its own.
    case hostCallback(message: String)
    /// The request was wrong before it reached the plugin, such as a byte count that does not fit
    /// the shape.
    case misuse(operation: String, message: String)

    /// The kinds of failure that a plugin distinguishes: the canonical status codes of Abseil.
    public enum Code: Int32, Sendable {
        /// The operation was cancelled.
        case cancelled = 1
        /// A failure of unknown kind.
        case unknown = 2
        /// An argument is wrong whatever the state of the system.
        case invalidArgument = 3
        /// Time ran out.
        case deadlineExceeded = 4
        /// Something asked for does not exist.
        case notFound = 5
        /// Something to be made exists already.
        case alreadyExists = 6
        /// The caller may not do this.
        case permissionDenied = 7
        /// Memory or another resource has run out.
        case resourceExhausted = 8
        /// The system is not in the state that the operation needs.
        case failedPrecondition = 9
        /// The operation was given up, for instance because of a conflict.
        case aborted = 10
        /// A position lies outside its valid range.
        case outOfRange = 11
        /// The plugin does not offer this operation.
        case unimplemented = 12
        /// An invariant of the plugin broke.
        case `internal` = 13
        /// The service cannot be reached at present.
        case unavailable = 14
        /// Data is lost or corrupt.
        case dataLoss = 15
        /// The caller has not identified itself.
        case unauthenticated = 16
    }
}

extension PJRTError: CustomStringConvertible {
    /// The whole story in one message, ready to be shown to a user; control characters in it are written as escapes.
    public var description: String { text.printable(keepingLines: true) }

    private var text: String {
        switch self {
        case .pluginNotFound(let searched):
            """
            no XLA plugin found. Searched:
            \(searched.map { "  \($0)" }.joined(separator: "\n"))
            `make setup` installs the default plugin for the CPU.
            """
        case .notAPlugin(let path, let reason):
            "\(path) cannot be used as an XLA plugin: \(reason)"
        case .plugin(let code, let message, let operation):
            "\(operation): \(message) (\(code))"
        case .hostCallback(let message):
            message
        case .misuse(let operation, let message):
            "\(operation): \(message)"
        }
    }
}
