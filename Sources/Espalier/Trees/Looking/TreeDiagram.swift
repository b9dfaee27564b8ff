extension Tree {
    /// The tree as a diagram, one line for each module, leaf and constant.
    ///
    ///     StackedLinear
    ///         ├── l1=Linear
    ///         │   ├── weight=f32[1,10]
    ///         │   └── bias=f32[1,10]
    ///         └── l2=Linear
    ///             ├── weight=f32[10,1]
    ///             └── bias=f32[1,1]
    ///
    /// Constants are marked with `x`, what is inside a frozen module with `#`. As in PyTreeClass, the last line of a
    /// module is filled up with spaces to the next multiple of four columns, once for each module that it ends.
    ///
    /// - Parameter style: Kernex's differs by a space that it leaves out before the last module of a module.
    public func treeDiagram(style: ModelStyle = .pyTreeClass) -> String {
        TreeOutline(of: self).diagram(style: style)
    }
}

extension TreeOutline {
    /// The node and what is below it, a line each.
    func diagram(style: ModelStyle) -> String {
        var text = text
        appendDiagram(to: &text, indent: "\t", style)
        return text.expandingTabs()
    }

    /// Adds the lines of the node's children.
    private func appendDiagram(to text: inout String, indent: String, _ style: ModelStyle) {
        guard isModule else { return }
        let children = shownChildren
        for (index, child) in children.enumerated() {
            let isLast = index == children.count - 1
            // A frozen module's own line tells of the module that it is in.
            let isFrozen = child.tensor == nil ? self.isFrozen : child.isFrozen
            let mark = child.isStatic ? "x" : isFrozen ? "#" : "─"
            let space = style == .kernex && isLast && child.isModule ? "" : " "
            text += "\n\(indent)\(isLast ? "└" : "├")\(mark)─\(space)\(child.name)=\(child.text)"
            child.appendDiagram(to: &text, indent: indent + (isLast ? "\t" : "│\t"), style)
        }
        text += "\t"
    }
}

extension String {
    /// The text with each tab replaced by the spaces up to the next multiple of four columns.
    fileprivate func expandingTabs() -> String {
        var result = ""
        var column = 0
        for character in self {
            switch character {
            case "\t":
                let spaces = 4 - column % 4
                result += String(repeating: " ", count: spaces)
                column += spaces
            case "\n":
                result.append(character)
                column = 0
            default:
                result.append(character)
                column += 1
            }
        }
        return result
    }
}
