import Foundation
import TestSupport
import Testing

import Espalier
import EspalierIO
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
        #expect(throws: FileError.self) {
            try VisualModels.StackedLinear().save(.summary, to: "/nowhere/at/all.txt")
        }
    }

    /// As all writers do.
    @Test func linksAndModesStayAndPipesAreRefused() throws {
        let folder = try TemporaryFolder()
        let (manager, file) = (FileManager.default, folder["far/model.txt"])
        try folder.write("", to: "far/model.txt")
        try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        try manager.createSymbolicLink(
            atPath: folder["link.txt"].path, withDestinationPath: "far/model.txt")
        let model = VisualModels.StackedLinear()
        try model.save(.treeDiagram, to: folder["link.txt"].path)
        let link = try manager.destinationOfSymbolicLink(atPath: folder["link.txt"].path)
        #expect(link == "far/model.txt")
        #expect(try String(contentsOf: file, encoding: .utf8) == model.treeDiagram() + "\n")
        let mode = try manager.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(mkfifo(folder["pipe.txt"].path, 0o600) == 0)
        #expect(throws: FileError.self) {
            try model.save(.treeDiagram, to: folder["pipe.txt"].path)
        }
    }
}
