import Espalier
import EspalierOptimizers

let cosine = Schedule.cosineDecay(initial: 0.1, steps: 15, alpha: 0.1)
let warmup = Schedule.warmupCosineDecay(initial: 0.01, peak: 0.1, warmup: 4, steps: 16)

/// The optimisers of the recorded cases, by name.
let optaxCases: [String: AnyTransformation] = [
    "sgd": sgd(0.1),
    "sgd momentum": sgd(0.1, momentum: 0.9),
    "sgd nesterov": sgd(0.1, momentum: 0.9, nesterov: true),
    "sgd accumulator": sgd(0.1, momentum: 0.9, accumulatorDtype: .bfloat16),
    "sgd cosine": sgd(cosine),
    "adam": adam(0.01),
    "adam options": adam(0.01, b1: 0.8, b2: 0.95, epsilon: 1e-4, epsilonRoot: 1e-6),
    "adam mu": adam(0.01, muDtype: .bfloat16),
    "adam warmup": adam(warmup),
    "nadam": nadam(0.01),
    "adamw": adamw(0.01),
    "adamw masked": adamw(0.01, weightDecay: 0.1, where: .matrices),
    "adamw schedules": adamw(warmup, weightDecay: .linear(from: 0.1, to: 0.01, steps: 12)),
    "nadamw": nadamw(0.01, weightDecay: 0.05),
    "adamax": adamax(0.01),
    "adamaxw": adamaxw(0.01, weightDecay: 0.05, where: .matrices),
    "amsgrad": amsgrad(0.01),
    "amsgrad uncorrected": amsgrad(0.01, b1: 0.8, correctsFirst: false, correctsSecond: false),
    "radam": radam(0.01),
    "radam nesterov": radam(0.01, b2: 0.9, nesterov: true),
    "adabelief": adabelief(0.01),
    "adabelief nesterov": adabelief(0.01, epsilon: 1e-6, epsilonRoot: 1e-8, nesterov: true),
    "yogi": yogi(0.01),
    "adan": adan(0.01),
    "adan decay": adan(0.01, b1: 0.9, weightDecay: 0.05),
    "adagrad": adagrad(0.1),
    "adagrad options": adagrad(0.1, initial: 0, epsilon: 1e-4),
    "adadelta": adadelta(),
    "adadelta options": adadelta(0.5, decay: 0.8, epsilon: 1e-4, weightDecay: 0.01),
    "rmsprop": rmsprop(0.01),
    "rmsprop torch": rmsprop(0.01, decay: 0.8, epsilon: 1e-4, epsilonInRoot: false),
    "rmsprop centered": rmsprop(0.01, epsilon: 1e-3, centered: true),
    "rmsprop all": rmsprop(
        0.01, epsilon: 1e-3, initial: 0.5, centered: true, momentum: 0.9, nesterov: true,
        correctsBias: true),
    "rmsprop corrected": rmsprop(cosine, momentum: 0.5, correctsBias: true),
    "lamb": lamb(0.01, weightDecay: 0.01),
    "lars": lars(0.1, weightDecay: 0.01),
    "lars masked": lars(
        0.1, weightDecay: 0.1, decayWhere: .matrices, trustCoefficient: 0.1, epsilon: 1e-3,
        trustWhere: .matrices, momentum: 0.5, nesterov: true),
    "lion": lion(0.01),
    "lion options": lion(0.01, b1: 0.8, muDtype: .bfloat16, weightDecay: 0.1),
    "lion smooth": chain(scaleByLion(mode: .smooth(2)), scale(-0.01)),
    "lion refined": chain(scaleByLion(mode: .refined), scale(-0.01)),
    "adafactor": adafactor(0.01),
    "novograd": novograd(0.01),
    "novograd options": novograd(0.01, b1: 0.8, epsilon: 1e-4, weightDecay: 0.05),
    "sign_sgd": signSGD(0.01),
    "signum": signum(0.01),
    "rprop": rprop(0.01),
    "rprop options": rprop(0.01, shrink: 0.3, grow: 1.5, minimumStep: 1e-3, maximumStep: 0.05),
    "fromage": fromage(0.01),
    "fromage cosine": fromage(cosine),
    "noisy_sgd": noisySGD(0.1, key: Key(7)),
    "optimistic_gradient_descent": optimisticGradientDescent(0.1, alpha: 0.9, beta: 0.4),
    "optimistic_adam": optimisticAdam(0.01, alpha: 0.8, beta: 0.5),
    "polyak_sgd": polyakSGD(0.1),
    "polyak_sgd options": polyakSGD(
        1, scaling: 0.5, minimum: 1.5, epsilon: 1e-3, clampsAtMinimum: true),
    "lbfgs plain": lbfgs(0.1, memory: 4, lineSearch: nil),
    "lbfgs unscaled": lbfgs(0.1, memory: 3, scalesInitial: false, lineSearch: nil),
    "distance": chain(scaleByDistanceOverGradients(), scale(-1)),
    "schedule_free_sgd": scheduleFreeSGD(0.1, warmup: 4, weightDecay: 0.01),
    "schedule_free_adamw": scheduleFreeAdamW(0.01, weightDecay: 0.01),
    "adafactor factored": adafactor(0.01, minimumSize: 4, momentum: 0.9, weightDecay: 0.01),
    "adafactor plain": adafactor(
        minimumSize: 2, decayOffset: -2, scalesByParameter: false, clippingThreshold: nil),
    "adafactor kernels": adafactor(0.01, minimumSize: 2),
    "sm3": sm3(0.1),
    "sm3 mean": chain(scaleBySM3(b1: 0.8, b2: 0.9), scale(-0.1)),
]

