/// Treex's table: a row for each module, with the leaves of its own, and a column for each kind.
func treexSummary(
    _ rows: [SummaryRow], _ outline: TreeOutline, _ columns: SummaryColumns
) -> String {
    var kinds: [TreePart.Type] = []
    for leaf in outline.leaves where !leaf.isStatic {
        let kind = leaf.leafKind
        if !kinds.contains(where: { $0 == kind }) { kinds.append(kind) }
    }
    var cells = rows.enumerated().map { index, row in
        // A module whose inside has no rows counts with all that it holds.
        let isWhole = index + 1 == rows.count || !rows[index + 1].isInside(row)
        let counted = isWhole ? row.node.leaves : row.node.children.filter { $0.tensor != nil }
        let own = row.node.shownChildren.filter { $0.tensor != nil && !$0.isStatic }
        return [
            row.path.isEmpty ? "*" : dotted(row.path),
            row.signature(constants: columns.constants) + row.frozenMark,
        ]
            + [aligned(own.map { ("\($0.name): \($0.kindText)", $0.tensor?.dtypeText ?? "") })]
            + (columns.shapes
                ? [row.shapes?.input, row.shapes?.output].map { $0?.shapeAndDType ?? "" } : [])
            + kinds.map { kind in
                amountText(counted.filter { !$0.isStatic && $0.leafKind == kind }, separator: "\t")
            }
    }
    var footer = [String](repeating: "", count: columns.shapes ? 5 : 3)
    footer[footer.count - 1] = "Total:"
    footer += kinds.map { kind in
        amountText(outline.leaves.filter { !$0.isStatic && $0.leafKind == kind }, separator: "\t")
    }
    cells.append(footer)
    alignAmounts(&cells, columns: (footer.count - kinds.count)..<footer.count)
    var table = TextTable(
        header: ["path", "module", "params"] + (columns.shapes ? ["inputs", "outputs"] : [])
            + kinds.map { "\($0)" },
        rows: cells.dropLast(), style: .heavyHead)
    table.footer = cells.last
    table.rightAlignedFooter = [footer.count - kinds.count - 1]
    let caption =
        "Total Parameters: " + amountText(outline.leaves.filter { !$0.isStatic }, separator: "  ")
    let margin = String(repeating: " ", count: max(0, (table.width - caption.count) / 2))
    return "\(table.render())\n\n\(margin)\(caption)"
}

extension SummaryRow {
    /// The type as it might be called, with the constants on lines of their own where they are long.
    fileprivate func signature(constants: Bool) -> String {
        let type = types.last ?? ""
        let values = node.shownChildren.filter { constants && $0.isStatic && $0.isConstant }
            .map { "\($0.name) = \($0.text)" }
        let line = "\(type)(\(values.joined(separator: ", ")))"
        return line.count <= 40 ? line : "\(type)(\n  \(values.joined(separator: ",\n  "))\n)"
    }

    fileprivate func isInside(_ other: SummaryRow) -> Bool {
        other.path.isEmpty || path.hasPrefix(other.path + ".") || path.hasPrefix(other.path + "[")
    }
}

extension TreeOutline {
    /// What a leaf is for, as ``TreeLeaf/kind``.
    package var leafKind: TreePart.Type {
        kind ?? (tensor?.dtype.isInexact == true ? Parameter.self : TreePart.self)
    }

    /// A leaf's kind and shape, `Parameter(1, 10)`.
    var kindText: String {
        guard let tensor, tensor.hasElements else { return text }
        return "\(leafKind)(\(tensor.shape.map(String.init).joined(separator: ", ")))"
    }
}

extension Tensor {
    /// The name of the dtype; empty where there are no elements.
    var dtypeText: String { hasElements ? "\(dtype)" : "" }
}

extension ShapedTensor {
    /// The shape and dtype as Treex prints them, `(100, 1)  float32`.
    fileprivate var shapeAndDType: String {
        "(\(shape.map(String.init).joined(separator: ", ")))  \(dtype)"
    }
}

/// A path as Treex begins it.
private func dotted(_ path: String) -> String { path.hasPrefix("[") ? path : ".\(path)" }

/// Lines of two parts, of which the second ones stand below each other.
private func aligned(_ lines: [(String, String)]) -> String {
    let width = lines.map(\.0.count).max() ?? 0
    return lines.map { first, second in
        let space = String(repeating: " ", count: width - first.count)
        return second.isEmpty ? first : "\(first)\(space)  \(second)"
    }.joined(separator: "\n")
}

/// The number of elements and their size; nothing if there are none.
private func amountText(_ leaves: [TreeOutline], separator: String) -> String {
    let total = ElementTotal(leaves).all
    guard total.count > 0 else { return "" }
    return total.count.grouped + separator + total.bytes.decimalByteText
}

/// Brings the sizes in columns of amounts below each other.
private func alignAmounts(_ cells: inout [[String]], columns: Range<Int>) {
    for column in columns {
        let parts = cells.map { $0[column].split(separator: "\t").map(String.init) }
        let width = parts.compactMap { $0.first?.count }.max() ?? 0
        for (row, part) in parts.enumerated() where part.count == 2 {
            let space = String(repeating: " ", count: width - part[0].count)
            cells[row][column] = "\(part[0])\(space)  \(part[1])"
        }
    }
}
