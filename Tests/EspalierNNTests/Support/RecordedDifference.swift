import Espalier
import EspalierTestSupport

@testable import EspalierNN

extension FixtureCase {
    /// What is wrong with a tensor: by the bound that `make compare` recorded where there is one, else by the closeness.
    func difference(
        _ found: Tensor, _ expected: Tensor, _ bound: TruthAndBound?, _ closeness: Closeness
    ) throws -> String? {
        guard let bound else {
            return try EspalierTestSupport.difference(
                found, expected, closeness.scaled(to: found.dtype), for: name)
        }
        return try bound.difference(
            FixtureArray(found), FixtureArray(expected), signedZeros: false)
    }

    /// The bounds of the derivatives in the weights, by their names.
    func boundsOfWeights() throws -> (truth: [String: Tensor], allowed: [String: Tensor]) {
        var result: (truth: [String: Tensor], allowed: [String: Tensor]) = ([:], [:])
        for (label, bound) in zip(parameterNames, (bounds?.inputCotangents ?? []).dropFirst()) {
            result.truth[label] = try bound?.truth.tensor
            result.allowed[label] = try bound?.allowed.tensor
        }
        return result
    }
}

extension Closeness {
    /// The closeness of float32 in another dtype: as many units in the last place.
    func scaled(to dtype: DType) -> Closeness {
        var scaled = self
        switch dtype {
        case .float16: scaled.relative *= 0x1p13
        case .bfloat16: scaled.relative *= 0x1p16
        default: break
        }
        return scaled
    }
}

extension Layer {
    /// The layer with floating leaves in another dtype.
    func cast(to dtype: DType) -> Self {
        replacingLeaves(
            with: leaves.map { $0.hasElements && $0.dtype.isFloating ? $0.asType(dtype) : $0 })
    }
}
