import Testing

@testable import Espalier

/// Loops, branches and derivatives of whole functions. What each function does is written in
/// Scripts/fixtures/README.md under its name.
@Suite struct ControlFlowFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { controlFlow }

    @Test(arguments: controlFlow.names)
    func agreesWithJAX(_ function: String) throws { try controlFlow.check(function) }

    @Test func isComplete() throws { try controlFlow.checkCompleteness() }
}

private let controlFlow = FixtureArea(
    "control_flow",
    functions: loops.merging(branches) { first, _ in first }.merging(wholeFunctions) { first, _ in
        first
    })

private let loops: [String: FixtureFunction] = [
    "scanCumulative": { call in
        let (last, emitted) = scan(
            initial: call[0], over: call[1], reverse: call.bool("reverse"),
            unroll: try call.int("unroll")
        ) { (carry: Tensor, x: Tensor) in (carry * 0.5 + sin(x), carry * x) }
        return [last, emitted]
    },
    "scanRecurrent": { call in
        let weight = call[1]
        let (last, emitted) = scan(
            initial: call[0], over: call[2], reverse: call.bool("reverse")
        ) { (state: Tensor, x: Tensor) in
            let next = tanh(weight.matmul(state) + x)
            return (next, next.sum())
        }
        return [last, emitted]
    },
    "scanSeveral": { call in
        let (last, emitted) = scan(initial: [call[0], call[1]], over: [call[2], call[3]]) {
            (carry: [Tensor], x: [Tensor]) -> ([Tensor], [Tensor]) in
            let (a, b, u, v) = (carry[0], carry[1], x[0], x[1])
            return ([a + b * u, b * 0.9 + v], [a * u, b - v])
        }
        return last + emitted
    },
    "scanNested": { call in
        let (last, emitted) = scan(initial: call[0], over: call[1]) {
            (carry: Tensor, row: Tensor) in
            scan(initial: carry, over: row) { (carry: Tensor, x: Tensor) in
                (carry * cos(x), carry + x)
            }
        }
        return [last, emitted]
    },
    "scanLength": { call in
        let (last, emitted) = scan(initial: call[0], count: try call.int("length")) {
            (carry: Tensor) in (carry * carry + 0.1, carry)
        }
        return [last, emitted]
    },
    "scanEmpty": { call in
        let (last, emitted) = scan(initial: call[0], over: call[1]) { (carry: Tensor, x: Tensor) in
            (carry + x, carry * x)
        }
        return [last, emitted]
    },
    "scanMixed": { call in
        let zero = Tensor(.integer(0), .int32, isWeak: false)
        let (last, emitted) = scan(initial: [zero, call[0]], over: call[1]) {
            (carry: [Tensor], x: Tensor) -> ([Tensor], Tensor) in
            ([carry[0] + 1, carry[1] + x * carry[0]], carry[1])
        }
        return last + [emitted]
    },
    "associativeScanSum": { [associativeScan($0[0]) { (a: Tensor, b: Tensor) in a + b }] },
    "associativeScanProduct": { call in
        [
            associativeScan(call[0], reverse: call.bool("reverse")) { (a: Tensor, b: Tensor) in
                a * b
            }
        ]
    },
    "whileDoubling": { call in
        whileLoop(initial: [call[0], zeros(like: call[0])], while: { $0[0] .< 100 }) { state in
            [state[0] * 2, state[1] + state[0] ** 2]
        }
    },
    "whileCollatz": { [collatz($0[0])] },
    "vmapWhileCollatz": { [vmap(collatz)($0[0])] },
    "foriLogistic": { call in
        [
            foriLoop(try call.int("lower")..<(try call.int("upper")), initial: call[0]) {
                (_: Tensor, x: Tensor) in 3.5 * x * (1 - x)
            }
        ]
    },
    "foriIndexed": { call in
        [
            foriLoop(try call.int("lower")..<(try call.int("upper")), initial: call[0]) {
                (index: Tensor, x: Tensor) in x + sin(x * index)
            }
        ]
    },
    "foriEmpty": { call in
        [
            foriLoop(try call.int("lower")..<(try call.int("upper")), initial: call[0]) {
                (_: Tensor, x: Tensor) in x * 2
            }
        ]
    },
]

