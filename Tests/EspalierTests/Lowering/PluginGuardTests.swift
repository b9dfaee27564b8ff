import EspalierTestSupport
import Foundation
import PJRT
import Testing

@testable import Espalier

/// Ways round the faults of plugins: the numbers are right with the plugin at hand, and the formulas are right by
/// themselves.
@Suite struct PluginGuardTests {
    /// Computes a function by a program that avoids all known faults, or none.
    private func compute(
        _ x: [Tensor], guards: PluginGuards, _ function: ([Tensor]) -> Tensor
    ) throws -> Tensor {
        let traced = try trace(x.map(\.type)) { tracers in try withErrors { [function(tracers)] } }
        let (text, callbacks) = try Lowering.lower(traced.program, name: "guarded", guards: guards)
        let runtime = try Runtime.current
        let executable = try runtime.compile(text, name: "guarded", callbacks: callbacks)
        return try runtime.execute(
            executable, traced.captures + x, traced.program.outputs.map(\.type), for: "guarded")[0]
    }

    /// The largest distance in units in the last place.
    private func distance(
        _ found: Tensor, _ x: [Double], _ right: (Double) -> Double
    ) throws -> Double {
        let isWide = found.dtype == .float64
        return zip(try elements(found), x).map { found, x in
            let right = isWide ? right(x) : Double(Float(right(x)))
            if found == right || found.isNaN && right.isNaN { return 0 }
            return (found - right).magnitude / (isWide ? right.ulp : Double(Float(right).ulp))
        }.max() ?? 0
    }

    private static let functions:
        [(name: String, ours: @Sendable (Tensor) -> Tensor, right: @Sendable (Double) -> Double)] =
            [
                ("atan", { atan($0) }, { Foundation.atan($0) }),
                ("atan2", { atan2($0, 1) }, { Foundation.atan2($0, 1) }),
                (
                    "atan2 of ones", { atan2($0, Tensor.ones($0.shape, dtype: $0.dtype)) },
                    {
                        Foundation.atan2($0, 1)
                    }
                ),
                ("log1p", { log1p($0) }, { Foundation.log1p($0) }),
                ("atanh", { atanh($0) }, { Foundation.atanh($0) }),
                ("cbrt", { cbrt($0) }, { Foundation.cbrt($0) }),
                ("erf", { erf($0) }, { Foundation.erf($0) }),
            ]

    @Test(arguments: functions.map(\.name), [DType.float32, .float64])
    func formulasAreRight(name: String, dtype: DType) throws {
        let function = try #require(Self.functions.first { $0.name == name })
        let special: [Double] = [
            0, -0.0, 1, -1, 0.5, 2, -2, .infinity, -.infinity, .nan, 1e-30, 1e30, 1e-8, -1e-8,
        ]
        let drawn = (0..<500).map { Double(Float($0) / 40 - 6.2) }
        let small = drawn.map { Double(Float($0 / 6.3)) }
        let large = name == "erf" ? [] : drawn.map { Double(Float($0 * 1e6)) }
        let numbers = (special + drawn + small + large).map { Double(Float($0)) }
        let x = Tensor(scalars: numbers, shape: [numbers.count]).asType(dtype)
        for guards in [PluginGuards.all, PluginGuards.needed(by: try Runtime.current.client, [:])] {
            let found = try compute([x], guards: guards) { function.ours($0[0]) }
            // The host's float64 functions are rounded, too, and log1p of its ratio doubles its rounding in atanh.
            let bound = dtype == .float64 ? 8.0 : 4.0
            #expect(try distance(found, numbers, function.right) <= bound)
        }
        let whole = jit(function.ours)(x)
        #expect(try distance(whole, numbers, function.right) <= 8)
        // Zeros keep their sign.
        let zeros = try function.ours(Tensor([0.0, -0.0]).asType(dtype)).asType(.float64)
            .scalars(as: Double.self)
        #expect(zeros.map(\.sign) == [.plus, .minus])
    }

    @Test func anglesOfZeros() throws {
        let zeros = Tensor([0.0, -0.0])
        let right: [[Double]] = [[0, .pi], [-0.0, -.pi]]
        for guards in [PluginGuards.all, []] {
            let found = try compute([zeros], guards: guards) {
                atan2($0[0].expanded(at: 1), $0[0])
            }
            let numbers = try elements(found)
            for (a, b) in zip(numbers, right.joined()) {
                #expect(abs(a - b) < 1e-6 && a.sign == b.sign)
            }
        }
        let flags = Tensor([true, false])
        #expect(jit { (p: Tensor) in angle(p ^ p) }(flags) == [0.0, 0.0])
    }

    @Test func constantsThatAreNaNStayNaN() throws {
        let x = Tensor([0.0, 1.0])
        let nan = Tensor(Float.nan)
        let functions: [@Sendable (Tensor) -> Tensor] = [
            { maximum(nan, -1) + $0 }, { minimum(nan, -1) + $0 }, { clip(nan, -1, 1) + $0 },
            { relu(nan) + $0 }, { maximum(-1, nan) + $0 }, { minimum(log(-1), 3) + $0 },
            { Tensor.full([3], nan).max() + $0 }, { maximum(Tensor.zeros([2]) / 0, 3) + $0 },
            { x in
                scan(initial: x, over: Tensor([1.0, 2.0])) { c, y in (c + maximum(nan, y), y) }.0
            },
            { jit { (a: Tensor, b: Tensor) in maximum(a, b) }(nan, Tensor(-1.0 as Float)) + $0 },
        ]
        for (index, function) in functions.enumerated() {
            #expect(try elements(jit(function)(x)).allSatisfy(\.isNaN), "function \(index)")
            let guarded = try compute([x], guards: .all) { function($0[0]) }
            #expect(try elements(guarded).allSatisfy(\.isNaN), "function \(index), guarded")
        }
        let corrected = jit { (x: Tensor) in
            Espalier.corrcoef(Tensor([[1.0, .nan], [2, 3]])) + x.sum()
        }(x)
        #expect(try elements(corrected)[0].isNaN)
    }

    @Test func exportedProgramsAvoidAllFaults() throws {
        let exported = try jit { (x: Tensor) in atan(x) }.lower(Tensor.zeros([64])).exported()
        #expect(!exported.stableHLO.contains("chlo.atan\""))
        let x = Tensor.linspace(-3, 3, count: 64)
        let found = try exported(x)[0]
        let numbers = try elements(x)
        #expect(try distance(found, numbers) { Foundation.atan($0) } <= 4)
    }

    @Test func faultsHaveGuards() {
        func fault(_ operation: String) -> PluginFault {
            PluginFault(operation: operation, type: "f32", sizes: [], example: "")
        }
        #expect(PluginGuards.against(fault("atan")) == .arcTangent)
        #expect(PluginGuards.against(fault("clamp of constants")) == .extremaOfConstants)
        #expect(PluginGuards.against(fault("sine")) == nil)
    }
}
