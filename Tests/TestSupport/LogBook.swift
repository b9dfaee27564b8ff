import Logging
import Synchronization

/// Keeps what is logged, each line with its level in front.
package final class LogBook: LogHandler {
    private let kept = Mutex<[String]>([])

    package init() {}

    package var lines: [String] { kept.withLock { $0 } }
    package var logLevel: Logger.Level {
        get { .trace }
        set {}
    }
    package var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    package func log(event: LogEvent) {
        kept.withLock { $0.append("\(event.level): \(event.message)") }
    }
}
