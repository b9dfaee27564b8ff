import Foundation

/// The processor that this process runs on.
enum Processor {
    /// Its model, as the system names it.
    static let description: String =
        fields["model name"] ?? fields["CPU part"] ?? "unknown processor"

    /// Everything that decides which instructions a compiler may use.
    static let features: String = fields["flags"] ?? fields["Features"] ?? ""

    private static let fields: [String: String] = {
        guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else {
            return [:]
        }
        var fields: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let name = parts[0].trimmingCharacters(in: .whitespaces)
            if fields[name] == nil {
                fields[name] = parts[1].trimmingCharacters(in: .whitespaces)
            }
        }
        return fields
    }()
}
