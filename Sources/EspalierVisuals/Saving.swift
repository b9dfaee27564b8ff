import Espalier
import EspalierIO
import Foundation

/// A form in which a model can be looked at in a file.
public enum VisualForm: String, Sendable, Hashable, CaseIterable {
    /// ``Tree/summary(style:input:depth:names:constants:)``.
    case summary
    /// ``Tree/summaryMarkdown(input:depth:)``.
    case summaryMarkdown
    /// ``Tree/treeDiagram(style:)``.
    case treeDiagram
    /// ``Tree/treeBox(input:)``.
    case treeBox
    /// ``Tree/treeMermaid()``.
    case mermaid
    /// ``Tree/treeMermaidMarkdown()``.
    case mermaidMarkdown
    /// ``Tree/treeMermaidHTML()``.
    case mermaidHTML
    /// ``Tree/html(title:)``.
    case html

    /// How names of files with this form end.
    public var fileExtension: String {
        switch self {
        case .summary, .treeDiagram, .treeBox: "txt"
        case .mermaid: "mmd"
        case .summaryMarkdown, .mermaidMarkdown: "md"
        case .mermaidHTML, .html: "html"
        }
    }
}

extension Tree {
    /// Writes the tree into a file in a form to look at.
    ///
    ///     try model.save(.html, to: "model.html")
    ///     try model.save(.treeBox, to: "model", input: x)     // model.txt
    ///
    /// - Parameters:
    ///   - form: what to write.
    ///   - path: the file, whose contents are replaced if it exists. A name without an extension gets that of the form.
    ///   - input: what goes into the first layer, for summaries and boxes.
    /// - Throws: `FileError` where the file can't be written, or something else than a file is there.
    public func save(_ form: VisualForm, to path: String, input: Tensor? = nil) throws {
        let text =
            switch form {
            case .summary: summary(input: input)
            case .summaryMarkdown: summaryMarkdown(input: input)
            case .treeDiagram: treeDiagram()
            case .treeBox: treeBox(input: input)
            case .mermaid: treeMermaid()
            case .mermaidMarkdown: treeMermaidMarkdown()
            case .mermaidHTML: treeMermaidHTML()
            case .html: html()
            }
        var url = URL(filePath: path)
        if url.pathExtension.isEmpty { url.appendPathExtension(form.fileExtension) }
        try writeAtomically(text + "\n", to: url)
    }
}
