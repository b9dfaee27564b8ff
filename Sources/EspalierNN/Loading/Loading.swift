import Espalier
import PJRT

/// Why weights don't fit a model.
public struct WeightLoadingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path of the leaf; empty where the mistake is in no leaf.
    public let path: String
    /// What is wrong.
    public let message: String

    /// The path and the message, with control characters of names as escapes.
    public var description: String {
        (path.isEmpty ? message : "\(path): \(message)").printable(keepingLines: true)
    }
}

extension Tree {
    /// The tree with leaves replaced by named tensors, such as the weights of a model of Equinox or Flax.
    ///
    ///     let model = try MLP([64, 10]).loading(tensors)
    ///     let model = try network.loading(tensors, names: ["layers[0]": "params/Dense_0"])
    ///
    /// Leaves are found by their paths, whose punctuation and capitals don't count; `names` says where parts of the model
    /// are called otherwise. Flax's `kernel`, `scale` and `embedding` are weights, its `var` is a variance, and a name may
    /// lack `params` or `batch_stats` in front. A Flax kernel, `[...window, inputs, outputs]`, is transposed into the
    /// order of the layers here, `[outputs, inputs, ...window]`. Axes of the size 1 may be more or fewer: Equinox's biases
    /// of convolutions have such. Floats are converted to the dtype of the leaf.
    ///
    /// - Parameters:
    ///   - tensors: by name.
    ///   - names: from paths of the model, or beginnings of paths, to names or beginnings of names.
    ///   - strict: whether every leaf and every tensor must be used. Keys of random numbers are left alone either way.
    /// - Throws: ``WeightLoadingError`` with the leaf's path.
    public func loading(
        _ tensors: [String: Tensor], names: [String: String] = [:], strict: Bool = true
    ) throws -> Self {
        let known = WeightNames(tensors.keys, map: names)
        var used: [String: String] = [:]
        var leaves: [Tensor] = []
        for leaf in describedLeaves {
            let path = leaf.path.description
            guard !leaf.tensor.isNothing, let name = known.name(of: path) else {
                if strict, !leaf.tensor.isNothing, !leaf.isOf(kind: Rng.self) {
                    throw WeightLoadingError(
                        path: path,
                        message: """
                            no tensor is named so; there are \(listed(tensors.keys.sorted())), and names: says what \
                            parts of the model are called
                            """)
                }
                leaves.append(leaf.tensor)
                continue
            }
            if let other = used[name] {
                throw WeightLoadingError(
                    path: path, message: "the tensor \(name) is taken for \(other) already")
            }
            used[name] = path
            guard let tensor = tensors[name] else { continue }
            leaves.append(try fitted(tensor, name, to: leaf.tensor, at: path))
        }
        let unused = tensors.keys.filter { used[$0] == nil }.sorted()
        guard !strict || unused.isEmpty else {
            throw WeightLoadingError(
                path: "", message: "no leaf of the model takes \(listed(unused))")
        }
        return replacingLeaves(with: leaves)
    }

    /// Replaces leaves by named tensors; see ``loading(_:names:strict:)``.
    public mutating func load(
        _ tensors: [String: Tensor], names: [String: String] = [:], strict: Bool = true
    ) throws {
        self = try loading(tensors, names: names, strict: strict)
    }
}

/// Some names of many.
private func listed(_ names: [String]) -> String {
    let shown = names.prefix(6).joined(separator: ", ")
    return names.count > 6 ? "\(shown) and \(names.count - 6) more" : shown
}

/// A tensor in the form of the leaf that it is for.
private func fitted(
    _ tensor: Tensor, _ name: String, to leaf: Tensor, at path: String
) throws -> Tensor {
    var x = tensor
    let isKernel = WeightNames.steps(name).last == "kernel"
    if isKernel, x.rank >= 2 { x = x.movingAxes([-1, -2], to: [0, 1]) }
    // A leaf that isn't made yet has no shape to compare with.
    guard !leaf.isInitializer else { return x }
    if x.shape != leaf.shape, x.shape.filter({ $0 != 1 }) == leaf.shape.filter({ $0 != 1 }) {
        x = x.reshaped(leaf.shape)
    }
    guard x.shape == leaf.shape else {
        let turned = isKernel ? ", turned into \(x.shape)," : ""
        throw WeightLoadingError(
            path: path,
            message:
                "has the shape \(leaf.shape), and the tensor \(name) has \(tensor.shape)\(turned) instead"
        )
    }
    guard x.dtype == leaf.dtype || (x.dtype.isFloating && leaf.dtype.isFloating) else {
        throw WeightLoadingError(
            path: path,
            message: "has the dtype \(leaf.dtype), and the tensor \(name) has \(x.dtype)")
    }
    return x.asType(leaf.dtype)
}
