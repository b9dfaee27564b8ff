import EspalierTestSupport
import Foundation
import TestSupport
import Testing

@testable import Espalier

/// Memory that the process has in use, in MiB.
private func residentMebibytes() throws -> Double {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    let pages = try #require(text.split(separator: " ").dropFirst().first.flatMap { Double($0) })
    return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
}

/// How long the loops are: 1 for the full million and hundred thousand; nil where the process is
/// shared with other tests, so that its memory says nothing.
///
/// `make test` runs a twentieth of it, `make endurance` all in release mode.
private let fraction = ProcessInfo.processInfo.environment["ESPALIER_ENDURANCE"].flatMap(
    Double.init)

@Module
private struct Walker {
    var position: Tensor
    var velocity: Tensor
}

/// Long loops leave memory as it was.
@Suite(
    .serialized,
    .needs(
        .ownProcess,
        fraction != nil && FileManager.default.fileExists(atPath: "/proc/self/statm")))
struct EnduranceTests {
    private let share = fraction ?? 0

    /// Warms caches up, and then compares memory at a tenth of the loop with memory at the end.
    private func expectFlatMemory(steps: Int, _ body: () throws -> Void) throws {
        for _ in 0..<steps / 10 { try body() }
        let before = try residentMebibytes()
        for _ in 0..<steps { try body() }
        let after = try residentMebibytes()
        // A leak of one small object a step would be more than this.
        #expect(after - before < 8 + 64e-6 * Double(steps), "\(before) MiB, then \(after) MiB")
    }

    @Test func compiledSteps() throws {
        let step = jit { (walker: inout Walker, force: Tensor) -> Tensor in
            walker.velocity = 0.9 * walker.velocity + force
            walker.position += walker.velocity
            return walker.position.sum()
        }
        var walker = Walker(position: .zeros([16]), velocity: .zeros([16]))
        let force = Tensor.ones([16])
        var count = 0
        try expectFlatMemory(steps: Int(1_000_000 * share)) {
            let sum = step(&walker, force)
            count += 1
            if count % 1000 == 0 { try sum.wait() }
        }
        #expect(step.traceCount == 1)
        // The velocity goes to 1 / (1 - 0.9).
        #expect(isClose(walker.velocity, 10 * force, tolerance: 1e-4))
    }

    @Test func eagerOperations() throws {
        var x = Tensor.ones([16])
        var count = 0
        try expectFlatMemory(steps: Int(100_000 * share) / 4) {
            x = (x * 0.5 + sin(x)) / 2
            count += 1
            if count % 1000 == 0 { try x.wait() }
        }
        #expect(try elements(x).allSatisfy(\.isFinite))
    }

    /// Transformations that trace anew each time leave nothing behind either.
    @Test func eagerTransformations() throws {
        let x = Tensor([1.0, 2.0, 3.0])
        let gradient = grad { (x: Tensor) in vmap { sin($0 as Tensor) * $0 }(x).sum() }
        try expectFlatMemory(steps: Int(40_000 * share)) { try gradient(x).wait() }
    }
}
