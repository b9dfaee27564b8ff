import EspalierIO
import Logging
import PJRT

/// Who is told how a run goes.
///
///     loop.reporters = [.logger(logger), .events(try EventFile(in: folder))]
///     loop.reporters.append(Reporter { report in losses.append(report.metrics["loss"]) })
public struct Reporter {
    let report: (TrainingReport) throws -> Void

    /// Calls a closure with each report.
    public init(_ report: @escaping (TrainingReport) throws -> Void) { self.report = report }

    /// Writes each report to a logger, with the numbers as metadata.
    public static func logger(_ logger: Logger, level: Logger.Level = .info) -> Reporter {
        Reporter { report in
            var metadata: Logger.Metadata = ["step": "\(report.step)", "epoch": "\(report.epoch)"]
            for (name, value) in report.metrics { metadata[name.printable()] = "\(value)" }
            logger.log(level: level, "\(report)", metadata: metadata)
        }
    }

    /// Writes each report as a line of text.
    public static func lines(_ output: TextOutput) -> Reporter {
        Reporter { output.write("\($0)\n") }
    }

    /// Adds each number to a curve of TensorBoard's: the means of the steps to `training/loss` and the like, an evaluation
    /// to `evaluation/accuracy` and the like.
    ///
    /// A run that is taken up begins another file, best in the same folder. Reports between the checkpoint and the moment
    /// when the run was stopped are in both.
    public static func events(_ file: EventFile) -> Reporter {
        Reporter { report in
            for (name, value) in report.metrics {
                try file.scalar("\(report.kind)/\(name)", value, step: report.step)
            }
            if let rate = report.stepsPerSecond {
                try file.scalar("training/steps per second", rate, step: report.step)
            }
        }
    }
}

/// What reporters are told.
public struct TrainingReport: Sendable, CustomStringConvertible {
    /// What the numbers are of.
    public enum Kind: String, Hashable, Sendable {
        /// Means over the steps since the last such report.
        case training
        /// An evaluation of the state.
        case evaluation
    }

    /// What the numbers are of.
    public let kind: Kind
    /// How many steps are done.
    public let step: Int
    /// How often the data was gone over to its end.
    public let epoch: Int
    /// The numbers.
    public let metrics: MetricValues
    /// How many steps were taken in a second, over those that the means are of; nil for an evaluation.
    public let stepsPerSecond: Double?

    /// As in `step 500, epoch 2, training: loss 0.04173`.
    public var description: String { "step \(step), epoch \(epoch), \(kind): \(metrics)" }
}
