import PJRT

/// Why a file could not be read or written.
public struct FileError: Error, Hashable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// What is wrong with it, and where. Control characters other than line breaks, which names in it may have, are
    /// written as escapes.
    public let reason: String
    /// Whether a tree has the file's leaves, and other constants.
    let concernsConstants: Bool

    init(_ path: String, _ reason: String, concernsConstants: Bool = false) {
        self.path = path
        self.reason = reason.printable(keepingLines: true)
        self.concernsConstants = concernsConstants
    }

    /// The path and the reason.
    public var description: String { "\(path.printable()): \(reason)" }
}
