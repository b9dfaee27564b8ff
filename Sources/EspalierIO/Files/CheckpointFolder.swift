import Espalier
import Foundation
import Logging
import PJRT

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
    /// - Throws: ``FileError`` where the folder can't be made; `TensorError` where fewer than one are to stay.
    public init(_ url: URL, keeping retained: Int = 5) throws {
        guard retained > 0 else {
            throw TensorError(
                "CheckpointFolder", "1 checkpoint or more are kept, and keeping is \(retained)")
        }
        _ = try filePath(url)
        self.url = url
        self.retained = retained
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch { throw FileError(url.path, "can't be made: \(error)") }
        removeAbandonedFiles(in: url) { [name = best.lastPathComponent] in
            $0 == name || Self.step(of: $0) != nil
        }
    }

    /// The step of a checkpoint by the name of its file; nil for a name that none has.
    private static func step(of name: String) -> Int? {
        guard let match = name.wholeMatch(of: /step-([0-9]+)\.safetensors/),
            let step = Int(match.1), Self.name(step) == name
        else { return nil }
        return step
    }

    private static func name(_ step: Int) -> String {
        let digits = String(step)
        let zeros = String(repeating: "0", count: max(0, 9 - digits.count))
        return "step-\(zeros)\(digits).safetensors"
    }

    /// The steps of which there are files, in order.
    ///
    /// - Throws: ``FileError`` where the folder can't be read.
    public var steps: [Int] {
        get throws {
            // Another process may save checkpoints and remove older ones meanwhile, so that a listing may have none that
            // is still there, or none at all.
            var emptyCount = 0
            while emptyCount < 3 {
                let names: [String]
                do { names = try FileManager.default.contentsOfDirectory(atPath: url.path) } catch {
                    throw FileError(url.path, "can't be read: \(error)")
                }
                let listed = names.compactMap(Self.step)
                let found = listed.filter { FileStatus(file(step: $0).path)?.isRegular == true }
                if !found.isEmpty { return found.sorted() }
                let isThere = listed.contains {
                    FileStatus(file(step: $0).path, followingLinks: false) != nil
                }
                if listed.isEmpty || isThere { emptyCount += 1 }
            }
            return []
        }
    }

    /// The file of a step.
    public func file(step: Int) -> URL { url.appending(path: Self.name(step)) }

    /// Saves a tree, then removes the checkpoints that are too many.
    ///
    /// - Parameter metadata: texts to go with it.
    /// - Throws: ``FileError`` where it can't be written; the older ones then stay. `TensorError` for a negative step.
    public func save<T: Tree>(_ tree: T, step: Int, metadata: [String: String] = [:]) throws {
        try Self.check(step)
        let metadata = metadata.merging(["step": String(step)]) { $1 }
        try tree.save(to: file(step: step), metadata: metadata)
        // What only has the name of a later checkpoint doesn't count, so that no real one makes room for it.
        let counted = try steps.filter { $0 <= step || isCheckpoint($0) }
        for old in counted.dropLast(retained) where old != step {
            unlink(file(step: old).path)
        }
    }

    /// Whether the file of a step is one that was saved here, as far as its header says.
    private func isCheckpoint(_ step: Int) -> Bool {
        let file = try? SafeTensors(contentsOf: file(step: step))
        return file?.metadata["step"] == String(step)
    }

    private static func check(_ step: Int) throws {
        guard step >= 0 else {
            throw TensorError(
                "CheckpointFolder", "steps are counted from 0, and this one is \(step)")
        }
    }

    /// The file of ``saveBest(_:step:)``.
    private var best: URL { url.appending(path: "best.safetensors") }

    /// Saves a tree that is better than those before, beside the latest ones: it stays until there is a better one.
    ///
    /// - Throws: ``FileError`` where it can't be written; the one before then stays. `TensorError` for a negative step.
    public func saveBest<T: Tree>(_ tree: T, step: Int) throws {
        try Self.check(step)
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
        // Another process may put another file in its place meanwhile.
        let file = try SafeTensors(contentsOf: best)
        guard let step = file.metadata["step"].flatMap({ Int($0) }) else {
            throw FileError(best.path, "doesn't say of which step it is")
        }
        try tree.load(file, comparingConstants: comparingConstants)
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

    /// Takes the leaves of a tree from the latest checkpoint that is whole.
    ///
    /// Files that are damaged, or that have other leaves than the tree, are passed over, and the log says so
    /// (`Diagnostics.logger`). Another process may save checkpoints and remove old ones meanwhile.
    ///
    /// - Returns: its step; nil where the folder is empty.
    /// - Throws: ``FileError`` where there are files and none fits the tree, and where the latest whole one was saved with
    ///   other constants.
    public func restoreLatest<T: Tree>(
        into tree: inout T, comparingConstants: Bool = true
    ) throws -> Int? {
        try restoreLatest(into: &tree, comparingConstants: comparingConstants) { _, _ in }?.step
    }

    /// Takes the leaves of a tree from the latest checkpoint that is whole, and reads what its metadata says.
    ///
    /// - Parameter read: reads metadata, given the path of their file; what it throws is thrown.
    package func restoreLatest<T: Tree, Notes>(
        into tree: inout T, comparingConstants: Bool,
        reading read: ([String: String], _ path: String) throws -> Notes
    ) throws -> (step: Int, notes: Notes)? {
        var refused: [(step: Int, error: any Error)] = []
        while true {
            let known = Set(refused.map(\.step))
            guard let step = try steps.last(where: { !known.contains($0) }) else {
                guard let first = refused.first else { return nil }
                throw first.error
            }
            let path = file(step: step).path
            var restored = tree
            let metadata: [String: String]
            do {
                let file = try SafeTensors(contentsOf: file(step: step))
                try restored.load(file, comparingConstants: comparingConstants)
                metadata = file.metadata
            } catch let error as FileError where error.concernsConstants {
                throw error
            } catch {
                // One that was removed meanwhile has made room for a later one.
                if FileStatus(path) != nil { refused.append((step, error)) }
                continue
            }
            let notes = try read(metadata, path)
            tree = restored
            for (_, error) in refused {
                Diagnostics.logger.warning(
                    "CheckpointFolder: step \(step) is restored, and a later file is passed over: \(error)"
                )
            }
            return (step, notes)
        }
    }
}
