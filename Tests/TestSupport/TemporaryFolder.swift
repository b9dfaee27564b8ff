import Foundation

/// A folder for one test, which is removed with its owner.
package final class TemporaryFolder: Sendable {
    package let url: URL

    /// - Parameter inMemory: whether the folder is in memory, where there is such a file system: for thousands of files.
    package init(inMemory: Bool = false) throws {
        let memory = URL(filePath: "/dev/shm")
        let usesMemory = inMemory && FileManager.default.isWritableFile(atPath: memory.path)
        let parent = usesMemory ? memory : FileManager.default.temporaryDirectory
        url = parent.appending(path: "espalier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    package var path: String { url.path }

    /// The address of a file or folder inside, present or absent.
    package subscript(name: String) -> URL { url.appending(path: name) }

    /// Writes a file, with the folders on the way.
    @discardableResult
    package func write(_ bytes: [UInt8], to name: String) throws -> URL {
        let file = self[name]
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file
    }

    /// Writes a text file in UTF-8, with the folders on the way.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> URL {
        try write(Array(text.utf8), to: name)
    }
}
