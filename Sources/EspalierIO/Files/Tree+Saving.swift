import Espalier
import Foundation

extension Tree {
    /// Writes the leaves as a safetensors file, each under its path, as `layers.0.weight`.
    ///
    ///     try model.save(to: URL(filePath: "model.safetensors"))
    ///
    /// All leaves are written, whatever their kind: parameters, running statistics, keys, the state of an optimiser.
    /// Constants, which are no tensors, belong to the program; the file's metadata says what they were, so that loading
    /// can tell where the program has others now.
    ///
    /// - Throws: ``FileError`` where the file can't be written; `TensorError` for leaves without elements.
    public func save(to url: URL, metadata: [String: String] = [:]) throws {
        var metadata = metadata
        if let constants = try encodedConstants() { metadata[constantsKey] = constants }
        try SafeTensors.write(try namedLeaves(url.path), to: url, metadata: metadata)
    }

    /// Takes the leaves from a safetensors file that ``save(to:metadata:)`` or another program wrote.
    ///
    /// Nothing changes unless every leaf of the tree is in the file, with its shape and dtype, and every tensor of the file
    /// in the tree. Where the file says what the constants were, they have to be the same too, as far as both know them:
    /// a model that was saved with `tanh` is no model with `relu`.
    ///
    /// - Parameters:
    ///   - url: the file.
    ///   - names: what the file calls the leaf at a path; nil leaves it as it is. By default the path itself.
    ///   - allowingOthers: whether the file may have tensors that the tree does not.
    ///   - comparingConstants: whether constants have to be those of the file. Without it a model that was trained with
    ///     dropout can be loaded into one with less, and an optimiser into one with another learning rate.
    /// - Throws: ``FileError``, which lists the paths where tree and file don't agree.
    public mutating func load(
        from url: URL, allowingOthers: Bool = false, comparingConstants: Bool = true,
        names: (Path) -> String? = { $0.name }
    ) throws {
        try load(
            SafeTensors(contentsOf: url), allowingOthers: allowingOthers,
            comparingConstants: comparingConstants, names: names)
    }

    /// Takes the leaves from a file that is open, so that nobody can have put another in its place.
    mutating func load(
        _ file: SafeTensors, allowingOthers: Bool = false, comparingConstants: Bool = true,
        names: (Path) -> String? = { $0.name }
    ) throws {
        var problems: [String] = []
        var left = Set(file.names)
        var new: [Tensor] = []
        for (path, leaf) in zip(paths, leaves) {
            guard !leaf.isNothing, let name = names(path) else {
                new.append(leaf)
                continue
            }
            left.remove(name)
            let expected = leaf.shapedType
            guard let found = file.type(of: name) else {
                problems.append("\(name) is missing")
                continue
            }
            guard found.shape == expected.shape, found.dtype == expected.dtype else {
                problems.append("\(name) is \(found), and \(path) takes \(expected)")
                continue
            }
            if problems.isEmpty { new.append(try file[name]) }
        }
        if !allowingOthers { problems += left.sorted().map { "\($0) is not in the tree" } }
        let haveLeaves = problems.isEmpty
        if comparingConstants {
            problems += try constantDifferences(from: file.metadata, file.path)
        }
        guard problems.isEmpty else {
            let shown = problems.prefix(20).joined(separator: "; ")
            let more = problems.count > 20 ? "; and \(problems.count - 20) more" : ""
            throw FileError(
                file.path, "doesn't fit the tree: \(shown)\(more)", concernsConstants: haveLeaves)
        }
        replaceLeaves(with: new)
    }

    /// The leaves that are there by their names.
    func namedLeaves(_ file: String) throws -> [String: Tensor] {
        var named: [String: Tensor] = [:]
        for (path, leaf) in zip(paths, leaves) where !leaf.isNothing {
            guard named.updateValue(leaf, forKey: path.name) == nil else {
                throw FileError(file, "two leaves have the path \(path.name)")
            }
        }
        return named
    }
}

extension Path {
    /// The path as files spell it: names and positions with dots between, as in `layers.0.weight`.
    public var name: String {
        keys.compactMap { key in
            switch key {
            case .name(let name), .key(let name): name
            case .index(let index): String(index)
            case .wrapped: nil
            }
        }.joined(separator: ".")
    }
}
