import Foundation
import TestSupport
import Testing

@testable import PJRT

@Suite struct PluginTests {
    @Test func thereIsAPluginToTestWith() {
        #expect(!Plugins.paths.isEmpty, "`make setup` installs one")
    }

    @Test(arguments: Plugins.paths)
    func loadsOnce(path: String) throws {
        let plugin = try Plugin(path: path)
        #expect(try Plugin(path: path) == plugin)
        #expect(plugin.apiVersion >= Plugin.APIVersion(major: 0, minor: 81))
        #expect(try plugin.attributes["stablehlo_current_version"] != nil)

        let folder = try TemporaryFolder()
        let link = folder.path + "/link.so"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        #expect(try Plugin(path: link) == plugin)
    }

    @Test(arguments: Plugins.paths)
    func describesItsDevices(path: String) throws {
        let client = try Plugins.client(path)
        #expect(client.platformName == "cpu")
        #expect(!client.platformVersion.isEmpty)
        #expect(Set(client.devices.map(\.id)).count == client.devices.count)
        #expect(client.devices[0].kind == "cpu")
        #expect(client.devices[0].description.contains("0"))
        #expect(client.devices[0] != client.devices.last || client.devices.count == 1)
        if let memory = try client.devices[0].memoryStatistics { #expect(memory.bytesInUse >= 0) }
    }

    @Test(arguments: Plugins.paths)
    func takesOptions(path: String) throws {
        let plugin = try Plugin(path: path)
        let client = try Client(plugin, options: .init(cpuDeviceCount: 3))
        #expect(client.devices.count == 3)
        let buffer = try client.buffer([1, 2])
        #expect(buffer.device == client.devices[0])
        let copy = try buffer.copy(to: client.devices[2])
        #expect(copy.device == client.devices[2])
        #expect(try copy.floats() == [1, 2])
    }

    // MARK: Files that are no plugins

    private func reason(_ path: String) throws -> String {
        let error = #expect(throws: PJRTError.self) { try Plugin(path: path) }
        guard case .notAPlugin(_, let reason) = try #require(error) else {
            Issue.record("\(String(describing: error))")
            return ""
        }
        #expect("\(try #require(error))".contains("cannot be used as an XLA plugin"))
        return reason
    }

    @Test func refusesMissingFiles() throws {
        #expect(try reason("/nowhere/plugin.so") == "there is no such file")
    }

    @Test func refusesText() throws {
        let folder = try TemporaryFolder()
        let long = try folder.write(String(repeating: "no library ", count: 1000), to: "text.so")
        #expect(try reason(long.path).contains("ELF"))
        #expect(try !reason(folder.write("", to: "empty.so").path).isEmpty)
        #expect(try !reason(folder.path).isEmpty)
    }

    @Test func refusesOtherLibraries() throws {
        let folder = try TemporaryFolder()
        let source = try folder.write("int answer(void) { return 42; }\n", to: "other.c")
        let library = folder.path + "/other.so"
        _ = try output(of: ["clang", "-shared", "-fPIC", "-o", library, source.path])
        #expect(try reason(library).contains("GetPjrtApi"))
    }

    @Test func refusesOtherVersions() throws {
        let folder = try TemporaryFolder()
        // A table of major version 7, and one that ends before most functions.
        for (major, size) in [(7, 2000), (0, 100)] {
            let source = try folder.write(
                """
                #include <stddef.h>
                static struct { size_t size; void *next; struct { size_t size; void *next; int major, minor; }
                  version; void *slots[300]; } table = {\(size), 0, {24, 0, \(major), 1}, {0}};
                void *GetPjrtApi(void) { return &table; }
                """, to: "version\(major).c")
            let library = folder.path + "/version\(major).so"
            _ = try output(of: ["clang", "-shared", "-fPIC", "-o", library, source.path])
            #expect(try reason(library).contains("\(major).1"))
        }
    }

    @Test(.needs(.plugins, !Plugins.paths.isEmpty))
    func refusesTruncatedFiles() throws {
        let folder = try TemporaryFolder()
        let whole = try FileHandle(forReadingFrom: URL(filePath: Plugins.paths[0]))
        for size in [40, 100, 5000, 3_000_000] {
            try whole.seek(toOffset: 0)
            let part = folder.path + "/part\(size).so"
            try whole.read(upToCount: size)?.write(to: URL(filePath: part))
            #expect(try !reason(part).isEmpty)
        }
    }

    // MARK: The search

    private func context(
        _ environment: [String: String], _ directory: String
    ) -> Plugin.SearchContext {
        Plugin.SearchContext(environment: environment, workingDirectory: directory)
    }