private func collatz(_ start: Tensor) -> Tensor {
    whileLoop(initial: [start, zeros(like: start)], while: { $0[0] .!= 1 }) { state in
        let n = state[0]
        return [which(n % 2 .== 0, floorDivide(n, 2), 3 * n + 1), state[1] + 1]
    }[1]
}

private let branches: [String: FixtureFunction] = [
    "cond": { [chosen($0[0], $0[1])] },
    "vmapCond": { [vmap(chosen)($0[0], $0[1])] },
    "switchCase": { call in
        [
            switchCase(
                call[0],
                [{ (x: Tensor) in sin(x) }, { (x: Tensor) in x * x }, { (x: Tensor) in 1 / x }],
                call[1])
        ]
    },
]

private func chosen(_ condition: Tensor, _ x: Tensor) -> Tensor {
    cond(condition, x, then: { sin($0) * $0 }, else: { $0 ** 3 })
}

private let wholeFunctions: [String: FixtureFunction] = [
    "rosenbrock": { [rosenbrock($0[0])] },
    "rosenbrockGrad": { [grad(rosenbrock)($0[0])] },
    "rosenbrockHessian": { [hessian(rosenbrock)($0[0])] },
    "polarJacfwd": { [jacfwd(polar)($0[0])] },
    "polarJacrev": { [jacrev(polar)($0[0])] },
    "tanhSquareDerivative": { [derivative(ofOrder: try $0.int("order"))($0[0])] },
    "vmapTanhSquareDerivative": { [vmap(derivative(ofOrder: try $0.int("order")))($0[0])] },
    "network": { [network(Array($0.inputs[..<4]), $0[4], $0[5])] },
    "networkGrad": { networkGradient(Array($0.inputs[..<4]), $0[4], $0[5]) },
    "networkPerExampleGrad": { call in
        // Recorded in the first weights only.
        let weights = Array(call.inputs[..<4])
        let gradients = vmap { (x: Tensor, y: Tensor) -> Tensor in
            networkGradient(weights, x, y)[0]
        }
        return [gradients(call[4], call[5])]
    },
    "networkTraining": { call in
        let (x, y, rate) = (call[4], call[5], try call.double("rate"))
        let (weights, losses) = scan(
            initial: Array(call.inputs[..<4]), count: try call.int("steps")
        ) { (weights: [Tensor]) -> ([Tensor], Tensor) in
            let (loss, gradient) = valueAndGrad { (weights: [Tensor]) in network(weights, x, y) }(
                weights)
            return (zip(weights, gradient).map { $0 - rate * $1 }, loss)
        }
        return weights + [losses]
    },
    "crossEntropy": { [crossEntropy($0[0], $0[1], $0[2])] },
    "crossEntropyGrad": { call in
        [grad { (w: Tensor) in crossEntropy(w, call[1], call[2]) }(call[0])]
    },
    "crossEntropyHessian": { call in
        let function = { (w: Tensor) in crossEntropy(w.reshaped([3, 3]), call[1], call[2]) }
        return [hessian(function)(call[0].flattened())]
    },
]

@Sendable private func rosenbrock(_ x: Tensor) -> Tensor {
    let (first, second) = (x[.slice(nil, -1)], x[1...])
    return (100 * (second - first ** 2) ** 2 + (1 - first) ** 2).sum()
}

@Sendable private func polar(_ x: Tensor) -> Tensor {
    stack([x[0] * cos(x[1]), x[0] * sin(x[1]), exp(x[0] * x[1])])
}

private func derivative(ofOrder order: Int) -> (Tensor) -> Tensor {
    (0..<order).reduce({ (x: Tensor) in tanh(x) * x ** 2 }) { function, _ in grad(function) }
}

private func network(_ weights: [Tensor], _ x: Tensor, _ y: Tensor) -> Tensor {
    let hidden = tanh(x.matmul(weights[0]) + weights[1])
    return ((hidden.matmul(weights[2]) + weights[3] - y) ** 2).mean()
}

private func networkGradient(_ weights: [Tensor], _ x: Tensor, _ y: Tensor) -> [Tensor] {
    grad { (weights: [Tensor]) in network(weights, x, y) }(weights)
}

private func crossEntropy(_ w: Tensor, _ x: Tensor, _ labels: Tensor) -> Tensor {
    let logProbabilities = logSoftmax(x.matmul(w))
    return -takeAlongAxis(logProbabilities, labels.expanded(at: 1), axis: 1).mean()
}
