/// How often something happens.
public enum Interval: Hashable, Sendable {
    /// After every so many steps, counted from the beginning of the run.
    case steps(Int)
    /// At the end of every so many epochs.
    case epochs(Int)

    /// Whether it is time.
    ///
    /// - Parameters:
    ///   - position: where the run stands.
    func isDue(_ position: Position) -> Bool {
        switch self {
        case .steps(let count):
            precondition(count > 0, "Interval: \(count) steps")
            return position.step.isMultiple(of: count)
        case .epochs(let count):
            precondition(count > 0, "Interval: \(count) epochs")
            return position.batch == 0 && position.epoch.isMultiple(of: count)
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
