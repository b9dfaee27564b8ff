import Foundation

/// A folder for one test, which goes with it.
final class TemporaryFolder {
    let url: URL

    init() throws {
        // In memory where there is such a file system: the fuzzing tests write thousands of files.
        let memory = URL(filePath: "/dev/shm")
        let parent =
            FileManager.default.isWritableFile(atPath: memory.path)
            ? memory : FileManager.default.temporaryDirectory
        url = parent.appending(path: "espalier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String, _ bytes: [UInt8] = []) throws -> URL {
        let file = url.appending(path: name)
        if !bytes.isEmpty { try Data(bytes).write(to: file) }
        return file
    }

    subscript(name: String) -> URL { url.appending(path: name) }
}
