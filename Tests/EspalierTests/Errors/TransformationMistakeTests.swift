import EspalierTestSupport
import Synchronization
import Testing

@testable import Espalier

/// Where a wrongly written function leaves a value that it should return.
private final class Box: Sendable {
    private let stored = Mutex<Tensor?>(nil)

    var value: Tensor {
        get { stored.withLock { $0 } ?? 0 }
        set { stored.withLock { $0 = newValue } }
    }
}

@Suite struct TransformationMistakeTests {
    private let x = Tensor([1.0, 2.0])

    // MARK: Traced values

    @Test func readingTracedValues() throws {
        let readings: [@Sendable (Tensor) -> Tensor] = [
            { Float($0[0]) > 0 ? $0 : -$0 }, { Tensor(Float(Int($0[0]))) },
            { Bool(($0 .> 0).all()) ? $0 : -$0 },
        ]
        for reading in readings {
            for message in [mistake { jit(reading)(x) }, mistake { vmap(reading)(stack([x, x])) }] {
                let message = try #require(message)
                #expect(message.contains("traced tensor of type"))
                #expect(message.contains("which") && message.contains("cond"))
            }
        }
        let inScan = mistake {
            scan(initial: Tensor(1.0 as Float), over: x) { c, x in (Float(x) > 0 ? c : x, x) }.0
        }
        #expect(inScan?.contains("traced tensor") == true)
    }

    @Test func leaks() throws {
        let box = Box()
        let keep = { (x: Tensor) -> Tensor in
            box.value = x * 2
            return (x * x).sum()
        }
        let leaking: [(String, () -> Tensor)] = [
            ("jit", { jit(keep)(x) }), ("vmap", { vmap(keep)(x) }), ("grad", { grad(keep)(x) }),
            ("jvp", { jvp(keep, x, tangent: x).1 }),
            (
                "scan",
                { scan(initial: Tensor(1.0 as Float), over: x) { c, x in (c + keep(x), x) }.0 }
            ),
            ("cond", { cond(x[0] .> 0, then: { keep(jit { x }()) }, else: { x.sum() }) }),
        ]
        for (name, leak) in leaking where name != "cond" {
            #expect(mistake { leak() } == nil, "\(name) by itself")
            let message = mistake { box.value + 1 }
            #expect(message?.contains("leaked") == true, "\(name): \(message ?? "no mistake")")
            // Into another transformation, too.
            let inside = mistake { jit { (y: Tensor) in box.value + y }(x[0]) }
            #expect(inside?.contains("leaked") == true, "\(name): \(inside ?? "no mistake")")
            let read = mistake { try box.value.scalars(as: Float.self) }
            #expect(name == "grad" || name == "jvp" || read != nil, "\(name)")
        }
    }

    // MARK: Gradients

