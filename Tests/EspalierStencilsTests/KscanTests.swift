import Espalier
import EspalierStencils
import Testing

/// Sweeps: their results are the sequential ones, in whatever order cells are computed.
@Suite struct KscanTests {
    /// Linear convection of Kernex's README.
    static func convection() -> Stencil {
        let (nt, nx) = (151, 51)
        let (dt, dx, c) = (0.5 / Double(nt - 1), 2 / Double(nx - 1), 0.5)
        var f = kscan(
            kernelSize: [3, 3], padding: [(1, 1), (1, 1)], namedAxes: [0: "n", 1: "i"])
        f[0..., 0] = { _ in 1 }
        f[0..., -1] = { _ in 1 }
        f[0..., .slice(nil, (nx - 1) / 4 + 1)] = { _ in 1 }
        f[0..., .slice((nx - 1) / 2)] = { _ in 1 }
        f[0..<1, ((nx - 1) / 4 + 1)..<((nx - 1) / 2)] = { _ in 2 }
        f[1..., .slice(1, -1)] = { u in
            u["i", "n-1"] - (c * dt / dx) * (u["i", "n-1"] - u["i-1", "n-1"])
        }
        return f
    }

    @Test func linearConvection() throws {
        let f = Self.convection()
        let u = Tensor.ones([151, 51], dtype: .float64)
        var solution = u
        let plans = stencilPlans { solution = f(u) }
        #expect(plans.map(\.order) == [.planes(axis: 0)])
        #expect(plans[0].steps == 151)
        let last = try solution[-1].scalars(as: Double.self)
        #expect(abs(last.reduce(0, +) - 63) < 1e-9)
        #expect(abs((last.max() ?? 0) - 1.98797778) < 1e-8)
        #expect(last.firstIndex(of: last.max() ?? 0) == 25)
    }

    @Test func gaussSeidelRunsInWaves() throws {
        let inner = kscan(kernelSize: [3, 3], relative: true) { u in
            0.25 * (u[1, 0] + u[-1, 0] + u[0, 1] + u[0, -1])
        }
        let u = Key(3).normal([6, 8]).asType(.float64)
        let plans = stencilPlans { _ = inner(u) }
        #expect(plans.map(\.order) == [.waves(weights: [1, 1])])
        var state = try u.scalars(as: Double.self)
        for i in 1..<5 {
            for j in 1..<7 {
                state[i * 8 + j] =
                    0.25
                    * (state[i * 8 + 8 + j] + state[i * 8 - 8 + j] + state[i * 8 + j + 1]
                        + state[i * 8 + j - 1])
            }
        }
        let expected = Tensor(scalars: state, shape: [6, 8])[1..<5, 1..<7]
        #expect(Double(abs(inner(u) - expected).max()) < 1e-12)
    }

    @Test func ordersFollowWhatIsRead() throws {
        func order(_ shape: [Int], _ kernel: [Int], _ f: @escaping (Tensor) -> Tensor)
            -> StencilPlan.Order?
        {
            let x = Tensor.ones(shape)
            let sweep = kscan(kernelSize: kernel, padding: .same, relative: true, f)
            return stencilPlans { _ = sweep(x) }.first?.order
        }
        #expect(order([5, 5], [3, 3]) { u in u[1, 0] + u[0, 1] } == .allAtOnce)
        #expect(order([5, 5], [3, 3]) { u in u[-1, 1] + u[0, 1] } == .planes(axis: 0))
        #expect(order([5, 5], [3, 3]) { u in u[0, -1] + u[1, 1] } == .planes(axis: 1))
        #expect(order([5, 5], [3, 3]) { u in u.sum() } == .waves(weights: [2, 1]))
        // What is computed and thrown away is not read.
        #expect(order([5, 5], [3, 3]) { u in (u * u)[0, 0] } == .allAtOnce)
        #expect(order([40, 20], [3, -1]) { u in u.sum() } == .cells)
    }

    @Test func centresInTheBorderTakePart() throws {
        // They are visited, and later cells read what they became.
        let f = kscan(kernelSize: [3], padding: [(2, 2)]) { x in x.sum() }
        #expect(f(Tensor([1, 2, 3])) == Tensor([1, 4, 9, 12, 12]))
    }

    @Test func resultsTakeTheDTypeOfTheArray() throws {
        let f = kscan(kernelSize: [3], padding: .same) { x in x.mean() }
        let y = f(Tensor([1, 2, 3, 4, 5]))
        #expect(y.dtype == .int32)
        #expect(y == Tensor([1, 2, 3, 4, 3]))
    }

    @Test func partlyNamedAxes() throws {
        let f = kmap(kernelSize: [3, 3], padding: .same, namedAxes: [0: "n"], relative: true) { u in
            u["n-1", 1] + u["n", 0]
        }
        let x = Tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
        #expect(f(x) == Tensor([[1, 2, 3], [6, 8, 6], [12, 14, 9]]))
        let line = kmap(kernelSize: [3], padding: .same, namedAxes: [0: "i"]) { u in
            u["i+1"] - u["i-1"]
        }
        #expect(line(Tensor([1, 5, 7])) == Tensor([5, 6, -5]))
    }
}
