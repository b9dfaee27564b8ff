import Espalier
import Foundation
import PJRT

/// Compares what XLA plugins compute with the host's mathematics: `make check-plugin`.
///
/// Arguments are the paths of plugins; without any it takes the one that programs find. Each is checked in a process of
/// its own, because a broken one may end it. The exit status is 1 where a plugin has a fault that programs don't avoid.
@main
enum CheckPlugin {
    /// Says to a process that it is the one that checks.
    private static let flag = "--in-this-process"

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == flag {
            exit(try check(arguments.dropFirst().first) ? 0 : 1)
        }
        if arguments.contains(where: { $0 == "--help" || $0 == "-h" }) {
            print("usage: CheckPlugin [PATH-OF-A-PLUGIN ...]")
            return
        }
        let paths = arguments.isEmpty ? [try Plugin.find().path] : arguments
        let failures = try paths.filter { try !checkInAProcess($0) }
        exit(failures.isEmpty ? 0 : 1)
    }

    private static func checkInAProcess(_ path: String) throws -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0])
        process.arguments = [flag, path]
        try process.run()
        process.waitUntilExit()
        if process.terminationReason == .uncaughtSignal {
            print(
                "\(path) ended the process that checked it, by signal \(process.terminationStatus)")
        }
        return process.terminationReason == .exit && process.terminationStatus == 0
    }

    /// Prints what is wrong, and says whether programs avoid all of it.
    private static func check(_ path: String?) throws -> Bool {
        let start = ContinuousClock.now
        let report = try Plugin.find(path: path).check()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let time = String(format: "%.0f s", seconds)
        print("\(report.plugin) on \(report.processor): \(report.comparisons) comparisons, \(time)")
        for fault in report.faults {
            print("  \(fault)\(PluginGuards.against(fault) == nil ? "" : " (programs avoid it)")")
        }
        if report.faults.isEmpty { print("  no fault") }
        return report.faults.allSatisfy { PluginGuards.against($0) != nil }
    }
}
