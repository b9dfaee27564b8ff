import Foundation
import Synchronization

/// What share of its bound each comparison used, for whoever chooses bounds: `ESPALIER_MARGINS=file make test` writes a
/// line for every comparison that differs, its name and the share, to the file.
package enum Margins {
    private static let file = Mutex<FileHandle?>(
        ProcessInfo.processInfo.environment["ESPALIER_MARGINS"].flatMap { path in
            FileManager.default.createFile(atPath: path, contents: nil)
                ? FileHandle(forWritingAtPath: path) : nil
        })

    /// Notes that a comparison used a share of its bound: 1 is all of it.
    package static func record(_ name: @autoclosure () -> String, _ share: Double) {
        guard share > 0 else { return }
        file.withLock { file in
            // It is for people to read; a full disk leaves it short.
            try? file?.write(contentsOf: Data("\(name())\t\(share)\n".utf8))
        }
    }
}
