import EspalierTestSupport
import Testing

@testable import Espalier

/// Lines go to one place for all tests, so that these run one after another.
@Suite(.serialized) struct DebugPrintTests {
    private let x = Tensor([1.0, 2.0])

    @Test func eagerAndCompiled() throws {
        #expect(printed { debugPrint("x: {}", x) } == ["x: [1. 2.]"])
        let function = jit { (x: Tensor) -> Tensor in
            debugPrint("x: {}, {1} and {0}", x, x.sum())
            debugPrint("{{{sum}}} of {x}", ["x": x, "sum": x.sum()])
            return x * 2
        }
        let expected = ["x: [1. 2.], 3.0 and [1. 2.]", "{3.0} of [1. 2.]"]
        #expect(printed { _ = function(x) } == expected)
        var result = x
        _ = printed { result = function(x) }
        #expect(result == x * 2)
        #expect(printed { _ = function(x) } == expected)
        #expect(function.traceCount == 1)
        // Without any result.
        let silent = jit { (x: Tensor) -> [Tensor] in
            debugPrint("{}", x)
            return []
        }
        #expect(printed { _ = silent(x) } == ["[1. 2.]"])
    }

    @Test func order() throws {
        // Without tokens XLA runs these in another order.
        let function = jit { (x: Tensor) -> Tensor in
            var y = x
            for step in 0..<20 {
                let z = step % 2 == 0 ? x.matmul(x) : y
                debugPrint("\(step) {}", z.sum())
                y = y + 1
            }
            return y
        }
        let lines = printed { _ = function(Tensor.ones([40, 40])) }
        #expect(lines.map { $0.split(separator: " ")[0] } == (0..<20).map { "\($0)" })
        // Around and inside functions of their own, loops and branches.
        let inner = jit { (x: Tensor) -> Tensor in
            debugPrint("inner {}", x)
            return x + 1
        }
        let nested = jit { (x: Tensor) -> Tensor in
            debugPrint("begin {}", x)
            let a = inner(inner(x))
            let (b, _) = scan(initial: a, count: 2) { carry in
                debugPrint("turn {}", carry)
                return (inner(carry), EmptyTree())
            }
            let c = cond(
                b .> 4,
                then: { () -> Tensor in
                    debugPrint("large {}", b)
                    return b
                },
                else: { () -> Tensor in
                    debugPrint("small {}", b)
                    return -b
                })
            let d = whileLoop(
                initial: c,
                while: {
                    debugPrint("test {}", $0)
                    return $0 .< 7
                }
            ) { state -> Tensor in
                debugPrint("while {}", state)
                return state + 1
            }
            debugPrint("end {}", d)
            return d
        }
        let expected = [
            "begin 1.0", "inner 1.0", "inner 2.0", "turn 3.0", "inner 3.0", "turn 4.0", "inner 4.0",
            "large 5.0", "test 5.0", "while 5.0", "test 6.0", "while 6.0", "test 7.0", "end 7.0",
        ]
        #expect(printed { _ = nested(Tensor(1.0 as Float)) } == expected)
    }

    @Test func batches() throws {
        let function = { @Sendable (x: Tensor) -> Tensor in
            debugPrint("x: {}", x)
            return x * 2
        }
        #expect(printed { _ = vmap(function)(x) } == ["x: 1.0", "x: 2.0"])
        #expect(printed { _ = jit(vmap(function))(x) } == ["x: 1.0", "x: 2.0"])
        let both = { @Sendable (x: Tensor) -> Tensor in
            debugPrint("{} {}", x, 7 as Tensor)
            debugPrint("once {}", 7 as Tensor)
            return x
        }
        #expect(printed { _ = vmap(both)(x) } == ["1.0 7", "2.0 7", "once 7"])
        let nested = vmap(vmap(function))
        #expect(printed { _ = nested([[1.0, 2.0], [3.0, 4.0]]) }.count == 4)
    }

