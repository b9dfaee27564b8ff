/// Checks what a call that gives no tensor was given; a mistake stops the program with its message, in release builds
/// too.
///
/// Inside ``withErrors(_:)`` the scope throws the mistake, and the call goes on with something harmless in place of what
/// it was given.
///
/// - Parameters:
///   - operation: the call as the caller spells it.
///   - message: what was given, what is expected, and how to mend it.
/// - Returns: the condition.
@discardableResult
package func require(
    _ condition: Bool, _ operation: String, _ message: @autoclosure () -> String
) -> Bool {
    if !condition { _ = failed(TensorError(operation, message())) }
    return condition
}

/// Stops the program with a message where a requirement isn't met, in release mode as in debug mode.
///
/// For programmer's mistakes in functions that give no tensor; `precondition` keeps its message to itself in release
/// mode.
package func require(_ condition: Bool, _ message: @autoclosure () -> String) {
    if !condition { stop(message()) }
}
