import Foundation

// Matrices that are made from a vector or from nothing but their size (`jax.scipy.linalg`).

/// Matrices placed along the diagonal of a matrix of zeros (`jax.scipy.linalg.block_diag`).
///
/// - Parameter blocks: scalars, vectors (as rows) and matrices.
public func blockDiag(_ blocks: [Tensor]) -> Tensor {
    checked(blocks) {
        for (index, block) in blocks.enumerated() where block.rank > 2 {
            throw TensorError(
                "blockDiag",
                "operands must be matrices, and operand \(index) has the shape \(block.shape)")
        }
        guard !blocks.isEmpty else { return Tensor.zeros([1, 0]) }
        let matrices = try promoted(blocks).map {
            try reshape($0, to: Array(repeating: 1, count: 2 - $0.rank) + $0.shape)
        }
        let width = matrices.reduce(0) { $0 + $1.shape[1] }
        var before = 0
        let rows = try matrices.map { matrix -> Tensor in
            defer { before += matrix.shape[1] }
            return try bind1(
                Pad(
                    low: [0, before], high: [0, width - before - matrix.shape[1]], interior: [0, 0]),
                matrix, fill(0, matrix.type.with(shape: [])))
        }
        return concatenate(rows, axis: 0)
    }
}

/// The matrix that is constant along its diagonals, of a first column and a first row (`jax.scipy.linalg.toeplitz`).
///
/// - Parameters:
///   - column: vectors along the last axis.
///   - row: vectors along the last axis, whose first element is not read; by default the conjugated column.
public func toeplitz(_ column: Tensor, _ row: Tensor? = nil) -> Tensor {
    checked([column] + (row.map { [$0] } ?? [])) {
        let row = row ?? conjugate(column)
        let (c, r) = try vectors(column, row, "toeplitz")
        let (rows, columns) = (c.shape.last!, r.shape.last!)
        let band = concatenate(
            [c.flipped(axis: -1), try part(r, r.rank - 1, min(1, columns), columns)], axis: -1)
        return try patterned(band, rows, columns) { i, j in rows - 1 - i + j }
    }
}

/// The matrix that is constant along the diagonals that rise to the right, of a first column and a last row
/// (`jax.scipy.linalg.hankel`).
///
/// - Parameters:
///   - column: vectors along the last axis.
///   - row: vectors along the last axis, whose first element is not read; by default zeros.
public func hankel(_ column: Tensor, _ row: Tensor? = nil) -> Tensor {
    checked([column] + (row.map { [$0] } ?? [])) {
        let (c, r) = try vectors(column, row ?? zeros(like: column), "hankel")
        let (rows, columns) = (c.shape.last!, r.shape.last!)
        let band = concatenate([c, try part(r, r.rank - 1, min(1, columns), columns)], axis: -1)
        return try patterned(band, rows, columns) { i, j in i + j }
    }
}

/// The matrix whose columns are a vector shifted further and further round (`jax.scipy.linalg.circulant`).
public func circulant(_ column: Tensor) -> Tensor {
    checked(column) {
        let (c, _) = try vectors(column, column, "circulant")
        let size = c.shape.last!
        return try patterned(c, size, size) { i, j in (i - j + size) % size }
    }
}

/// The matrix by whose product with a vector that is convolved with another (`jax.scipy.linalg.convolution_matrix`).
///
/// - Parameters:
///   - kernel: vectors along the last axis.
///   - size: of the vector that the matrix is for.
///   - mode: which part of the convolution is given.
public func convolutionMatrix(
    _ kernel: Tensor, size: Int, mode: ConvolutionMatrixMode = .full
) -> Tensor {
    checked(kernel) {
        let (c, _) = try vectors(kernel, kernel, "convolutionMatrix")
        let length = c.shape.last!
        guard size > 0, length > 0 else {
            throw TensorError(
                "convolutionMatrix", "sizes must be positive, and they are \(length) and \(size)")
        }
        try SizeLimit.checkMemory(
            ShapedTensor(shape: [size.saturatingAdd(length), size], dtype: .int64),
            for: "convolutionMatrix")
        let (low, high) = (min(size, length), max(size, length))
        let rows =
            switch mode {
            case .full: 0..<(size + length - 1)
            case .same: ((low - 1) / 2)..<((low - 1) / 2 + high)
            case .valid: (low - 1)..<high
            }
        let axis = c.rank - 1
        let padding = (0..<c.rank).map { $0 == axis ? size - 1 : 0 }
        let band = try bind1(
            Pad(low: padding, high: padding, interior: padding.map { _ in 0 }), c,
            fill(0, c.type.with(shape: [])))
        return try patterned(band, rows.count, size) { i, j in i + rows.lowerBound - j + size - 1 }
    }
}

/// Which part of a convolution ``convolutionMatrix(_:size:mode:)`` is for.
public enum ConvolutionMatrixMode: Sendable, Hashable {
    /// All of it.
    case full
    /// The middle, of the larger size.
    case same
    /// Where neither is taken beyond its end.
    case valid
}

