import Foundation
import PJRT

/// Writes a file so that there is never half of it: under another name in the same folder first, which takes the
/// file's name when everything is on the disk.
///
/// A symbolic link stays, and the file that it leads to is written. A file that was there keeps its permissions. Devices,
/// pipes and folders are refused: something else would be in their place.
///
/// - Throws: ``FileError``, and what `body` throws; the file is then as it was.
func writeAtomically(to url: URL, _ body: (borrowing OutputFile) throws -> Void) throws {
    let destination = try Destination(try filePath(url))
    let file = try OutputFile(for: destination)
    do {
        try body(file)
        try file.takeName()
    } catch {
        unlink(file.temporaryPath)
        throw error
    }
    // The name is on the disk only when the folder is.
    try synchronizeFolder(destination.folder)
}

/// Writes a text so that there is never half of it.
///
/// - Throws: ``FileError``; the file is then as it was.
package func writeAtomically(_ text: String, to url: URL) throws {
    try writeAtomically(to: url) { try $0.write(Array(text.utf8)) }
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
        guard FileStatus(path, followingLinks: false)?.isRegular == true else { continue }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else { continue }
        // A writer that lives holds the lock.
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
        close(descriptor)
    }
}

/// Whether a file may be written under a path.
///
/// - Throws: ``FileError`` where something else than a file is there.
func checkDestination(_ path: String) throws { _ = try Destination(path) }

/// Where a file is written: at the end of the symbolic links that its path leads along.
private struct Destination {
    let path: String
    /// The status of the file that is there already.
    let earlier: FileStatus?

    /// As many links as Linux follows.
    private static let linkLimit = 40

    init(_ named: String) throws {
        // The links of open files, as /dev/stdout, lead where their texts don't.
        if let status = FileStatus(named), !status.isRegular {
            throw FileError(named, "is \(status.kindName), and only regular files are written")
        }
        var path = named
        for _ in 0...Self.linkLimit {
            guard let status = FileStatus(path, followingLinks: false) else {
                guard errno == ENOENT else {
                    throw FileError(named, "can't be written: \(lastProblem())")
                }
                (self.path, earlier) = (path, nil)
                return
            }
            guard status.isLink else {
                guard status.isRegular else {
                    throw FileError(
                        named, "is \(status.kindName), and only regular files are written")
                }
                (self.path, earlier) = (path, status)
                return
            }
            let target: String
            do { target = try FileManager.default.destinationOfSymbolicLink(atPath: path) } catch {
                throw FileError(named, "can't be followed: \(error)")
            }
            path = target.hasPrefix("/") ? target : Self.folder(of: path) + "/" + target
        }
        throw FileError(named, "leads along more than \(Self.linkLimit) symbolic links")
    }

    /// The folder that the file is in.
    var folder: String { Self.folder(of: path) }

    /// A name in the same folder that no other writer has, short enough for every file system.
    func temporaryPath() -> String {
        var name = path.split(separator: "/").last ?? ""
        while name.utf8.count > 100 { name.removeLast() }
        let process = ProcessInfo.processInfo.processIdentifier
        return "\(folder)/.\(name).\(process).\(UInt32.random(in: 0 ... .max))"
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// A file that is being written under a temporary name.
struct OutputFile: ~Copyable {
    private let destination: Destination
    fileprivate let temporaryPath: String
    private let descriptor: Int32

    fileprivate init(for destination: Destination) throws {
        self.destination = destination
        (temporaryPath, descriptor) = try Self.open(for: destination)
    }

    deinit { close(descriptor) }

    private static func open(
        for destination: Destination
    ) throws -> (path: String, descriptor: Int32) {
        // Nobody reads what will belong to a private file before it is one.
        let mode: mode_t = destination.earlier == nil ? 0o666 : 0o600
        for _ in 0..<100 {
            let path = destination.temporaryPath()
            let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
            guard descriptor >= 0 else { break }
            // The lock goes with the process. Between opening and locking the file may have been taken for
            // an abandoned one; it is removed then, and another is begun. File systems without locks
            // never look abandoned.
            _ = flock(descriptor, LOCK_EX)
            guard let status = FileStatus(descriptor: descriptor), status.nameCount == 0 else {
                return (path, descriptor)
            }
            close(descriptor)
        }
        throw FileError(destination.path, "can't be written: \(lastProblem())")
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw problem }
            done += count
        }
    }

    func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }

    /// Takes the place of the file, when everything is on the disk.
    fileprivate func takeName() throws {
        if let earlier = destination.earlier { try keepPermissions(of: earlier) }
        guard fsync(descriptor) == 0, rename(temporaryPath, destination.path) == 0 else {
            throw problem
        }
    }

    private func keepPermissions(of earlier: FileStatus) throws {
        let owner = earlier.owner
        // Programs are not written here, so that nobody else has to run one in the name of the owner.
        var mode = earlier.mode & 0o1777
        let now = FileStatus(descriptor: descriptor)?.owner
        if now?.user != owner.user || now?.group != owner.group,
            fchown(descriptor, owner.user, owner.group) != 0
        {
            // It stays this user's. The group is another one, and may do what everybody may.
            mode = mode & 0o707 | (mode & 0o007) << 3
        }
        guard fchmod(descriptor, mode) == 0 else { throw problem }
    }

    private var problem: FileError {
        FileError(destination.path, "can't be written: \(lastProblem())")
    }
}

private func synchronizeFolder(_ folder: String) throws {
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
