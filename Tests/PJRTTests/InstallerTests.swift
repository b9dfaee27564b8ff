import Foundation
import TestSupport
import Testing

@testable import PJRT

/// The script that installs plugins, without a network: what is there is judged, and what can't be done is told in a
/// sentence.
@Suite struct InstallerTests {
    private let folder: TemporaryFolder
    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Scripts/install-plugin.py").standardizedFileURL.path

    init() throws { folder = try TemporaryFolder() }

    private func install(_ arguments: [String], cache: String) throws -> ProgramResult {
        let environment = [
            "XDG_CACHE_HOME=\(cache)", "PIP_NO_INDEX=1", "PYTHONDONTWRITEBYTECODE=1",
        ]
        let result = try run(["env"] + environment + ["python3", Self.script] + arguments)
        #expect(!result.errors.contains("Traceback"), "\(result.errors)")
        return result
    }

    /// An installed plugin that the script knows, by the name of its folder.
    private static let installed: (name: String, folder: String, path: String)? = {
        for path in Plugins.paths {
            let folder = URL(filePath: path).deletingLastPathComponent().lastPathComponent
            for name in Plugin.preferred where folder.hasPrefix(name + "-") {
                return (name, folder, path)
            }
        }
        return nil
    }()

    @Test(.needs(.plugins, installed != nil))
    func damagedLibrariesAreFound() throws {
        let (name, home, path) = try #require(Self.installed)
        let place = "espalier/plugins/\(home)"
        let stamp = URL(filePath: path).deletingLastPathComponent().appending(path: "wheel.sha256")
        let text = try? String(contentsOf: stamp, encoding: .utf8)
        try folder.write(text ?? "", to: place + "/wheel.sha256")
        let library = folder[place].appending(path: "plugin.so")
        try FileManager.default.createSymbolicLink(
            atPath: library.path, withDestinationPath: path)
        for folders in ["espalier", "espalier/plugins", place] {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o775], ofItemAtPath: folder[folders].path)
        }
        // The library is the one that is pinned; others lose the right to write beside it.
        let whole = try install(["--path", name], cache: folder.path)
        #expect(whole.status == 0 && whole.output == library.path + "\n")
        let search = Plugin.SearchContext(
            environment: ["XDG_CACHE_HOME": folder.path], workingDirectory: "")
        #expect(try Plugin.find(path: nil, in: search) == Plugin(path: path))
        // Beside the same stamp another one isn't taken, nor left to be loaded.
        try FileManager.default.removeItem(at: library)
        try folder.write(
            Array(Data(contentsOf: URL(filePath: path), options: .alwaysMapped).prefix(100_000)),
            to: place + "/plugin.so")
        let damaged = try install([name], cache: folder.path)
        #expect(damaged.status == 1 && damaged.errors.contains("\(home) is damaged"))
        #expect(damaged.errors.contains("pip cannot download \(name)"))
        #expect(throws: PJRTError.self) { try Plugin.find(path: nil, in: search) }
    }

    @Test func foldersThatCannotBeWritten() throws {
        try folder.write("", to: "file")
        for cache in ["/proc/self", folder["file"].path] {
            let result = try install([], cache: cache)
            #expect(result.status == 1)
            #expect(result.errors.contains("install-plugin: \(cache)/espalier"))
            #expect(result.errors.contains("Make \(cache)/espalier writable"))
        }
        let result = try run(
            ["env", "-u", "HOME", "-u", "XDG_CACHE_HOME", "python3", Self.script])
        #expect(result.status == 1 && result.errors.contains("there is no cache folder"))
    }
}
