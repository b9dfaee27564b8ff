#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Plugin {
    /// Finds and loads a plugin.
    ///
    /// These are tried in turn, and the first that is there decides:
    /// 1. `path`, when it is given;
    /// 2. the file that the environment variable `PJRT_PLUGIN_LIBRARY_PATH` names;
    /// 3. `.espalier/plugins` in the working directory or the nearest folder above that has it;
    /// 4. `espalier/plugins` in the user's cache folder (`XDG_CACHE_HOME`, or else `~/.cache`).
    ///
    /// A path that is given by the caller or the environment is used or refused; the search does not
    /// go on behind it. Among several plugins in a folder the project's default comes first
    /// (`lammps-jax-pjrt-cpu` on x86_64, `xla-cpu-pjrt` on aarch64), then its others, then the rest by name.
    ///
    /// - Throws: ``PJRTError/pluginNotFound(searched:)`` with every place searched, or what
    ///   ``init(path:)`` throws.
    public static func find(path: String? = nil) throws(PJRTError) -> Plugin {
        try find(path: path, in: SearchContext())
    }

    /// The paths of all plugins in the folders that ``find(path:)`` searches, best first.
    public static var installed: [String] {
        SearchContext().folders.flatMap(libraries(under:))
    }

    static func find(path: String?, in context: SearchContext) throws(PJRTError) -> Plugin {
        if let path { return try Plugin(path: path) }
        if let path = context.environmentPath { return try Plugin(path: path) }
        for folder in context.folders {
            if let library = libraries(under: folder).first { return try Plugin(path: library) }
        }
        throw .pluginNotFound(
            searched: ["the environment variable PJRT_PLUGIN_LIBRARY_PATH, which is not set"]
                + context.folders)
    }

    /// What the search depends on, so that tests can search elsewhere.
    struct SearchContext {
        var environment = ProcessInfo.processInfo.environment
        var workingDirectory = FileManager.default.currentDirectoryPath

        var environmentPath: String? {
            environment["PJRT_PLUGIN_LIBRARY_PATH"].flatMap { $0.isEmpty ? nil : $0 }
        }

        var folders: [String] {
            var folders: [String] = []
            var directory = URL(filePath: workingDirectory).standardizedFileURL
            while true {
                folders.append(directory.appending(path: ".espalier/plugins").path)
                let parent = directory.deletingLastPathComponent().standardizedFileURL
                if parent.path == directory.path { break }
                directory = parent
            }
            let cache = environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            if let cache = cache ?? environment["HOME"].map({ $0 + "/.cache" }) {
                folders.append(cache + "/espalier/plugins")
            }
            return folders
        }
    }

    /// The shared libraries below `folder`, best first.
    private static func libraries(under folder: String) -> [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return
            names
            .filter { $0.hasSuffix(".so") || $0.hasSuffix(".dylib") }
            // A name that starts with a dot is an installation under way.
            .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
            .sorted { (rank($0), $0) < (rank($1), $1) }
            .map { folder + "/" + $0 }
    }
}
