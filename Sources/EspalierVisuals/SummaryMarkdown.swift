import Espalier

extension Tree {
    /// The table of ``Tree/summary(style:input:depth:names:constants:)`` and its totals as HTML, which Markdown can hold.
    ///
    /// The form is that of PyTreeClass's `tree_summary_md`.
    ///
    /// - Parameters:
    ///   - input: what goes into the first layer; without it the last column is empty.
    ///   - depth: how many levels of modules have rows of their own; all of them if it is nil.
    public func summaryMarkdown(input: Tensor? = nil, depth: Int? = nil) -> String {
        let outline = TreeOutline(of: self)
        let header = ["Name ", "Type ", "Param #", "Size ", "Config ", "Input/Output "]
        let rows = outline.summaryRows(
            input: input.map { ShapedTensor(shape: $0.shape, dtype: $0.dtype) }, depth: depth
        ).map { row in
            let total = row.total
            let cells = [
                escapedForHTML(row.path) + (row.isFrozen ? "<br>(frozen)" : ""),
                escapedForHTML(row.types.joined(separator: "/")),
                "\(total.inexact.count.grouped)\n(\(total.exact.count.grouped))",
                "\(total.inexact.bytes.byteText)\n(\(total.exact.bytes.byteText))",
                row.config().map(escapedForHTML).joined(separator: "<br>"),
                input == nil ? "" : row.shapeLines,
            ]
            return "<tr>\(cells.map { "<td align = 'center'> \($0) </td>" }.joined())</tr>"
        }
        let totals = TreeTotals(outline)
        let sums = [
            ("Total #", totals.total.countText), ("Dynamic #", totals.dynamic.countText),
            ("Static/Frozen #", totals.fixed.countText), ("Total size", totals.total.byteText),
            ("Dynamic size", totals.dynamic.byteText),
            ("Static/Frozen size", totals.fixed.byteText),
        ]
        return """
            <table>
            <tr>
            \(header.map { "<td align = 'center'> \($0)</td>" }.joined(separator: "\n"))
            </tr>
            \(rows.joined())</table>

            #### Summary
            <table>\(sums.map { "<tr><td>\($0)</td><td>\($1)</td></tr>" }.joined())</table>
            """
    }
}
