import Espalier

/// A number that a loss is multiplied by so that its gradients are not too small for float16, and that gradients are
/// divided by afterwards (Micikevicius et al., 2018, https://arxiv.org/abs/1710.03740).
///
///     @Module struct Training {
///         var model: Network
///         var optimizer: Optimizer
///         var scale = LossScale.dynamic()
///     }
///
///     let step = jit { (training: inout Training, x: Tensor, y: Tensor) -> Tensor in
///         let (loss, gradients, isFinite) = training.scale.valueAndGrad(&training.model) { model in
///             crossEntropy(policy.computing(&model) { $0(x) }, y)
///         }
///         training.optimizer.update(&training.model, with: gradients, where: isFinite)
///         return loss
///     }
///
/// A dynamic scale falls where gradients overflow, and that step is skipped; it rises after many steps in which none did.
/// The scale is a tree, to be part of the state of a compiled step. Compare `jmp.DynamicLossScale`, and Flax's
/// `DynamicScale`, which rises after one finite step more.
@Module
public struct LossScale: Sendable, Hashable {
    /// What the loss is multiplied by: a float32 scalar.
    @State public private(set) var scale: Tensor
    /// How many steps in a row had finite gradients since the scale changed: int32.
    @State public private(set) var finiteSteps: Tensor
    /// How the scale changes; nil where it doesn't.
    public let rule: Rule?

    /// How a scale changes.
    public struct Rule: Hashable, Sendable {
        /// After how many finite steps in a row the scale rises.
        public let interval: Int
        /// What it is multiplied by then.
        public let growth: Double
        /// What it is multiplied by after gradients that weren't finite.
        public let backoff: Double
        /// The smallest scale.
        public let minimum: Double
    }

    private init(_ scale: Double, _ rule: Rule?) {
        self.scale = weak(scale).asType(.float32)
        finiteSteps = .zeros([], dtype: .int32)
        self.rule = rule
    }

    /// A scale that stays as it is (`jmp.StaticLossScale`); by default it does nothing.
    ///
    /// - Parameter scale: a positive number.
    public static func fixed(_ scale: Double = 1) -> LossScale {
        if !(scale > 0) { mistake("LossScale", "a scale has to be positive, and it is \(scale)") }
        return LossScale(scale, nil)
    }

    /// A scale that falls and rises (`jmp.DynamicLossScale`).
    ///
    /// - Parameters:
    ///   - initial: the scale at the beginning; best a power of two, as the factors, so that nothing is rounded.
    ///   - interval: after how many finite steps in a row it rises.
    ///   - growth: what it is multiplied by then; more than one.
    ///   - backoff: what it is multiplied by after gradients that weren't finite; between zero and one.
    ///   - minimum: the smallest scale.
    public static func dynamic(
        initial: Double = 65_536, interval: Int = 2000, growth: Double = 2, backoff: Double = 0.5,
        minimum: Double = 1
    ) -> LossScale {
        if interval < 1 || growth <= 1 || !(0..<1 ~= backoff) || !(initial > 0) || minimum < 0 {
            mistake(
                "LossScale",
                """
                needs a positive scale, an interval of at least one step, growth above one, backoff from zero to \
                one, and a minimum not below zero; they are \(initial), \(interval), \(growth), \(backoff) and \(minimum)
                """)
        }
        return LossScale(
            initial, Rule(interval: interval, growth: growth, backoff: backoff, minimum: minimum))
    }
}

// MARK: - Steps

extension LossScale {
    /// The value of a function of a model and its gradient, which is taken of the scaled value; then the scale changes,
    /// as its rule says.
    ///
    /// Where the gradients aren't finite, state that the function changed in the model is as it was before, as far as it
    /// is floating: running statistics of numbers that overflowed would never be mended.
    ///
    /// - Parameters:
    ///   - model: the model.
    ///   - function: the loss, a scalar. It is scaled in float32 at least.
    /// - Returns: the loss and the gradients without the scale, and whether all gradients are finite.
    public mutating func valueAndGrad<Model: Tree>(
        _ model: inout Model, _ function: (inout Model) -> Tensor
    ) -> (loss: Tensor, gradients: Model, isFinite: Tensor) {
        let before = model.leaves
        let scale = self
        let ((_, loss), scaled) = Espalier.valueAndGrad(&model) { model in
            let loss = function(&model)
            return (scale.scaled(loss), loss)
        }
        let gradients = unscaled(scaled)
        let isFinite = allFinite(gradients)
        let after = model.leaves
        if before.count == after.count {
            model.replaceLeaves(
                with: zip(after, before).map { after, before in
                    let isKept = after.isNothing || before.isNothing || !after.dtype.isInexact
                    return isKept ? after : which(isFinite, after, before)
                })
        }
        adjust(isFinite: isFinite)
        return (loss, gradients, isFinite)
    }

    /// The loss times the scale, in float32 at least.
    public func scaled(_ loss: Tensor) -> Tensor {
        loss.asType(promote(loss.dtype, .float32)) * scale
    }

    /// The gradients of a scaled loss as those of the loss itself: divided by the scale in float32 at least, in their own
    /// dtypes.
    public func unscaled<Gradients: Tree>(_ gradients: Gradients) -> Gradients {
        gradients.replacingLeaves(
            with: gradients.leaves.map { leaf in
                guard !leaf.isNothing, leaf.dtype.isInexact else { return leaf }
                return (leaf.asType(promote(leaf.dtype, .float32)) / scale).asType(leaf.dtype)
            })
    }

    /// Changes the scale as its rule says.
    ///
    /// - Parameter isFinite: whether the gradients of a step were finite, a bool scalar.
    public mutating func adjust(isFinite: Tensor) {
        guard let rule else { return }
        let count = finiteSteps + 1
        let rises = isFinite & (count .>= int32(rule.interval))
        let larger = scale * weak(rule.growth)
        // No further than there are finite scales.
        let risen = which(Espalier.isFinite(larger), larger, scale)
        let fallen = maximum(scale * weak(rule.backoff), weak(rule.minimum))
        finiteSteps = which(isFinite & !rises, count, 0).asType(.int32)
        scale = which(rises, risen, which(isFinite, scale, fallen)).asType(.float32)
    }
}

extension Optimizer {
    /// Moves the model one step where a condition holds; elsewhere model and optimiser stay as they are.
    ///
    /// - Parameters:
    ///   - model: the model that the optimiser was initialised for.
    ///   - gradients: what `grad` gave.
    ///   - loss: where the gradients were taken, for the rules that need it.
    ///   - condition: a bool scalar, such as whether all gradients are finite.
    public mutating func update<Model: Tree>(
        _ model: inout Model, with gradients: Model, loss: Tensor? = nil, where condition: Tensor
    ) {
        let old = (model: model, state: state)
        update(&model, with: gradients, loss: loss)
        model = model.map(with: old.model) { new, old in
            new.isNothing ? new : which(condition, new, old)
        }
        state = select(condition, state, old.state)
    }
}

/// Whether all elements of the floating and complex leaves are finite, a bool scalar (`jmp.all_finite`).
public func allFinite<T: Tree>(_ tree: T) -> Tensor {
    areFinite(tree.leaves.filter { !$0.isNothing && $0.dtype.isInexact })
}
