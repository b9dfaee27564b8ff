extension Program {
    private enum EffectKey: Hashable { case masked, silenced }

    /// The program with its effects happening only where a condition holds: takes a bool scalar, then the inputs.
    ///
    /// A `vmap` that lets examples take branches of their own computes all of them, and an effect must not happen
    /// for examples that go another way.
    func masked() throws -> Program {
        try transformed.value(for: EffectKey.masked) {
            let condition = ShapedTensor(shape: [], dtype: .bool)
            return try traceClosed([condition] + inputTypes) { arguments in
                try evaluate(Array(arguments.dropFirst())) { primitive, operands in
                    try primitive.hasEffects
                        ? primitive.bindMasked(operands, by: arguments[0])
                        : bind(primitive, operands)
                }
            }
        }
    }

    /// The program without effects, but for those that give results: for computing something a second time.
    func silenced() throws -> Program {
        guard hasEffects else { return self }
        return try transformed.value(for: EffectKey.silenced) {
            try traceClosed(inputTypes) { arguments in
                try evaluate(arguments) { primitive, operands in
                    guard primitive.hasEffects else { return try bind(primitive, operands) }
                    if let call = primitive as? HostCall, call.resultTypes.isEmpty { return [] }
                    return try bind(
                        try primitive.replacingPrograms { try $0.silenced() }, operands)
                }
            }
        }
    }
}
