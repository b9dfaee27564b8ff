extension Tree {
    /// The modules of the tree as nested boxes, with what goes into each and comes out of it.
    ///
    ///     ┌─────────────────────────────────────┐
    ///     │StackedLinear(Parent)                │
    ///     ├─────────────────────────────────────┤
    ///     │┌────────────┬────────┬─────────────┐│
    ///     ││            │ Input  │ f32[100,1]  ││
    ///     ││ Linear(l1) │────────┼─────────────┤│
    ///     ││            │ Output │ f32[100,10] ││
    ///     │└────────────┴────────┴─────────────┘│
    ///     …
    ///
    /// Nothing is computed for it. Layers are fed one after the other in the order of their fields, so they have to be
    /// declared in the order in which they are called; a layer that doesn't take the shape that comes to it shows
    /// `failed`. Modules that aren't ``Layer``s show `None`. The form is that of PyTreeClass.
    ///
    /// - Parameter input: what goes into the first layer; only its shape and dtype matter. Without it, all shapes are
    ///   `None`.
    public func treeBox(input: Tensor? = nil) -> String {
        let outline = TreeOutline(of: self)
        var shapes = outline.shapes(input: input?.type)[...]
        return box(of: outline, name: "Parent", &shapes).joined(separator: "\n")
    }
}

/// The lines of a node's box.
private func box(
    of node: TreeOutline, name: String, _ shapes: inout ArraySlice<TreeOutline.Shapes>
) -> [String] {
    guard node.isModule else { return stack([["\(name)=\(node.text)"]]) }
    let own = shapes.popFirst() ?? .none
    let title = "\(node.typeName)(\(name))" + (node.isFrozen ? "(Frozen)" : "")
    guard node.holdsModules else { return layerBox(title, own) }
    let children = node.shownChildren.flatMap { box(of: $0, name: $0.name, &shapes) }
    return stack([[title], children])
}

/// A box with lines in parts one below the other.
private func stack(_ parts: [[String]]) -> [String] {
    let width = parts.joined().map(\.count).max() ?? 0
    func rule(_ left: String, _ right: String) -> String {
        left + String(repeating: "─", count: width) + right
    }
    var lines = [rule("┌", "┐")]
    for (index, part) in parts.enumerated() {
        if index > 0 { lines.append(rule("├", "┤")) }
        lines += part.map { "│" + $0 + String(repeating: " ", count: width - $0.count) + "│" }
    }
    return lines + [rule("└", "┘")]
}

/// The box of a module without modules inside.
private func layerBox(_ title: String, _ shapes: TreeOutline.Shapes) -> [String] {
    let width = max(shapes.inputText.count, shapes.outputText.count)
    func padded(_ text: String) -> String {
        " \(text)\(String(repeating: " ", count: width - text.count)) "
    }
    let space = String(repeating: " ", count: title.count + 2)
    let side = String(repeating: "─", count: title.count + 2)
    let line = String(repeating: "─", count: width + 2)
    return [
        "┌\(side)┬────────┬\(line)┐",
        "│\(space)│ Input  │\(padded(shapes.inputText))│",
        "│ \(title) │────────┼\(line)┤",
        "│\(space)│ Output │\(padded(shapes.outputText))│",
        "└\(side)┴────────┴\(line)┘",
    ]
}
