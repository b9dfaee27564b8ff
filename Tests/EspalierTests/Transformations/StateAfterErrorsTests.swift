import EspalierTestSupport
import Testing

@testable import Espalier

/// A compiled call that throws leaves its state as it was, bit for bit.
@Suite struct StateAfterErrorsTests {
    @Module
    struct Model {
        var weights: Tensor
        var more: [Tensor]
        let name: String
    }

    struct CallbackFailed: Error {}

    private static func model(_ isDonated: Bool) -> (Model, Model?) {
        let model = Model(
            weights: Tensor.arange(6).asType(.float32).reshaped([2, 3]) + 0.5,
            more: [Tensor([1, -0.0] as [Double]), Tensor([7] as [Int32])], name: "a")
        return (model, isDonated ? nil : model)
    }

    private static func bytes(_ model: Model) throws -> [[UInt8]] {
        try model.leaves.map { try $0.hostBytes() }
    }

    /// Calls a step that fails, and one that doesn't.
    private func check(_ isDonated: Bool, _ step: (inout Model, Tensor) -> Tensor) throws {
        var (model, copy) = Self.model(isDonated)
        let before = try Self.bytes(model)
        for _ in 0..<2 {
            #expect(throws: (any Error).self) {
                try withErrors { step(&model, Tensor([-1] as [Float])) }
            }
            #expect(try Self.bytes(model) == before)
        }
        let loss = try withErrors { step(&model, Tensor([2] as [Float])) }
        #expect(try loss.scalars(as: Float.self).count == 1)
        #expect(try Self.bytes(model) != before)
        if let copy { #expect(try Self.bytes(copy) == before) }
        copy = nil
    }

    @Test(arguments: [false, true])
    func mistakes(_ isDonated: Bool) throws {
        let step = jit { (model: inout Model, x: Tensor) -> Tensor in
            model.weights = model.weights + x
            return x.sum()
        }
        var (model, copy) = Self.model(isDonated)
        let before = try Self.bytes(model)
        #expect(throws: TensorError.self) {
            try withErrors { step(&model, Tensor([1, 2] as [Float])) }
        }
        #expect(try Self.bytes(model) == before)
        _ = step(&model, Tensor([1] as [Float]))
        let after = try Self.bytes(model)
        #expect(after != before)
        #expect(throws: TensorError.self) {
            try withErrors { step(&model, Tensor([1, 2] as [Float])) }
        }
        #expect(try Self.bytes(model) == after)
        copy = nil
        _ = copy
    }

    @Test(arguments: [false, true])
    func errorsInPrograms(_ isDonated: Bool) throws {
        let step = jit { (model: inout Model, x: Tensor) -> Tensor in
            model.weights = model.weights * errorIf(x, (x .< 0).any(), "negative")
            model.more[0] = model.more[0] + 1
            return x.sum()
        }
        try check(isDonated) { step(&$0, $1) }
    }

    @Test(arguments: [false, true])
    func callbacksThatThrow(_ isDonated: Bool) throws {
        let step = jit { (model: inout Model, x: Tensor) -> Tensor in
            model.weights = model.weights + 1
            return pureCallback(resultTypes: [x.type], x) { values in
                guard try values[0].scalars(as: Float.self)[0] > 0 else { throw CallbackFailed() }
                return values
            }[0].sum()
        }
        try check(isDonated) { step(&$0, $1) }
    }

    @Test func nestedCallsAndFilters() throws {
        let inner = jit { (model: inout Model, x: Tensor) -> Tensor in
            model.weights = model.weights * errorIf(x, (x .< 0).any(), "negative")
            return model.weights.sum()
        }
        let outer = jit { (model: inout Model, x: Tensor) -> Tensor in inner(&model, x) * 2 }
        try check(true) { outer(&$0, $1) }
    }

    @Test func poisonTellsItsMistakeEverywhere() throws {
        var poison = Tensor(0)
        #expect(throws: TensorError.self) {
            try withErrors { poison = Tensor([1, 2]) + Tensor([1, 2, 3]) }
        }
        let again = #expect(throws: TensorError.self) { try withErrors { poison * 2 } }
        #expect(again?.description.contains("[2]") == true)
        let read = #expect(throws: TensorError.self) { _ = try withErrors { Float(poison) } }
        #expect(read?.description == again?.description)
        let scalars = #expect(throws: TensorError.self) {
            try withErrors { try poison.scalars(as: Float.self) }
        }
        #expect(scalars?.description == again?.description)
    }

    @Test func poisonOfComplexNumbersEnds() throws {
        let z = complex(Tensor([1, 2] as [Float]), Tensor([0, 1] as [Float]))
        #expect(throws: TensorError.self) {
            try withErrors { isFinite(z + z[[0, 1, 0]]) }
        }
    }

    @Test func tasksOutliveTracing() async throws {
        final class Gate: Sendable {
            let stream: AsyncStream<Void>
            let open: AsyncStream<Void>.Continuation
            init() { (stream, open) = AsyncStream<Void>.makeStream() }
        }
        let gate = Gate()
        nonisolated(unsafe) var task: Task<Float, any Error>?
        let double = jit { (x: Tensor) -> Tensor in
            task = Task {
                for await _ in gate.stream { break }
                return try (Tensor([1, 2] as [Float]) * 3).sum().scalars(as: Float.self)[0]
            }
            return x * 2
        }
        _ = double(Tensor(1.0))
        gate.open.yield()
        #expect(try await task?.value == 9)
    }
}
