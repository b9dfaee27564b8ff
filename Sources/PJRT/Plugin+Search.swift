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
    /// 3. `.espalier/plugins` in the package's folder: the working directory or the nearest folder above that has a
    ///    `Package.swift`;
    /// 4. `espalier/plugins` in the user's cache folder (`XDG_CACHE_HOME`, or else `~/.cache`).
    ///
    /// A library can do anything that this process can. The search takes it only where nobody else can have put it
    /// there: it and the folders around it, `.espalier` or `espalier` among them, have to belong to the user or the
    /// superuser, and to be writable by the owner alone.
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

    /// The paths of all plugins that can be trusted in the folders that ``find(path:)`` searches, best first.
    public static var installed: [String] {
        SearchContext().folders.flatMap { PluginFolder($0).libraries }
    }

    static func find(path: String?, in context: SearchContext) throws(PJRTError) -> Plugin {
        if let path { return try Plugin(path: path) }
        if let path = context.environmentPath { return try Plugin(path: path) }
        var searched = ["the environment variable PJRT_PLUGIN_LIBRARY_PATH, which is not set"]
        for folder in context.folders {
            let found = PluginFolder(folder)
            if let library = found.libraries.first { return try Plugin(path: library) }
            searched.append(folder)
            searched += found.refused.map { "\($0.path), which \($0.reason)" }
        }
        throw .pluginNotFound(searched: searched)
    }

    /// What the search depends on, so that tests can search elsewhere.
    struct SearchContext {
        var environment = ProcessInfo.processInfo.environment
        /// Empty where it was deleted.
        var workingDirectory = FileManager.default.currentDirectoryPath

        var environmentPath: String? {
            environment["PJRT_PLUGIN_LIBRARY_PATH"].flatMap { $0.isEmpty ? nil : $0 }
        }

        /// The folders that are searched, in order.
        var folders: [String] {
            let package = packageFolder.map { $0 + "/.espalier/plugins" }
            let cache = cacheFolder(in: environment).map { $0 + "/plugins" }
            return [package, cache].compactMap(\.self)
        }

        /// The nearest folder from the working directory up that has a `Package.swift`; nil where there is none.
        private var packageFolder: String? {
            guard workingDirectory.hasPrefix("/") else { return nil }
            var names = workingDirectory.split(separator: "/")
            while true {
                let folder = names.map { "/" + $0 }.joined()
                if FileStatus(folder + "/Package.swift")?.isRegular == true { return folder }
                guard names.popLast() != nil else { return nil }
            }
        }
    }
}

/// The folder `espalier` in the user's cache folder; nil where the environment names none. As the XDG's specification
/// has it, a relative path counts as none.
func cacheFolder(in environment: [String: String]) -> String? {
    func path(_ variable: String) -> String? {
        environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    let cache = path("XDG_CACHE_HOME") ?? path("HOME").map { $0 + "/.cache" }
    return cache.map { $0 + "/espalier" }
}

/// A folder of plugins, and what is in it.
private struct PluginFolder {
    /// The shared libraries that may be loaded, best first.
    private(set) var libraries: [String] = []
    /// What can't be trusted or is no file, and why.
    private(set) var refused: [(path: String, reason: String)] = []

    init(_ folder: String) {
        let parent = URL(filePath: folder).deletingLastPathComponent().path
        guard isTrusted(parent), isTrusted(folder) else { return }
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        let candidates =
            names
            .filter { $0.hasSuffix(".so") || $0.hasSuffix(".dylib") }
            // A name that starts with a dot is an installation under way.
            .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
            .sorted { (Plugin.rank($0), $0) < (Plugin.rank($1), $1) }
        for name in candidates where isTrusted(folder, and: name) {
            let path = folder + "/" + name
            if FileStatus(path)?.isRegular == true {
                libraries.append(path)
            } else {
                refused.append((path, "is no file"))
            }
        }
    }

    /// Whether a library and all folders on the way to it can be trusted.
    private mutating func isTrusted(_ folder: String, and name: String) -> Bool {
        var path = folder
        for part in name.split(separator: "/") {
            path += "/" + part
            guard isTrusted(path) else { return false }
        }
        return true
    }

    /// Whether nobody else can have chosen what a path leads to. What isn't there can't do harm.
    private mutating func isTrusted(_ path: String) -> Bool {
        let link = FileStatus(path, followingLinks: false).flatMap { $0.isLink ? $0 : nil }
        guard let reason = link?.foreignOwner ?? FileStatus(path)?.distrust else { return true }
        if !refused.contains(where: { $0.path == path }) { refused.append((path, reason)) }
        return false
    }
}
