import Foundation
import TestSupport
import Testing

@testable import Espalier
@testable import EspalierVisuals

/// The page in a browser: opened, looked at, and used by keyboard.
@Suite(
    .serialized, .needs(.browser, Browser.isThere)
)
struct PageTests {
    @Test func showsTheModel() throws {
        let results = try Browser.drive(
            Transformer.Model().html(),
            [
                .evaluate("document.title"),
                .evaluate("document.querySelector('h1').textContent"),
                .evaluate("document.getElementById('totals').textContent"),
                .evaluate(Self.rows),
                .evaluate("performance.getEntriesByType('resource').length"),
            ])
        #expect(results[0] == "Model")
        #expect(results[1] == "Model")
        #expect(results[2] == "428,453 elements1.63 MB31 leaves10 modules")
        #expect(
            results[3]
                == """
                Model|embedding f32[500,96]|blocks[0] Block|blocks[1] Block|blocks[2] Block|\
                heads["next"] f32[96,500]|heads["value"] f32[96,1]|dropout.data u32[2]|\
                dropout.layout partitionable|vocabulary 500
                """)
        #expect(results[4] == "0")
    }

    @Test func namesAreOnlyNames() throws {
        let results = try Browser.drive(
            Unfriendly(inner: Tensor(1.0)).html(),
            [
                .evaluate(Self.rows), .evaluate("document.querySelectorAll('b').length"),
                .key("End"), .evaluate("document.querySelector('pre').textContent"),
            ]
        ).compactMap { $0 }
        #expect(
            results == [
                """
                Unfriendly<Tensor>|parts["</script><b>"] i32[2]|parts["a "b" <c>"] f32[4,1]|\
                inner f32[]|note 'back\\slash & </p>'
                """,
                "2", "'back\\slash & </p>'",
            ])
    }

    @Test func opensByKeyboard() throws {
        let results = try Browser.drive(
            Transformer.Model().html(),
            [
                .evaluate("document.activeElement.id"),
                .key("ArrowDown"), .key("ArrowDown"), .evaluate(Self.path),
                .key("ArrowRight"), .key("ArrowRight"), .key("Enter"), .key("ArrowDown"),
                .evaluate(Self.path), .evaluate(Self.details),
                .evaluate("decodeURIComponent(location.hash)"),
                .key("ArrowLeft"), .evaluate(Self.path),
                .key("ArrowLeft"), .evaluate(Self.selection), .key("End"), .evaluate(Self.path),
                .key("Home"), .evaluate(Self.path),
            ]
        ).filter { $0 != nil }
        #expect(results[0] == "tree")
        #expect(results[1] == "blocks[0]")
        #expect(results[2] == "blocks[0].attention.query")
        #expect(
            results[3]?.hasPrefix(
                "Shape=[96, 96];Dtype=float32;Elements=9,216;Size=36.00 KB;Mean=") == true)
        #expect(results[4] == "#blocks[0].attention.query")
        #expect(results[5] == "blocks[0].attention")
        #expect(results[6] == "treeitem 3 false 1/5")
        #expect(results[7] == "vocabulary")
        #expect(results[8] == "Model")
    }

    @Test func searches() throws {
        let results = try Browser.drive(
            Transformer.Model().html(),
            [
                .key("/"), .evaluate("document.activeElement.id"), .type("norm f32"),
                .evaluate("document.getElementById('found').textContent"), .key("Enter"),
                .evaluate(Self.path), .key("ArrowDown"), .evaluate(Self.path),
                .evaluate("document.querySelector('#tree mark').textContent"),
                .key("/"), .key("Escape"), .evaluate("document.activeElement.id"),
                .evaluate("document.getElementById('found').textContent"),
            ]
        ).filter { $0 != nil }
        #expect(
            results == [
                "search", "6 of 48 found", "blocks[0].norm.scale", "blocks[0].norm.mean", "norm",
                "tree", "",
            ])
    }

    @Test func copiesPaths() throws {
        let results = try Browser.drive(
            VisualModels.StackedLinear().html(), at: "l2.bias",
            [
                .evaluate(
                    """
                    (() => { navigator.clipboard.writeText = async (text) => { window.copied = text }; })()
                    """),
                .key("c"), .evaluate("window.copied"),
                .evaluate("document.querySelector('.copy').click(), window.copied"),
                .evaluate("document.getElementById('toast').textContent"),
            ]
        ).filter { $0 != nil }
        #expect(results == ["l2.bias", "l2.bias", "Copied l2.bias"])
    }

    @Test func statisticsOfOddTensors() throws {
        let model = Odd()
        let steps = ["mixed", "flags", "missing", "wide", "half"].flatMap {
            name -> [Browser.Step] in
            [.evaluate("(location.hash='#\(name)', '')"), .key("Shift"), .evaluate(Self.details)]
        }
        let results = try Browser.drive(model.html(), steps).compactMap { $0 }
            .filter { !$0.isEmpty }
        #expect(
            results == [
                """
                Shape=[4];Dtype=float32;Elements=4;Size=16 B;Mean=2;Deviation=1;Minimum=1;\
                Maximum=3;NaN=1;Infinite=1;Share=4.4 %
                """,
                """
                Shape=[3];Dtype=bool;Elements=3;Size=3 B;Mean=0.66667;Deviation=0.4714;\
                Minimum=0;Maximum=1;NaN=0;Infinite=0;Share=3.3 %
                """,
                """
                Shape=[2, 0];Dtype=float32;Elements=0;Size=0 B;Share=0 %
                """,
                """
                Shape=[2, 3, 4];Dtype=complex64;Elements=24;Size=192 B;Mean=5;Deviation=0;\
                Minimum=5;Maximum=5;NaN=0;Infinite=0;Share=26 %
                """,
                """
                Shape=[60];Dtype=bfloat16;Elements=60;Size=120 B;Mean=−0.5;Deviation=0;\
                Minimum=−0.5;Maximum=−0.5;NaN=0;Infinite=0;Share=66 %
                """,
            ])
    }

    @Test func marksFrozenModulesAndLeavesToBeMade() throws {
        var model = VisualModels.StackedLinear()
        model.l2.freeze()
        model.l3.bias = Tensor(Initializer { $0.normal([1]) })
        let rows = """
            [...document.querySelectorAll('[role=treeitem]')].map(row => row.innerText.split('\\n').join(' ')).join('|')
            """
        let results = try Browser.drive(
            model.html(), at: "l2.bias",
            [
                .evaluate(rows), .evaluate("document.querySelector('.chips').innerText"),
            ])
        #expect(
            results[0]
                == """
                StackedLinear 140|l1 Linear 20|weight f32[1,10] 10|bias f32[1,10] 10|l2 Linear frozen 110|\
                weight f32[10,10] 100|bias f32[1,10] 10|l3 Linear 10|weight f32[10,1] 10|bias Initializer
                """)
        #expect(results[1]?.contains("frozen") == true)
    }

    @Test func treesThatAreNoModules() throws {
        let steps: [Browser.Step] = [
            .evaluate(Self.rows), .key("End"), .evaluate(Self.path), .evaluate(Self.details),
        ]
        let array = try Browser.drive([Tensor([1.0, 2.0])].html(), steps).compactMap { $0 }
        #expect(array[0] == "Array<Tensor>|[0] f32[2]")
        #expect(array[1] == "[0]")
        let tensor = try Browser.drive(Tensor(3.0).html(), steps).compactMap { $0 }
        #expect(tensor[0] == "Tensor f32[]")
        #expect(tensor[2].hasPrefix("Shape=[];Dtype=float32;Elements=1;Size=4 B;Mean=3;"))
    }

    @Test func coloursFollowTheSystemAndTheSwitch() throws {
        let ground = "getComputedStyle(document.body).backgroundColor"
        let click = Browser.Step.evaluate("(document.getElementById('theme').click(), '')")
        let results = try Browser.drive(
            VisualModels.StackedLinear().html(), at: "l2.weight",
            [
                .colours("light"), .evaluate(ground), .colours("dark"), .evaluate(ground),
                click, .evaluate(ground), click, .colours("light"), .evaluate(ground),
            ]
        ).compactMap { $0 }.filter { !$0.isEmpty }
        let (light, dark) = ("rgb(246, 245, 241)", "rgb(20, 23, 26)")
        #expect(results == [light, dark, light, dark])
    }

    @Test func tenThousandLeaves() throws {
        let page = Huge.Model(cells: 5000).html()
        #expect(page.utf8.count < 4_000_000)
        let results = try Browser.drive(
            page,
            [
                .evaluate("document.querySelectorAll('[role=treeitem]').length < 60"),
                .evaluate("(document.getElementById('unfold').click(), '')"), .key("End"),
                .evaluate(Self.path), .key("ArrowUp"), .evaluate(Self.path),
                .evaluate("document.querySelectorAll('[role=treeitem]').length < 60"),
                .key("/"), .type("cells[4711] weight"), .key("Enter"), .evaluate(Self.path),
            ]
        ).compactMap { $0 }.filter { !$0.isEmpty }
        #expect(
            results == ["true", "name", "cells[4999].bias", "true", "cells[4711].weight"])
    }

    @Test func looksAsItShould() throws {
        let folder = try TemporaryFolder()
        let kept = ProcessInfo.processInfo.environment["ESPALIER_SCREENSHOTS"]
        let place = kept.map { URL(filePath: $0) } ?? folder.url
        func picture(_ name: String) -> String { place.appending(path: "\(name).png").path }
        _ = try Browser.drive(
            Transformer.Model().html(title: "Transformer"), at: "blocks[0].attention.query",
            [
                .window(1360, 940), .colours("light"), .key("Home"), .key("ArrowDown"),
                .screenshot(picture("light")),
                .colours("dark"), .screenshot(picture("dark")), .colours("light"),
                .window(390, 844), .screenshot(picture("narrow")),
            ])
        let light = try Data(contentsOf: URL(filePath: picture("light")))
        let dark = try Data(contentsOf: URL(filePath: picture("dark")))
        #expect(light.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
        #expect(light.count > 20_000 && light != dark)
    }

    private static let path = "document.getElementById('path').textContent"
    private static let rows = """
        [...document.querySelectorAll('[role=treeitem]')].map(row =>
          [...row.querySelectorAll('.name, .type')].map(part => part.textContent).join(' ')).join('|')
        """
    private static let details = """
        [...document.querySelectorAll('.facts div')].map(fact =>
          fact.children[0].textContent + '=' + fact.children[1].textContent).join(';')
        """
    private static let selection = """
        (() => {
          const row = document.getElementById(document.getElementById('tree').getAttribute('aria-activedescendant'));
          const read = (name) => row.getAttribute(name);
          return [read('role'), read('aria-level'), read('aria-expanded'),
            read('aria-posinset') + '/' + read('aria-setsize')].join(' ');
        })()
        """
}

@Module
private struct Odd {
    var mixed = Tensor([1, .nan, .infinity, 3] as [Float])
    var flags = Tensor([true, false, true])
    var missing = Tensor.zeros([2, 0])
    var wide = Tensor.full([2, 3, 4], 5.0).asType(.complex64)
    var half = Tensor.full([60], -0.5).asType(.bfloat16)
}
