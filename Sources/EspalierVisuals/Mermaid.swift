import Espalier

extension Tree {
    /// The tree as a flowchart in Mermaid's language, which GitHub and many editors draw.
    ///
    ///     flowchart LR
    ///         id15696277213149321320[StackedLinear]
    ///         id15696277213149321320 --> id159132120600507116(l1\nLinear)
    ///         id159132120600507116 --- id7500441386962467209["weight\nf32[1,10]"]
    ///
    /// Modules are joined by `-->`, leaves by `---`, constants by `--x`, and the leaves of frozen modules by `-.-`. The
    /// text is that of PyTreeClass, with the same identifiers; names that Mermaid couldn't read are put in quotes.
    public func treeMermaid() -> String {
        let outline = TreeOutline(of: self)
        var writer = MermaidWriter()
        writer.write(outline)
        return writer.lines.joined(separator: "\n")
    }

    /// ``treeMermaid()`` as a block of Markdown.
    public func treeMermaidMarkdown() -> String { "```mermaid\n\(treeMermaid())\n```" }

    /// ``treeMermaid()`` as a web page, which loads Mermaid from the network; ``html(title:)`` makes one that needs
    /// nothing else.
    public func treeMermaidHTML() -> String {
        """
        <!DOCTYPE html>
        <html><head><meta charset="utf-8"><title>\(escapedForHTML(TreeOutline(of: self).typeName))</title></head><body>
        <pre class="mermaid">
        \(escapedForHTML(treeMermaid()))
        </pre>
        <script src="https://cdn.jsdelivr.net/npm/mermaid@11/dist/mermaid.min.js"></script>
        <script>mermaid.initialize({ startOnLoad: true });</script>
        </body></html>
        """
    }

    /// The address of a page of mermaid.live that shows ``treeMermaid()``.
    ///
    /// The address carries the diagram itself, compressed; nothing is sent anywhere until somebody opens it.
    public func treeMermaidLink() -> String {
        let theme = #"{\"theme\":\"default\"}"#
        let state =
            "{\"code\":\(jsonText(treeMermaid())),\"mermaid\":\"\(theme)\",\"updateDiagram\":true}"
        return "https://mermaid.live/view#pako:" + base64URL(zlibCompressed(Array(state.utf8)))
    }
}

/// Writes the lines of a flowchart.
private struct MermaidWriter {
    var lines = ["flowchart LR"]

    mutating func write(_ root: TreeOutline) {
        let id = NodeID.root
        lines.append("    id\(id)[\(label(root.text))]")
        writeChildren(of: root, id: id, depth: 1)
    }

    private mutating func writeChildren(of node: TreeOutline, id: NodeID, depth: Int) {
        for (order, child) in node.children.enumerated() where !child.isHidden {
            let childID = id.child(depth: depth, order: order)
            if child.isModule {
                let name = label("\(child.name)\\n\(child.text)", isTwoLines: true)
                lines.append("    id\(id) --> id\(childID)(\(name))")
                writeChildren(of: child, id: childID, depth: depth + 1)
            } else {
                let isFrozen = child.tensor == nil ? node.isFrozen : child.isFrozen
                let edge = child.isStatic ? "--x" : isFrozen ? "-.-" : "---"
                let text = escaped("\(child.name)\\n\(child.text)")
                lines.append("    id\(id) \(edge) id\(childID)[\"\(text)\"]")
            }
        }
    }

    /// A name, in quotes if it has characters that mean something to Mermaid.
    private func label(_ text: String, isTwoLines: Bool = false) -> String {
        let bare = isTwoLines ? text.replacing("\\n", with: "") : text
        let isPlain = bare.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        return isPlain ? text : "\"\(escaped(text))\""
    }

    private func escaped(_ text: String) -> String {
        text.replacing("\"", with: "#quot;").replacing("<", with: "#lt;")
            .replacing(">", with: "#gt;")
    }
}

/// The identifier of a node: Python's hash of its depth, its place among its siblings, and its parent's identifier.
private struct NodeID: CustomStringConvertible {
    let value: UInt64

    /// Python's hash of (0, 0, -1, 0).
    static var root: NodeID {
        NodeID(value: pythonHash([0, 0, -2, 0].map(UInt64.init(bitPattern:))))
    }

    func child(depth: Int, order: Int) -> NodeID {
        // Python's hash of an integer is its remainder by a Mersenne prime.
        let parent = value % ((1 << 61) - 1)
        return NodeID(value: pythonHash([UInt64(depth), UInt64(order), parent]))
    }

    var description: String { String(value) }
}

extension UInt64 {
    fileprivate init(bitPattern value: Int) { self = UInt64(bitPattern: Int64(value)) }
}

/// Python's hash of a tuple, given the hashes of its elements: xxHash, without mixing at the end.
private func pythonHash(_ hashes: [UInt64]) -> UInt64 {
    let (first, second, fifth): (UInt64, UInt64, UInt64) = (
        11_400_714_785_074_694_791, 14_029_467_366_897_019_727, 2_870_177_450_012_600_261
    )
    var sum = fifth
    for hash in hashes {
        sum &+= hash &* second
        sum = (sum << 31 | sum >> 33) &* first
    }
    sum &+= UInt64(hashes.count) ^ (fifth ^ 3_527_539)
    return sum == .max ? 1_546_275_796 : sum
}
