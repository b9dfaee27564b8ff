import Espalier

/// In which dtypes a model keeps its weights, computes and answers: mixed precision (`jmp.Policy`).
///
///     let policy = PrecisionPolicy.mixedFloat16
///     let (loss, gradients) = valueAndGrad(&model) { model in
///         let logits = policy.computing(&model) { $0(policy.castToComputation(x)) }
///         return crossEntropy(logits, labels)
///     }
///
/// The weights stay in the dtype of parameters, where small steps aren't lost, and their gradients come in that dtype;
/// between inputs and outputs everything is in the narrower one. Float16 overflows easily, see ``LossScale``; bfloat16 has
/// the range of float32 and needs none.
public struct PrecisionPolicy: Hashable, Sendable {
    /// The dtype that weights are kept in.
    public var parameters: DType
    /// The dtype to compute in.
    public var computation: DType
    /// The dtype of results.
    public var output: DType

    /// A policy of floating dtypes.
    public init(parameters: DType = .float32, computation: DType, output: DType = .float32) {
        for dtype in [parameters, computation, output] where !dtype.isFloating {
            mistake("PrecisionPolicy", "the dtypes have to be floating, and one is \(dtype)")
        }
        self.parameters = parameters
        self.computation = computation
        self.output = output
    }

    /// Everything in float32.
    public static let float32 = PrecisionPolicy(computation: .float32)
    /// Weights and results in float32, computation in float16.
    public static let mixedFloat16 = PrecisionPolicy(computation: .float16)
    /// Weights and results in float32, computation in bfloat16.
    public static let mixedBFloat16 = PrecisionPolicy(computation: .bfloat16)

    /// The tree with its floating leaves in the dtype of parameters (`jmp.Policy.cast_to_param`).
    public func castToParameters<T: Tree>(_ tree: T) -> T { castingFloats(tree, to: parameters) }

    /// The tree with its floating leaves in the dtype to compute in (`jmp.Policy.cast_to_compute`).
    public func castToComputation<T: Tree>(_ tree: T) -> T { castingFloats(tree, to: computation) }

    /// The tree with its floating leaves in the dtype of results (`jmp.Policy.cast_to_output`).
    public func castToOutput<T: Tree>(_ tree: T) -> T { castingFloats(tree, to: output) }

    /// Computes with a model whose weights are in the dtype to compute in.
    ///
    /// Cast are the floating leaves of the kind Parameter, frozen ones too. State such as running statistics keeps its
    /// dtype, in which it is gathered, and what the function changes in it stays changed; changes of weights don't.
    ///
    /// - Returns: what the function gives, in the dtype of results.
    public func computing<Model: Tree, Result: Tree>(
        _ model: inout Model, _ body: (inout Model) -> Result
    ) -> Result {
        let leaves = model.describedLeaves
        func isCast(_ leaf: TreeLeaf) -> Bool {
            leaf.kind is Parameter.Type && !leaf.tensor.isNothing && leaf.tensor.dtype.isFloating
        }
        var narrow = model.replacingLeaves(
            with: leaves.map { isCast($0) ? $0.tensor.asType(computation) : $0.tensor })
        let result = body(&narrow)
        let after = narrow.leaves
        guard after.count == leaves.count else {
            mistake(
                "computing",
                "the model has \(after.count) leaves after the call and had \(leaves.count); initialise it before"
            )
            return castToOutput(result)
        }
        model = narrow.replacingLeaves(
            with: zip(leaves, after).map { leaf, after in
                if isCast(leaf) || after.isNothing || leaf.tensor.isNothing {
                    return isCast(leaf) ? leaf.tensor : after
                }
                return after.asType(leaf.tensor.dtype)
            })
        return castToOutput(result)
    }
}

/// The tree with its floating leaves in another dtype.
private func castingFloats<T: Tree>(_ tree: T, to dtype: DType) -> T {
    tree.replacingLeaves(
        with: tree.leaves.map { $0.isNothing || !$0.dtype.isFloating ? $0 : $0.asType(dtype) })
}
