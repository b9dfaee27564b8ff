#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// The routine `geev` of whatever LAPACK library the system has, found when it is first needed.
///
/// XLA has no algorithm for eigenvalues of general matrices, and the plugins come without LAPACK.
struct LAPACK: Sendable {
    /// The variable that names a library, which is then the only one that is looked at.
    static let variable = "ESPALIER_LAPACK"

    /// Where the library is looked for, in this order.
    static let names = [
        "libopenblas.so.0", "liblapack.so.3", "libmkl_rt.so.2", "libmkl_rt.so",
        "/System/Library/Frameworks/Accelerate.framework/Accelerate",
    ]

    private let handle: UInt
    /// What stands around the routines' names: OpenBLAS can be built with either.
    private let prefix: String
    private let suffix: String

    /// The system's library, or why there is none.
    static let shared = Result { () throws(TensorError) in try LAPACK() }

    private init() throws(TensorError) {
        let chosen = ProcessInfo.processInfo.environment[Self.variable]
        for name in chosen.map({ [$0] }) ?? Self.names {
            guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
            for (prefix, suffix) in [("", "_"), ("", "_64_"), ("scipy_", "_"), ("scipy_", "_64_")]
            where dlsym(handle, "\(prefix)dgeev\(suffix)") != nil {
                self.handle = UInt(bitPattern: handle)
                self.prefix = prefix
                self.suffix = suffix
                return
            }
        }
        let searched =
            chosen.map { "\($0), which \(Self.variable) names," }
            ?? Self.names.joined(separator: ", ")
        throw TensorError(
            "eig",
            """
            needs LAPACK, because XLA has no algorithm for eigenvalues of general matrices, and \(searched) \
            can't be loaded or lacks it. Install it (Debian: apt install liblapack3), or let \(Self.variable) name a \
            library. For symmetric matrices eigh needs none
            """)
    }

    // Fortran passes everything by address; the lengths of texts come last.
    private typealias Address = UnsafeMutableRawPointer
    private typealias Routine =
        @convention(c) (
            Address, Address, Address, Address, Address, Address, Address, Address, Address,
            Address,
            Address, Address, Address, Address, Int, Int
        ) -> Void

    /// Eigenvalues and left and right eigenvectors of one matrix.
    ///
    /// - Parameters:
    ///   - size: the number of rows.
    ///   - matrix: its elements, row-major, in the form of pairs where they are complex.
    /// - Returns: the values, then the left and the right vectors as columns of row-major matrices, each as pairs of
    ///   real and imaginary parts; nil where the iteration doesn't converge.
    func eigen<Real: BinaryFloatingPoint & BitwiseCopyable>(
        _ size: Int, _ matrix: [Real], isComplex: Bool
    ) throws(TensorError) -> (values: [Real], left: [Real], right: [Real])? {
        let width = isComplex ? 2 : 1
        guard matrix.allSatisfy(\.isFinite) else { return nil }
        if size == 0 { return ([], [], []) }
        let letter = Real.self == Float.self ? (isComplex ? "c" : "s") : (isComplex ? "z" : "d")
        let name = "\(prefix)\(letter)geev\(suffix)"
        guard let symbol = dlsym(UnsafeMutableRawPointer(bitPattern: handle), name) else {
            throw TensorError("eig", "the LAPACK library lacks \(name)")
        }
        let routine = unsafeBitCast(symbol, to: Routine.self)
        // Fortran's matrices are stored by columns.
        var a = [Real](repeating: 0, count: size * size * width)
        for row in 0..<size {
            for column in 0..<size {
                for part in 0..<width {
                    a[(column * size + row) * width + part] =
                        matrix[(row * size + column) * width + part]
                }
            }
        }
        var left = [Real](repeating: 0, count: a.count)
        var right = left
        // For real matrices the values' imaginary parts lie in an array of their own; for complex ones the second
        // array is working space.
        var first = [Real](repeating: 0, count: size * width)
        var second = [Real](repeating: 0, count: 2 * size)
        var work = [Real](repeating: 0, count: width)
        var job = UInt8(ascii: "V")
        // Numbers of 64 bits serve libraries that read 32, too, on machines that store the low bits first.
        var (n, workCount, information) = (Int64(size), Int64(-1), Int64(0))
        func run() {
            withUnsafeMutablePointer(to: &job) { job in
                withUnsafeMutablePointer(to: &n) { n in
                    if isComplex {
                        routine(
                            job, job, n, &a, n, &first, &left, n, &right, n, &work, &workCount,
                            &second, &information, 1, 1)
                    } else {
                        routine(
                            job, job, n, &a, n, &first, &second, &left, n, &right, n, &work,
                            &workCount, &information, 1, 1)
                    }
                }
            }
        }
        run()
        workCount = Int64(work[0])
        work = [Real](repeating: 0, count: Int(workCount) * width)
        run()
        guard Int32(truncatingIfNeeded: information) == 0 else { return nil }
        let values =
            isComplex ? first : zip(first, second).flatMap { [$0, $1] }
        return (
            values, Self.columns(left, size, isComplex ? nil : second),
            Self.columns(right, size, isComplex ? nil : second)
        )
    }

    /// Vectors that are stored one after another as columns of a row-major matrix of complex numbers.
    ///
    /// - Parameter imaginary: for real matrices the imaginary parts of the values: of two conjugate vectors the real part
    ///   is stored first, then the imaginary part.
    private static func columns<Real: BinaryFloatingPoint & BitwiseCopyable>(
        _ vectors: [Real], _ size: Int, _ imaginary: [Real]?
    ) -> [Real] {
        var result = [Real](repeating: 0, count: 2 * size * size)
        for vector in 0..<size {
            for row in 0..<size {
                let place = 2 * (row * size + vector)
                let here = vector * size + row
                if let imaginary {
                    let sign = imaginary[vector]
                    result[place] = vectors[sign < 0 ? here - size : here]
                    if sign > 0 { result[place + 1] = vectors[here + size] }
                    if sign < 0 { result[place + 1] = -vectors[here] }
                } else {
                    result[place] = vectors[2 * here]
                    result[place + 1] = vectors[2 * here + 1]
                }
            }
        }
        return result
    }
}
