import Foundation
import TestSupport
import Testing

@testable import Espalier
@testable import EspalierVisuals

@Suite struct MermaidTests {
    /// Names with control characters are shown with escapes, and don't end the block of Markdown.
    @Test func namesAreHarmless() {
        let tree = ["a\u{1B}[2J\n```\n": Tensor([1.0])]
        for text in [tree.treeMermaid(), tree.treeMermaidMarkdown(), tree.summaryMarkdown()] {
            #expect(!text.unicodeScalars.contains("\u{1B}"))
            #expect(!text.contains("\n```\n"))
        }
        #expect(tree.treeMermaid().contains(##"[#quot;a\u{1B}[2J\n```\n#quot;]"##))
        #expect(tree.html().contains("\u{1B}") == false)
    }

    @Test func stackedLinearOfTheDocument() {
        #expect(
            VisualModels.StackedLinear().treeMermaid() == #"""
                flowchart LR
                    id15696277213149321320[StackedLinear]
                    id15696277213149321320 --> id159132120600507116(l1\nLinear)
                    id159132120600507116 --- id7500441386962467209["weight\nf32[1,10]"]
                    id159132120600507116 --- id10793958738030044218["bias\nf32[1,10]"]
                    id15696277213149321320 --> id10009280772564895168(l2\nLinear)
                    id10009280772564895168 --- id11951215191344350637["weight\nf32[10,10]"]
                    id10009280772564895168 --- id1196345851686744158["bias\nf32[1,10]"]
                    id15696277213149321320 --> id7572222925824649475(l3\nLinear)
                    id7572222925824649475 --- id4749243995442935477["weight\nf32[10,1]"]
                    id7572222925824649475 --- id8042761346510512486["bias\nf32[1,1]"]
                """#)
    }

    @Test func autoEncoderOfTheDocument() {
        #expect(
            VisualModels.AutoEncoder().treeMermaid() == #"""
                flowchart LR
                    id15696277213149321320[AutoEncoder]
                    id15696277213149321320 --> id159132120600507116(l1\nMaxPool2D)
                    id159132120600507116 --x id7500441386962467209["kernel_size\n(2, 2)"]
                    id159132120600507116 --x id10793958738030044218["strides\n2"]
                    id159132120600507116 --x id16245750007010064142["padding\n'valid'"]
                    id15696277213149321320 --> id10009280772564895168(l2\nConv2D)
                    id10009280772564895168 --- id11951215191344350637["weight\nf32[16,1,3,3]"]
                    id10009280772564895168 --- id1196345851686744158["bias\nf32[16,1,1]"]
                    id10009280772564895168 --x id6648137120666764082["in_channels\n1"]
                    id10009280772564895168 --x id8609436656910886517["out_channels\n16"]
                    id10009280772564895168 --x id14061227925890906441["kernel_size\n(3, 3)"]
                    id10009280772564895168 --x id16022527462135028876["padding\n('valid', 'same', 'same')"]
                    id10009280772564895168 --x id869300739493054269["strides\n1"]
                    id15696277213149321320 --> id7572222925824649475(l3\nMaxPool2D)
                    id7572222925824649475 --x id4749243995442935477["kernel_size\n(2, 2)"]
                    id7572222925824649475 --x id8042761346510512486["strides\n2"]
                    id7572222925824649475 --x id17892909998474900538["padding\n'valid'"]
                    id15696277213149321320 --> id10865740276892226484(l4\nConv2D)
                    id10865740276892226484 --- id7858522665561710831["weight\nf32[32,16,3,3]"]
                    id10865740276892226484 --- id11152040016629287840["bias\nf32[32,1,1]"]
                    id10865740276892226484 --x id2555444594884124276["in_channels\n16"]
                    id10865740276892226484 --x id118386748143878583["out_channels\n32"]
                    id10865740276892226484 --x id9968535400108266635["kernel_size\n(3, 3)"]
                    id10865740276892226484 --x id7531477553368020942["padding\n('valid', 'same', 'same')"]
                    id10865740276892226484 --x id10824994904435597951["strides\n1"]
                    id15696277213149321320 --> id2269144855147062920(l5\nUpsample2D)
                    id2269144855147062920 --x id599357636669938791["scale_factor\n2"]
                    id15696277213149321320 --> id18278831082116368843(l6\nConv2D)
                    id18278831082116368843 --- id5107325274042179099["weight\nf32[16,32,3,3]"]
                    id18278831082116368843 --- id8400842625109756108["bias\nf32[16,1,1]"]
                    id18278831082116368843 --x id18250991277074144160["in_channels\n32"]
                    id18278831082116368843 --x id1765546739608714979["out_channels\n16"]
                    id18278831082116368843 --x id7217338008588734903["kernel_size\n(3, 3)"]
                    id18278831082116368843 --x id9178637544832857338["padding\n('valid', 'same', 'same')"]
                    id18278831082116368843 --x id12472154895900434347["strides\n1"]
                    id15696277213149321320 --> id9682235660371205279(l7\nUpsample2D)
                    id9682235660371205279 --x id13157878626227910245["scale_factor\n2"]
                    id15696277213149321320 --> id12975753011438782288(l8\nConv2D)
                    id12975753011438782288 --- id16267157296346685599["weight\nf32[1,16,3,3]"]
                    id12975753011438782288 --- id1113930573704710992["bias\nf32[1,1,1]"]
                    id12975753011438782288 --x id10964079225669099044["in_channels\n16"]
                    id12975753011438782288 --x id12925378761913221479["out_channels\n1"]
                    id12975753011438782288 --x id11331140742258384578["kernel_size\n(3, 3)"]
                    id12975753011438782288 --x id1891725493427812222["padding\n('valid', 'same', 'same')"]
                    id12975753011438782288 --x id5185242844495389231["strides\n1"]
                    id15696277213149321320 --> id10538695164698536595(l9\nConv2D)
                    id10538695164698536595 --- id9065186100445270439["weight\nf32[1,1,1,1]"]
                    id10538695164698536595 --- id12358703451512847448["bias\nf32[1,1,1]"]
                    id10538695164698536595 --x id3762108029767683884["in_channels\n1"]
                    id10538695164698536595 --x id1325050183027438191["out_channels\n1"]
                    id10538695164698536595 --x id11175198834991826243["kernel_size\n(1, 1)"]
                    id10538695164698536595 --x id8738140988251580550["padding\n('valid', 'same', 'same')"]
                    id10538695164698536595 --x id12031658339319157559["strides\n1"]
                """#)
    }

    @Test func frozenLayersHaveDottedLines() {
        var model = VisualModels.StackedLinear()
        model.l1.freeze()
        let lines = model.treeMermaid().split(separator: "\n")
        #expect(lines[2].contains(" --> "))
        #expect(lines[3].hasSuffix(##" -.- id7500441386962467209["weight\nf32[1,10]"]"##))
        #expect(lines[6].contains(" --- "))
    }

    @Test func namesThatMermaidCannotRead() {
        let blocks = Transformer.Model(width: 4, depth: 1).treeMermaid().split(separator: "\n")
        #expect(blocks.contains { $0.hasSuffix(##"("blocks[0]\nBlock")"##) })
        let lines = Unfriendly(inner: Tensor(1.0)).treeMermaid().split(separator: "\n")
        #expect(lines[1].hasSuffix(##"["Unfriendly#lt;Tensor#gt;"]"##))
        #expect(
            lines.contains {
                $0.hasSuffix(##"["parts[#quot;a #quot;b#quot; #lt;c#gt;#quot;]\nf32[4,1]"]"##)
            })
    }

    @Test func markdownAndPage() {
        let model = VisualModels.StackedLinear()
        #expect(model.treeMermaidMarkdown() == "```mermaid\n\(model.treeMermaid())\n```")
        let page = model.treeMermaidHTML()
        #expect(page.contains("--&gt; id159132120600507116(l1\\nLinear)"))
        #expect(page.contains("mermaid.min.js"))
    }

    @Test func linkCarriesTheDiagram() throws {
        let model = VisualModels.StackedLinear()
        let link = model.treeMermaidLink()
        let prefix = "https://mermaid.live/view#pako:"
        #expect(link.hasPrefix(prefix))
        #expect(link.count < model.treeMermaid().utf8.count)
        let state = try inflated(String(link.dropFirst(prefix.count)))
        let object = try JSONSerialization.jsonObject(with: Data(state.utf8)) as? [String: Any]
        #expect(object?["code"] as? String == model.treeMermaid())
        #expect(object?["mermaid"] as? String == #"{"theme":"default"}"#)
    }

    @Test(arguments: [
        "", "a", "abc", String(repeating: "a", count: 1000),
        (0..<4000).map { String($0 * $0) }.joined(), "ÄÖ→😀 < > \" \\ \n",
    ])
    func compression(_ text: String) throws {
        #expect(try inflated(base64URL(zlibCompressed(Array(text.utf8)))) == text)
    }
}

/// What Python's zlib makes of compressed text.
private func inflated(_ text: String) throws -> String {
    let code = """
        import base64, sys, zlib
        text = sys.stdin.read()
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        sys.stdout.buffer.write(zlib.decompress(data))
        """
    return try output(of: ["python3", "-c", code], input: text)
}
