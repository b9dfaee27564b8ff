/// A table of text. Cells may have several lines.
struct TextTable {
    var header: [String]
    var rows: [[String]] = []
    /// A last row, set off as the header is.
    var footer: [String]?
    /// The columns whose last cell stands at the right.
    var rightAlignedFooter: Set<Int> = []
    var style = Style.box

    /// What a table is drawn with.
    struct Style {
        /// A line across the table: its left end, what runs along, the crossings, its right end.
        struct Rule {
            var left: String
            var line: String
            var crossing: String
            var right: String
        }

        var top: Rule?
        var belowHeader: Rule?
        var betweenRows: Rule?
        var bottom: Rule?
        var vertical: String
        /// The vertical lines of the header.
        var headerVertical: String
        /// Spaces on either side of a cell.
        var padding: Int

        /// Thin lines around every cell.
        static let box = Style(
            top: Rule(left: "┌", line: "─", crossing: "┬", right: "┐"),
            belowHeader: Rule(left: "├", line: "─", crossing: "┼", right: "┤"),
            betweenRows: Rule(left: "├", line: "─", crossing: "┼", right: "┤"),
            bottom: Rule(left: "└", line: "─", crossing: "┴", right: "┘"),
            vertical: "│", headerVertical: "│", padding: 0)

        /// A heavy frame around the header and thin lines below, with spaces beside the text.
        static let heavyHead = Style(
            top: Rule(left: "┏", line: "━", crossing: "┳", right: "┓"),
            belowHeader: Rule(left: "┡", line: "━", crossing: "╇", right: "┩"),
            betweenRows: Rule(left: "├", line: "─", crossing: "┼", right: "┤"),
            bottom: Rule(left: "└", line: "─", crossing: "┴", right: "┘"),
            vertical: "│", headerVertical: "┃", padding: 1)
    }

    /// How many columns of text the table takes.
    var width: Int {
        columnWidths.reduce(0, +) + columnWidths.count * (2 * style.padding + style.vertical.count)
            + style.vertical.count
    }

    /// The table, without a newline at the end.
    func render() -> String {
        let widths = columnWidths
        var lines: [String] = []
        func add(_ rule: Style.Rule?) {
            guard let rule else { return }
            let parts = widths.map {
                String(repeating: rule.line, count: $0 + 2 * style.padding)
            }
            lines.append(rule.left + parts.joined(separator: rule.crossing) + rule.right)
        }
        add(style.top)
        lines += self.lines(of: header, widths, vertical: style.headerVertical)
        add(style.belowHeader)
        for (index, row) in rows.enumerated() {
            if index > 0 { add(style.betweenRows) }
            lines += self.lines(of: row, widths)
        }
        if let footer {
            add(style.betweenRows)
            lines += self.lines(of: footer, widths, rightAligned: rightAlignedFooter)
        }
        add(style.bottom)
        return lines.joined(separator: "\n")
    }

    private var columnWidths: [Int] {
        header.indices.map { column in
            ([header] + rows + (footer.map { [$0] } ?? [])).flatMap { Self.cellLines($0[column]) }
                .map(\.count).max() ?? 0
        }
    }

    private func lines(
        of row: [String], _ widths: [Int], vertical: String? = nil, rightAligned: Set<Int> = []
    ) -> [String] {
        let cells = row.map(Self.cellLines)
        let vertical = vertical ?? style.vertical
        let margin = String(repeating: " ", count: style.padding)
        return (0..<(cells.map(\.count).max() ?? 0)).map { line in
            let parts = cells.indices.map { column in
                let text = line < cells[column].count ? cells[column][line] : ""
                let space = String(repeating: " ", count: widths[column] - text.count)
                return margin + (rightAligned.contains(column) ? space + text : text + space)
                    + margin
            }
            return vertical + parts.joined(separator: vertical) + vertical
        }
    }

    private static func cellLines(_ cell: String) -> [String] {
        cell.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