/// The matrix of a population by age: rates of birth in the first row, of survival below the diagonal
/// (`jax.scipy.linalg.leslie`).
///
/// - Parameters:
///   - births: vectors along the last axis.
///   - survivals: vectors of one element less.
public func leslie(_ births: Tensor, _ survivals: Tensor) -> Tensor {
    checked(births, survivals) {
        let (f, s) = try vectors(births, survivals, "leslie")
        guard f.shape.last! == s.shape.last! + 1, f.shape.last! >= 2 else {
            throw TensorError(
                "leslie",
                "needs two births or more and one survival less; the shapes are \(births.shape) and \(survivals.shape)"
            )
        }
        return concatenate([f.expanded(at: -2), try shiftedDiagonal(s)], axis: -2)
    }
}

/// The matrix whose eigenvalues are a polynomial's roots (`jax.scipy.linalg.companion`).
///
/// - Parameter coefficients: of the highest power first, which must not be 0; along the last axis.
public func companion(_ coefficients: Tensor) -> Tensor {
    checked(coefficients) {
        let a = try promotedToInexact(coefficients)
        guard a.rank >= 1, a.shape.last! >= 2 else {
            throw TensorError(
                "companion",
                "needs two coefficients or more, and the shape is \(coefficients.shape)")
        }
        let size = a.shape.last!
        let row = -a[.ellipsis, 1..<size] / a[.ellipsis, 0..<1]
        let ones = fill(1, a.type.with(shape: a.shape.dropLast() + [size - 2]))
        return concatenate([row.expanded(at: -2), try shiftedDiagonal(ones)], axis: -2)
    }
}

/// The distances of a vector's elements from each other (`jax.scipy.linalg.fiedler`).
public func fiedler(_ a: Tensor) -> Tensor {
    checked(a) { abs(a.expanded(at: -1) - a.expanded(at: -2)) }
}

/// A matrix of five diagonals whose eigenvalues are a polynomial's roots (`jax.scipy.linalg.fiedler_companion`).
///
/// - Parameter coefficients: a vector, the highest power first.
public func fiedlerCompanion(_ coefficients: Tensor) -> Tensor {
    checked(coefficients) {
        let a = try promotedToInexact(coefficients)
        guard a.rank == 1 else {
            throw TensorError(
                "fiedlerCompanion", "needs a vector of coefficients, and the shape is \(a.shape)")
        }
        if a.count <= 2 {
            return a.count == 2
                ? (-a[1] / a[0]).reshaped([1, 1]) : fill(0, a.type.with(shape: [0, 0]))
        }
        let size = a.count - 1
        // The elements are those of −a / a[0], then 0 and 1.
        let numbers = concatenate([
            -a / a[0], fill(0, a.type.with(shape: [1])), fill(1, a.type.with(shape: [1])),
        ])
        let (zero, one) = (a.count, a.count + 1)
        return try patterned(numbers, size, size) { i, j in
            switch (i, j - i) {
            case (0, 0): 1
            case (1, -1): one
            case (_, 1) where i % 2 == 0: i + 2
            case (_, 2) where i % 2 == 0: one
            case (2..., -1) where i % 2 == 0: i + 1
            case (3..., -2) where i % 2 == 1: one
            default: zero
            }
        }
    }
}

/// 1 / (i + j + 1): a matrix that is hard to invert (`jax.scipy.linalg.hilbert`).
public func hilbert(_ size: Int, dtype: DType = .float32) -> Tensor {
    table("hilbert", size, dtype) { i, j in 1 / Double(i + j + 1) }
}

/// The inverse of ``hilbert(_:dtype:)``, whose elements are whole numbers (`jax.scipy.linalg.invhilbert`).
public func inverseHilbert(_ size: Int, dtype: DType = .float32) -> Tensor {
    table("inverseHilbert", size, dtype) { i, j in
        let sign = (i + j) % 2 == 0 ? 1.0 : -1.0
        let middle = binomial(i + j, i)
        return sign * Double(i + j + 1) * binomial(size + i, size - j - 1)
            * binomial(size + j, size - i - 1) * middle * middle
    }
}

/// Which form of Pascal's triangle a matrix holds.
public enum PascalKind: Sendable, Hashable {
    /// Turned so that it is symmetric.
    case symmetric
    /// Below the diagonal.
    case lower
    /// Above the diagonal.
    case upper
}

/// Binomial coefficients (`jax.scipy.linalg.pascal`).
public func pascal(_ size: Int, kind: PascalKind = .symmetric, dtype: DType = .float32) -> Tensor {
    table("pascal", size, dtype) { i, j in
        switch kind {
        case .symmetric: binomial(i + j, i)
        case .lower: binomial(i, j)
        case .upper: binomial(j, i)
        }
    }
}

