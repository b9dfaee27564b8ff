/// What decompositions of matrices are computed by; see ``withLinearAlgebra(_:_:)``.
public enum LinearAlgebraAlgorithms: Sendable, Hashable {
    /// By the system's LAPACK on the CPU, where there is one; else by what XLA has and by loops of its operations.
    ///
    /// A library made for the machine (OpenBLAS, MKL, Accelerate) does everything; the reference
    /// implementation does only what XLA lacks: eigenvalues, singular values and Schur forms.
    case automatic
    /// By what XLA has and by loops of its operations, which run on every device.
    case portable

    @TaskLocal static var current = LinearAlgebraAlgorithms.automatic
}

/// Calls a function; decompositions of matrices that are computed or traced meanwhile use these algorithms.
///
///     let (values, vectors) = withLinearAlgebra(.portable) { eigh(a) }
///
/// What was traced before stays as it is. The environment variable `ESPALIER_LAPACK` names the LAPACK library, which
/// otherwise is the first one found of OpenBLAS, LAPACK itself, MKL and Accelerate; with the value `none` there is no
/// such library in the whole process. A library has its own way to set its number of threads: OpenBLAS reads
/// `OPENBLAS_NUM_THREADS`.
///
/// Results of both kinds of algorithms agree but for rounding, and for signs or phases where those are free.
public func withLinearAlgebra<Result>(
    _ algorithms: LinearAlgebraAlgorithms, _ body: () throws -> Result
) rethrows -> Result {
    try LinearAlgebraAlgorithms.$current.withValue(algorithms, operation: body)
}
