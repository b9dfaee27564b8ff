import Espalier
import EspalierIO
import Foundation
import PJRT

/// Numbers with names, in an order.
///
///     report.metrics["loss"]
///     for (name, value) in report.metrics { … }
public struct MetricValues: Hashable, Sendable {
    private struct Entry: Hashable, Codable {
        let name: String
        let value: Double
    }

    private var entries: [Entry]

    /// Numbers with names.
    public init(_ values: [(String, Double)]) {
        entries = values.map { Entry(name: $0.0, value: $0.1) }
    }

    /// The elements of a tree of scalars, by their paths; that of a tree which is a tensor is called "loss".
    ///
    /// - Throws: ``TrainingError`` for a leaf that isn't a number.
    init(reading tree: some Tree) throws {
        self.init(try zip(metricNames(tree), tree.leaves).map { ($0, try number($1, $0)) })
    }

    /// The number of a name; nil where there is none.
    public subscript(name: String) -> Double? { entries.first { $0.name == name }?.value }

    /// The names, in order.
    public var names: [String] { entries.map(\.name) }

    /// How many there are.
    public var count: Int { entries.count }
}

extension MetricValues: Sequence {
    /// Gives the names with the numbers.
    public func makeIterator() -> AnyIterator<(name: String, value: Double)> {
        AnyIterator(entries.lazy.map { ($0.name, $0.value) }.makeIterator())
    }
}

extension MetricValues: Codable {
    /// Reads what ``encode(to:)`` wrote.
    public init(from decoder: any Decoder) throws {
        entries = try [Entry](from: decoder)
    }

    /// Writes names and numbers.
    public func encode(to encoder: any Encoder) throws { try entries.encode(to: encoder) }
}

extension MetricValues: CustomStringConvertible {
    /// As in `loss 0.04173, accuracy 0.98`, with control characters of names as escapes.
    public var description: String { texts.map { "\($0) \($1)" }.joined(separator: ", ") }

    /// The names with the numbers to four digits.
    var texts: [(String, String)] {
        entries.map { ($0.name.printable(), String(format: "%.4g", $0.value)) }
    }
}

/// The names of the leaves of a tree of metrics.
func metricNames(_ tree: some Tree) -> [String] {
    tree.paths.map { $0.name.isEmpty ? "loss" : $0.name }
}

/// The one element of a tensor; waits until it is computed.
func number(_ tensor: Tensor, _ name: String) throws -> Double {
    guard tensor.count == 1, !tensor.dtype.isComplex else {
        throw TrainingError.metricIsNoNumber(name: name, type: tensor.shapedType)
    }
    return Double(tensor)
}
