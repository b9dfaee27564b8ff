import CPJRT
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An XLA plugin: a shared library that speaks the PJRT C API.
///
/// A library is loaded once per process however often it is asked for, and stays loaded. Several
/// plugins can be used side by side.
public struct Plugin: Sendable, Hashable {
    /// Where the library lies, with symbolic links resolved.
    public let path: String

    let api: API

    /// A version of the PJRT C API.
    public struct APIVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
        /// Incremented by incompatible changes.
        public let major: Int
        /// Incremented by additions.
        public let minor: Int

        /// Orders by major version, then by minor version.
        public static func < (a: APIVersion, b: APIVersion) -> Bool {
            (a.major, a.minor) < (b.major, b.minor)
        }

        /// The version as it is usually written, such as `0.81`.
        public var description: String { "\(major).\(minor)" }
    }

    private static let loaded = Mutex<[String: Plugin]>([:])

    /// Loads the plugin at `path`, unless this process has done so before.
    ///
    /// - Throws: ``PJRTError/notAPlugin(path:reason:)`` when there is no such file or it is no
    ///   usable plugin, and the plugin's own error when its set-up fails.
    public init(path: String) throws(PJRTError) {
        guard FileManager.default.fileExists(atPath: path) else {
            throw .notAPlugin(path: path, reason: "there is no such file")
        }
        // A named pipe would be waited for without end.
        guard FileStatus(path)?.isRegular == true else {
            throw .notAPlugin(path: path, reason: "it is no regular file")
        }
        // One library under two names must not be set up twice.
        let resolved = URL(filePath: path).resolvingSymlinksInPath().path
        // A load takes long, but a second one of the same library must wait for it in any case.
        self = try Self.loaded.withLock { (loaded) throws(PJRTError) -> Plugin in
            if let plugin = loaded[resolved] { return plugin }
            let plugin = try Plugin(loading: resolved)
            loaded[resolved] = plugin
            return plugin
        }
    }

    private init(loading path: String) throws(PJRTError) {
        var table: UnsafePointer<CPJRT_Api>?
        var reason = [CChar](repeating: 0, count: 1024)
        let status = cpjrt_load(path, &table, &reason, reason.count)
        guard status == cpjrt_load_ok, let table else {
            let end = reason.firstIndex(of: 0) ?? reason.count
            let text = String(decoding: reason[..<end].map(UInt8.init(bitPattern:)), as: UTF8.self)
            throw .notAPlugin(path: path, reason: text)
        }
        self.path = path
        api = API(table: table)
        try api.check(cpjrt_plugin_initialize(table), "initializing the plugin")
    }

    /// The version of the PJRT C API that the plugin was built with.
    public var apiVersion: APIVersion {
        let version = api.table.pointee.pjrt_api_version
        return APIVersion(major: Int(version.major_version), minor: Int(version.minor_version))
    }

    /// What the plugin says about itself, such as `xla_version` and `stablehlo_current_version`.
    ///
    /// - Throws: The plugin's error when it refuses to answer.
    public var attributes: [String: NamedValue] {
        get throws(PJRTError) {
            var start: UnsafePointer<CPJRT_NamedValue>?
            var count = 0
            try api.check(
                cpjrt_plugin_attributes(api.table, &start, &count), "reading the attributes")
            var result: [String: NamedValue] = [:]
            for raw in UnsafeBufferPointer(start: start, count: count) {
                result[String(characters: raw.name, count: raw.name_size)] = NamedValue(raw)
            }
            return result
        }
    }
}
