import EspalierTestSupport
import Testing

@testable import Espalier

/// Eager and compiled code from many tasks at once.
@Suite struct ConcurrencyTests {
    @Test func eightTasks() async throws {
        // One function that all tasks call, traced by whoever comes first, for two shapes.
        let shared = jit { (x: Tensor, w: Tensor) in tanh(x * w).sum() }
        let slope = jit(grad { (x: Tensor) in (x ** 3).sum() })
        let weights = Tensor.linspace(0, 1, count: 8)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    let size = 4 + 4 * (task % 2)
                    let w = weights[.slice(0, size)]
                    let own = jit { (total: inout Tensor, x: Tensor) in total += x }
                    var total = Tensor.zeros([size])
                    for turn in 0..<25 {
                        let x = Tensor.ones([size]) * Float(task + turn)
                        let eager = tanh(x * w).sum()
                        #expect(isClose(shared(x, w), eager))
                        #expect(isClose(slope(x), 3 * x * x))
                        #expect(isClose(grad { (x: Tensor) in (x * w).sum() }(x), w))
                        #expect(isClose(vmap { (x: Tensor) in x * x }(x), x * x))
                        own(&total, x)
                        let message = mistake { x + Tensor.ones([size + 1]) }
                        #expect(message?.contains("[\(size)]") == true)
                    }
                    let first = try elements(total)[0]
                    #expect(first == Double(25 * task + 300))
                }
            }
            try await group.waitForAll()
        }
        #expect(shared.traceCount >= 2)
    }

    /// A tensor in host memory is uploaded once, whoever needs it first.
    @Test func oneTensorFromManyTasks() async throws {
        let x = Tensor(scalars: (0..<64).map(Float.init), shape: [64])
        let sums = await withTaskGroup(of: Float.self, returning: [Float].self) { group in
            for _ in 0..<8 { group.addTask { Float(x.sum()) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(sums == Array(repeating: 2016, count: 8))
    }
}
