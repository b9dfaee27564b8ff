import Espalier
import PJRT

/// Why a loop can't go on.
public enum TrainingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There was no batch in an epoch.
    case emptyEpoch(Int)
    /// A leaf of the metrics isn't a real number.
    case metricIsNoNumber(name: String, type: ShapedTensor)
    /// ``EarlyStop`` is to look at a metric that there is none of.
    case unknownMetric(name: String, known: [String])
    /// The checkpoint wasn't written by a loop, which would have said where in the data it was.
    case noProgressInCheckpoint(path: String)

    /// What is wrong, and how to mend it; control characters in names are written as escapes.
    public var description: String { text.printable(keepingLines: true) }

    private var text: String {
        switch self {
        case .emptyEpoch(let epoch):
            "TrainingLoop: epoch \(epoch) has no batches; are there fewer examples than a batch takes?"
        case .metricIsNoNumber(let name, let type):
            "TrainingLoop: the metric \(name) has to be a real scalar, and it is \(type)"
        case .unknownMetric(let name, let known):
            "EarlyStop: there is no metric \(name); there is \(known.joined(separator: ", "))"
        case .noProgressInCheckpoint(let path):
            """
            \(path): doesn't say where the run stood; it wasn't saved by a TrainingLoop. Load it into the state before \
            the run, and let the loop have another folder
            """
        }
    }
}
