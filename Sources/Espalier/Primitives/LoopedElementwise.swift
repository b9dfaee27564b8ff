/// An elementwise function that is computed by loops which run until every element has converged.
///
/// Its program is made of ordinary operations, so that it can be differentiated in forward mode; the tangent of
/// a loop can't be transposed, though. So a derivative is a function of the same kind, whose program is that of the
/// function differentiated along ones: what multiplies a tangent is then computed before the tangent is known, and
/// derivatives of any order exist in both modes.
protocol LoopedElementwise: Elementwise {
    /// How often the function is differentiated in each operand by differentiating its loops.
    var orders: [Int] { get set }

    /// The function, before it is differentiated, of float32 or float64 operands of one shape.
    func values(_ operands: [Tensor]) throws -> Tensor

    /// The derivative in an operand where another function gives it; nil where the loops have to be differentiated.
    func knownDerivative(in place: Int, _ operands: [Tensor]) throws -> Tensor?
}

extension LoopedElementwise {
    var printedParameters: [(name: String, value: String)] {
        orders.allSatisfy { $0 == 0 } ? [] : [("orders", "\(orders)")]
    }

    func resultDType(_ inputs: [ShapedTensor]) throws -> DType {
        try commonDType(inputs, "floating", where: { $0.isFloating })
    }

    func lowerElements(_ inputs: [Value], _ result: ShapedTensor, in context: Lowering) throws
        -> Value
    {
        let types = inputs.map(\.type.strong)
        let program = try loopPrograms.value(for: LoopSignature(function: self, types: types)) {
            try EagerInterpreter.shared.run {
                try traceClosed(types) { operands in
                    // The narrow dtypes would not converge to more than a digit or two.
                    let isNarrow = result.dtype.byteSize < 4
                    let wide = try operands.map { isNarrow ? try convert($0, to: .float32) : $0 }
                    let value = try differentiated(orders, wide)
                    return [try convert(value, to: result.dtype)]
                }
            }
        }
        return try context.call(program, inputs)[0]
    }

    private func differentiated(_ orders: [Int], _ operands: [Tensor]) throws -> Tensor {
        guard let place = orders.firstIndex(where: { $0 > 0 }) else { return try values(operands) }
        var lower = orders
        lower[place] -= 1
        return try derivative(in: place, operands) { try differentiated(lower, $0) }
    }

    /// The derivative that another function gives, differentiated as the function itself is already.
    private func derivativeOfKnown(
        _ place: Int, _ orders: [Int], _ operands: [Tensor]
    ) throws -> Tensor {
        guard let other = orders.firstIndex(where: { $0 > 0 }) else {
            return try knownDerivative(in: place, operands) ?? zeros(like: operands[place])
        }
        var lower = orders
        lower[other] -= 1
        return try derivative(in: other, operands) {
            try derivativeOfKnown(place, lower, $0)
        }
    }

    func jvp(_ primals: [Tensor], _ tangents: [Tensor?]) throws -> JVPResult {
        let value = try bind(self, primals)[0]
        var sum: Tensor?
        for (place, tangent) in tangents.enumerated() {
            guard let tangent else { continue }
            let slope: Tensor
            if let known = try knownDerivative(in: place, primals) {
                slope =
                    orders.contains { $0 > 0 }
                    ? try derivativeOfKnown(place, orders, primals) : known
            } else {
                var next = self
                next.orders[place] += 1
                slope = try bind(next, primals)[0]
            }
            let part = tangent * slope
            sum = sum.map { $0 + part } ?? part
        }
        return JVPResult(value, try sum.map { try broadcast($0, to: value.shape) })
    }
}

/// The derivative of an elementwise function in one operand.
private func derivative(
    in place: Int, _ operands: [Tensor], _ function: ([Tensor]) throws -> Tensor
) throws -> Tensor {
    let tangents = operands.enumerated().map { index, operand in
        index == place ? fill(1, operand.type.strong) : nil
    }
    let (values, slopes) = try pushforward(operands, tangents) { [try function($0)] }
    return slopes[0] ?? zeros(like: values[0])
}

private struct LoopSignature<Function: LoopedElementwise>: Hashable, Sendable {
    let function: Function
    let types: [ShapedTensor]
}

private let loopPrograms = ProgramCache()

/// A loop inside of a program that is written for a sampler or a primitive: state of fixed types, and bodies that
/// may throw.
func repeated(
    _ initial: [Tensor], while condition: ([Tensor]) throws -> Tensor,
    _ body: ([Tensor]) throws -> [Tensor]
) throws -> [Tensor] {
    let types = initial.map(\.type.strong)
    let test = try trace(types) { [try condition($0)] }
    let turn = try trace(types, body)
    let loop = While(
        condition: test.program, body: turn.program, conditionConstantCount: test.captures.count,
        bodyConstantCount: turn.captures.count)
    return try bind(loop, test.captures + turn.captures + initial)
}
