import Espalier
import EspalierOptimizers
import EspalierTestSupport
import Foundation
import Testing

/// Narrow dtypes to compute in, and losses that are scaled for them.
@Suite struct MixedPrecisionTests {
    @Module
    struct Regression {
        var weight: Tensor
        var bias: Tensor
        /// The largest guess so far.
        @BatchStat var largest = Tensor.zeros([])

        init() {
            weight = .zeros([3])
            bias = .zeros([])
        }

        mutating func callAsFunction(_ x: Tensor) -> Tensor {
            let guess = (x * weight).sum(axis: 1) + bias
            largest = maximum(largest, stopGradient(guess.asType(.float32)).max())
            return guess
        }
    }

    @Module
    struct Run {
        var model: Regression
        var optimizer: Optimizer
        var scale: LossScale
    }

    /// What `Scripts/fixtures/areas/mixed_precision.py` recorded.
    private struct Recorded: Decodable {
        let x: FixtureArray
        let y: FixtureArray
        let scales: [Double]
        let finite: [Bool]
        let losses: [Double]
        let weights: [[Double]]

        static func read() throws -> Recorded {
            try JSONDecoder().decode(
                Recorded.self, from: FixtureFile.contents(of: "mixed_precision.json"))
        }
    }

    /// Scales, skipped steps, losses and weights are those of Flax and Optax; the weights within the digits of float16.
    @Test func trainsAsFlaxDoes() throws {
        let recorded = try Recorded.read()
        let policy = PrecisionPolicy.mixedFloat16
        let model = Regression()
        var run = Run(
            model: model, optimizer: adam(0.1).initialized(for: model),
            scale: .dynamic(initial: 65_536, interval: 5))
        let step = jit { (run: inout Run, x: Tensor, y: Tensor) -> [Tensor] in
            let (loss, gradients, isFinite) = run.scale.valueAndGrad(&run.model) { model in
                let guess = policy.computing(&model) { $0(policy.castToComputation(x)) }
                return square(guess - y).mean()
            }
            run.optimizer.update(&run.model, with: gradients, where: isFinite)
            return [loss, isFinite, gradients.weight]
        }
        for (index, scale) in recorded.scales.enumerated() {
            let old = run
            let factor: Float = index % 11 == 10 ? 200 : 1
            let results = step(&run, try recorded.x.tensor * factor, try recorded.y.tensor * factor)
            #expect(Double(run.scale.scale) == scale, "step \(index)")
            #expect(Bool(results[1]) == recorded.finite[index])
            let loss = try Closeness.within(2e-3).difference(
                FixtureArray([Double(results[0])]), FixtureArray([recorded.losses[index]]))
            #expect(loss == nil, "step \(index)")
            let weights = try numbers(run.model.weight) + numbers(run.model.bias)
            let difference = try Closeness.within(4e-3).difference(
                FixtureArray(weights), FixtureArray(recorded.weights[index]))
            #expect(difference == nil, "step \(index)")
            #expect(results[2].dtype == .float32 && run.model.weight.dtype == .float32)
            if !recorded.finite[index] {
                // The step didn't happen, but for the scale, which was halved.
                #expect(run.model.leaves == old.model.leaves)
                #expect(run.optimizer.state == old.optimizer.state)
                #expect(Double(run.scale.scale) == Double(old.scale.scale) / 2)
            }
        }
        #expect(step.traceCount == 1)
    }

    @Test func scalesRiseAndFall() throws {
        let adjust = jit { (scale: inout LossScale, isFinite: Tensor) in
            scale.adjust(isFinite: isFinite)
        }
        var scale = LossScale.dynamic(
            initial: 4, interval: 2, growth: 4, backoff: 0.25, minimum: 0.5)
        let seen = [true, true, true, false, true, false, false, true, true].map { isFinite in
            adjust(&scale, Tensor(isFinite))
            return Double(scale.scale)
        }
        #expect(seen == [4, 16, 16, 4, 4, 1, 0.5, 0.5, 2])
        // No further than float32 goes.
        var largest = LossScale.dynamic(initial: 1e38, interval: 1, growth: 8)
        adjust(&largest, Tensor(true))
        #expect(Float(largest.scale) == 1e38)
        var fixed = LossScale.fixed(8)
        adjust(&fixed, Tensor(false))
        #expect(Double(fixed.scale) == 8)
        #expect(Double(fixed.scaled(Tensor(scalars: [Float16(2)], shape: []))) == 16)
        #expect(fixed.unscaled([Tensor([8.0, -16.0])])[0] == [1.0, -2.0])
    }

    /// Without the scale, gradients of this size are zeros in float16.
    @Test func smallGradientsSurvive() {
        let x = Tensor(1e-4), policy = PrecisionPolicy.mixedFloat16
        func gradient(_ scale: LossScale) -> Float {
            var (scale, weight) = (scale, Tensor(1.0))
            return Float(
                scale.valueAndGrad(&weight) { weight in
                    1e-4 * policy.computing(&weight) { $0 * policy.castToComputation(x) }
                }.gradients)
        }
        #expect(gradient(.fixed(1)) != 1e-8)
        #expect(Swift.abs(gradient(.fixed(65_536)) - 1e-8) < 1e-11)
    }

    @Test func policiesCastFloats() {
        let policy = PrecisionPolicy(computation: .bfloat16)
        let tree = [Tensor([1.5]), Tensor([1, 2]), Key(0).data]
        #expect(policy.castToComputation(tree).map(\.dtype) == [.bfloat16, .int32, .uint32])
        #expect(policy.castToOutput(policy.castToComputation(tree)) == tree)
        #expect(PrecisionPolicy.mixedBFloat16 == policy)
        #expect(throws: TensorError.self) {
            try withErrors { _ = PrecisionPolicy(computation: .int32) }
        }
        #expect(throws: TensorError.self) { try withErrors { _ = LossScale.dynamic(growth: 1) } }
    }
}
