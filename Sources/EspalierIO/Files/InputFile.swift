import Foundation
import PJRT

/// A file that is open for reading, whose parts are read or mapped into memory as they are needed.
final class InputFile: Sendable {
    let path: String
    let size: Int
    private let descriptor: Int32

    /// - Throws: ``FileError`` where the file can't be opened, or where something else is there, as a folder or a
    ///   named pipe, which would be waited for.
    init(_ url: URL) throws {
        path = try filePath(url)
        // Opening alone may wake the other end of a pipe or set a device going.
        if let status = FileStatus(path) { try Self.check(status, path) }
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileError(path, "can't be opened: \(lastProblem())") }
        do {
            guard let status = FileStatus(descriptor: descriptor) else {
                throw FileError(path, "can't be read: \(lastProblem())")
            }
            try Self.check(status, path)
            size = status.size
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func check(_ status: FileStatus, _ path: String) throws {
        guard status.isRegular else {
            throw FileError(path, "is \(status.kindName), and only regular files are read")
        }
    }

    deinit { close(descriptor) }

    /// Reads `count` bytes from `offset` on.
    ///
    /// - Throws: ``FileError`` where the file ends before; nothing is allocated then.
    func read(_ count: Int, at offset: Int) throws -> [UInt8] {
        try check(count, offset)
        return try [UInt8](unsafeUninitializedCapacity: count) { buffer, made in
            try fill(
                UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count]), at: offset)
            made = count
        }
    }

    /// The bytes in memory that a device can read in place: the file's own pages where the part begins on a
    /// boundary of 64 bytes, else a copy.
    func storage(_ count: Int, at offset: Int) throws -> AlignedStorage {
        try check(count, offset)
        if offset.isMultiple(of: AlignedStorage.alignment), count >= Self.mappingThreshold {
            let pages = try MappedPages(self, descriptor, offset, count)
            return AlignedStorage(pages.bytes, keeping: pages)
        }
        return try AlignedStorage(byteCount: count) { buffer in try fill(buffer, at: offset) }
    }

    /// Below this a page of its own is more than a copy.
    private static let mappingThreshold = 16 * 1024

    private func check(_ count: Int, _ offset: Int) throws {
        guard count >= 0, offset >= 0, offset <= size, count <= size - offset else {
            throw FileError(
                path,
                "ends at byte \(size), where bytes \(offset) to \(offset &+ count) were expected")
        }
    }

    private func fill(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws {
        var done = 0
        while done < buffer.count {
            let count = pread(
                descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done))
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                throw FileError(
                    path,
                    count == 0
                        ? "became shorter while it was read" : "can't be read: \(lastProblem())")
            }
            done += count
        }
    }
}

/// Pages of a file in memory. They count as memory of the file, which the system may drop and read again.
private final class MappedPages: Sendable {
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
    nonisolated(unsafe) private let start: UnsafeMutableRawPointer
    private let length: Int

    init(_ file: InputFile, _ descriptor: Int32, _ offset: Int, _ count: Int) throws {
        let page = sysconf(Int32(_SC_PAGESIZE))
        let begin = offset / page * page
        length = offset + count - begin
        let mapped = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, off_t(begin))
        guard let mapped, mapped != MAP_FAILED else {
            throw FileError(file.path, "can't be mapped into memory: \(lastProblem())")
        }
        start = mapped
        bytes = UnsafeRawBufferPointer(start: mapped + (offset - begin), count: count)
    }

    deinit { munmap(start, length) }
}

/// What the system says of the last call that failed.
func lastProblem() -> String { String(cString: strerror(errno)) }
