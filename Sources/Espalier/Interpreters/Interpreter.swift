import Synchronization

/// What gives primitives their meaning at the moment.
///
/// There is one current interpreter for each task. Eager evaluation is the one at the bottom; a transformation
/// makes its own, remembers the one it was called under as its parent, and makes itself current while it runs the
/// user's function. A rule that an interpreter applies runs under the parent again, which is how transformations
/// nest: whatever the parent is, it sees ordinary operations.
///
/// A tracer belongs to the one interpreter that made it, and every other interpreter takes it for a constant, so
/// that the perturbations of nested derivatives never mix.
class Interpreter: @unchecked Sendable {
    @TaskLocal private static var innermost: Interpreter = EagerInterpreter.shared

    /// The interpreter of this task.
    ///
    /// A task that was begun while a function was traced may go on after that: then the interpreter around counts.
    static var current: Interpreter {
        var interpreter = innermost
        while !interpreter.isRunning, let around = interpreter.enclosing { interpreter = around }
        return interpreter
    }

    /// How many calls of ``run(_:)`` have begun and not ended.
    private let runs = Atomic<Int>(0)

    private var isRunning: Bool { runs.load(ordering: .relaxed) > 0 }

    /// The interpreter that this one was called under; nil at the bottom.
    var enclosing: Interpreter? { nil }

    /// Applies a primitive.
    func bind(_ primitive: any Primitive, _ inputs: [Tensor]) throws -> [Tensor] {
        fatalError("Interpreter.bind is abstract")
    }

    /// Why elements on a device can't be read now, where they can't.
    var refusesReading: TensorError? { nil }

    /// What a user calls the transformation, for error messages.
    var transformationName: String { "transformation" }

    /// Runs `body` with this interpreter as the current one.
    final func run<Result>(_ body: () throws -> Result) rethrows -> Result {
        runs.add(1, ordering: .relaxed)
        defer { runs.subtract(1, ordering: .relaxed) }
        return try Interpreter.$innermost.withValue(self, operation: body)
    }
}

/// Applies a primitive under the current interpreter.
func bind(_ primitive: any Primitive, _ inputs: [Tensor]) throws -> [Tensor] {
    try Interpreter.current.bind(primitive, inputs)
}

/// Applies a primitive of one result.
func bind1(_ primitive: any Primitive, _ inputs: Tensor...) throws -> Tensor {
    try Interpreter.current.bind(primitive, inputs)[0]
}
