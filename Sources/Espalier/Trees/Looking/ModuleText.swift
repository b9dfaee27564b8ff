extension Module {
    /// The module with the values of its tensors, in NumPy's layout.
    ///
    ///     StackedLinear(
    ///       l1=Linear(
    ///         weight=[[-1.6248673  -2.8383057   1.3969219   1.3169124  -0.40784812]],
    ///         bias=[[1. 1. 1. 1. 1.]]),
    ///       l2=Linear(weight=[],bias=[]))
    ///
    /// What is inside a pair of parentheses goes on one line if it takes at most 40 characters. Names of modules that
    /// are frozen are followed by `(Frozen)`. The form is that of PyTreeClass.
    public var description: String { description(values: true) }

    /// The module with the dtypes and shapes of its tensors, `Test(a=10,b=20,c=i32[5],name='A')`.
    public var debugDescription: String { description(values: false) }

    /// The module as text: with the values of its tensors, or with their dtypes and shapes.
    ///
    /// - Parameter values: whether tensors show their elements, as in ``description``, or their dtypes and shapes, as
    ///   in ``debugDescription``.
    public func description(values: Bool) -> String {
        TreeOutline(of: self).moduleText(values: values)
    }

    /// The module with the dtypes and shapes of its tensors, in the form of one of three libraries.
    ///
    ///     StackedLinear:
    ///       l1: Linear
    ///         weight: Parameter(1, 10) float32
    ///         bias: Parameter(1, 10) float32
    ///
    /// - Parameter style: Treex's form is shown above: kinds, leaves before modules, no constants. The two others are
    ///   that of ``debugDescription``.
    public func description(style: ModelStyle) -> String {
        let outline = TreeOutline(of: self)
        guard style == .treex else { return outline.moduleText(values: false) }
        return ([outline.typeName + ":"] + outline.kindLines(indent: "  ")).joined(separator: "\n")
    }
}

extension TreeOutline {
    /// How many characters inside parentheses make them a line.
    private static let lineWidth = 40

    /// The node and what is below it, in the form of a call.
    func moduleText(values: Bool) -> String {
        guard isModule else { return valueText(values: values) }
        var text = ""
        appendCall(to: &text, depth: 1, values: values)
        return text
    }

    private func appendCall(to text: inout String, depth: Int, values: Bool) {
        var inside = ""
        for (index, child) in shownChildren.enumerated() {
            inside += (index > 0 ? "," : "") + "\n" + String(repeating: "\t", count: depth)
            inside += "\(child.name)="
            if child.isModule {
                child.appendCall(to: &inside, depth: depth + 1, values: values)
            } else {
                let value = child.valueText(values: values)
                let lines = value.split(separator: "\n", omittingEmptySubsequences: false)
                let margin = "\n" + String(repeating: "\t", count: depth + 1)
                inside += (lines.count > 1 ? margin : "") + lines.joined(separator: margin)
            }
        }
        let line = inside.filter { $0 != "\n" && $0 != "\t" }
        text += typeName + (isFrozen ? "(Frozen)" : "") + "("
        if line.count <= Self.lineWidth {
            text += line
        } else {
            // Only the outermost parentheses turn tabs into spaces; until then they don't count.
            text += depth == 1 ? inside.replacing("\t", with: "  ") : inside
        }
        text += ")"
    }

    /// A line for each leaf with its kind, and then for each module.
    fileprivate func kindLines(indent: String) -> [String] {
        let shown = shownChildren.filter { !$0.isStatic }
        let leaves = shown.filter { $0.tensor != nil }.map { leaf in
            "\(indent)\(leaf.name): \(leaf.kindText) \(leaf.tensor?.dtypeText ?? "")"
        }
        let modules = shown.filter(\.isModule).flatMap { module in
            ["\(indent)\(module.name): \(module.typeName)" + (module.isFrozen ? " (frozen)" : "")]
                + module.kindLines(indent: indent + "  ")
        }
        return leaves.map { $0.last == " " ? String($0.dropLast()) : $0 } + modules
    }

    private func valueText(values: Bool) -> String {
        switch content {
        case .module: typeName
        case .leaf(let tensor): values ? tensor.description : tensor.shapeText
        case .constant(let constant): values ? constant.plainText : constant.text
        }
    }
}
