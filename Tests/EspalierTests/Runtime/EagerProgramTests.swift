import EspalierTestSupport
import Testing

@testable import Espalier

/// The names of the programs that are compiled meanwhile, in the best of three tries: programs of tests that run beside
/// this one may displace its own.
private func fewestCompilations(_ body: () throws -> Void) rethrows -> [String] {
    var fewest: [String]?
    for _ in 0..<3 where fewest != [] {
        let names = Recorder()
        try Runtime.$onCompilation.withValue({ names.add($0) }) { try body() }
        if names.lines.count < fewest?.count ?? .max { fewest = names.lines }
    }
    return fewest ?? []
}

/// Operations outside of `jit` are compiled once.
@Suite struct EagerProgramTests {
    // MARK: Offsets

    static let indexed: [(name: String, function: @Sendable (Tensor, Int) -> Tensor)] = [
        ("integer", { x, i in x[i] }),
        ("integer from the end", { x, i in x[-1 - i] }),
        ("two integers", { x, i in x[i, 4 - i] }),
        ("window", { x, i in x[i..<i + 3] }),
        ("window of the last axis", { x, i in x[0..., i..<i + 1] }),
        ("strides", { x, i in x[.slice(i, i + 4, 2)] }),
        ("backwards", { x, i in x[.slice(i + 3, i + 1, -1)] }),
        ("positions", { x, i in x[[i, 2, i + 1]] }),
        ("set", { x, i in x.at[i].set(7) }),
        ("add to a window", { x, i in x.at[i..<i + 2].add(x[0..<2]) }),
        ("set elements", { x, i in x.at[i, 4 - i].multiply(3) }),
        ("take", { x, i in take(x, Tensor(Int32(i)), axis: 0) }),
        ("rolled", { x, i in x.rolled(by: i + 1, axis: 0) }),
        ("rolled back", { x, i in x.rolled(by: -i - 1, axis: 1) }),
        ("rolled flat", { x, i in x.rolled(by: i + 1) }),
        ("inserted", { x, i in insert(x, at: i, values: Tensor(9.0), axis: 0) }),
        ("triangle", { x, i in tril(x, offset: i - 2) }),
        ("diagonal of ones", { x, i in Tensor.eye(6, offset: i) }),
    ]

    /// The first offset is compiled; the others are operands of the same program. Values are those of static slices,
    /// as programs have them.
    @Test(arguments: indexed.indices) func oneProgramServesAllOffsets(_ number: Int) throws {
        let (name, function) = Self.indexed[number]
        let x = Tensor.arange(36).asType(.float32).reshaped([6, 6])
        _ = function(x, 1)
        var found: [Tensor] = []
        let compiled = fewestCompilations { found = [0, 2, 3].map { function(x, $0) } }
        #expect(compiled == [], "\(name)")
        let known = jit { (x: Tensor) in [0, 2, 3].map { function(x, $0) } }(x)
        for (a, b) in zip(found, known) {
            #expect(try elements(a) == elements(b), "\(name)")
            #expect(a.shapedType == b.shapedType, "\(name)")
        }
    }

    @Test func transformationsOfRolling() throws {
        let x = Tensor.arange(6).asType(.float32).reshaped([2, 3])
        let f = { (x: Tensor) in (x.rolled(by: 1, axis: 1) * x * 2).sum() }
        let expected: [Double] = [6, 4, 2, 18, 16, 14]
        #expect(try elements(grad(f)(x)) == expected)
        #expect(try elements(jit(grad(f))(x)) == expected)
        #expect(
            try elements(
                vmap { (x: Tensor) in grad { (x: Tensor) in (x.rolled(by: 1) * x * 2).sum() }(x) }(
                    x)) == expected)
        let (_, along) = jvp({ (x: Tensor) in x.rolled(by: 2, axis: 1) }, x, tangent: x * 2)
        #expect(try elements(along) == [2, 4, 0, 8, 10, 6])
        #expect(
            program(of: { (x: Tensor) in x.rolled(by: 1, axis: 1) }, x).description.contains(
                "concatenate"))
    }

    // MARK: Loops and branches

    @Test func tracedAgainIsCompiledOnce() throws {
        let softened = customJVP({ (x: Tensor) in x / (1 + abs(x)) }) {
            (x: Tensor, dx: Tensor) in (x / (1 + abs(x)), dx / square(1 + abs(x)))
        }
        func everything(_ x: Tensor, _ scale: Tensor) -> [Tensor] {
            let (sum, sums) = scan(initial: x, over: Tensor([0.25, 0.5, 0.75])) { h, x in
                (softened(h * scale + x), h.sum())
            }
            let looped = foriLoop(0..<3, initial: x) { index, h in
                foriLoop(0..<2, initial: h) { _, h in h * scale + index.asType(.float32) }
            }
            let halved = whileLoop(initial: x, while: { $0.sum() .> 1 }) { $0 / 2 * scale }
            let chosen = cond(scale.sum() .> 0, then: { x * 3 }, else: { x - scale })
            let switched = switchCase(Tensor(1 as Int32), [{ $0 }, { sin($0) * scale }], x)
            let slope = grad { (x: Tensor) in
                scan(initial: x, count: 3) { h in (tanh(h * scale), EmptyTree()) }.0.sum()
            }(x)
            return [sum, sums, looped, halved, chosen, switched, slope]
        }
        let x = Tensor([0.5, 1.0])
        let first = everything(x, Tensor([1.0, 1.0]))
        var second: [Tensor] = []
        let compiled = fewestCompilations { second = everything(x, Tensor([1.0, 0.5])) }
        #expect(compiled == [])
        let known = jit(everything)(x, Tensor([1.0, 0.5]))
        for (a, b) in zip(second, known) { #expect(isClose(a, b)) }
        #expect(!isClose(first[0], second[0]))
    }

    @Test func literalsOfLoopsTellThemApart() throws {
        func times(_ factor: Float) -> Tensor {
            foriLoop(0..<2, initial: Tensor(3.0)) { _, h in h * Tensor(factor) }
        }
        #expect(try elements(times(2)) == [12])
        #expect(try elements(times(-0.5)) == [0.75])
        #expect(Float(times(0)).sign == .plus)
        let negative = foriLoop(0..<1, initial: Tensor(3.0)) { _, h in h * Tensor(-0.0 as Float) }
        let positive = foriLoop(0..<1, initial: Tensor(3.0)) { _, h in h * Tensor(0.0 as Float) }
        #expect(Float(negative).sign == .minus)
        #expect(Float(positive).sign == .plus)
    }
}