/// The inverse of ``pascal(_:kind:dtype:)`` (`jax.scipy.linalg.invpascal`).
public func inversePascal(
    _ size: Int, kind: PascalKind = .symmetric, dtype: DType = .float32
) -> Tensor {
    table("inversePascal", size, dtype) { i, j in
        let sign = (i + j) % 2 == 0 ? 1.0 : -1.0
        switch kind {
        case .lower: return sign * binomial(i, j)
        case .upper: return sign * binomial(j, i)
        case .symmetric:
            // The product of the inverses of both triangles.
            return sign
                * (max(i, j)..<max(size, max(i, j) + 1)).reduce(0) {
                    $0 + binomial($1, i) * binomial($1, j)
                }
        }
    }
}

/// Orthonormal rows that compare each element with the mean of those before (`jax.scipy.linalg.helmert`).
///
/// - Parameter full: whether the row of equal elements, first, is given too.
public func helmert(_ size: Int, full: Bool = false, dtype: DType = .float32) -> Tensor {
    let matrix = table("helmert", size, dtype) { i, j in
        if i == 0 { return 1 / Double(size).squareRoot() }
        let scale = 1 / (Double(i) * Double(i + 1)).squareRoot()
        return j < i ? scale : j == i ? -Double(i) * scale : 0
    }
    return full ? matrix : matrix[.slice(1, nil), .all]
}

/// Rows of 1 and -1 at right angles (`jax.scipy.linalg.hadamard`).
///
/// - Parameter size: a power of 2.
public func hadamard(_ size: Int, dtype: DType = .int32) -> Tensor {
    checked {
        guard size > 0, size & (size - 1) == 0 else {
            throw TensorError("hadamard", "the size must be a power of 2, and it is \(size)")
        }
        return table("hadamard", size, dtype) { i, j in (i & j).nonzeroBitCount % 2 == 0 ? 1 : -1 }
    }
}

/// How the elements of ``dft(_:scale:dtype:)`` are scaled.
public enum DFTScale: Sendable, Hashable {
    /// Not at all.
    case none
    /// By one over the square root of the size, which makes the matrix unitary.
    case unitary
    /// By one over the size.
    case inverse
}

/// The matrix of the discrete Fourier transform (`jax.scipy.linalg.dft`).
public func dft(_ size: Int, scale: DFTScale = .none, dtype: DType = .complex64) -> Tensor {
    let part: DType = dtype == .complex128 ? .float64 : .float32
    let factor =
        switch scale {
        case .none: 1.0
        case .unitary: 1 / Double(max(size, 1)).squareRoot()
        case .inverse: 1 / Double(max(size, 1))
        }
    func angle(_ i: Int, _ j: Int) -> Double {
        -2 * Double.pi * Double(i * j % size) / Double(size)
    }
    let real = table("dft", size, part) { factor * cos(angle($0, $1)) }
    let imaginary = table("dft", size, part) { factor * sin(angle($0, $1)) }
    return complex(real, imaginary)
}

// MARK: - What they share

/// A square matrix computed here, element by element.
private func table(
    _ operation: String, _ size: Int, _ dtype: DType, _ element: (Int, Int) -> Double
) -> Tensor {
    checked {
        let shape = [size, size]
        try SizeLimit.checkMemory(ShapedTensor(shape: shape, dtype: .float64), for: operation)
        let numbers = (0..<size).flatMap { i in (0..<size).map { j in element(i, j) } }
        return try convert(Tensor(scalars: numbers, shape: shape), to: dtype)
    }
}

private func binomial(_ n: Int, _ k: Int) -> Double {
    guard k >= 0, k <= n else { return 0 }
    return (0..<min(k, n - k)).reduce(1.0) { ($0 * Double(n - $1) / Double($1 + 1)).rounded() }
}

/// Two operands of vectors in one dtype and with one batch.
private func vectors(_ a: Tensor, _ b: Tensor, _ operation: String) throws -> (Tensor, Tensor) {
    for x in [a, b] where x.rank == 0 {
        throw TensorError(operation, "needs vectors, and an operand is the scalar \(x.type)")
    }
    let operands = try promoted([a, b])
    return try withCommonBatch(operands[0], operands[1], last: (1, 1), operation)
}

/// The matrix whose element (i, j) stands at a place of a vector.
private func patterned(
    _ x: Tensor, _ rows: Int, _ columns: Int, _ place: (Int, Int) -> Int
) throws -> Tensor {
    guard rows > 0, columns > 0 else {
        return fill(0, x.type.with(shape: x.shape.dropLast() + [rows, columns]))
    }
    let places = (0..<rows).flatMap { i in (0..<columns).map { j in place(i, j) } }
    return take(x, placeTensor(places, shape: [rows, columns]), axis: -1, mode: .promiseInBounds)
}

/// A diagonal matrix with a column of zeros after it.
private func shiftedDiagonal(_ x: Tensor) throws -> Tensor {
    let size = x.shape.last!
    return Tensor.eye(size, size + 1, dtype: x.dtype) * x.expanded(at: -1)
}
