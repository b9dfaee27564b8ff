import Foundation

struct PythonFailure: Error, CustomStringConvertible {
    let status: Int32
    let message: String
    var description: String { "python3 ended with status \(status): \(message)" }
}

/// Runs Python with some input and gives what it prints.
func runPython(_ arguments: [String], input: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "espalier-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let given = folder.appending(path: "input")
    let said = folder.appending(path: "output")
    let complained = folder.appending(path: "errors")
    try Data(input.utf8).write(to: given)
    for file in [said, complained] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardInput = try FileHandle(forReadingFrom: given)
    process.standardOutput = try FileHandle(forWritingTo: said)
    process.standardError = try FileHandle(forWritingTo: complained)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        throw PythonFailure(
            status: process.terminationStatus,
            message: try String(contentsOf: complained, encoding: .utf8))
    }
    return try String(contentsOf: said, encoding: .utf8)
}
