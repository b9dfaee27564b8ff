import Foundation
import Testing

/// A thing outside the package that some tests need, and that may be absent.
///
/// `Scripts/run-tests.sh` knows a skipped test's requirement by the name here, and CI fails where a test is skipped whose
/// requirement the environment variable `ESPALIER_MAY_SKIP` doesn't name.
package enum Requirement: String, Sendable {
    /// Chromium: `make browser`.
    case browser
    /// gnuplot: `make gnuplot`.
    case gnuplot
    /// XLA's C headers: `make headers`.
    case headers
    /// Python with the packages that read and write files: `make interchange`.
    case interchange
    /// LAPACK: `make lapack`.
    case lapack
    /// An XLA plugin: `make setup`.
    case plugins
    /// A process without other tests, whose memory is measured: `make test` runs those by themselves.
    case ownProcess = "a process of its own"
}

extension Trait where Self == ConditionTrait {
    /// Skips a test where what it needs is absent.
    package static func needs(
        _ requirement: Requirement, _ isThere: @escaping @autoclosure @Sendable () throws -> Bool
    ) -> ConditionTrait {
        .enabled("needs \(requirement.rawValue)") { try isThere() }
    }
}

/// The folder `espalier` in the user's cache folder, which plugins and headers are installed in.
package var cacheFolder: URL {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["XDG_CACHE_HOME"], !path.isEmpty {
        return URL(filePath: path).appending(path: "espalier")
    }
    return FileManager.default.homeDirectoryForCurrentUser.appending(path: ".cache/espalier")
}
