import Foundation
import PJRT
import Synchronization

/// A program in the form in which a plugin keeps it, and where that fits.
public struct MachineCode: Sendable, Hashable {
    /// The platform and its version, as the plugin says.
    public let platform: String
    /// The kind of processor.
    public let processor: String
    /// The code, in the plugin's format.
    public let bytes: [UInt8]

    package init(platform: String, processor: String, bytes: [UInt8]) {
        self.platform = platform
        self.processor = processor
        self.bytes = bytes
    }

    init(_ executable: Executable, platform client: Client) throws {
        do { bytes = try executable.serialize() } catch {
            throw TensorError("exporting", "the program can't be taken out of XLA: \(error)")
        }
        platform = Self.platform(client)
        processor = Self.processor
    }

    /// Whether the code can run on this machine.
    func fits(_ client: Client) -> Bool {
        platform == Self.platform(client) && processor == Self.processor
    }

    private static func platform(_ client: Client) -> String {
        "\(client.platformName) \(client.platformVersion)"
    }

    /// What programs are compiled for: the instructions that the processor has.
    static let processor: String = {
        #if arch(x86_64)
            let architecture = "x86_64"
        #elseif arch(arm64)
            let architecture = "arm64"
        #else
            let architecture = "other"
        #endif
        // On Linux the kernel lists them; elsewhere the architecture has to do.
        let description = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let features = description.split(separator: "\n").first {
            $0.hasPrefix("flags") || $0.hasPrefix("Features")
        }
        let names = features?.split(separator: ":").last?.split(separator: " ").sorted() ?? []
        return ([architecture] + names.map(String.init)).joined(separator: " ")
    }()
}

/// The executable of an exported program, compiled or loaded once for the runtime that it is called on.
final class ExportedExecutable: Sendable {
    private let stored = Mutex<(runtime: Runtime, executable: Executable)?>(nil)

    func loaded(by runtime: Runtime, _ program: ExportedProgram) throws -> Executable {
        if let known = stored.withLock({ $0 }), known.runtime === runtime {
            return known.executable
        }
        let executable = try Self.load(program, by: runtime)
        stored.withLock { $0 = (runtime, executable) }
        return executable
    }

    private static func load(
        _ program: ExportedProgram, by runtime: Runtime
    ) throws -> Executable {
        // Code of another machine would end in an illegal instruction; the text runs everywhere.
        if let code = program.machineCode, code.fits(runtime.client),
            let executable = try? runtime.client.deserialize(code.bytes)
        {
            return executable
        }
        return try runtime.compile(program.stableHLO, name: program.name)
    }
}
