import Espalier
import EspalierIO
import Foundation

/// Where and how often a loop saves, and how it is taken up.
///
/// A checkpoint is a safetensors file with the leaves of the state, optimiser and keys included, under their own paths: it
/// loads into such a state without a loop too. The position in the data, the sums of metrics that were not reported yet and
/// the patience of ``EarlyStop`` are in the file's metadata.
public struct Checkpoints: Sendable {
    /// The folder.
    public var folder: CheckpointFolder
    /// How often, besides at the end.
    public var interval: Interval
    /// Whether a run begins with the latest checkpoint of the folder, if there is one.
    public var resumes = true
    /// Whether the constants of the state have to be those that were saved; see
    /// `CheckpointFolder.restore`.
    public var comparesConstants = true

    /// Checkpoints in a folder.
    public init(_ folder: CheckpointFolder, every interval: Interval) {
        self.folder = folder
        self.interval = interval
    }
}

/// What a checkpoint says besides the state.
struct SavedProgress: Codable {
    var position: Position
    var sums: [MetricSum]
    var earlyStop: EarlyStop.History
    var metrics: MetricValues?
    var evaluation: MetricValues?

    private static let key = "espalier.training"

    /// As metadata of a file. Numbers come back with all their bits.
    func metadata() throws -> [String: String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return [Self.key: String(decoding: try encoder.encode(self), as: UTF8.self)]
    }

    /// Reads it from the metadata of a checkpoint.
    static func read(_ metadata: [String: String], _ path: String) throws -> SavedProgress {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        guard let text = metadata[key],
            let saved = try? decoder.decode(SavedProgress.self, from: Data(text.utf8)),
            saved.position.isPossible
        else { throw TrainingError.noProgressInCheckpoint(path: path) }
        return saved
    }
}
