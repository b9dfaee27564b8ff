import Foundation

/// What a program did that ran to its end.
package struct ProgramResult: Sendable {
    package let status: Int32
    /// The text on standard output.
    package let output: String
    /// The text on standard error.
    package let errors: String
}

/// A program that ended with a status other than 0.
package struct ProgramFailure: Error, CustomStringConvertible {
    package let command: [String]
    package let result: ProgramResult

    package var description: String {
        "\(command[0]) ended with status \(result.status): \(result.errors)"
    }
}

/// Runs a program from the search path to its end.
///
/// Its streams are files, so that neither side waits for the other to read.
///
/// - Throws: Foundation's error where there is no such program.
package func run(_ command: [String], input: String = "") throws -> ProgramResult {
    let folder = try TemporaryFolder()
    let streams = (
        input: try folder.write(input, to: "input"), output: try folder.write("", to: "output"),
        errors: try folder.write("", to: "errors")
    )
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.standardInput = try FileHandle(forReadingFrom: streams.input)
    process.standardOutput = try FileHandle(forWritingTo: streams.output)
    process.standardError = try FileHandle(forWritingTo: streams.errors)
    try process.run()
    process.waitUntilExit()
    return ProgramResult(
        status: process.terminationStatus,
        output: String(decoding: try Data(contentsOf: streams.output), as: UTF8.self),
        errors: String(decoding: try Data(contentsOf: streams.errors), as: UTF8.self))
}

/// The text that a program prints.
///
/// - Throws: ``ProgramFailure`` where its status isn't 0.
package func output(of command: [String], input: String = "") throws -> String {
    let result = try run(command, input: input)
    guard result.status == 0 else { throw ProgramFailure(command: command, result: result) }
    return result.output
}
