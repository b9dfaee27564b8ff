extension TreeOutline {
    /// What a layer was found to take and to give.
    package struct Shapes: Sendable {
        /// Nil if nothing is known to come in, or nothing can be called.
        var input: ShapedTensor?
        /// Nil if nothing came out.
        var output: ShapedTensor?

        static let none = Shapes()

        package var inputText: String { input?.shapeText ?? "None" }
        package var outputText: String {
            output?.shapeText ?? (input == nil ? "None" : "failed")
        }
    }

    /// The shapes of the modules, in the order in which a walk through the outline meets them: a module before
    /// those inside.
    ///
    /// Layers without modules inside are fed one after the other, in the order of their fields; a layer with
    /// modules inside goes on with its own output. Nothing is computed. Modules that can't be called have `None`, and
    /// so has whatever follows a layer that doesn't take what it is fed, which itself gives `failed`.
    package func shapes(input: ShapedTensor?) -> [Shapes] {
        var follower = ShapeFollower(current: input)
        follower.visit(self)
        return follower.shapes
    }
}

private struct ShapeFollower {
    var current: ShapedTensor?
    var shapes: [TreeOutline.Shapes] = []

    mutating func visit(_ node: TreeOutline) {
        let place = shapes.count
        let input = current
        shapes.append(.none)
        for child in node.shownChildren where child.isModule { visit(child) }
        guard let layer = node.layer, let input else { return }
        if let output = layer.outputType(for: input) {
            shapes[place] = .init(input: input, output: output)
            current = output
        } else {
            shapes[place] = .init(input: input)
            if !node.holdsModules { current = nil }
        }
    }
}

extension Layer {
    /// The type of the output; nil where the layer doesn't take such an input.
    fileprivate func outputType(for input: ShapedTensor) -> ShapedTensor? {
        let argument = TreePair(self, Tensor(AbstractNode(input)))
        // A mistake here says that layers are declared in another order than they are called in, or that the input
        // is meant for something else. It is shown in the place of the output.
        return try? withErrors {
            Espalier.shapes(argument) { argument in
                var layer = argument.first
                return layer(argument.second)
            }.type
        }
    }
}
