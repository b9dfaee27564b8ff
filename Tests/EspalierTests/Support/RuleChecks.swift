import EspalierTestSupport
import Testing

@testable import Espalier

/// A function whose derivatives and batching are checked.
typealias TensorFunction = ([Tensor]) throws -> [Tensor]

/// The rules of primitives, applied to whole functions by the interpreters directly.
enum Rules {
    /// Results and their tangents; a tangent that is nil is zero.
    static func jvp(
        _ function: TensorFunction, _ primals: [Tensor], _ tangents: [Tensor?]
    ) throws -> (outputs: [Tensor], tangents: [Tensor?]) {
        let interpreter = JVPInterpreter(parent: Interpreter.current)
        let tracers = zip(primals, tangents).map(interpreter.join)
        let results = try interpreter.run { try function(tracers) }.map(interpreter.split)
        return (results.map(\.primal), results.map(\.tangent))
    }

    /// Results, and the cotangents of the operands that `differentiable` marks.
    static func vjp(
        _ function: TensorFunction, _ primals: [Tensor], _ cotangents: [Tensor?],
        differentiable: [Bool]? = nil
    ) throws -> (outputs: [Tensor], cotangents: [Tensor?]) {
        let differentiable = differentiable ?? primals.map(\.dtype.isInexact)
        let staging = PartialEvaluationInterpreter(parent: Interpreter.current)
        let forward = JVPInterpreter(parent: staging)
        let tracers = zip(primals, differentiable).map { primal, isDifferentiable in
            forward.join(primal, isDifferentiable ? staging.addInput(primal.type) : nil)
        }
        let results = try forward.run { try function(tracers) }.map(forward.split)
        let kept = zip(results, cotangents).filter { $0.tangent != nil && $1 != nil }
        let linear = try staging.run { try staging.finish(kept.compactMap(\.0.tangent)) }
        let operands =
            linear.captures.map(TransposeInput.known)
            + linear.program.inputs.dropFirst(linear.captures.count).map { .linear($0.type) }
        var pulled = try linear.program.transpose(operands, kept.map(\.1))
            .dropFirst(linear.captures.count).makeIterator()
        let all = differentiable.map { $0 ? pulled.next() ?? nil : nil }
        return (results.map(\.primal), all)
    }

    /// Results of a batch, with its axis in front.
    static func vmap(
        _ function: TensorFunction, _ inputs: [Tensor], axes: [Int?]
    ) throws -> [Tensor] {
        let size =
            zip(inputs, axes).compactMap { input, axis in axis.map { input.shape[$0] } }.first ?? 1
        let interpreter = BatchingInterpreter(
            parent: Interpreter.current, size: size, axisName: nil)
        let tracers = zip(inputs, axes).map(interpreter.join)
        let results = try interpreter.run { try function(tracers) }.map(interpreter.split)
        return try results.map { try batchedInFront($0.value, $0.axis, size: size) }
    }

    /// The derivative along tangents by central differences, in float64.
    static func differences(
        _ function: TensorFunction, _ primals: [Tensor], _ tangents: [Tensor], step: Double = 1e-5
    ) throws -> [Tensor] {
        let above = try function(zip(primals, tangents).map { $0 + $1 * Tensor.weak(step) })
        let below = try function(zip(primals, tangents).map { $0 - $1 * Tensor.weak(step) })
        return zip(above, below).map { ($0 - $1) / Tensor.weak(2 * step) }
    }
}

/// Checks a function of float64 tensors: its tangents by finite differences, its cotangents by its tangents, and both
/// again under a batch, which is compared with a loop over the examples.
func checkRules(
    _ inputs: [Tensor], tolerance: Double = Closeness.differences,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ function: TensorFunction
) throws {
    let tangents = inputs.enumerated().map { direction(like: $1, seed: $0) }
    let (outputs, pushed) = try Rules.jvp(function, inputs, tangents)
    let expected = try Rules.differences(function, inputs, tangents)
    let cotangents = outputs.enumerated().map { direction(like: $1, seed: $0 + 7) }
    for (tangent, difference) in zip(pushed, expected) {
        expectClose(
            tangent ?? zeros(like: difference), difference, .rules(tolerance),
            sourceLocation: sourceLocation)
    }
    let (_, pulled) = try Rules.vjp(function, inputs, cotangents)
    let forward = inner(zip(pushed, cotangents))
    let backward = inner(zip(pulled, tangents))
    expectClose(
        backward, forward, .rules(Closeness.exactRules), sourceLocation: sourceLocation)
    for axis in 0...(inputs[0].rank) {
        let batches = inputs.map { input in
            let examples = (0..<3).map { input + direction(like: input, seed: $0 + 3) * 0.01 }
            return stack(examples, axis: Swift.min(axis, input.rank))
        }
        try checkBatching(batches, axes: inputs.map { Swift.min(axis, $0.rank) }, function)
    }
}

/// Checks that a batch gives what a loop over its examples gives.
func checkBatching(
    _ batches: [Tensor], axes: [Int?], tolerance: Double = Closeness.exactRules,
    sourceLocation: SourceLocation = #_sourceLocation, _ function: TensorFunction
) throws {
    let results = try Rules.vmap(function, batches, axes: axes)
    let size =
        zip(batches, axes).compactMap { batch, axis in axis.map { batch.shape[$0] } }.first ?? 1
    for index in 0..<size {
        let example = try zip(batches, axes).map { batch, axis in
            guard let axis else { return batch }
            let one = try part(batch, axis, index, index + 1)
            return try reshape(one, to: removing(axis, from: batch.shape))
        }
        for (result, expected) in zip(results, try function(example)) {
            let one = try reshape(try part(result, 0, index, index + 1), to: expected.shape)
            expectClose(one, expected, .rules(tolerance), sourceLocation: sourceLocation)
        }
    }
}

/// Fixed numbers between -1 and 1 that look like no pattern.
func direction(like x: Tensor, seed: Int) -> Tensor {
    let numbers = (0..<x.count).map { index -> Double in
        let bits = UInt64(truncatingIfNeeded: (index + 1) * 7919 + (seed + 1) * 104_729)
        let mixed = (bits &* 0x9E37_79B9_7F4A_7C15) >> 32
        return Double(mixed) / Double(UInt32.max) * 2 - 1
    }
    return Tensor(scalars: numbers, shape: x.shape).asType(x.dtype)
}

/// The sum of the products of tensors with others, zero where one is missing.
private func inner(_ pairs: some Sequence<(Tensor?, Tensor)>) -> Tensor {
    pairs.reduce(Tensor(0.0 as Double)) { sum, pair in
        pair.0.map { sum + ($0 * pair.1).sum() } ?? sum
    }
}