    @Test func gradients() throws {
        let notScalar = try #require(mistake { grad { (x: Tensor) in x * 2 }(x) })
        #expect(
            notScalar.contains("grad") && notScalar.contains("f32[2]") && notScalar.contains("sum"))
        let integer = try #require(mistake { grad { (x: Tensor) in x.sum() }(Tensor([1, 2])) })
        #expect(integer.contains("i32[2]") && integer.contains("asType(.float32)"))
        let result = try #require(mistake { grad { (x: Tensor) in x.sum().asType(.int32) }(x) })
        #expect(result.contains("i32[]"))
        let argument = try #require(
            mistake { grad({ (x: Tensor, y: Tensor) in (x * y).sum() }, argument: 2)(x, x) })
        #expect(argument.contains("argument 2") && argument.contains("2 arguments"))
        #expect(
            mistake { jacfwd { (x: Tensor) in x }(Tensor([1, 2])) }?.contains("i32[2]") == true)
        #expect(
            mistake { jacrev { (x: Tensor) in x }(Tensor([1, 2])) }?.contains("i32[2]") == true)
        let inside = try #require(
            mistake { jit(grad { (x: Tensor) in (x + Tensor.ones([3])).sum() })(x) })
        #expect(inside.contains("add") && inside.contains("[2]") && inside.contains("[3]"))
    }

    @Test func tangentsAndCotangents() throws {
        let f = { (x: Tensor) in x * 2 }
        let shape = try #require(mistake { jvp(f, x, tangent: Tensor([1.0])).1 })
        #expect(shape.contains("jvp") && shape.contains("[2]") && shape.contains("[1]"))
        let dtype = try #require(mistake { jvp(f, x, tangent: x.asType(.float64)).1 })
        #expect(dtype.contains("float32") && dtype.contains("float64"))
        let cotangent = try #require(mistake { vjp(f, x).1(Tensor([1.0])) })
        #expect(cotangent.contains("f32[1]") && cotangent.contains("f32[2]"))
        let linear = try #require(mistake { linearize(f, x).1(Tensor([1.0])) })
        #expect(linear.contains("f32[1]") && linear.contains("f32[2]"))
        let trees = mistake { jvp({ (x: [Tensor]) in x[0] }, [x, x], tangent: [x]).1 }
        #expect(trees?.contains("leaves") == true)
    }

    // MARK: Batches

    @Test func batches() throws {
        let add = { (x: Tensor, y: Tensor) in x + y }
        let sizes = try #require(mistake { vmap(add)(x, Tensor.ones([3])) })
        #expect(sizes.contains("vmap") && sizes.contains("3") && sizes.contains("2"))
        let scalar = try #require(mistake { vmap(add)(x, 1.0) })
        #expect(scalar.contains("vmap"))
        #expect(mistake { vmap(add, in: 0, 1)(x, x) }?.contains("vmap") == true)
        #expect(mistake { vmap(add, in: nil, nil)(x, x) }?.contains("axisSize") == true)
        #expect(mistake { vmap(add, out: nil)(x, x) }?.contains("depends on the batch") == true)
        #expect(mistake { vmap(add, out: 1)(x, x) }?.contains("vmap") == true)
        for operation in [psum, pmean, pmax, pmin] {
            let message = try #require(mistake { operation("rows", x) })
            #expect(message.contains("no vmap with axisName: \"rows\""))
        }
        #expect(mistake { axisIndex("rows") }?.contains("rows") == true)
        let other = mistake { vmap({ psum("rows", $0 as Tensor) }, axisName: "columns")(x) }
        #expect(other?.contains("columns") == true)
    }

    // MARK: Control flow

    @Test func branches() throws {
        let shapes = try #require(mistake { cond(true, then: { x }, else: { x.sum() }) })
        #expect(shapes.contains("cond") && shapes.contains("f32[2]") && shapes.contains("f32[]"))
        let dtypes = try #require(mistake { cond(true, then: { x }, else: { x.asType(.int32) }) })
        #expect(dtypes.contains("i32[2]"))
        let structure = try #require(mistake { cond(true, then: { [x] }, else: { [x, x] }) })
        #expect(structure.contains("structure"))
        #expect(mistake { cond(x .> 0, then: { x }, else: { x }) }?.contains("scalar") == true)
        let index = mistake { switchCase(1.0, [{ x }, { x }]) }
        #expect(index?.contains("integer scalar") == true)
        #expect(mistake { switchCase(0, [{ x }, { x[0] }]) }?.contains("branch 1") == true)
    }

    @Test func noBranchAtAll() async {
        await #expect(processExitsWith: .failure) { _ = switchCase(0, [() -> Tensor]()) }
    }

    @Test func loops() throws {
        let carry = try #require(mistake { scan(initial: x, over: x) { c, x in (c.sum(), x) }.0 })
        #expect(carry.contains("scan") && carry.contains("f32[2]") && carry.contains("f32[]"))
        let dtype = mistake { scan(initial: x, count: 2) { c in (c.asType(.int32), c) }.0 }
        #expect(dtype?.contains("i32[2]") == true)
        let structure = mistake { scan(initial: [x], count: 2) { c in (c + [x], x) }.1 }
        #expect(structure?.contains("structure") == true)
        let scalar = mistake { scan(initial: x, over: Tensor(1.0 as Float)) { c, x in (c, x) }.0 }
        #expect(scalar?.contains("first axis") == true)
        let sizes = mistake { scan(initial: x, over: [x, .ones([3])]) { c, x in (c, c) }.0 }
        #expect(sizes?.contains("3") == true)
        #expect(mistake { scan(initial: x, count: -1) { c in (c, c) }.0 }?.contains("-1") == true)
        #expect(
            mistake { scan(initial: x, count: 1, unroll: 0) { c in (c, c) }.0 }?.contains("unroll")
                == true)
        let test = mistake { whileLoop(initial: x, while: { $0 .> 0 }) { $0 } }
        #expect(test?.contains("bool[2]") == true)
        let body = mistake { whileLoop(initial: x, while: { $0[0] .> 0 }) { $0[0] } }
        #expect(body?.contains("whileLoop") == true && body?.contains("f32[]") == true)
        #expect(
            mistake { foriLoop(from: 0.5, to: 2, initial: x) { $1 } }?.contains("foriLoop") == true)
        #expect(mistake { foriLoop(0..<2, initial: x) { $1[0] } }?.contains("f32[]") == true)
    }

    // MARK: Custom derivatives

    @Test func customDerivatives() throws {
        let pullback = customVJP(
            forward: { (x: Tensor) -> (Tensor, Tensor) in (x.sum(), x) },
            backward: { (_: Tensor, g: Tensor) in g })
        let cotangent = try #require(mistake { grad(pullback)(x) })
        #expect(cotangent.contains("customVJP") && cotangent.contains("f32[]"))
        #expect(cotangent.contains("f32[2]"))
        let compiled = mistake { jit(grad(pullback))(x) }
        #expect(compiled?.contains("customVJP") == true)
        let rule = customJVP({ (x: Tensor) in x * 2 }) { x, t in (x * 2, t.sum()) }
        let tangent = try #require(mistake { jvp(rule, x, tangent: x).1 })
        #expect(tangent.contains("customJVP") && tangent.contains("f32[]"))
        #expect(mistake { grad { (x: Tensor) in rule(x).sum() }(x) }?.contains("customJVP") == true)
    }

    // MARK: Trees

    @Test func trees() throws {
        #expect(mistake { [x, x].replacingLeaves(with: [x])[0] }?.contains("2 leaves") == true)
        #expect(mistake { [x].map(with: [x, x]) { a, _ in a }[0] }?.contains("structures") == true)
        #expect(
            mistake { jit { (x: [Tensor]) in x[0] + x[1] }([x, Tensor.ones([3])]) }?.contains("add")
                == true)
    }
}
