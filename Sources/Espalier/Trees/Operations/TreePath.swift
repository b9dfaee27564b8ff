import PJRT

/// Where a leaf is: the steps from the root of its tree.
///
/// A path prints as the expression that reaches the leaf in Swift, `layers[0].weight`.
public struct Path: Hashable, Sendable {
    /// The steps, from the root.
    public var keys: [PathKey]

    /// The path of the given steps.
    public init(_ keys: [PathKey] = []) { self.keys = keys }
}

extension Path: CustomStringConvertible {
    /// The path as it would be written in Swift, with control characters of names as escapes.
    public var description: String {
        var text = ""
        for key in keys {
            switch key {
            case .name(let name): text += text.isEmpty ? name : ".\(name)"
            case .index(let index): text += "[\(index)]"
            case .key(let key): text += "[\"\(key)\"]"
            case .wrapped: break
            }
        }
        return text.printable()
    }
}

/// Collects the path of each leaf.
struct PathCollector: TreeVisitor {
    private var keys: [PathKey] = []
    private(set) var paths: [Path] = []

    mutating func leaf(_ tensor: Tensor) { paths.append(Path(keys)) }

    mutating func child<T: Tree>(_ value: T, _ field: Field) {
        keys.append(field.key)
        value.visit(&self)
        keys.removeLast()
    }
}

extension Tree {
    /// The path of each leaf, in the order of ``leaves``. The path of a tensor by itself is empty.
    public var paths: [Path] {
        var collector = PathCollector()
        visit(&collector)
        return collector.paths
    }
}
