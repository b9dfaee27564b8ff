/// The operand itself, with a derivative of zero (`jax.lax.stop_gradient`).
struct StopGradient: NonDifferentiable {
    var isNativeOnFloat8: Bool { true }
    var name: String { "stop_gradient" }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] { inputs }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        inputs
    }

    func evaluate(_ inputs: [Tensor]) throws -> [Tensor] { inputs }

    func stage(_ inputs: [Tensor], in staging: StagingInterpreter) throws -> [Tensor] {
        // Derivatives are taken before programs are: outside them there is nothing to stop. Inside
        // a loop's body the derivative comes later, so that the equation stays.
        try staging.append(self, inputs)
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        BatchResult(try bind1(self, inputs[0]), axes[0])
    }
}
