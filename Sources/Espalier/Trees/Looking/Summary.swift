extension Tree {
    /// A table of the modules in the tree that hold tensors, with the number and the size of their
    /// parameters, and the totals below it.
    ///
    ///     print(model.summary())
    ///     print(model.summary(input: x, names: true))
    ///     print(model.summary(style: .treex, depth: 1))
    ///
    /// Numbers of floating and complex elements come first, those of integers and booleans follow in
    /// parentheses. A module inside other modules is named by the types on the way, `Block/Linear`. Modules that
    /// are frozen are marked, and count with the constants in the totals.
    ///
    /// - Parameters:
    ///   - style: PyTreeClass's, Kernex's or Treex's table.
    ///   - input: what goes into the first layer. The table then has the shapes that go into each ``Layer`` and come out
    ///     of it, as ``treeBox(input:)`` has; nothing is computed.
    ///   - depth: how many levels of modules have rows of their own; what is deeper counts with the module that it is in.
    ///     All of them if it is nil.
    ///   - names: whether the table begins with a column of paths. Treex's always does.
    ///   - constants: whether the constants of a module are shown: beside its type in Treex's table, where that is called
    ///     the signature, and with its tensors in the others.
    public func summary(
        style: ModelStyle = .pyTreeClass, input: Tensor? = nil, depth: Int? = nil,
        names: Bool = false, constants: Bool = false
    ) -> String {
        let outline = TreeOutline(of: self)
        let rows = outline.summaryRows(
            input: input?.type, depth: depth, allModules: style == .treex)
        let columns = SummaryColumns(
            names: names, shapes: input != nil, constants: constants)
        return switch style {
        case .pyTreeClass: pyTreeClassSummary(rows, TreeTotals(outline), columns)
        case .kernex: kernexSummary(rows, TreeTotals(outline), columns)
        case .treex: treexSummary(rows, outline, columns)
        }
    }
}

/// Which columns a summary has besides the usual ones.
struct SummaryColumns {
    var names: Bool
    var shapes: Bool
    var constants: Bool

    /// A row of the table, without the columns that aren't asked for.
    func row(name: String, usual: [String], shapes: String) -> [String] {
        (names ? [name] : []) + usual + (self.shapes ? [shapes] : [])
    }
}

extension SummaryRow {
    var frozenMark: String { isFrozen ? "\n(frozen)" : "" }

    /// The shapes, one below the other.
    package var shapeLines: String { shapes.map { "\($0.inputText)\n\($0.outputText)" } ?? "" }

    /// The cells of a row whose name bears the mark of a frozen module: the path if there is one, or the type.
    func cells(_ columns: SummaryColumns, count: String, size: String, config: [String]) -> [String]
    {
        let type = types.joined(separator: "/") + (columns.names ? "" : frozenMark)
        return columns.row(
            name: path + frozenMark, usual: [type, count, size, config.joined(separator: "\n")],
            shapes: shapeLines)
    }
}

// MARK: - PyTreeClass

extension ElementTotal {
    package var countText: String { "\(inexact.count.grouped)(\(exact.count.grouped))" }
    package var byteText: String { "\(inexact.bytes.byteText)(\(exact.bytes.byteText))" }
}

private func pyTreeClassSummary(
    _ rows: [SummaryRow], _ totals: TreeTotals, _ columns: SummaryColumns
) -> String {
    let header = columns.row(
        name: "Name", usual: ["Type", "Param #", "Size", "Config"], shapes: "Input/Output")
    let table = TextTable(
        header: header,
        rows: rows.map { row in
            let total = row.total
            return row.cells(
                columns, count: "\(total.inexact.count.grouped)\n(\(total.exact.count.grouped))",
                size: "\(total.inexact.bytes.byteText)\n(\(total.exact.bytes.byteText))",
                config: row.config(constants: columns.constants))
        })
    return """
        \(table.render())
        Total # :\t\t\(totals.total.countText)
        Dynamic #:\t\t\(totals.dynamic.countText)
        Static/Frozen #:\t\(totals.fixed.countText)
        \(String(repeating: "-", count: table.width))
        Total size :\t\t\(totals.total.byteText)
        Dynamic size:\t\t\(totals.dynamic.byteText)
        Static/Frozen size:\t\(totals.fixed.byteText)
        \(String(repeating: "=", count: table.width))
        """
}

// MARK: - Kernex

private func kernexSummary(
    _ rows: [SummaryRow], _ totals: TreeTotals, _ columns: SummaryColumns
) -> String {
    let header = columns.row(
        name: "Name", usual: ["Type", "Param #", "Size", "Config"], shapes: "Input/Output")
    let table = TextTable(
        header: header,
        rows: rows.map { row in
            let total = row.total.all
            return row.cells(
                columns, count: total.count.grouped, size: total.bytes.spacedByteText,
                config: row.config(constants: columns.constants).sorted())
        })
    let total = totals.total
    return """
        \(table.render())
        Total params :\t\(total.all.count.grouped)
        Inexact params:\t\(total.inexact.count.grouped)
        Other params:\t\(total.exact.count.grouped)
        \(String(repeating: "-", count: table.width))
        Total size :\t\(total.all.bytes.spacedByteText)
        Inexact size:\t\(total.inexact.bytes.spacedByteText)
        Other size:\t\(total.exact.bytes.spacedByteText)
        \(String(repeating: "=", count: table.width))
        """
}
