/// One row of a summary: a module without modules inside, or a tensor beside modules.
package struct SummaryRow {
    /// Where the node is; empty for the root.
    package var path: String
    /// The types on the way to the node, its own last.
    package var types: [String]
    package var node: TreeOutline
    /// What goes in and comes out, for a module.
    package var shapes: TreeOutline.Shapes?

    /// Whether all of the row's leaves are frozen.
    package var isFrozen: Bool { node.isFrozen }

    /// What the node's fields add to the last column.
    package func config(constants: Bool = false) -> [String] {
        let fields = node.isModule ? node.shownChildren : [node]
        return fields.compactMap { field in
            if !constants && (field.isStatic || field.isConstant) { return nil }
            return field.name.isEmpty ? field.text : "\(field.name)=\(field.text)"
        }
    }

    /// The elements of the node's leaves; constants don't count.
    package var total: ElementTotal { ElementTotal(node.leaves.filter { !$0.isStatic }) }
}

/// Elements and bytes of inexact and of exact tensors.
package struct ElementTotal {
    package struct Amount {
        package var count = 0
        package var bytes = 0
    }

    package var inexact = Amount()
    package var exact = Amount()

    init(_ leaves: some Sequence<TreeOutline>) {
        for case let tensor? in leaves.lazy.map(\.tensor) where tensor.hasElements {
            if tensor.dtype.isInexact {
                inexact.count += tensor.count
                inexact.bytes += tensor.byteCount
            } else {
                exact.count += tensor.count
                exact.bytes += tensor.byteCount
            }
        }
    }

    /// All elements together.
    package var all: Amount {
        Amount(count: inexact.count + exact.count, bytes: inexact.bytes + exact.bytes)
    }
}

/// The elements of a tree, by whether transformations and optimisers may change them.
package struct TreeTotals {
    package var total: ElementTotal
    package var dynamic: ElementTotal
    package var fixed: ElementTotal

    package init(_ outline: TreeOutline) {
        let leaves = outline.leaves
        total = ElementTotal(leaves)
        dynamic = ElementTotal(leaves.filter { !$0.isStatic && !$0.isFrozen })
        fixed = ElementTotal(leaves.filter { $0.isStatic || $0.isFrozen })
    }
}

extension Tensor {
    /// Whether there are elements, now or when a traced program runs.
    package var hasElements: Bool { !isAbsent && node.tag != .poison }
}

extension TreeOutline {
    /// The rows of a summary, in declaration order.
    ///
    /// - Parameters:
    ///   - input: what goes into the first layer.
    ///   - depth: how many levels below the root have rows; modules on the last level stand for all that is inside.
    ///   - allModules: whether every module has a row, and tensors have none.
    package func summaryRows(
        input: ShapedTensor? = nil, depth: Int? = nil, allModules: Bool = false
    ) -> [SummaryRow] {
        var builder = RowBuilder(
            shapes: shapes(input: input)[...], depth: depth ?? .max, allModules: allModules)
        builder.visit(self, path: "", types: [], level: 0)
        return builder.rows
    }
}

private struct RowBuilder {
    var shapes: ArraySlice<TreeOutline.Shapes>
    let depth: Int
    let allModules: Bool
    var rows: [SummaryRow] = []

    mutating func visit(_ node: TreeOutline, path: String, types: [String], level: Int) {
        let own = node.isModule ? shapes.popFirst() : nil
        let modules = node.shownChildren.contains { $0.isModule }
        let isLast = !modules || level >= depth
        if level <= depth && (allModules ? node.isModule : isLast) {
            rows.append(
                SummaryRow(
                    path: path, types: types.isEmpty ? [node.typeName] : types, node: node,
                    shapes: own))
        }
        guard modules else { return }
        for child in node.shownChildren where !child.isStatic {
            if child.isConstant { continue }
            visit(
                child, path: TreeOutline.path(path, child.name), types: types + [child.typeName],
                level: isLast ? .max : level + 1)
        }
    }
}
