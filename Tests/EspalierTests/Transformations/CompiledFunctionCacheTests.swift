import EspalierTestSupport
import Testing

@testable import Espalier

@Module
private struct Scaler {
    var factor: Tensor
    var exponent: Int
    var parts: [Tensor] = []

    func callAsFunction(_ x: Tensor) -> Tensor { parts.reduce(factor * x ** exponent, +) }
}

@Suite struct CompiledFunctionCacheTests {
    @Test func newTypesTraceAgainAndNewValuesDont() throws {
        let f = jit { (x: Tensor) in x + x }
        #expect(f.traceCount == 0)
        for value in 0..<5 {
            #expect(try elements(f(Tensor([Float(value)]))) == [2 * Double(value)])
        }
        #expect(f.traceCount == 1)
        _ = f(Tensor([1.0, 2.0]))
        #expect(f.traceCount == 2)
        _ = f(Tensor([1, 2]))
        #expect(f.traceCount == 3)
        _ = f(Tensor([[1.0, 2.0]]))
        #expect(f.traceCount == 4)
        // All of them are remembered.
        _ = (f(Tensor([3.0])), f(Tensor([5, 6])), f(Tensor([7.0, 8.0])))
        #expect(f.traceCount == 4)
    }

    @Test func constantsAndStructureArePartOfTheKey() throws {
        let f = jit { (model: Scaler, x: Tensor) in model(x) }
        #expect(try elements(f(Scaler(factor: 2.0, exponent: 2), 3.0)) == [18])
        #expect(try elements(f(Scaler(factor: 1.0, exponent: 2), 3.0)) == [9])
        #expect(f.traceCount == 1)
        #expect(try elements(f(Scaler(factor: 2.0, exponent: 3), 3.0)) == [54])
        #expect(f.traceCount == 2)
        #expect(try elements(f(Scaler(factor: 2.0, exponent: 3, parts: [1.0, 2.0]), 3.0)) == [57])
        #expect(f.traceCount == 3)
        #expect(try elements(f(Scaler(factor: 2.0, exponent: 2), 1.0)) == [2])
        #expect(f.traceCount == 3)
    }

    @Test func nestedCompiledFunctions() throws {
        let inner = jit { (x: Tensor) in sin(x) }
        let outer = jit { (x: Tensor) in inner(x) + inner(2 * x) }
        #expect(isClose(outer(1.0), sin(1.0) + sin(2.0)))
        #expect(inner.traceCount <= 2)
        #expect(isClose(jit(vmap(inner))(Tensor([1.0, 2.0])), sin(Tensor([1.0, 2.0]))))
    }

    /// A captured tensor is an input of the program, not a constant in it.
    @Test func capturedTensors() throws {
        let weights = Tensor([1.0, 2.0])
        let f = jit { (x: Tensor) in (x * weights).sum() }
        #expect(try elements(f(Tensor([1.0, 1.0]))) == [3])
        // What is captured may be traced by a transformation around.
        let slope = grad { (w: Tensor) in jit { (x: Tensor) in (x * w).sum() }(Tensor([3.0, 4.0])) }
        #expect(slope(weights) == Tensor([3.0, 4.0]))
        #expect(jit(slope)(weights) == Tensor([3.0, 4.0]))
    }

    @Test func functionsOfNothingAndOfSeveralResults() throws {
        let constant = jit { Tensor([1.0, 2.0]) * 2 }
        #expect(constant() == Tensor([2.0, 4.0]))
        let f = jit { (x: Tensor) in (x, [x, x + 1], ["double": 2 * x]) }
        let (same, list, table) = f(1.0)
        #expect(try elements(same) + elements(list[1]) + elements(table["double"]!) == [1, 2, 2])
    }

    @Test func loweredText() throws {
        let f = jit { (x: Tensor) in sin(x) }
        let lowered = f.lower(Tensor([1.0, 2.0]))
        #expect(lowered.text.contains("stablehlo.sine"))
        #expect(lowered.text.contains("tensor<2xf32>"))
        #expect(lowered.program.equationCount == 1)
    }
}
