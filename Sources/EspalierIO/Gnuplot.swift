import Foundation
import PJRT

/// The program gnuplot on this machine.
struct Gnuplot {
    let path: String

    /// Looks through the folders of `PATH`.
    static func find(
        in folders: String? = ProcessInfo.processInfo.environment["PATH"]
    ) throws(PlotError) -> Gnuplot {
        let folders = (folders ?? "").split(separator: ":").map(String.init)
        for folder in folders {
            let path = folder + "/gnuplot"
            if FileManager.default.isExecutableFile(atPath: path) { return Gnuplot(path: path) }
        }
        throw .notInstalled(searched: folders)
    }

    /// Runs a script to its end.
    func run(_ script: String) throws(PlotError) {
        // Through a file and not a pipe: writing to a program that has ended already would end this one.
        let file = FileManager.default.temporaryDirectory
            .appending(path: "espalier-\(UUID().uuidString).gnuplot")
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = [file.path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let messages = Pipe()
        process.standardError = messages
        let said: Data
        do {
            try Data(script.utf8).write(to: file)
            try process.run()
            said = try messages.fileHandleForReading.readToEnd() ?? Data()
        } catch {
            throw .failed(message: String(describing: error))
        }
        process.waitUntilExit()
        if process.terminationReason != .exit || process.terminationStatus != 0 {
            throw .failed(message: Self.message(in: said, status: process.terminationStatus))
        }
    }

    /// What gnuplot says went wrong, without the script's line and the caret under it.
    private static func message(in said: Data, status: Int32) -> String {
        let lines = String(decoding: said, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        // `"/tmp/script" line 12: …` names a file that is gone by now.
        let located = lines.compactMap { line -> String? in
            guard let match = line.firstMatch(of: /^".*" line \d+: (.*)/) else { return nil }
            return String(match.1)
        }
        let shown = located.isEmpty ? lines : located
        return shown.isEmpty ? "it ended with status \(status)" : shown.joined(separator: "; ")
    }
}

// MARK: - What scripts have in common

extension Gnuplot {
    /// The terminal that writes files of a name.
    ///
    /// - Throws: ``PlotError/unusable(reason:)`` for another name, and where something else than a file is there.
    static func terminal(for path: String) throws(PlotError) -> String {
        // gnuplot would read another name.
        guard !path.unicodeScalars.contains(where: { $0.value < 32 }) else {
            throw .unusable(reason: "the name of the picture has control characters: \(path)")
        }
        do { try checkDestination(path) } catch { throw .unusable(reason: "\(error)") }
        if path.hasSuffix(".png") { return "pngcairo" }
        if path.hasSuffix(".svg") { return "svg" }
        throw .unusable(reason: "the name of the picture has to end in .png or .svg: \(path)")
    }

    /// A text that is drawn, as a gnuplot string; control characters, which no picture has, are written as escapes.
    static func label(_ text: String) -> String {
        quoted(text.replacing("\n", with: " ").printable())
    }

    /// A gnuplot string in single quotes, where only a single quote has a meaning, which doubling takes away.
    static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "''") + "'"
    }
}
