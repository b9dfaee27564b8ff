/// What a tree is apart from the contents of its tensors: the types of its children and its
/// constants.
///
/// Two trees have equal structures if and only if they are of the same type, hold as many elements
/// under the same keys and in the same cases, and have the same constants. Compare JAX's
/// `PyTreeDef`.
public struct TreeStructure: Hashable, Sendable {
    /// What the structure is compared by.
    public let record: StructureRecord

    /// The structure of a tree.
    public init<T: Tree>(of tree: T) { record = StructureRecord(of: tree) }

    /// How many leaves a tree of this structure has.
    public var leafCount: Int { record.leafCount }
}

extension Tree {
    /// What the tree is apart from the contents of its tensors.
    public var structure: TreeStructure { TreeStructure(of: self) }
}

extension TreeStructure: CustomStringConvertible {
    /// The structure on one line, with a star for each leaf: `Linear(weight: *, bias: *, outputs:
    /// 10)`.
    public var description: String {
        var reader = Reader(record: record)
        return reader.readChild().text
    }
}

/// Turns the account of a traversal into text.
private struct Reader {
    let record: StructureRecord
    var position = 0

    /// Reads one child, from its opening to its closing.
    mutating func readChild() -> (key: PathKey, text: String) {
        guard case .open(let key, let type) = record.events[position] else { return (.wrapped, "") }
        position += 1
        var parts: [(key: PathKey, text: String)] = []
        var enumCase: String?
        while true {
            switch record.events[position] {
            case .close:
                position += 1
                return (key, text(of: type, enumCase, parts))
            case .open: parts.append(readChild())
            case .constant(let index):
                let constant = record.constants[index]
                position += 1
                if !constant.isStructural && !constant.isHidden {
                    parts.append((constant.key, constantText(constant.base)))
                } else if constant.key == .name("case") {
                    enumCase = constantText(constant.base)
                }
            }
        }
    }

    private func text(
        of type: any Any.Type, _ enumCase: String?, _ parts: [(key: PathKey, text: String)]
    ) -> String {
        if type == Tensor.self { return "*" }
        let name = "\(type)"
        if name.hasPrefix("Optional<") { return parts.first?.text ?? "nil" }
        if name.hasPrefix("Array<") || name.hasPrefix("ContiguousArray<") {
            return "[\(parts.map(\.text).joined(separator: ", "))]"
        }
        let list = parts.map { part in
            switch part.key {
            case .name(let name): "\(name): \(part.text)"
            case .index(let index): "\(index): \(part.text)"
            case .key(let key): "\"\(key)\": \(part.text)"
            case .wrapped: part.text
            }
        }.joined(separator: ", ")
        if name.hasPrefix("Dictionary<") { return list.isEmpty ? "[:]" : "[\(list)]" }
        guard let enumCase else { return "\(name)(\(list))" }
        return "\(name).\(enumCase.replacing("'", with: ""))" + (list.isEmpty ? "" : "(\(list))")
    }
}
