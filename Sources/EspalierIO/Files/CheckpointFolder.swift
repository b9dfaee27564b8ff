import Espalier
import Foundation

/// A folder of saved states, of which the latest are kept.
///
///     let checkpoints = try CheckpointFolder(URL(filePath: "runs/first"), keeping: 3)
///     var state = TrainingState(…)
///     var step = try checkpoints.restoreLatest(into: &state) ?? 0
///     while step < 10_000 {
///         train(&state)
///         step += 1
///         if step.isMultiple(of: 500) { try checkpoints.save(state, step: step) }
///     }
///
/// A checkpoint appears as a whole or not at all, so that a run that is killed at any moment goes on from the last
/// one. What has to be in the tree for the run to be the same as an uninterrupted one: parameters, the optimiser's
/// state, keys, and the position in the data.
public struct CheckpointFolder: Sendable {
    /// Where the files are.
    public let url: URL
    private let retained: Int

    /// Opens a folder, which is made if it isn't there, and removes what writers that were killed left half done.
    ///
    /// - Parameter keeping: how many of the latest checkpoints stay.
    /// - Throws: ``FileError`` where the folder can't be made.
    public init(_ url: URL, keeping retained: Int = 5) throws {
        precondition(retained > 0, "CheckpointFolder: at least one checkpoint has to be kept")
        self.url = url
        self.retained = retained
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch { throw FileError(url.path, "can't be made: \(error)") }
        removeAbandonedFiles(in: url) { [name = best.lastPathComponent] in
            $0 == name || Self.step(of: $0) != nil
        }
    }

    /// The step of a checkpoint by the name of its file.
    private static func step(of name: String) -> Int? {
        name.wholeMatch(of: /step-(\d+)\.safetensors/).flatMap { Int($0.1) }
    }

    /// The steps of which there are checkpoints, in order.
    ///
    /// - Throws: ``FileError`` where the folder can't be read.
    public var steps: [Int] {
        get throws {
            do {
                return try FileManager.default.contentsOfDirectory(atPath: url.path)
                    .compactMap(Self.step).sorted()
            } catch { throw FileError(url.path, "can't be read: \(error)") }
        }
    }

    /// The file of a step.
    public func file(step: Int) -> URL {
        let digits = String(step)
        let zeros = String(repeating: "0", count: max(0, 9 - digits.count))
        return url.appending(path: "step-\(zeros)\(digits).safetensors")
    }

    /// Saves a tree, then removes the checkpoints that are too many.
    ///
    /// - Parameter metadata: texts to go with it.
    /// - Throws: ``FileError`` where it can't be written; the older ones then stay.
    public func save<T: Tree>(_ tree: T, step: Int, metadata: [String: String] = [:]) throws {
        precondition(step >= 0, "CheckpointFolder: step \(step) is negative")
        let metadata = metadata.merging(["step": String(step)]) { $1 }
        try tree.save(to: file(step: step), metadata: metadata)
        for old in try steps.dropLast(retained) where old != step {
            try? FileManager.default.removeItem(at: file(step: old))
        }
    }

    /// The file of ``saveBest(_:step:)``.
    private var best: URL { url.appending(path: "best.safetensors") }

    /// Saves a tree that is better than those before, beside the latest ones: it stays until there is a better one.
    ///
    /// - Throws: ``FileError`` where it can't be written; the one before then stays.
    public func saveBest<T: Tree>(_ tree: T, step: Int) throws {
        try tree.save(to: best, metadata: ["step": String(step)])
    }

    /// Takes the leaves of a tree from the best one that was saved.
    ///
    /// - Returns: its step; nil where there is none.
    /// - Throws: ``FileError`` where it doesn't fit the tree.
    public func restoreBest<T: Tree>(
        into tree: inout T, comparingConstants: Bool = true
    ) throws -> Int? {
        guard FileManager.default.fileExists(atPath: best.path) else { return nil }
        let metadata = try SafeTensors(contentsOf: best).metadata
        guard let step = metadata["step"].flatMap({ Int($0) }) else {
            throw FileError(best.path, "doesn't say of which step it is")
        }
        try tree.load(from: best, comparingConstants: comparingConstants)
        return step
    }

    /// The texts that go with the checkpoint of a step.
    ///
    /// - Throws: ``FileError`` where there is none, or it can't be read.
    public func metadata(step: Int) throws -> [String: String] {
        try SafeTensors(contentsOf: file(step: step)).metadata
    }

    /// Takes the leaves of a tree from the checkpoint of a step.
    ///
    /// - Parameter comparingConstants: whether constants have to be those that were saved; see
    ///   ``Espalier/Tree/load(from:allowingOthers:comparingConstants:names:)``.
    /// - Throws: ``FileError`` where there is none, or it doesn't fit the tree.
    public func restore<T: Tree>(
        into tree: inout T, step: Int, comparingConstants: Bool = true
    ) throws {
        try tree.load(from: file(step: step), comparingConstants: comparingConstants)
    }

    /// Takes the leaves of a tree from the latest checkpoint.
    ///
    /// - Returns: its step; nil where the folder is empty.
    /// - Throws: ``FileError`` where it doesn't fit the tree.
    public func restoreLatest<T: Tree>(
        into tree: inout T, comparingConstants: Bool = true
    ) throws -> Int? {
        guard let step = try steps.last else { return nil }
        try restore(into: &tree, step: step, comparingConstants: comparingConstants)
        return step
    }
}
