import Foundation
import TestSupport
import Testing

import Espalier
import EspalierVisuals

@Suite struct SavingTests {
    @Test(arguments: VisualForm.allCases)
    func writesEachForm(_ form: VisualForm) throws {
        let folder = try TemporaryFolder()
        let model = VisualModels.StackedLinear()
        let x = Tensor.zeros([100, 1])
        try model.save(form, to: folder["model"].path, input: x)
        let file = folder["model.\(form.fileExtension)"]
        let expected =
            switch form {
            case .summary: model.summary(input: x)
            case .summaryMarkdown: model.summaryMarkdown(input: x)
            case .treeDiagram: model.treeDiagram()
            case .treeBox: model.treeBox(input: x)
            case .mermaid: model.treeMermaid()
            case .mermaidMarkdown: model.treeMermaidMarkdown()
            case .mermaidHTML: model.treeMermaidHTML()
            case .html: model.html()
            }
        #expect(try String(contentsOf: file, encoding: .utf8) == expected + "\n")
        let other = folder["other.name"].path
        try model.save(form, to: other)
        #expect(FileManager.default.fileExists(atPath: other))
    }

    @Test func saysWhatTheFileSystemSays() {
        #expect(throws: (any Error).self) {
            try VisualModels.StackedLinear().save(.summary, to: "/nowhere/at/all.txt")
        }
    }
}
