import Logging

/// Where the library says what is no mistake but probably not meant.
///
/// It has a `Logger` of swift-log with the label "espalier", which writes to standard error unless the
/// program says otherwise by `LoggingSystem.bootstrap`. ``withLogger(_:_:)`` sets another for a scope.
public enum Diagnostics {
    /// The logger of the current task.
    @TaskLocal public static var logger = Logger(label: "espalier")

    /// Calls a function, and writes what there is to say in it to the given logger.
    public static func withLogger<Result>(
        _ logger: Logger, _ body: () throws -> Result
    ) rethrows -> Result {
        try $logger.withValue(logger, operation: body)
    }
}
