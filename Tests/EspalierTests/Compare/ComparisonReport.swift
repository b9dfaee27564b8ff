import Foundation

/// What is written for `Scripts/compare/compare.py` to read: how much was compared and what differs.
struct ComparisonReport: Codable, Sendable {
    /// The calls or programs.
    var calls = 0
    /// The arrays: values, derivatives, batches.
    var arrays = 0
    /// The arrays that JAX has bit for bit.
    var equal = 0
    /// Arrays with another dtype than JAX's, by a decision of this library.
    var otherDTypes = 0
    var differences: [String] = []

    /// The folder of a run; nil where nothing is to be compared.
    static let folder: URL? = ProcessInfo.processInfo.environment["ESPALIER_COMPARISON"].map {
        URL(fileURLWithPath: $0, isDirectory: true)
    }

    func write(_ name: String) throws {
        guard let folder = Self.folder else { return }
        let results = folder.appendingPathComponent("results", isDirectory: true)
        try FileManager.default.createDirectory(at: results, withIntermediateDirectories: true)
        try JSONEncoder().encode(self).write(to: results.appendingPathComponent("\(name).json"))
    }
}
