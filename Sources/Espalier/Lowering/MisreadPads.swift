/// The paddings of a program that XLA reads wrongly.
///
/// XLA folds a padding into the running sum (or another running result) that reads it. Where an axis of one element is
/// padded as far to both sides, it then takes the sum for a constant along the axis: `cumsum(pad([[3]], 1))` is 3, 3, 3
/// in place of 0, 3, 3 (in JAX 0.10.2, too). A barrier keeps the two apart.
struct MisreadPads {
    private var pads: [Int: (pad: Pad, shape: [Int])] = [:]

    init(_ program: Program) {
        for equation in program.equations {
            guard let pad = equation.primitive as? Pad else { continue }
            pads[equation.outputs[0].id] = (pad, equation.inputs[0].type.shape)
        }
    }

    /// The operands of an equation, behind a barrier where it is needed.
    func kept(_ equation: Equation, _ operands: [Value], _ context: Lowering) -> [Value] {
        guard let cumulative = equation.primitive as? Cumulative,
            let (pad, shape) = equation.inputs[0].variable.flatMap({ pads[$0.id] }),
            shape[cumulative.axis] == 1, pad.low[cumulative.axis] > 0,
            pad.low[cumulative.axis] == pad.high[cumulative.axis]
        else { return operands }
        return context.emit(
            "stablehlo.optimization_barrier", operands, results: operands.map(\.type))
    }
}
