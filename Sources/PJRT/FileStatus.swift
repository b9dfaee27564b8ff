#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// What the system says of a file, a folder, or whatever else has a path.
package struct FileStatus {
    private let status: stat

    /// The status of what a path leads to; nil where that isn't there, or can't be asked for.
    ///
    /// - Parameter followingLinks: whether the status is that of the file at the end of symbolic links.
    package init?(_ path: String, followingLinks: Bool = true) {
        var status = stat()
        guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        self.status = status
    }

    /// The status of an open file; nil where it can't be asked for.
    package init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.status = status
    }

    private var kind: mode_t { status.st_mode & mode_t(S_IFMT) }

    /// Whether it is a file in the usual sense, which has contents of its own.
    package var isRegular: Bool { kind == mode_t(S_IFREG) }

    /// Whether it is a symbolic link.
    package var isLink: Bool { kind == mode_t(S_IFLNK) }

    /// What it is: "a file", "a folder", "a pipe".
    package var kindName: String {
        switch kind {
        case mode_t(S_IFREG): "a file"
        case mode_t(S_IFDIR): "a folder"
        case mode_t(S_IFLNK): "a symbolic link"
        case mode_t(S_IFIFO): "a pipe"
        case mode_t(S_IFSOCK): "a socket"
        case mode_t(S_IFCHR), mode_t(S_IFBLK): "a device"
        default: "no file"
        }
    }

    /// The number of bytes.
    package var size: Int { Int(status.st_size) }

    /// The bits that say who may read, write and execute it.
    package var mode: mode_t { status.st_mode & 0o7777 }

    /// The user and the group that it belongs to.
    package var owner: (user: uid_t, group: gid_t) { (status.st_uid, status.st_gid) }

    /// How many names it has.
    package var nameCount: Int { Int(status.st_nlink) }

    /// Why somebody else than this user and the superuser may have chosen the contents; nil where nobody else may.
    package var distrust: String? {
        if let foreignOwner { return foreignOwner }
        // Group and others.
        return status.st_mode & 0o022 != 0
            ? "can be written by other users and isn't trusted; `chmod go-w` mends that" : nil
    }

    /// Whose it is, where that is neither this user nor the superuser.
    package var foreignOwner: String? {
        status.st_uid != geteuid() && status.st_uid != 0
            ? "belongs to user \(status.st_uid) and isn't trusted" : nil
    }
}