    @Test func examplesThatGoAnotherWay() throws {
        let branching = vmap { (x: Tensor) -> Tensor in
            cond(
                x .> 1.5,
                then: { () -> Tensor in
                    debugPrint("large {}", x)
                    return x
                },
                else: { () -> Tensor in
                    let (y, _) = scan(initial: x, count: 2) { carry in
                        debugPrint("turn {}", carry)
                        return (carry + 1, EmptyTree())
                    }
                    return y
                })
        }
        let compiled = jit(branching)
        for function in [branching, { compiled($0) }] {
            let lines = printed { #expect(function([1.0, 2.0, 3.0]) == [3.0, 2.0, 3.0]) }
            #expect(Set(lines) == ["large 2.0", "large 3.0", "turn 1.0", "turn 2.0"])
            #expect(lines.count == 4)
        }
        let looping = vmap { (x: Tensor) -> Tensor in
            whileLoop(initial: x, while: { $0 .< 3 }) { state in
                debugPrint("{}", state)
                return state + 1
            }
        }
        #expect(printed { _ = jit(looping)([1.0, 2.0]) } == ["1.0", "2.0", "2.0"])
    }

    @Test func derivatives() throws {
        let function = { @Sendable (x: Tensor) -> Tensor in
            let y = sin(x)
            debugPrint("y: {}", y)
            return (y * y).sum()
        }
        let line = printed { _ = function(x) }
        #expect(line.count == 1)
        #expect(printed { _ = grad(function)(x) } == line)
        #expect(printed { _ = jit(grad(function))(x) } == line)
        #expect(printed { _ = jvp(function, x, tangent: x) } == line)
        #expect(printed { _ = grad(jit(function))(x) } == line)
        #expect(printed { _ = jit(grad(checkpoint(function)))(x) } == line)
        #expect(printed { _ = jit(hessian(function))(x) } == line)
        let loop = { @Sendable (x: Tensor) -> Tensor in
            scan(initial: x, count: 3) { carry in
                debugPrint("{}", carry)
                return (carry * 2, EmptyTree())
            }.0
        }
        let turns = ["1.0", "2.0", "4.0"]
        #expect(printed { _ = grad(loop)(Tensor(1.0 as Float)) } == turns)
        #expect(printed { _ = jit(grad(checkpoint(loop)))(Tensor(1.0 as Float)) } == turns)
        #expect(printed { _ = jit(vmap(grad(loop)))([1.0, 1.0]) }.count == 6)
        let until = { @Sendable (x: Tensor) -> Tensor in
            whileLoop(initial: x, while: { $0 .< 4 }) { state in
                debugPrint("{}", state)
                return state * 2
            }
        }
        let one = Tensor(1.0 as Float)
        #expect(printed { _ = linearize(until, one).1(one) } == ["1.0", "2.0"])
        #expect(printed { _ = jit { jvp(until, $0, tangent: $0).1 }(one) } == ["1.0", "2.0"])
    }

    @Test func customRules() throws {
        let square = customJVP({ (x: Tensor) -> Tensor in
            debugPrint("value {}", x)
            return x * x
        }) { (x: Tensor, dx: Tensor) -> (Tensor, Tensor) in
            debugPrint("rule {}", x)
            return (x * x, 2 * x * dx)
        }
        let three = Tensor(3.0 as Float)
        #expect(printed { _ = jit { square($0) }(three) } == ["value 3.0"])
        #expect(printed { _ = jit(grad { square($0) })(three) } == ["rule 3.0"])
        #expect(printed { _ = grad(jit { square($0) })(three) } == ["rule 3.0"])
        let reversed = customVJP(
            forward: { (x: Tensor) -> (Tensor, Tensor) in
                debugPrint("forward {}", x)
                return (x * x, x)
            },
            backward: { (x: Tensor, g: Tensor) -> Tensor in
                debugPrint("backward {}", g)
                return 2 * x * g
            })
        #expect(printed { _ = jit { reversed($0) }(three) } == ["forward 3.0"])
        #expect(
            printed { _ = jit(grad { reversed($0) })(three) } == ["forward 3.0", "backward 1.0"])
    }

    @Test func callbacksWithoutResults() throws {
        let recorder = Recorder()
        let function = jit { (x: Tensor) -> Tensor in
            debugCallback(x, x.sum()) { values in
                recorder.add("\(try values[0].scalars(as: Float.self)) \(Float(values[1]))")
            }
            return x
        }
        _ = function(x)
        #expect(recorder.lines == ["[1.0, 2.0] 3.0"])
        // Swift's own function is still there for everything else.
        var text = ""
        debugPrint("a", 1, to: &text)
        #expect(text == "\"a\" 1\n")
    }

    @Test func effectsWithResults() throws {
        let recorder = Recorder()
        let type = ShapedTensor(shape: [], dtype: .int32)
        let next = { @Sendable () -> Tensor in
            ioCallback(resultTypes: [type]) { _ in
                recorder.add("called")
                return [Tensor(Int32(recorder.lines.count))]
            }[0]
        }
        let function = jit { () -> Tensor in
            _ = next()
            let (_, numbers) = scan(initial: Tensor(0), count: 3) { ($0 + 1, next()) }
            return numbers
        }
        #expect(try function().scalars(as: Int32.self) == [2, 3, 4])
        #expect(try function().scalars(as: Int32.self) == [6, 7, 8])
        let mistaken = mistake {
            grad { (x: Tensor) in ioCallback(resultTypes: [x.shapedType], x) { $0 }[0] }(
                Tensor(1.0 as Float))
        }
        #expect(mistaken?.contains("ioCallback: has no derivative") == true)
    }

    @Test func programText() throws {
        let program = tracedProgram(x) { (x: Tensor) -> Tensor in
            debugPrint("{}", x)
            return x
        }
        #expect(program.description.contains("\n    debug_callback a\n"))
        #expect(program.removingDeadCode().equationCount == 1)
        #expect(program.hasEffects)
    }

    // MARK: Mistakes

    @Test func formats() throws {
        func message(_ body: () -> Void) -> String? {
            mistake {
                body()
                return x
            }
        }
        #expect(message { debugPrint("{} {}", x) }?.contains("the field {} has no value") == true)
        #expect(message { debugPrint("no field", x) }?.contains("has no field") == true)
        #expect(message { debugPrint("{a}", ["b": x]) }?.contains("field {a}") == true)
        #expect(message { debugPrint("{", x) }?.contains("lone {") == true)
        #expect(message { debugPrint("{} }", x) }?.contains("lone }") == true)
        #expect(message { debugPrint("{:.3f}", x) }?.contains("debugCallback") == true)
        let tangents = customJVP({ (x: Tensor) in x * x }) { (x, dx) in
            debugPrint("{}", dx)
            return (x * x, 2 * x * dx)
        }
        let one = Tensor(1.0 as Float)
        #expect(printed { _ = jvp(tangents, one, tangent: one) } == ["1.0"])
        #expect(mistake { grad { tangents($0) }(one) }?.contains("looks at a tangent") == true)
    }
}
