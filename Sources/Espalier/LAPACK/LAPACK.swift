import PJRT

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

/// Whatever LAPACK library the system has, found when it is first needed.
///
/// The plugins come without LAPACK, and what XLA has in its place is slow or lacking: it has no algorithm for eigenvalues of
/// general matrices.
struct LAPACK: Sendable {
    /// The variable that names a library, which is then the only one that is looked at; "none" for none at all.
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
    /// Whether it is made for the machine, and so is faster than XLA also where XLA has an algorithm. The reference
    /// implementation is not: it takes three times as long for an LU decomposition.
    let isTuned: Bool
    /// The bytes of its integers.
    let integerSize: Int

    /// The system's library, or why there is none.
    static let shared = Result { () throws(TensorError) in try LAPACK() }

    private init() throws(TensorError) {
        let chosen = ProcessInfo.processInfo.environment[Self.variable]
        let names = chosen.map { $0 == "none" ? [] : [$0] } ?? Self.names
        for name in names {
            // A named pipe would be waited for without end; a name without a folder is the system's to find.
            if let status = FileStatus(name), !status.isRegular { continue }
            guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
            for (prefix, suffix) in [("", "_"), ("", "_64_"), ("scipy_", "_"), ("scipy_", "_64_")]
            where dlsym(handle, "\(prefix)dgeev\(suffix)") != nil {
                self.handle = UInt(bitPattern: handle)
                self.prefix = prefix
                self.suffix = suffix
                integerSize = suffix == "_64_" ? 8 : 4
                let marks = ["openblas_get_config", "mkl_get_version_", "MKL_Get_Version"]
                let spellings = marks + [prefix + marks[0], prefix + marks[0] + "64_"]
                isTuned =
                    name.contains("Accelerate")
                    || spellings.contains { dlsym(handle, $0) != nil }
                return
            }
        }
        let searched =
            switch chosen {
            case "none": "\(Self.variable) is \"none\""
            case let chosen?: "\(chosen), which \(Self.variable) names, can't be loaded or lacks it"
            case nil: Self.names.joined(separator: ", ") + " can't be loaded or lack it"
            }
        throw TensorError(
            "eig",
            """
            needs LAPACK, because XLA has no algorithm for general matrices' eigenvalues, and \(searched). Install it \
            (Debian: apt install libopenblas0-pthread, or liblapack3), or let \(Self.variable) name a library. For \
            symmetric matrices eigh needs none
            """)
    }

    /// The address of a routine, whose name is given in small letters.
    func symbol(_ name: String) -> FortranRoutine? {
        dlsym(UnsafeMutableRawPointer(bitPattern: handle), prefix + name + suffix).map {
            FortranRoutine(address: $0)
        }
    }
}
