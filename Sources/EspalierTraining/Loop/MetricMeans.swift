import Espalier

/// The means of the steps' metrics since the last report.
///
/// The metrics of the latest steps are still on the device, or not computed yet. They are fetched when means are asked
/// for, or when they get too many: that also keeps the program from running ahead of the device without bounds.
struct MetricMeans<Metrics: Tree> {
    /// The sums of what was fetched.
    private var sums: [MetricSum] = []
    private var waiting: [Metrics] = []
    private static var capacity: Int { 64 }

    /// Takes in the metrics of a step.
    mutating func add(_ metrics: Metrics) throws {
        waiting.append(metrics)
        if waiting.count >= Self.capacity {
            try fetch(Self.capacity / 2)
        }
    }

    /// Whether there is nothing to take means of.
    var isEmpty: Bool { waiting.isEmpty && sums.isEmpty }

    /// The means; waits until the latest step is computed.
    mutating func values() throws -> MetricValues {
        try fetch(waiting.count)
        return MetricValues(sums.map { ($0.name, $0.total / Double($0.count)) })
    }

    /// The sums, to be saved; waits until the latest step is computed.
    mutating func fetchedSums() throws -> [MetricSum] {
        try fetch(waiting.count)
        return sums
    }

    /// Forgets everything, or goes on from sums that were saved.
    mutating func reset(to sums: [MetricSum] = []) {
        self.sums = sums
        waiting = []
    }

    private mutating func fetch(_ count: Int) throws {
        for metrics in waiting.prefix(count) {
            for (index, (name, value)) in try MetricValues(reading: metrics).enumerated() {
                var place = index
                // Mostly all steps have the same metrics.
                if !(index < sums.count && sums[index].name == name) {
                    place = sums.firstIndex { $0.name == name } ?? sums.count
                    if place == sums.count { sums.append(MetricSum(name: name)) }
                }
                sums[place].total += value
                sums[place].count += 1
            }
        }
        waiting.removeFirst(count)
    }
}

/// A sum and how many numbers it is of.
struct MetricSum: Hashable, Codable {
    var name: String
    var total = 0.0
    var count = 0
}
