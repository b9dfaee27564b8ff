import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct ErrorIfTests {
    private let x = Tensor([1.0, 4.0])
    private let bad = Tensor([1.0, -4.0])

    @Sendable private static func checked(_ x: Tensor) -> Tensor {
        sqrt(errorIf(x, x .< 0, "negative: {} of {}", x.min(), x))
    }

    private let message = "errorIf: negative: -4.0 of [ 1. -4.]"

    @Test func eagerAndCompiled() throws {
        #expect(Self.checked(x) == [1.0, 2.0])
        #expect(mistake { Self.checked(bad) } == message)
        let function = jit(Self.checked)
        #expect(function(x) == [1.0, 2.0])
        #expect(mistake { function(bad) } == message)
        // It goes on working.
        #expect(function(x) == [1.0, 2.0])
        #expect(function.traceCount == 1)
        #expect(mistake { jit { (x: Tensor) in function(x).sum() }(bad) } == message)
    }

    @Test func stopsTheProgramOutsideOfScopes() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            let function = jit { (x: Tensor) in errorIf(x, x .< 0, "negative: {}", x) }
            _ = function(Tensor([1.0, -4.0]))
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("errorIf: negative: [ 1. -4.]"))
    }

    @Test func isNeverLeftOut() throws {
        let function = jit { (x: Tensor) -> Tensor in
            _ = errorIf(x, x .< 0, "negative")
            return x * 2
        }
        #expect(mistake { function(bad) } == "errorIf: negative")
        #expect(mistake { grad { function($0).sum() }(bad) } == "errorIf: negative")
    }

    @Test func batches() throws {
        let function = { @Sendable (x: Tensor) in errorIf(x, x .< 0, "negative: {}", x) }
        #expect(vmap(function)(x) == x)
        #expect(mistake { vmap(function)(bad) } == "errorIf: negative: -4.0")
        #expect(mistake { jit(vmap(function))([-1.0, 2.0, -3.0]) } == "errorIf: negative: -1.0")
    }

    @Test func loopsAndBranches() throws {
        let looped = jit { (x: Tensor) in
            scan(initial: x, count: 4) { carry in
                (errorIf(carry - 1, carry .<= 0, "reached {}", carry), carry)
            }.0
        }
        #expect(looped(Tensor(4.0 as Float)) == 0.0)
        #expect(mistake { looped(Tensor(2.0 as Float)) } == "errorIf: reached 0.0")
        let branching = { @Sendable (x: Tensor) in
            cond(
                x .< 0, then: { errorIf(x, x .< -2, "far: {}", x) },
                else: { errorIf(x, x .< 0, "never: {}", x) })
        }
        let compiled = jit(branching)
        #expect(compiled(Tensor(-1.0 as Float)) == -1.0)
        #expect(mistake { compiled(Tensor(-3.0 as Float)) } == "errorIf: far: -3.0")
        // Each example of a batch takes a branch of its own.
        #expect(jit(vmap(branching))([-1.0, 1.0]) == [-1.0, 1.0])
        #expect(mistake { jit(vmap(branching))([1.0, -3.0]) } == "errorIf: far: -3.0")
        let until = jit(
            vmap { (x: Tensor) in
                whileLoop(initial: x, while: { $0 .< 3 }) {
                    errorIf($0 + 1, $0 .>= 3, "done already: {}", $0)
                }
            })
        #expect(until([0.0, 2.0]) == [3.0, 3.0])
    }

    @Test func derivatives() throws {
        let slope = jit(grad { (x: Tensor) in Self.checked(x).sum() })
        #expect(slope(x) == [0.5, 0.25])
        #expect(mistake { slope(bad) } == message)
        let (_, tangent) = jvp(Self.checked, x, tangent: x)
        #expect(tangent == [0.5, 1.0])
    }

    @Test func trees() throws {
        let function = jit { (x: [Tensor]) in errorIf(x, x[0] .< 0, "negative") }
        #expect(function([x, bad]) == [x, bad])
        #expect(mistake { function([bad, x])[1] } == "errorIf: negative")
        // State that a failed call leaves behind is not used any more.
        var state = bad
        let step = jit { (state: inout Tensor) -> Tensor in
            state = errorIf(state, state .< 0, "negative")
            return state
        }
        #expect(mistake { step(&state) } == "errorIf: negative")
    }

    @Test func mistakes() throws {
        #expect(mistake { errorIf(x, x, "x") }?.contains("must be bool") == true)
        #expect(mistake { errorIf(x, x .< 0, "{}") }?.contains("has no value") == true)
        #expect(mistake { errorIf(x, x .< 0, "x", x) }?.contains("has no field") == true)
        // What was wrong before stays what is told.
        let before = mistake { () -> Tensor in
            let y = x.reshaped([3])
            return errorIf(y, y .< 0, "negative: {}", y)
        }
        #expect(before?.contains("reshape") == true)
    }
}
