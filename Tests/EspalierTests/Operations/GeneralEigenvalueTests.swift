import ComplexModule
import EspalierTestSupport
import TestSupport
import Testing

@testable import Espalier

private let hasLAPACK = LAPACK.isInstalled

/// These tests need LAPACK (Debian: liblapack3).
@Suite struct GeneralEigenvalueTests {
    private func matrix(_ dtype: DType, _ shape: [Int] = [4, 4]) -> Tensor {
        dtype.isComplex
            ? complexSpread(shape).asType(dtype) : spread(shape, -1, 2).asType(dtype)
    }

    @Test(
        .needs(.lapack, hasLAPACK),
        arguments: [
            DType.float32, .float64, .complex64, .complex128,
        ])
    func solvesTheEquation(dtype: DType) throws {
        let tolerance = dtype.realPart == .float32 ? 1e-5 : 1e-12
        for shape in [[4, 4], [2, 3, 5, 5]] {
            let a = matrix(dtype, shape)
            let (values, vectors) = eig(a)
            #expect(values.dtype == dtype.complexified)
            #expect(values.shape == Array(shape.dropLast()))
            let full = a.asType(dtype.complexified)
            #expect(
                isClose(
                    full.matmul(vectors), vectors * values.expanded(at: -2), tolerance: tolerance))
            #expect(
                isClose(
                    values.sum(axis: -1), diagonal(full, axis1: -2, axis2: -1).sum(axis: -1),
                    tolerance: tolerance))
            // Vectors have length 1, and their largest elements are real.
            let squares = real(vectors * conjugate(vectors))
            #expect(
                isClose(
                    squares.sum(axis: -2), Tensor.ones(like: real(values)), tolerance: tolerance))
            let largest = squares.max(axis: -2, keepDims: true)
            let imaginaryParts = which(squares .== largest, imaginary(vectors), 0)
            #expect(
                isClose(imaginaryParts, Tensor.zeros(like: imaginaryParts), tolerance: tolerance))
            // Compiled, and in a batch.
            let again = jit { (a: Tensor) in eigvals(a) }
            #expect(isClose(again(a), values, tolerance: tolerance))
        }
        let batch = stack([matrix(dtype), 2 * matrix(dtype)])
        #expect(isClose(jit(vmap { eigvals($0) })(batch), eigvals(batch)))
        #expect(isClose(vmap({ eigvals($0) }, in: 2)(moveAxis(batch)), eigvals(batch)))
    }

    private func moveAxis(_ x: Tensor) -> Tensor { x.transposed([1, 2, 0]) }

    @Test(.needs(.lapack, hasLAPACK))
    func knownValues() throws {
        let rotation = Tensor([[0.0, -1.0], [1.0, 0.0]] as [[Double]])
        #expect(eigvals(rotation) == Tensor([Complex(0.0, 1.0), Complex(0.0, -1.0)]))
        #expect(
            eigvals(Tensor([[2, 1], [0, 3]]))
                == Tensor([Complex<Float>(2, 0), Complex<Float>(3, 0)]))
        #expect(eigvals(Tensor.zeros([0, 0])).shape == [0])
        let broken = eigvals(Tensor([[1, .nan], [0, 1]] as [[Float]]))
        #expect(try broken.scalars(as: Complex<Float>.self).allSatisfy { !$0.isFinite })
    }

    @Test(.needs(.lapack, hasLAPACK))
    func derivatives() throws {
        for dtype in [DType.float64, .complex128] {
            let (a, v) = (matrix(dtype), matrix(dtype).transposed() * 0.3)
            let functions: [(Tensor) -> [Tensor]] = [
                { [eigvals($0)] },
                {
                    let (values, vectors) = eig($0, differentiableVectors: true)
                    return [values, vectors]
                },
            ]
            for function in functions {
                let (_, tangents) = jvp(function, a, tangent: v)
                let step = 1e-6
                let quotients = zip(function(a + step * v), function(a - step * v)).map {
                    ($0 - $1) / (2 * step)
                }
                for (tangent, quotient) in zip(tangents, quotients) {
                    #expect(isClose(tangent, quotient, tolerance: 1e-7))
                }
                // Backwards, by the pairing of cotangents and tangents.
                let (results, pull) = vjp(function, a)
                let weights = results.map { complexSpread($0.shape, turn: 5) }
                let cotangent = pull(weights)
                let left = real((cotangent * v).sum())
                let right = zip(weights, tangents).map { real(($0 * $1).sum()) }
                    .reduce(Tensor(0.0 as Double), +)
                #expect(isClose(left, right, tolerance: 1e-9))
            }
        }
        let slope = jit(grad { (a: Tensor) in real(eigvals(a) * conjugate(eigvals(a))).sum() })
        #expect(slope(matrix(.float64)).shape == [4, 4])
        let curvature = { (a: Tensor) in jvp({ eigvals($0) }, a, tangent: a * a).1 }
        let (a, v) = (matrix(.float64), matrix(.float64).transposed())
        let (_, second) = jvp(curvature, a, tangent: v)
        let quotient = (curvature(a + 1e-6 * v) - curvature(a - 1e-6 * v)) / 2e-6
        #expect(isClose(second, quotient, tolerance: 1e-6))
        let refused = mistake {
            grad { (a: Tensor) in real(eig(a).eigenvectors).sum() }(matrix(.float64))
        }
        #expect(refused?.contains("differentiableVectors: true") == true)
    }

    @Test func mistakes() throws {
        #expect(mistake { eigvals(Tensor.ones([2, 3])) }?.contains("square matrices") == true)
        #expect(mistake { eig(Tensor.ones([3])).0 }?.contains("needs a matrix") == true)
        #expect(
            mistake { eigvals(Tensor.ones([2, 2], dtype: .float16)) }?.contains("float16") == true)
        if !hasLAPACK {
            #expect(mistake { eigvals(Tensor.ones([2, 2])) }?.contains("liblapack3") == true)
        }
    }
}
