import Foundation
import Synchronization

/// Where the first mistake of a ``withErrors(_:)`` scope is kept.
final class ErrorScope: Sendable {
    @TaskLocal fileprivate static var innermost: ErrorScope?

    /// The scope of this task; nil outside, and in a task that has outlived the scope that it was begun in.
    static var current: ErrorScope? {
        var scope = innermost
        while let one = scope, one.hasEnded.load(ordering: .relaxed) { scope = one.enclosing }
        return scope
    }

    private let first = Mutex<TensorError?>(nil)
    private let hasEnded = Atomic<Bool>(false)
    private let enclosing = ErrorScope.innermost

    fileprivate func end() { hasEnded.store(true, ordering: .relaxed) }

    func record(_ error: TensorError) {
        first.withLock { if $0 == nil { $0 = error } }
    }

    var error: TensorError? { first.withLock { $0 } }
}

/// Runs `body` and throws the first mistake that an operation in it made, instead of stopping the
/// program.
///
/// An operation that is used wrongly yields a poisoned tensor, and whatever is computed from that
/// is poisoned too, without computing; at the end of the scope the first mistake is thrown.
///
///     let y = try withErrors { model(badInput) }
///
/// - Throws: ``TensorError`` for a mistake, and whatever `body` itself throws.
public func withErrors<Result>(_ body: () throws -> Result) throws -> Result {
    let scope = ErrorScope()
    let outcome = Swift.Result { try ErrorScope.$innermost.withValue(scope) { try body() } }
    scope.end()
    if let error = scope.error { throw error }
    return try outcome.get()
}

/// Reports a mistake: a poisoned tensor inside ``withErrors(_:)``, a trap outside.
///
/// - Parameter like: the shape and dtype that the poisoned tensor pretends to have, so that code
///   which looks at the shape on its way to the end of the scope finds something plausible.
func failed(_ error: any Error, like: ShapedTensor? = nil) -> Tensor {
    let error = error as? TensorError ?? TensorError("", String(describing: error))
    guard let scope = ErrorScope.current else { stop(error.description) }
    scope.record(error)
    return Tensor(PoisonNode(error, like ?? ShapedTensor(shape: [], dtype: .float32)))
}

/// Evaluates an operation's checked body; a mistake becomes a trap or a poisoned tensor.
///
/// Operands that are poisoned already make the result poisoned without running the body, and absent
/// ones are a mistake that is told before their shapes are.
@inline(__always)
func checked(_ operands: Tensor..., body: () throws -> Tensor) -> Tensor {
    checked(operands, body: body)
}

@inline(__always)
func checked(_ operands: [Tensor], body: () throws -> Tensor) -> Tensor {
    for operand in operands where operand.node.tag >= .poison { return failing(operand) }
    do { return try body() } catch { return failed(error, like: operands.first?.type) }
}

/// The same for operations with several results.
func checked(_ operands: [Tensor], count: Int, body: () throws -> [Tensor]) -> [Tensor] {
    for operand in operands where operand.node.tag >= .poison {
        return Array(repeating: failing(operand), count: count.poisonCount)
    }
    do { return try body() } catch {
        return Array(repeating: failed(error, like: operands.first?.type), count: count.poisonCount)
    }
}

extension Int {
    /// How many poisoned results stand for so many: the number itself may be the mistake.
    fileprivate var poisonCount: Int { Swift.min(Swift.max(self, 0), 1 << 16) }
}

/// A tensor that is no mistake, for what goes on to look at its shape.
///
/// - Throws: the mistake that a poisoned one stands for.
func sound(_ tensor: Tensor) throws -> Tensor {
    if tensor.node.tag >= .poison { throw unusable(tensor, in: "") }
    return tensor
}

/// What comes of an operand that is poisoned or absent.
///
/// A poisoned one tells its mistake wherever it goes: to another scope than the one it was made in, which throws it, too,
/// and out of all scopes, where it stops the program.
///
/// - Parameter dtype: that of the result.
func failing(_ operand: Tensor, dtype: DType? = nil) -> Tensor {
    guard operand.node.tag == .poison else { return failed(unusable(operand, in: "")) }
    let node = unsafeDowncast(operand.node, to: PoisonNode.self)
    guard let scope = ErrorScope.current else { stop(node.error.description) }
    scope.record(node.error)
    guard let dtype, dtype != operand.dtype else { return operand }
    return Tensor(PoisonNode(node.error, operand.type.with(dtype: dtype)))
}

/// Stops the program with a message, after everything that was printed before.
///
/// What is printed to a file or a pipe waits in a buffer, which a trap would lose.
func stop(_ message: String, file: StaticString = #file, line: UInt = #line) -> Never {
    fflush(nil)
    fatalError(message, file: file, line: line)
}