    @Test func listsThePlacesSearched() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "a/Package.swift")
        try folder.write("", to: "a/b/c/other")
        let search = context(["XDG_CACHE_HOME": folder.path + "/cache"], folder.path + "/a/b/c")
        #expect(
            search.folders == [
                folder.path + "/a/.espalier/plugins", folder.path + "/cache/espalier/plugins",
            ])
        let error = #expect(throws: PJRTError.self) { try Plugin.find(path: nil, in: search) }
        let message = "\(try #require(error))"
        for place in ["PJRT_PLUGIN_LIBRARY_PATH", "make setup"] + search.folders {
            #expect(message.contains(place))
        }
        #expect(
            context(["HOME": "/home/me"], "/").folders == ["/home/me/.cache/espalier/plugins"])
        // Relative paths would lead elsewhere from each folder.
        #expect(
            context(["XDG_CACHE_HOME": "cache", "HOME": "/home/me"], "/").folders
                == ["/home/me/.cache/espalier/plugins"])
        #expect(context(["HOME": ""], "/").folders.isEmpty)
    }

    /// A working directory that was deleted has no name, and leads nowhere.
    @Test(.timeLimit(.minutes(1)), arguments: ["", ".", "relative", "/", "//", "/nowhere/at/all"])
    func searchesFromAnywhere(directory: String) {
        #expect(context(["HOME": "/home/me"], directory).folders.count == 1)
    }

    @Test(.timeLimit(.minutes(1)))
    func searchesFromAFolderThatWasDeleted() async {
        await #expect(processExitsWith: .success) {
            let path = try TemporaryFolder().path
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
            guard chdir(path) == 0, rmdir(path) == 0 else { exit(1) }
            exit(Plugin.SearchContext().folders.count <= 1 ? 0 : 1)
        }
    }

    /// Nobody else can have chosen what is loaded.
    @Test(.needs(.plugins, !Plugins.paths.isEmpty))
    func searchesWhereOthersCannotWrite() throws {
        let folder = try TemporaryFolder()
        let real = Plugins.paths[0]
        try folder.write("", to: "Package.swift")
        let search = context([:], folder.path)
        let plugins = folder.path + "/.espalier/plugins"
        let manager = FileManager.default
        try manager.createDirectory(
            atPath: plugins + "/mine", withIntermediateDirectories: true)
        try manager.createSymbolicLink(
            atPath: plugins + "/mine/p.so", withDestinationPath: real)
        let places = [folder.path + "/.espalier", plugins, plugins + "/mine"]
        func setModes(_ mode: Int) throws {
            for place in places {
                try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: place)
            }
        }
        func message() -> String {
            do {
                _ = try Plugin.find(path: nil, in: search)
                return ""
            } catch { return "\(error)" }
        }
        try setModes(0o755)
        #expect(message() == "")
        for place in places {
            for mode in [0o775, 0o757, 0o1777] {
                try setModes(0o755)
                try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: place)
                #expect(message().contains("\(place), which can be written by other users"))
            }
        }
        try setModes(0o755)
        // Only the superuser can give something away.
        if geteuid() == 0 {
            for place in places {
                #expect(chown(place, 65_534, 65_534) == 0)
                #expect(message().contains("\(place), which belongs to user 65534"))
                #expect(chown(place, 0, 0) == 0)
            }
            #expect(lchown(plugins + "/mine/p.so", 65_534, 65_534) == 0)
            #expect(message().contains("p.so, which belongs to user 65534"))
        }
        // A pipe would be waited for.
        try manager.removeItem(atPath: plugins + "/mine/p.so")
        #expect(mkfifo(plugins + "/mine/p.so", 0o600) == 0)
        #expect(message().contains("p.so, which is no file"))
        #expect(
            throws: PJRTError.notAPlugin(
                path: plugins + "/mine/p.so", reason: "it is no regular file")
        ) { try Plugin(path: plugins + "/mine/p.so") }
    }

    @Test(.needs(.plugins, !Plugins.paths.isEmpty))
    func searchesInOrder() throws {
        let folder = try TemporaryFolder()
        let real = Plugins.paths[0]
        let plugin = try Plugin(path: real)
        func found(_ environment: [String: String]) throws -> Plugin {
            try Plugin.find(path: nil, in: context(environment, folder.path + "/project/inner"))
        }
        try folder.write("", to: "project/Package.swift")
        func install(_ name: String) throws {
            let path = folder.path + "/" + name
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent,
                withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: real)
        }
        let cache = ["XDG_CACHE_HOME": folder.path + "/cache"]
        // Unfinished installations and lesser plugins are there, but not chosen.
        try folder.write("", to: "cache/espalier/plugins/.installing-1/plugin/p.so")
        #expect(throws: PJRTError.self) { try found(cache) }
        try folder.write("", to: "cache/espalier/plugins/another-1.0/p.so")
        try install("cache/espalier/plugins/xla-cpu-pjrt-0.0.1/p.so")
        #expect(try found(cache) == plugin)

        // The project's own folder hides the cache, a path from outside hides both.
        let own = try folder.write("", to: "project/.espalier/plugins/mine/p.so").path
        #expect(throws: PJRTError.self) { try found(cache) }
        try FileManager.default.removeItem(atPath: own)
        try install("project/.espalier/plugins/mine/p.so")
        #expect(try found(["XDG_CACHE_HOME": "/nowhere"]) == plugin)
        #expect(try found(["PJRT_PLUGIN_LIBRARY_PATH": real]) == plugin)
        #expect(throws: PJRTError.notAPlugin(path: "/nowhere.so", reason: "there is no such file"))
        {
            try found(["PJRT_PLUGIN_LIBRARY_PATH": "/nowhere.so"])
        }
        #expect(throws: PJRTError.notAPlugin(path: "/no.so", reason: "there is no such file")) {
            try Plugin.find(path: "/no.so")
        }
        #expect(try Plugin.find(path: real) == plugin)
    }
}
