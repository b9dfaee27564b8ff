import EspalierTestSupport
import Testing

@testable import Espalier

/// What a filter makes constant of a compiled function, and what traces it again.
@Suite struct CompiledFilterTests {
    private let model = DescribedStack.model
    private let x = Tensor.ones([2, 1])

    private func run(_ model: DescribedStack, _ x: Tensor) -> Tensor { model.l2(tanh(model.l1(x))) }

    @Test func leavesThatAreLeftOutAreConstants() {
        let call = jit(run, where: { $0.path.description != "[0].l1.weight" })
        let eager = run(model, x)
        #expect(isClose(call(model, x), eager))
        #expect(isClose(call(model, x * 2), run(model, x * 2)))
        #expect(call.traceCount == 1)
        // Another value of what the program takes: no trace.
        let other = model.at["l2"].multiply(3)
        #expect(isClose(call(other, x), run(other, x)))
        #expect(call.traceCount == 1)
        // The same contents in another tensor: no trace. Other contents: one.
        #expect(isClose(call(model.map { $0 + 0 }, x), eager))
        #expect(call.traceCount == 1)
        let changed = model.replacing(\.l1.weight) { $0 * 2 }
        #expect(isClose(call(changed, x), run(changed, x)))
        #expect(call.traceCount == 2)
        #expect(isClose(call(model, x), eager))
        #expect(call.traceCount == 2)
        // Another shape or structure: one.
        _ = call(model, .ones([3, 1]))
        #expect(call.traceCount == 3)
        _ = call(model.frozen(), x)
        #expect(call.traceCount == 4)
    }

    @Test func constantsArePartOfTheProgram() {
        let all = jit { (x: Tensor, y: Tensor) in x * y }
        let one = jit({ (x: Tensor, y: Tensor) in x * y }, where: { $0.path.description == "[0]" })
        #expect(all.lower(2.0, 3.0).program.inputs.count == 2)
        #expect(one.lower(2.0, 3.0).program.inputs.count == 1)
        let before = one.traceCount
        #expect(one(2.0, 3.0) == 6.0)
        #expect(one(4.0, 3.0) == 12.0)
        #expect(one.traceCount == before + 1)
        #expect(one(4.0, 5.0) == 20.0)
        #expect(one.traceCount == before + 2)
        // A constant can decide what is computed.
        let choose = jit(
            { (x: Tensor, flag: Tensor) in Bool(flag) ? x : -x },
            where: { $0.tensor.dtype != .bool })
        #expect(choose(1.0, true) == 1.0 && choose(1.0, false) == -1.0)
        #expect(choose.traceCount == 2)
    }

    @Test func byMask() {
        let double = jit(
            { (model: DescribedStack) in model.at["l1"].multiply(2).l1.bias }, where: model == "l1")
        #expect(double(model) == .full([1, 5], 2.0))
        #expect(double(model.at["l2"].set(0)) == .full([1, 5], 2.0))
        #expect(double.traceCount == 2)
        #expect(double(model.at["l1"].set(4)) == .full([1, 5], 8.0))
        #expect(double.traceCount == 2)
    }

    @Test func stateWithConstants() {
        var model = model
        let step = jit(
            { (model: inout DescribedStack, rate: Tensor) in
                model.l1.bias += rate
                model.l2.weight *= 2
            }, where: { $0.tensor.rank == 0 || $0.path.description.hasSuffix("bias") })
        step(&model, 0.5)
        #expect(model.l1.bias == .full([1, 5], 1.5))
        #expect(isClose(model.l2.weight, 2 * self.model.l2.weight))
        // The constant has other contents now.
        step(&model, 0.5)
        #expect(model.l1.bias == .full([1, 5], 2.0))
        #expect(step.traceCount == 2)
    }

    @Test func absentLeavesDoNotTraceAgain() {
        let scale = jit { (model: DescribedStack) in model * 2 }
        let part = model["l1"]
        #expect(scale(part).l2.weight.isNothing)
        _ = scale(part)
        #expect(scale.traceCount == 1)
        _ = scale(model)
        #expect(scale.traceCount == 2)
        _ = scale(model["l2"])
        #expect(scale.traceCount == 3)
    }

    @Test func tracedConstantsAreAMistake() {
        let inner = jit(
            { (x: Tensor, y: Tensor) in x * y }, where: { $0.path.description == "[0]" })
        #expect(inner(2.0, 3.0) == 6.0)
        let message = mistake { jit { (x: Tensor) in inner(2.0, x) }(3.0) }
        #expect(message?.contains("let the filter take it") == true)
        #expect(jit { (x: Tensor) in inner(x, 3.0) }(2.0) == 6.0)
    }

    @Test func gradientsByPredicateAndMask() {
        let loss = { (model: DescribedStack) in model.l2(tanh(model.l1(Tensor.ones([2, 1])))).sum()
        }
        let full = grad(loss)(model)
        for gradients in [
            grad(loss, where: model == "l2")(model),
            grad(jit(loss), where: model == "l2")(model),
            valueAndGrad(loss, where: model == "l2")(model).1,
            grad(loss, where: { $0.path.description.hasPrefix("l2") })(model),
            jit(grad(loss, where: model == "l2"))(model),
        ] {
            #expect(gradients.l1.weight.isNothing && gradients.l1.bias.isNothing)
            #expect(isClose(gradients.l2.weight, full.l2.weight))
        }
        // A predicate goes before what is trainable by default, frozen leaves among them.
        let frozen = grad(loss, where: { _ in true })(model.frozen())
        #expect(isClose(frozen.l1.weight, full.l1.weight))
    }
}
