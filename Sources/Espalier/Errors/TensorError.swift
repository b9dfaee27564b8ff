/// A mistake in the use of an operation: shapes that don't fit, a wrong dtype, an axis out of range, a traced
/// value read as a number.
///
/// Outside any scope such a mistake stops the program with ``description``, as an index out of range does;
/// inside ``withErrors(_:)`` it is thrown.
public struct TensorError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The operation that was called, as the caller spells it: `matmul`.
    public let operation: String
    /// What was given, what is expected, and how to mend it.
    public let message: String

    /// An error of the named operation.
    public init(_ operation: String, _ message: String) {
        self.operation = operation
        self.message = message
    }

    /// The operation and the message.
    public var description: String { operation.isEmpty ? message : "\(operation): \(message)" }
}

/// Stops the program with a message where a requirement isn't met, in release mode as in debug mode.
///
/// For programmer's mistakes in functions that give no tensor; `precondition` keeps its message to itself in release
/// mode.
package func require(_ condition: Bool, _ message: @autoclosure () -> String) {
    if !condition { fatalError(message()) }
}
