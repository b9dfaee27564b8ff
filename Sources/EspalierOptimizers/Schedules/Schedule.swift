import Espalier

/// A number that may change from step to step: a learning rate, or the strength of weight decay
/// (`optax.Schedule`).
///
///     sgd(0.1)
///     adam(.cosineDecay(initial: 1e-3, steps: 10_000))
///     adamw(.warmupCosineDecay(peak: 1e-3, warmup: 500, steps: 10_000))
///     adam(.constant(rate))
///
/// A literal is a constant. A schedule is called with the number of steps before, from zero, and
/// can be looked at: `schedule(100)` is the number at step 100.
public struct Schedule: Hashable, Sendable {
    indirect enum Form: Hashable {
        case constant(Double)
        case adjustable(Double)
        case polynomial(PolynomialDecay)
        case exponential(ExponentialDecay)
        case cosine(CosineDecay)
        case steps(StepwiseScaling)
        case interpolated(InterpolatedScaling)
        case joined([Schedule], [Int])
        case custom(Identity<@Sendable (Tensor) -> Tensor>)
    }

    let form: Form

    init(_ form: Form) { self.form = form }

    /// The same number at each step (`optax.constant_schedule`).
    public static func constant(_ value: Double) -> Schedule { Schedule(.constant(value)) }

    /// A number that is kept in the state of the optimiser, where it can be changed between steps
    /// without tracing a compiled step again (`optax.inject_hyperparams`).
    ///
    ///     var optimizer = adam(.adjustable(1e-3)).initialized(for: model)
    ///     optimizer.learningRate = 1e-4
    public static func adjustable(_ initial: Double) -> Schedule {
        Schedule(.adjustable(initial))
    }

    /// A schedule of one's own.
    ///
    /// - Parameter function: gives the number, a scalar, for the number of steps before, an int32
    ///   scalar that may be traced. Schedules are equal if the closure is the same one.
    public static func custom(_ function: @escaping @Sendable (Tensor) -> Tensor) -> Schedule {
        Schedule(.custom(Identity(function)))
    }
}

extension Schedule: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    /// A constant.
    public init(floatLiteral value: Double) { self = .constant(value) }

    /// A constant.
    public init(integerLiteral value: Int) { self = .constant(Double(value)) }
}

extension Schedule: CustomStringConvertible {
    /// The schedule with its numbers.
    public var description: String {
        if case .constant(let value) = form { "\(value)" } else { "\(form)" }
    }
}

// MARK: - Values

extension Schedule {
    /// The number at a step.
    public func callAsFunction(_ step: Int) -> Double {
        if case .constant(let value) = form { return value }
        return Double(self(int32(step), dtype: .float64))
    }

    /// The number at a step that is a tensor and may be traced.
    ///
    /// - Parameters:
    ///   - step: an integer scalar.
    ///   - dtype: the floating dtype to compute in.
    /// - Returns: a scalar of the dtype.
    public func callAsFunction(_ step: Tensor, dtype: DType = .float32) -> Tensor {
        let value: Tensor =
            switch form {
            case .constant(let value), .adjustable(let value): weak(value)
            case .polynomial(let decay): decay.value(step, dtype)
            case .exponential(let decay): decay.value(step, dtype)
            case .cosine(let decay): decay.value(step, dtype)
            case .steps(let scaling): scaling.value(step, dtype)
            case .interpolated(let scaling): scaling.value(step, dtype)
            case .joined(let schedules, let boundaries):
                zip(boundaries, schedules.dropFirst()).reduce(schedules[0](step, dtype: dtype)) {
                    value, next in
                    which(step .< int32(next.0), value, next.1(step - next.0, dtype: dtype))
                }
            case .custom(let box): box.value(step)
            }
        return value.asType(dtype)
    }

    /// The number if it is the same at each step and known.
    var constantValue: Double? {
        if case .constant(let value) = form { value } else { nil }
    }
}

// MARK: - As part of a rule

extension Schedule {
    /// What a rule keeps in its state for the schedule: nothing, the number, or a count of steps.
    func initialNumbers(_ name: String, for leaves: [TreeLeaf]) -> [String: Tensor] {
        switch form {
        case .constant: [:]
        case .adjustable(let value): [name: weak(value).asType(leaves.tensors.stepPrecision)]
        default: ["count": .zeros([], dtype: .int32)]
        }
    }

    /// The number at this step; afterwards the state stands at the next one.
    func next(_ name: String, _ state: inout TransformationState, for updates: [Tensor]) -> Tensor {
        switch form {
        case .constant(let value): return weak(value)
        case .adjustable: return state.own(name)
        default:
            let count = state.own("count")
            state.numbers["count"] = incremented(count)
            return self(count, dtype: updates.stepPrecision)
        }
    }
}
