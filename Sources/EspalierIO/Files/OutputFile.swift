import Foundation

/// Writes a file so that there is never half of it: under another name in the same folder first, which takes the
/// file's name when everything is on the disk.
///
/// - Throws: ``FileError``, and what `body` throws; the file is then as it was.
func writeAtomically(to url: URL, _ body: (borrowing OutputFile) throws -> Void) throws {
    let temporary = url.deletingLastPathComponent().appending(
        path:
            ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).\(UInt32.random(in: 0 ... .max))"
    )
    do {
        let file = try OutputFile(temporary, named: url.path)
        try body(file)
        try file.synchronize()
    } catch {
        unlink(temporary.path)
        throw error
    }
    guard rename(temporary.path, url.path) == 0 else {
        let problem = lastProblem()
        unlink(temporary.path)
        throw FileError(url.path, "can't be written: \(problem)")
    }
}

/// A file that is being written.
struct OutputFile: ~Copyable {
    let path: String
    private let descriptor: Int32

    fileprivate init(_ url: URL, named path: String) throws {
        self.path = path
        descriptor = open(url.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(path, "can't be written: \(lastProblem())") }
    }

    deinit { close(descriptor) }

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
}
