/// What a check of a plugin found: see ``Plugin/check(_:)``.
public struct PluginReport: Sendable, Hashable, Codable {
    /// The library that was checked.
    public let plugin: String
    /// The processor that it was checked on, as the system names it.
    public let processor: String
    /// The number of comparisons with the host's mathematics.
    public let comparisons: Int
    /// What is wrong; empty where everything agrees.
    public let faults: [PluginFault]
}

/// A function of a plugin that gives wrong numbers.
public struct PluginFault: Sendable, Hashable, Codable {
    /// The operation, such as `atan` or `maximum of constants`.
    public let operation: String
    /// The type of the elements, as StableHLO writes it: `f32`.
    public let type: String
    /// The sizes of the arrays in which it shows.
    public let sizes: [Int]
    /// The first wrong number beside the right one.
    public let example: String

    /// A fault of an operation.
    public init(operation: String, type: String, sizes: [Int], example: String) {
        self.operation = operation
        self.type = type
        self.sizes = sizes
        self.example = example
    }
}

extension PluginFault: CustomStringConvertible {
    /// One line: what is wrong, where, and by how much.
    public var description: String {
        let sizes =
            sizes.isEmpty
            ? "" : " in arrays of \(sizes.map(String.init).joined(separator: ", ")) elements"
        return "\(operation) of \(type)\(sizes): \(example)"
    }
}

extension PluginReport: CustomStringConvertible {
    /// What was checked, and a line for each fault.
    public var description: String {
        let heading =
            "\(plugin) on \(processor): \(comparisons) comparisons, "
            + (faults.isEmpty ? "no fault" : "\(faults.count) faults")
        return ([heading] + faults.map { "  \($0)" }).joined(separator: "\n")
    }
}
