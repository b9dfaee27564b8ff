import Espalier

/// How the names of weights in a file go with the paths of a model's leaves.
///
/// Names and paths are compared without regard to how they are punctuated: `.layers[0].weight_ih`, `layers.0.weightIH`
/// and `layers/0/weight_ih` are one name. A name map says which part of the model is called what in the file:
///
///     ["layers[0]": "Dense_0", "norm.mean": "batch_stats/BatchNorm_0/mean"]
///
/// The longest path that begins a leaf's own path counts, and what is left of the path is added to the name.
struct WeightNames {
    /// What Flax calls leaves that Equinox and this library call otherwise, by the last step of a path.
    private static let flaxNames: [String: [String]] = [
        "weight": ["kernel", "scale", "embedding"], "variance": ["var"],
        "negativeslope": ["negativeslope"],
    ]
    /// Collections that Flax's names begin with.
    private static let collections: Set = ["params", "batchstats"]

    private let map: [([String], [String])]
    /// The names in the file by their steps.
    private let names: [[String]: String]

    init(_ names: some Sequence<String>, map: [String: String]) {
        self.map = map.map { (Self.steps($0.key), Self.steps($0.value)) }
            .sorted { $0.0.count > $1.0.count }
        var known: [[String]: String] = [:]
        for name in names.sorted() {
            let steps = Self.steps(name)
            known[steps] = name
            if let first = steps.first, Self.collections.contains(first) {
                known[Array(steps.dropFirst())] = name
            }
        }
        self.names = known
    }

    /// The steps of a name or a path, in small letters and without underscores.
    static func steps(_ name: String) -> [String] {
        name.split { !($0.isLetter || $0.isNumber || $0 == "_") }
            .map { $0.lowercased().filter { $0 != "_" } }
    }

    /// The name in the file of the leaf at a path; nil if there is none.
    func name(of path: String) -> String? {
        let steps = Self.steps(path)
        var candidates = [steps]
        if let (own, other) = map.first(where: { steps.starts(with: $0.0) }) {
            candidates = [other + steps.dropFirst(own.count)]
        }
        for candidate in candidates {
            if let name = names[candidate] { return name }
            guard let last = candidate.last else { continue }
            for alias in Self.flaxNames[last] ?? [] {
                if let name = names[candidate.dropLast() + [alias]] { return name }
            }
        }
        return nil
    }
}
