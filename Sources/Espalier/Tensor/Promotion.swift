/// Which dtype an operation on operands of different dtypes computes in.
///
/// The lattice is JAX's (`jax.numpy.promote_types`): `bool` lies below the weak integer, that below the
/// integers, those below the weak float, that below the floats, and so on to the complex types. Weak types
/// belong to literals and to what is computed from literals alone; they yield to any other type of their
/// category, so that `x + 1` and `x * 0.5` keep the dtype of `x`.
enum Promotion {
    /// A point of the lattice.
    private enum Point: Hashable {
        case dtype(DType)
        case weakInteger, weakFloat, weakComplex
    }

    private static func point(_ dtype: DType, _ isWeak: Bool) -> Point {
        guard isWeak else { return .dtype(dtype) }
        if dtype.isComplex { return .weakComplex }
        if dtype.isFloating { return .weakFloat }
        return dtype == .bool ? .dtype(.bool) : .weakInteger
    }

    /// The points directly above each point.
    private static func above(_ point: Point) -> [Point] {
        switch point {
        case .dtype(.bool): [.weakInteger]
        case .weakInteger: [.dtype(.uint8), .dtype(.int8)]
        case .dtype(.uint8): [.dtype(.int16), .dtype(.uint16)]
        case .dtype(.uint16): [.dtype(.int32), .dtype(.uint32)]
        case .dtype(.uint32): [.dtype(.int64), .dtype(.uint64)]
        case .dtype(.uint64): [.weakFloat]
        case .dtype(.int8): [.dtype(.int16)]
        case .dtype(.int16): [.dtype(.int32)]
        case .dtype(.int32): [.dtype(.int64)]
        case .dtype(.int64): [.weakFloat]
        case .weakFloat:
            [
                .dtype(.float8E4M3FN), .dtype(.float8E5M2), .dtype(.float16), .dtype(.bfloat16),
                .weakComplex,
            ]
        case .dtype(.float8E4M3FN), .dtype(.float8E5M2): []
        case .dtype(.float16), .dtype(.bfloat16): [.dtype(.float32)]
        case .dtype(.float32): [.dtype(.float64), .dtype(.complex64)]
        case .dtype(.float64): [.dtype(.complex128)]
        case .weakComplex: [.dtype(.complex64)]
        case .dtype(.complex64): [.dtype(.complex128)]
        case .dtype(.complex128): []
        }
    }

    private static func upperBounds(_ point: Point) -> Set<Point> {
        var found: Set<Point> = [point]
        var open = [point]
        while let next = open.popLast() {
            for higher in above(next) where found.insert(higher).inserted { open.append(higher) }
        }
        return found
    }

    /// Joins of all pairs of strong and weak types, indexed by ``index(_:_:)``.
    private static let table: [(DType, Bool)?] = {
        let points = DType.allCases.flatMap { [point($0, false), point($0, true)] }
        let bounds = Dictionary(uniqueKeysWithValues: Set(points).map { ($0, upperBounds($0)) })
        return points.flatMap { a in
            points.map { b -> (DType, Bool)? in
                let common = bounds[a]!.intersection(bounds[b]!)
                // The least upper bound is the common bound that lies below all the others.
                let join = common.first { candidate in
                    common.isSubset(of: bounds[candidate] ?? upperBounds(candidate))
                }
                switch join {
                // Nothing holds the numbers of a float of eight bits and of another float but a wider one.
                case nil: return nil
                case .dtype(let dtype): return (dtype, false)
                case .weakInteger: return (.int32, true)
                case .weakFloat: return (.float32, true)
                case .weakComplex: return (.complex64, true)
                }
            }
        }
    }()

    private static func index(_ dtype: DType, _ isWeak: Bool) -> Int {
        Int(dtype.rawValue) * 2 + (isWeak ? 1 : 0)
    }

    /// The join of two types and whether it is weak. That there is none is a mistake.
    static func join(
        _ a: DType, _ aIsWeak: Bool, _ b: DType, _ bIsWeak: Bool
    ) -> (dtype: DType, isWeak: Bool) {
        if a == b && aIsWeak == bIsWeak { return (a, aIsWeak) }
        // Literals that need 64 bits keep them among literals and bools.
        if aIsWeak || a == .bool, bIsWeak || b == .bool, a.isInteger || b.isInteger,
            !a.isInexact, !b.isInexact
        {
            return ([.uint64, .int64].first { $0 == a || $0 == b } ?? .int32, true)
        }
        if let join = table[index(a, aIsWeak) * DType.allCases.count * 2 + index(b, bIsWeak)] {
            return join
        }
        _ = failed(
            TensorError(
                "promotion",
                """
                \(a) and \(b) have no common dtype, because floats of eight bits are not promoted; convert one \
                of them with asType first
                """))
        return (a, aIsWeak)
    }

    /// The join of the types of several tensors.
    static func join(_ types: some Sequence<ShapedTensor>) -> (dtype: DType, isWeak: Bool) {
        var result: (dtype: DType, isWeak: Bool)?
        for type in types {
            guard let sofar = result else {
                result = (type.dtype, type.isWeak)
                continue
            }
            result = join(sofar.dtype, sofar.isWeak, type.dtype, type.isWeak)
        }
        return result ?? (.float32, false)
    }
}

/// The dtype that an operation on operands of these dtypes has (`jax.numpy.promote_types`).
public func promote(_ a: DType, _ b: DType) -> DType {
    Promotion.join(a, false, b, false).dtype
}
