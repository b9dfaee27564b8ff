import Espalier
import Synchronization

/// How a stencil was carried out.
public struct StencilPlan: Sendable, CustomStringConvertible {
    /// In what order cells are computed.
    public enum Order: Sendable, Hashable {
        /// All at once: no cell needs another's result.
        case allAtOnce
        /// One plane after another across an axis, each at once: `rows(axis: 0)` for a matrix is row
        /// after row.
        case planes(axis: Int)
        /// One wave after another: cells at a place j are computed at the step Σ weights[a] · j[a].
        case waves(weights: [Int])
        /// One cell after another.
        case cells
    }

    /// `kmap`, `kscan`, `smap` or `sscan`.
    public let operation: String
    /// In what order cells are computed.
    public let order: Order
    /// The number of steps that are taken one after another.
    public let steps: Int
    /// The operations for which windows were gathered in memory; empty where every operation worked
    /// on shifted slices of the array.
    public let gatheredOperations: [String]
    /// Whether boxes of windows were reduced along one axis after another.
    public let isSeparated: Bool

    /// One line.
    public var description: String {
        let cells =
            switch order {
            case .allAtOnce: "all cells at once"
            case .planes(let axis): "planes across axis \(axis), \(steps) steps"
            case .waves(let weights): "waves \(weights), \(steps) steps"
            case .cells: "cell by cell, \(steps) steps"
            }
        let windows =
            gatheredOperations.isEmpty
            ? isSeparated ? "reduced axis by axis" : "shifted slices"
            : "windows gathered for \(gatheredOperations.joined(separator: ", "))"
        return "\(operation): \(cells), \(windows)"
    }
}

/// The plans of the stencils that a function calls, as they are traced.
///
///     let plans = stencilPlans { blur(image) }
///     print(plans[0])      // kmap: all cells at once, reduced axis by axis
///
/// A jitted function that was traced before has no stencils to plan any more.
public func stencilPlans<Result>(_ body: () throws -> Result) rethrows -> [StencilPlan] {
    let recorder = PlanRecorder()
    _ = try PlanRecorder.$current.withValue(recorder) { try body() }
    return recorder.plans
}

final class PlanRecorder: Sendable {
    @TaskLocal static var current: PlanRecorder?
    private let recorded = Mutex<[StencilPlan]>([])

    var plans: [StencilPlan] { recorded.withLock { $0 } }

    static func record(
        _ operation: String, _ order: StencilPlan.Order, steps: Int, _ report: WindowReport
    ) {
        guard let current else { return }
        let plan = StencilPlan(
            operation: operation, order: order, steps: steps,
            gatheredOperations: report.gathered, isSeparated: report.combinedBoxes)
        current.recorded.withLock { $0.append(plan) }
    }
}
