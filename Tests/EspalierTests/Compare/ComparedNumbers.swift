import EspalierTestSupport
import Foundation

@testable import Espalier

/// The true values of an array, and how far each number may be from its own.
///
/// `Scripts/compare/bounds.py` says where both come from.
struct TruthAndBound: Decodable, Sendable {
    let truth: FixtureArray
    let allowed: FixtureArray

    /// What is wrong with an array of the expected dtype and shape; nil where nothing is.
    ///
    /// Not-a-numbers and infinities have to be where JAX has them.
    func difference(
        _ found: FixtureArray, _ expected: FixtureArray, signedZeros: Bool
    ) throws -> String? {
        guard found.dtype == expected.dtype, found.shape == expected.shape else {
            return "\(found.dtype) \(found.shape) should be \(expected.dtype) \(expected.shape)"
        }
        let dtype = try expected.tensorType
        let numbers = HostScalar.read(found.bytes, dtype)
        let jax = HostScalar.read(expected.bytes, dtype)
        let right = HostScalar.read(truth.bytes, try truth.tensorType)
        let bounds = HostScalar.read(allowed.bytes, .float64)
        for index in numbers.indices {
            let bound = bounds[index].real
            for (p, q, t) in [
                (numbers[index].real, jax[index].real, right[index].real),
                (numbers[index].imaginary, jax[index].imaginary, right[index].imaginary),
            ] {
                let isRight =
                    q.isNaN
                    ? p.isNaN
                    : q.isInfinite
                        ? p == q
                        : p == 0 && q == 0
                            ? !signedZeros || p.sign == q.sign : (p - t).magnitude <= bound
                if !isRight {
                    return
                        "element \(index) is \(p), in JAX \(q), the truth is \(t): off by "
                        + "\((p - t).magnitude / bound) of what is allowed"
                }
            }
        }
        return nil
    }
}

/// What is written for `Scripts/compare/compare.py` to read: how much was compared and what differs.
struct ComparisonReport: Codable, Sendable {
    /// The calls or programs.
    var calls = 0
    /// The arrays: values, derivatives, batches.
    var arrays = 0
    /// The arrays that JAX has bit for bit.
    var equal = 0
    /// Arrays with another dtype than JAX's, by a decision of this library.
    var otherDTypes = 0
    var differences: [String] = []

    /// The folder of a run; nil where nothing is to be compared.
    static let folder: URL? = ProcessInfo.processInfo.environment["ESPALIER_COMPARISON"].map {
        URL(fileURLWithPath: $0, isDirectory: true)
    }

    func write(_ name: String) throws {
        guard let folder = Self.folder else { return }
        let results = folder.appendingPathComponent("results", isDirectory: true)
        try FileManager.default.createDirectory(at: results, withIntermediateDirectories: true)
        try JSONEncoder().encode(self).write(to: results.appendingPathComponent("\(name).json"))
    }
}
