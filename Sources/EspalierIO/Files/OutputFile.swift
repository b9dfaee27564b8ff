import Foundation

/// Writes a file so that there is never half of it: under another name in the same folder first, which takes the
/// file's name when everything is on the disk.
///
/// - Throws: ``FileError``, and what `body` throws; the file is then as it was.
func writeAtomically(to url: URL, _ body: (borrowing OutputFile) throws -> Void) throws {
    let file = try OutputFile(for: url)
    do {
        try body(file)
        try file.synchronize()
        try file.takeName()
    } catch {
        unlink(file.temporaryPath)
        throw error
    }
    // The name is on the disk only when the folder is.
    try synchronizeFolder(of: url)
}

/// Removes the temporary files of writers that were killed.
///
/// - Parameters:
///   - folder: where.
///   - isTarget: whether a file is meant, by the name that it would have taken.
func removeAbandonedFiles(in folder: URL, where isTarget: (String) -> Bool) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names {
        guard let match = name.wholeMatch(of: /\.(.+)\.\d+\.\d+/), isTarget(String(match.1)) else {
            continue
        }
        let path = folder.appending(path: name).path
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { continue }
        // A writer that lives holds the lock.
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
        close(descriptor)
    }
}

/// A file that is being written under a temporary name.
struct OutputFile: ~Copyable {
    /// The file's own name.
    let path: String
    fileprivate let temporaryPath: String
    private let descriptor: Int32

    fileprivate init(for url: URL) throws {
        path = url.path
        (temporaryPath, descriptor) = try Self.open(for: url)
    }

    deinit { close(descriptor) }

    private static func open(for url: URL) throws -> (path: String, descriptor: Int32) {
        let process = ProcessInfo.processInfo.processIdentifier
        for _ in 0..<100 {
            let name = ".\(url.lastPathComponent).\(process).\(UInt32.random(in: 0 ... .max))"
            let path = url.deletingLastPathComponent().appending(path: name).path
            let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { break }
            // The lock goes with the process. Between opening and locking the file may have been taken for
            // an abandoned one; it is removed then, and another is begun. File systems without locks
            // never look abandoned.
            _ = flock(descriptor, LOCK_EX)
            var status = stat()
            if fstat(descriptor, &status) != 0 || status.st_nlink > 0 { return (path, descriptor) }
            close(descriptor)
        }
        throw FileError(url.path, "can't be written: \(lastProblem())")
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var done = 0
        while done < bytes.count {
            let count = Foundation.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw FileError(path, "can't be written: \(lastProblem())") }
            done += count
        }
    }

    func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }

    fileprivate func synchronize() throws {
        guard fsync(descriptor) == 0 else {
            throw FileError(path, "can't be written: \(lastProblem())")
        }
    }

    fileprivate func takeName() throws {
        guard rename(temporaryPath, path) == 0 else {
            throw FileError(path, "can't be written: \(lastProblem())")
        }
    }
}

private func synchronizeFolder(of url: URL) throws {
    let folder = url.deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
        throw FileError(folder, "can't be opened: \(lastProblem())")
    }
    defer { close(descriptor) }
    // Some file systems have nothing to synchronise there.
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
        throw FileError(folder, "can't be written: \(lastProblem())")
    }
}
