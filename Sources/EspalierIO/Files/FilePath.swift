import Foundation

/// The path of a file's address.
///
/// An address without a scheme, as `URL(string: "model.npy")` gives, is a path by itself.
///
/// - Throws: ``FileError`` for an address of anything else, as of the web, and for a path that the system would cut off.
func filePath(_ url: URL) throws -> String {
    if let scheme = url.scheme, !url.isFileURL {
        throw FileError(
            url.absoluteString,
            "is an address with the scheme \(scheme), and only files can be read and written; download it first, "
                + "and make its address with URL(filePath:)")
    }
    let path = url.path
    guard !path.isEmpty, !path.utf8.contains(0) else {
        throw FileError(
            path, path.isEmpty ? "is no path: it is empty" : "is no path: it has a zero byte")
    }
    return path
}