/// Building blocks and wrappers of the recorded cases, by name.
let optaxWrappers: [String: AnyTransformation] = [
    "clip": chain(clip(0.5), sgd(0.1)),
    "clip global": chain(clipByGlobalNorm(2), sgd(0.1)),
    "clip block": chain(clipByBlockRMS(0.7), sgd(0.1)),
    "adaptive clip": chain(adaptiveGradientClip(0.1), sgd(0.1)),
    "adaptive clip axis": chain(adaptiveGradientClip(0.1, axes: [-1]), sgd(0.1)),
    "centralize": chain(centralize(), sgd(0.1)),
    "normalize": chain(normalizeByUpdateNorm(scale: 2), sgd(0.1)),
    "trust ratio": chain(
        scaleByTrustRatio(minimumNorm: 0.5, coefficient: 0.3, epsilon: 1e-3), scale(-0.1)),
    "param norm": chain(scaleByParameterNorm(minimum: 1), scale(-0.1)),
    "nonnegative": chain(sgd(0.3), keepParametersNonnegative()),
    "apply every": chain(sgd(0.1), applyEvery(3)),
    "ema": chain(ema(decay: 0.8), sgd(0.1)),
    "multi steps": multiSteps(adam(0.01), every: 3),
    "multi steps sum": multiSteps(
        sgd(0.1, momentum: 0.9), every: .custom { which($0 .< 2, 2, 4) }, usesMean: false),
    "multi steps large": multiSteps(sgd(0.1), every: 2, skipping: .squaredNormAbove(30)),
    "multi steps finite": multiSteps(sgd(0.1), every: 2, skipping: .notFinite),
    "conditionally": chain(
        conditionallyTransform(trace(decay: 0.9)) { $0 % 3 .== 1 }, scale(-0.1)),
    "conditionally mask": conditionallyMask(adam(0.01)) { $0 .> 3 },
    "masked": masked(adam(0.01), where: .matrices),
    "partition": multiTransform(["big": adam(0.01), "small": sgd(0.1, momentum: 0.5)]) {
        $0.tensor.rank > 1 ? "big" : "small"
    },
    "sam": sam(sgd(0.1, momentum: 0.9), adversary: chain(normalize(), sgd(0.05))),
    "sam three": sam(
        adam(0.01), adversary: sgd(0.05, momentum: 0.5), syncPeriod: 3, resetState: false),
    "plateau": chain(
        sgd(0.1),
        reduceOnPlateau(factor: 0.5, patience: 2, cooldown: 1, accumulation: 2, minimumScale: 0.1)),
    "apply if finite": applyIfFinite(adam(0.01), maximumErrors: 2),
    "zero nans": chain(zeroNaNs(), adam(0.01)),
]

/// The schedules of the recorded values, by name.
let optaxSchedules: [String: Schedule] = [
    "constant": 0.3,
    "linear": .linear(from: 1, to: 0.1, steps: 10),
    "linear begin": .linear(from: 0.1, to: 1, steps: 10, begin: 5),
    "polynomial": .polynomial(from: 1, to: 0.1, power: 2, steps: 12, begin: 3),
    "polynomial fraction": .polynomial(from: 1, to: 0.1, power: 0.5, steps: 12),
    "polynomial none": .polynomial(from: 0.7, to: 0.1, power: 2, steps: 0),
    "exponential": .exponentialDecay(initial: 1, rate: 0.5, steps: 5),
    "exponential staircase": .exponentialDecay(
        initial: 1, rate: 0.5, steps: 5, begin: 3, staircase: true, end: 0.2),
    "exponential growth": .exponentialDecay(initial: 0.1, rate: 1.5, steps: 4, end: 0.6),
    "cosine": .cosineDecay(initial: 1, steps: 20),
    "cosine options": .cosineDecay(initial: 0.5, steps: 15, alpha: 0.1, exponent: 2),
    "warmup constant": .warmupConstant(peak: 1, warmup: 8),
    "warmup cosine": .warmupCosineDecay(peak: 1, warmup: 6, steps: 25, end: 0.05),
    "warmup cosine exponent": .warmupCosineDecay(
        initial: 0.1, peak: 1, warmup: 6, steps: 25, exponent: 1.5),
    "warmup exponential": .warmupExponentialDecay(
        peak: 1, warmup: 5, rate: 0.6, steps: 6, begin: 2, staircase: true, end: 0.3),
    "piecewise constant": .piecewiseConstant(initial: 1, scales: [5: 0.5, 12: 0.1, 20: 3]),
    "piecewise linear": .piecewise(.linear, initial: 1, scales: [5: 0.5, 12: 0.1, 20: 3]),
    "piecewise cosine": .piecewise(.cosine, initial: 1, scales: [5: 0.5, 12: 0.1, 20: 3]),
    "one cycle cosine": .oneCycleCosine(peak: 0.5, steps: 30),
    "one cycle cosine options": .oneCycleCosine(
        peak: 0.5, steps: 30, rise: 0.2, initialDivisor: 10, finalDivisor: 100),
    "one cycle linear": .oneCycleLinear(peak: 0.5, steps: 30),
    "one cycle linear options": .oneCycleLinear(
        peak: 0.5, steps: 30, rise: 0.2, fall: 0.6, initialDivisor: 10, finalDivisor: 100),
    "joined": .joined(
        [
            .linear(from: 0, to: 1, steps: 5), 0.5,
            .exponentialDecay(initial: 0.5, rate: 0.5, steps: 4),
        ], at: [6, 14]),
    "sgdr": .warmRestarts([
        Schedule.Cycle(peak: 1, warmup: 3, steps: 10),
        Schedule.Cycle(initial: 0.2, peak: 0.8, warmup: 2, steps: 15, end: 0.1),
    ]),
]
