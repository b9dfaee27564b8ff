import PJRT

/// A tree as all of its printed forms see it: modules with their fields, in declaration order.
///
/// Its texts are printable: control characters of names and constants are written as escapes.
///
/// Collections do not show as nodes of their own. Their elements stand in the module that holds the
/// collection, under names such as `layers[0]`.
package struct TreeOutline {
    /// What a node stands for.
    package enum Content {
        case module([TreeOutline])
        case leaf(Tensor)
        case constant(Constant)
    }

    /// A value that is no tree.
    package struct Constant {
        /// As a part of code, `'same'`.
        package var text: String
        /// As it is printed by itself, `same`.
        package var plainText: String

        init(_ value: Any) {
            let whole = constantText(value)
            text = whole.printable()
            plainText = (value as? String ?? whole).printable(keepingLines: true)
        }

        init(text: String) { (self.text, plainText) = (text.printable(), text.printable()) }
    }

    /// The name of the field, with the steps into a collection; empty for the root.
    package var name: String
    /// The name of the node's type, as it is written in Swift.
    package var typeName: String
    package var content: Content
    /// The kind that the innermost marked field gives.
    package var kind: TreePart.Type?
    /// Whether the node takes no part in transformations.
    package var isStatic = false
    /// Whether the node is, or is inside, a module that is frozen.
    package var isFrozen = false
    /// Whether printed forms leave the node out.
    package var isHidden = false
    /// The module itself, if it can be called.
    var layer: (any Layer)?

    /// The outline of a tree.
    package init<T: Tree>(of tree: T) {
        var builder = OutlineBuilder()
        tree.visit(&builder)
        self.init(
            name: "", typeName: "\(T.self)",
            content: (tree as? Tensor).map { .leaf($0) } ?? .module(builder.nodes))
        isFrozen = builder.isFrozen
        layer = tree as? any Layer
    }

    init(
        name: String, typeName: String, content: Content, kind: TreePart.Type? = nil,
        isStatic: Bool = false, isFrozen: Bool = false, isHidden: Bool = false
    ) {
        self.name = name.printable()
        self.typeName = typeName.printable()
        self.content = content
        self.kind = kind
        self.isStatic = isStatic
        self.isFrozen = isFrozen
        self.isHidden = isHidden
    }
}

extension TreeOutline {
    /// The nodes of a module; none for a leaf or a constant.
    package var children: [TreeOutline] {
        if case .module(let children) = content { children } else { [] }
    }

    /// The nodes of a module that printed forms show.
    package var shownChildren: [TreeOutline] { children.filter { !$0.isHidden } }

    /// Whether the node is a module.
    package var isModule: Bool {
        if case .module = content { true } else { false }
    }

    /// Whether the node is a value that is no tree, or the word for an empty collection or a missing value.
    var isConstant: Bool {
        if case .constant = content { true } else { false }
    }

    /// Whether the node is a module with modules inside.
    package var holdsModules: Bool { children.contains { $0.isModule } }

    /// The tensor of a leaf.
    package var tensor: Tensor? {
        if case .leaf(let tensor) = content { tensor } else { nil }
    }

    /// The leaves of the node and of those below, static ones among them.
    var leaves: [TreeOutline] {
        switch content {
        case .leaf: [self]
        case .constant: []
        case .module(let children): children.flatMap(\.leaves)
        }
    }

    /// The value of the node in one word: `Linear`, `f32[1,10]`, `'same'`.
    package var text: String {
        switch content {
        case .module: typeName
        case .leaf(let tensor): tensor.shapeText
        case .constant(let constant): constant.text
        }
    }

    /// The path of a child, given the node's own.
    package static func path(_ parent: String, _ name: String) -> String {
        parent.isEmpty || name.hasPrefix("[") ? parent + name : "\(parent).\(name)"
    }
}

extension Tensor {
    /// The dtype and shape as summaries print them, `f32[1,10]`, or the word for a tensor that has none.
    package var shapeText: String {
        switch node.tag {
        case .nothing: "Nothing"
        case .initializer: "Initializer"
        case .poison: "Poisoned"
        case .device, .host, .tracer, .abstract: type.shapeText
        }
    }
}

extension ShapedTensor {
    /// The dtype and shape as summaries print them, `f32[1,10]`.
    package var shapeText: String {
        "\(dtype.shorthand)[\(shape.map(String.init).joined(separator: ","))]"
    }
}

/// Makes the nodes of one module.
private struct OutlineBuilder: TreeVisitor {
    var nodes: [TreeOutline] = []
    /// The steps from the module through collections.
    private var keys: [PathKey] = []
    private var kind: TreePart.Type?
    private var isHidden = false
    /// Whether the module that is visited, or one around it, is frozen.
    private(set) var isFrozen = false

    private func name(_ key: PathKey) -> String { Path(keys + [key]).description }

    // Reached only for a tensor that is the root, which needs no nodes.
    mutating func leaf(_ tensor: Tensor) {}

    mutating func status(_ status: ModuleStatus) {
        if status[.frozen] { isFrozen = true }
    }

    mutating func child<T: Tree>(_ value: T, _ field: Field) {
        let outer = (kind: kind, isHidden: isHidden)
        defer { (kind, isHidden) = outer }
        kind = field.kind ?? kind
        isHidden = field.isHidden || isHidden
        let content: TreeOutline.Content
        var isFrozen = isFrozen
        if let tensor = value as? Tensor {
            content = .leaf(tensor)
        } else if T.self is any Module.Type {
            var inner = OutlineBuilder()
            inner.kind = kind
            inner.isFrozen = isFrozen
            value.visit(&inner)
            isFrozen = inner.isFrozen
            content = .module(inner.nodes)
        } else {
            let before = nodes.count
            keys.append(field.key)
            value.visit(&self)
            keys.removeLast()
            guard nodes.count == before else { return }
            content = .constant(
                TreeOutline.Constant(text: "\(T.self)".hasPrefix("Optional<") ? "nil" : "[]"))
        }
        var node = TreeOutline(
            name: name(field.key), typeName: "\(T.self)", content: content, kind: kind,
            isFrozen: isFrozen, isHidden: isHidden)
        node.layer = value as? any Layer
        nodes.append(node)
    }

    mutating func constant<T: Hashable & Sendable>(_ value: T, _ field: Field) {
        guard !(field.isStructural && field.isHidden) else { return }
        let content: TreeOutline.Content
        if let tensor = value as? Tensor {
            content = .leaf(tensor)
        } else if field.isStructural, let name = value as? String {
            // The case of an enum that has no payload.
            content = .constant(TreeOutline.Constant(text: ".\(name)"))
        } else {
            content = .constant(TreeOutline.Constant(value))
        }
        nodes.append(
            TreeOutline(
                name: name(field.key), typeName: "\(T.self)", content: content, isStatic: true,
                isFrozen: isFrozen, isHidden: field.isHidden || isHidden))
    }
}
