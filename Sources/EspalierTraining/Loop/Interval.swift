import Espalier

/// How often something happens.
///
/// A count below 1 is a mistake, which a run throws at its start.
public enum Interval: Hashable, Sendable {
    /// After every so many steps, counted from the beginning of the run.
    case steps(Int)
    /// At the end of every so many epochs.
    case epochs(Int)

    /// - Parameter name: what the interval is for.
    /// - Throws: `TensorError` for a count below 1.
    func check(_ name: String) throws {
        switch self {
        case .steps(let count), .epochs(let count):
            guard count > 0 else {
                throw TensorError(
                    "TrainingLoop.\(name)",
                    "an interval has a count of 1 or more, and this is \(self)")
            }
        }
    }

    /// Whether it is time.
    ///
    /// - Parameters:
    ///   - position: where the run stands.
    func isDue(_ position: Position) -> Bool {
        switch self {
        case .steps(let count):
            position.step.isMultiple(of: count)
        case .epochs(let count):
            position.batch == 0 && position.epoch.isMultiple(of: count)
        }
    }
}

/// Where a run stands: how much is done.
struct Position: Hashable, Codable {
    var step = 0
    var epoch = 0
    /// How many batches of the epoch.
    var batch = 0

    var isPossible: Bool { step >= 0 && epoch >= 0 && batch >= 0 }
}
