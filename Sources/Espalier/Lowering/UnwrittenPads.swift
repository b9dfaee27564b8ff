/// A primitive that can read an array with a border without their being written to memory together.
protocol BorderReader: Primitive {
    /// What reading its first operand without its border costs, counted in shifted slices; nil where it can't.
    func shiftedReads(_ border: Border) -> Int?

    /// Writes the operation for an array whose border is left to it.
    ///
    /// - Parameter inputs: the array without its border, what stands in the border, and the other operands.
    func lower(
        _ inputs: [Value], _ border: Border, _ outputs: [ShapedTensor], in context: Lowering
    ) throws -> [Value]
}

/// The border of a padded array.
struct Border {
    let pad: Pad
    /// The shape of the array inside.
    let shape: [Int]
    let isZero: Bool
}

/// The paddings of a program that are not written to memory, because few reads of them are left to what reads them.
///
/// The compiler computes a padding where it is read if it is read once, and otherwise writes the padded array to memory
/// and reads it again. A stencil of few places takes two to three times as long then; with more than these reads the
/// loop becomes slower than that.
struct UnwrittenPads {
    private static let readLimit = 4

    private var pads: [Int: (equation: Equation, border: Border)] = [:]

    init(_ program: Program) {
        for equation in program.equations {
            guard let pad = equation.primitive as? Pad, pad.interior.allSatisfy({ $0 == 0 }),
                !equation.outputs[0].type.dtype.isFloat8
            else { continue }
            let border = Border(
                pad: pad, shape: equation.inputs[0].type.shape, isZero: isZero(equation.inputs[1]))
            pads[equation.outputs[0].id] = (equation, border)
        }
        if pads.isEmpty { return }
        var reads: [Int: Int] = [:]
        for equation in program.equations {
            for (position, input) in equation.inputs.enumerated() {
                guard let id = input.variable?.id, let border = pads[id]?.border else { continue }
                guard position == 0, let reader = equation.primitive as? any BorderReader,
                    let count = reader.shiftedReads(border)
                else {
                    pads[id] = nil
                    continue
                }
                reads[id, default: 0] += count
            }
        }
        for output in program.outputs.compactMap(\.variable) { pads[output.id] = nil }
        pads = pads.filter { reads[$0.key, default: 0] <= Self.readLimit }
    }

    /// Whether the equation is a padding that is left out.
    func contains(_ equation: Equation) -> Bool {
        equation.primitive is Pad && pads[equation.outputs[0].id] != nil
    }

    /// For an equation that reads a padding that is left out, that padding and the array inside.
    func read(by equation: Equation) -> (border: Border, inputs: [Atom])? {
        guard let id = equation.inputs.first?.variable?.id, let pad = pads[id] else { return nil }
        return (pad.border, pad.equation.inputs + equation.inputs.dropFirst())
    }
}

/// Whether an operand is the number zero, known when the program is written.
private func isZero(_ atom: Atom) -> Bool {
    guard case .literal(let tensor) = atom, let bytes = try? tensor.hostBytes() else {
        return false
    }
    return bytes.allSatisfy { $0 == 0 }
}
