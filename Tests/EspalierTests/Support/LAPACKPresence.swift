@testable import Espalier

extension LAPACK {
    /// Whether the tests have the library.
    static var isInstalled: Bool { (try? shared.get()) != nil }
}
