/// The value itself, after a check: it is an error if any element of a condition is true
/// (`equinox.error_if`, `jax.experimental.checkify.check`).
///
///     let root = sqrt(errorIf(x, (x .< 0).any(), "x must not be negative, and it is {}", x))
///
/// Eagerly the check happens at once. In a compiled program it happens when the program comes to this place, and the
/// rest of the program is not computed: the call of the compiled function reports the error, which stops the
/// program outside ``withErrors(_:)`` and is thrown inside, as any mistake is. Under `vmap` it is an error
/// if it is one for any example; the first one's values are told. In `cond` only the branch that is taken is
/// checked, in loops every turn. Derivatives pass the check by. The check is never left out, whether or not the
/// result is used.
///
/// - Parameters:
///   - x: any tree.
///   - predicate: a bool tensor.
///   - message: text with a field for each value, as in ``debugPrint(_:_:_:)``.
///   - values: what the message tells.
/// - Returns: `x`.
public func errorIf<T: Tree>(
    _ x: T, _ predicate: Tensor, _ message: String, _ values: Tensor...
) -> T {
    do {
        let template = try MessageTemplate(
            message, values.indices.map(String.init), for: "errorIf")
        guard predicate.dtype == .bool || predicate.node.tag >= .poison else {
            throw TensorError(
                "errorIf", "the condition must be bool, such as `x .< 0`; it is \(predicate.type)")
        }
        let failure = effect("errorIf", [predicate] + values) { values in
            guard try values[0].hostBytes().contains(where: { $0 != 0 }) else { return }
            throw TensorError("errorIf", template.filled(Array(values.dropFirst())))
        }
        return failure.map { x.poisoned($0) } ?? x
    } catch {
        return x.poisoned(failed(error))
    }
}
