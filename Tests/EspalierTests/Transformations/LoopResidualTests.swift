import EspalierTestSupport
import Testing

@testable import Espalier

/// What the gradient of a loop keeps of each step: only what is different at each step and nowhere else yet.
@Suite struct LoopResidualTests {
    private let weight = Tensor([[0.3, -0.2, 0.5], [0.1, 0.4, -0.6], [-0.3, 0.2, 0.7]])
    private let state = Tensor([[0.5, -0.1, 0.2], [0.3, 0.6, -0.4]])

    typealias Step = @Sendable (_ w: Tensor, _ h: Tensor, _ index: Tensor) -> Tensor

    static let steps: [(name: String, keeps: [[Int]], step: Step)] = [
        ("dense", [[4, 2, 3], [4, 2, 3]], { w, h, _ in tanh(h.matmul(w.transposed())) }),
        (
            "constants of the program", [[4, 2, 3], [4, 2, 3]],
            { w, h, _ in tanh(h.matmul(w + Tensor.eye(3) * 0.1) * Tensor.full([2, 3], 0.5)) }
        ),
        (
            "jit", [[4, 2, 3], [4, 2, 3]],
            { w, h, _ in jit { (w: Tensor, h: Tensor) in tanh(h.matmul(w.transposed())) }(w, h) }
        ),
        (
            "checkpoint", [[4, 2, 3]],
            { w, h, _ in
                checkpoint { (w: Tensor, h: Tensor) in sin(tanh(h.matmul(w.transposed()))) }(w, h)
            }
        ),
        (
            "cond", [[4, 2, 3], [4, 2, 3], [4]],
            { w, h, index in
                cond(
                    index % 2 .== 0, then: { tanh(h.matmul(w.transposed())) },
                    else: { sin(h.matmul(w.transposed() * 2)) })
            }
        ),
        (
            "vmap", [[4, 2, 3], [4, 2, 3]],
            { w, h, _ in vmap { (row: Tensor) in tanh(w.matmul(row)) }(h) }
        ),
        (
            "nested", [[4, 5, 2, 3], [4, 5, 2, 3]],
            { w, h, _ in
                foriLoop(0..<5, initial: h) { _, h in tanh(h.matmul((w * 0.9).transposed())) }
            }
        ),
    ]

    /// The shapes of what the loops of a program collect on their way forward, not counting the loops inside of them.
    private func collected(_ program: Program) -> [[Int]] {
        program.equations.flatMap { equation -> [[Int]] in
            guard let scan = equation.primitive as? Scan else {
                return (equation.primitive as? ProgramCall).map { collected($0.program) } ?? []
            }
            return scan.isReversed
                ? [] : equation.outputs.dropFirst(scan.carryCount).map(\.type.shape)
        }
    }

    private func loss(_ step: @escaping Step) -> @Sendable (Tensor, Tensor) -> Tensor {
        { w, h in foriLoop(0..<4, initial: h) { index, h in step(w, h, index) }.sum() }
    }

    @Test(arguments: steps.indices) func keepsWhatVaries(_ number: Int) {
        let (name, keeps, step) = Self.steps[number]
        let loss = loss(step)
        let traced = program(of: { (w: Tensor, h: Tensor) in grad(loss)(w, h) }, weight, state)
        let found = collected(traced)
        #expect(
            found.sorted { "\($0)" < "\($1)" } == keeps.sorted { "\($0)" < "\($1)" }, "\(name)")
    }

    /// Loops against the same steps written out: gradients, directional derivatives, second derivatives, and batches.
    @Test(arguments: steps.indices) func derivativesAreThoseOfTheStepsWrittenOut(_ number: Int) {
        let (name, _, step) = Self.steps[number]
        func derivatives(_ loss: @escaping @Sendable (Tensor, Tensor) -> Tensor) -> [Tensor] {
            let run = jit { (w: Tensor, h: Tensor) in
                let gradient = grad(loss)
                let first = gradient(w, h)
                let along = jvp({ (w: Tensor) in loss(w, h) }, w, tangent: h.transposed().matmul(h))
                let second = grad { (w: Tensor) in (gradient(w, h) * w).sum() }(w)
                let batch = vmap { (h: Tensor) in gradient(w, h) }(stack([h, h * 2]))
                return [first, along.1, second, batch]
            }
            return run(weight, state)
        }
        let written: @Sendable (Tensor, Tensor) -> Tensor = { w, h in
            (0..<4).reduce(h) { h, index in step(w, h, Tensor(Int32(index))) }.sum()
        }
        for (a, b) in zip(derivatives(loss(step)), derivatives(written)) {
            #expect(isClose(a, b), "\(name): \(a) and \(b)")
        }
    }

    // MARK: What is taken from where it is

    @Test func collectedResultsAreResiduals() {
        // exp has its result as its derivative, and that is collected already.
        let traced = program(
            of: { (h: Tensor) in
                grad { (h: Tensor) in
                    scan(initial: h, over: stack([h, h, h])) { h, x in
                        let y = exp(h * x)
                        return (y, y)
                    }.1.sum()
                }(h)
            }, state)
        #expect(collected(traced) == [[3, 2, 3], [3, 2, 3]])
    }

    @Test func unchangedCarryIsConstant() throws {
        func last(_ w: Tensor, _ h: Tensor) -> Tensor {
            let (pair, sums) = scan(initial: TreePair(w, h), count: 4) { pair in
                let next = tanh(pair.second.matmul(pair.first))
                return (TreePair(pair.first, next), next.sum())
            }
            return pair.second.sum() + pair.first.sum() + sums.sum()
        }
        let traced = program(of: { (w: Tensor, h: Tensor) in grad(last)(w, h) }, weight, state)
        #expect(collected(traced) == [[4], [4, 2, 3], [4, 2, 3]])
        let written = { (w: Tensor, h: Tensor) in
            var (h, total) = (h, w.sum())
            for _ in 0..<4 {
                h = tanh(h.matmul(w))
                total += h.sum()
            }
            return total + h.sum()
        }
        #expect(isClose(jit(grad(last))(weight, state), jit(grad(written))(weight, state)))
    }

    // MARK: What must stay in the loop

    @Test func effectsHappenAtEachStep() throws {
        let seen = Recorder()
        let gradient = jit(
            grad { (w: Tensor) in
                foriLoop(0..<3, initial: w) { _, h in
                    let twice = w * 2
                    debugCallback(twice) { seen.add($0[0].description) }
                    return h * twice
                }
            })
        #expect(try elements(gradient(1.0)) == [32])
        #expect(seen.lines.count == 3)
    }

    /// The loop of a branch that is never taken would not end.
    @Test func branchesNotTakenAreNotRun() throws {
        let f = { (w: Tensor) in
            foriLoop(0..<3, initial: w) { index, h in
                cond(
                    index .< 5, then: { h * w },
                    else: {
                        h
                            * stopGradient(
                                whileLoop(initial: w) {
                                    $0 .> 0
                                } _: {
                                    $0
                                })
                    })
            }
        }
        #expect(try elements(jit(grad(f))(1.0)) == [4])
    }
}
