import EspalierTestSupport
import Testing

@testable import Espalier

/// Functions that the tables name and the fixtures lack; `Scripts/compare/extra.py` calls them in JAX.
let furtherFunctions = FixtureArea(
    "further", exceptions: [.integersStayNarrow],
    functions: [
        "array": { [$0[0]] },
        "positive": { [+$0[0]] },
        "identity": { [+$0[0]] },
        "sizes": { call in
            let x = call[0]
            return [Tensor((x.shape + [x.rank, x.count]).map { Int32($0) })]
        },
        "isComplexObject": { [Tensor($0[0].dtype.isComplex)] },
        "isRealObject": { [Tensor(!$0[0].dtype.isComplex)] },
        "broadcastLike": { [$0[0].broadcast(like: $0[1])] },
        "broadcastToRank": { [$0[0].broadcast(toRank: 4)] },
        "reverse": { [$0[0].flipped(axis: 1)] },
        "asType": { [$0[0].asType(try $0.dtype())] },
        "bitcast": { [$0[0].bitcast(to: try $0.dtype())] },
        "trilIndicesFrom": { call in
            let (rows, columns) = trilIndices(from: call[0], offset: try call.int("offset"))
            return [rows, columns]
        },
        "triuIndicesFrom": { call in
            let (rows, columns) = triuIndices(from: call[0], offset: try call.int("offset"))
            return [rows, columns]
        },
        "diagIndicesFrom": { diagIndices(from: $0[0]) },
        "broadcastShapes": { call in
            let shapes = (call.attributes["shapes"].array ?? []).compactMap(\.ints)
            return [Tensor(try broadcastShapes(shapes[0], shapes[1]).map { Int32($0) })]
        },
        "reduceXor": { call in
            let zero = Tensor(.integer(0), call[0].dtype, isWeak: false)
            return [reduce(call[0], initial: zero, axes: [1]) { $0 ^ $1 }]
        },
        "leastK": { call in
            let (values, places) = topK(-call[0], 3)
            return [-values, places]
        },
        "qrMultiply": { call in
            let (vectors, taus) = householderFactors(call[0])
            return [ormqr(vectors, taus, call[1])]
        },
        "fromBuffer": { call in
            let count = try call.int("count")
            return [Tensor(scalars: (0..<count).map { Float($0) }, shape: [count])]
        },
        "callback": { call in
            pureCallback(resultTypes: [call[0].type], call[0]) { arguments in
                let x = arguments[0]
                func result<T: TensorScalar>(_ numbers: [T]) -> Tensor {
                    Tensor(scalars: numbers, shape: x.shape)
                }
                switch x.dtype {
                case .float16: return [result(try x.scalars(as: Float16.self).map { $0 * 2 + 1 })]
                case .bfloat16:
                    let numbers = try x.scalars(as: BFloat16.self)
                    return [result(numbers.map { BFloat16(Float($0) * 2 + 1) })]
                case .float64: return [result(try x.scalars(as: Double.self).map { $0 * 2 + 1 })]
                default: return [result(try x.scalars(as: Float.self).map { $0 * 2 + 1 })]
                }
            }
        },
        "guarded": { [errorIf($0[0], ($0[0] .> 100).any(), "too large")] },
    ])
