import Testing

import Espalier

/// What a summary can be asked for.
@Suite struct SummaryOptionTests {
    @Test func namesAndShapes() {
        #expect(
            Tower().summary(input: .zeros([100, 1]), names: true) == """
                ┌──────────────┬────────────┬───────┬───────┬───────────────┬────────────┐
                │Name          │Type        │Param #│Size   │Config         │Input/Output│
                ├──────────────┼────────────┼───────┼───────┼───────────────┼────────────┤
                │first.step    │Block/Tensor│0      │0.00B  │step=i32[]     │            │
                │              │            │(1)    │(4.00B)│               │            │
                ├──────────────┼────────────┼───────┼───────┼───────────────┼────────────┤
                │first.inner[0]│Block/Linear│10     │40.00B │weight=f32[1,5]│f32[100,1]  │
                │              │            │(0)    │(0.00B)│bias=f32[1,5]  │f32[100,5]  │
                ├──────────────┼────────────┼───────┼───────┼───────────────┼────────────┤
                │first.inner[1]│Block/Linear│48     │192.00B│weight=f32[5,8]│f32[100,5]  │
                │              │            │(0)    │(0.00B)│bias=f32[1,8]  │f32[100,8]  │
                ├──────────────┼────────────┼───────┼───────┼───────────────┼────────────┤
                │first.mean    │Block/Tensor│2,100  │8.20KB │mean=f32[7,300]│            │
                │              │            │(0)    │(0.00B)│               │            │
                ├──────────────┼────────────┼───────┼───────┼───────────────┼────────────┤
                │scale         │Tensor      │1      │4.00B  │scale=f32[]    │            │
                │              │            │(0)    │(0.00B)│               │            │
                └──────────────┴────────────┴───────┴───────┴───────────────┴────────────┘
                Total # :\t\t2,168(1)
                Dynamic #:\t\t2,159(1)
                Static/Frozen #:\t9(0)
                --------------------------------------------------------------------------
                Total size :\t\t8.47KB(4.00B)
                Dynamic size:\t\t8.43KB(4.00B)
                Static/Frozen size:\t36.00B(0.00B)
                ==========================================================================
                """)
    }

    @Test func depth() {
        #expect(
            Tower().summary(depth: 1) == """
                ┌──────┬───────┬───────┬───────────────┐
                │Type  │Param #│Size   │Config         │
                ├──────┼───────┼───────┼───────────────┤
                │Block │2,158  │8.43KB │step=i32[]     │
                │      │(1)    │(4.00B)│inner[0]=Linear│
                │      │       │       │inner[1]=Linear│
                │      │       │       │mean=f32[7,300]│
                ├──────┼───────┼───────┼───────────────┤
                │Tensor│1      │4.00B  │scale=f32[]    │
                │      │(0)    │(0.00B)│               │
                └──────┴───────┴───────┴───────────────┘
                Total # :\t\t2,168(1)
                Dynamic #:\t\t2,159(1)
                Static/Frozen #:\t9(0)
                ----------------------------------------
                Total size :\t\t8.47KB(4.00B)
                Dynamic size:\t\t8.43KB(4.00B)
                Static/Frozen size:\t36.00B(0.00B)
                ========================================
                """)
    }

    @Test func depthOfTreex() {
        #expect(
            Tower().summary(style: .treex, depth: 1) == """
                ┏━━━━━━━━┳━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━┳━━━━━━━━━━━┳━━━━━━━━━━━━━━┓
                ┃ path   ┃ module  ┃ params                           ┃ State ┃ Parameter ┃ BatchStat    ┃
                ┡━━━━━━━━╇━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━╇━━━━━━━━━━━╇━━━━━━━━━━━━━━┩
                │ *      │ Tower() │ scale: Parameter()  float32      │       │ 1   4B    │              │
                ├────────┼─────────┼──────────────────────────────────┼───────┼───────────┼──────────────┤
                │ .first │ Block() │ step: State()            int32   │ 1  4B │ 58  232B  │ 2,100  8.4KB │
                │        │         │ mean: BatchStat(7, 300)  float32 │       │           │              │
                ├────────┼─────────┼──────────────────────────────────┼───────┼───────────┼──────────────┤
                │        │         │                           Total: │ 1  4B │ 59  236B  │ 2,100  8.4KB │
                └────────┴─────────┴──────────────────────────────────┴───────┴───────────┴──────────────┘

                                              Total Parameters: 2,160  8.6KB
                """)
    }

    @Test func wholeModelOfKernex() {
        #expect(
            Tower().summary(style: .kernex, depth: 0, names: true) == """
                ┌────┬─────┬───────┬────────┬───────────┐
                │Name│Type │Param #│Size    │Config     │
                ├────┼─────┼───────┼────────┼───────────┤
                │    │Tower│2,160  │8.438 KB│first=Block│
                │    │     │       │        │scale=f32[]│
                └────┴─────┴───────┴────────┴───────────┘
                Total params :\t2,169
                Inexact params:\t2,168
                Other params:\t1
                -----------------------------------------
                Total size :\t8.473 KB
                Inexact size:\t8.469 KB
                Other size:\t4.000 B
                =========================================
                """)
    }

    @Test func shapesOfTreex() {
        let lines = Tower().summary(style: .treex, input: .zeros([100, 1])).split(separator: "\n")
        #expect(lines[1].contains("┃ inputs            ┃ outputs           ┃ State ┃ Parameter ┃"))
        #expect(lines[3].contains("│                   │                   │       │ 1   4B    │"))
        #expect(lines[5].contains("│ (100, 1)  float32 │ (100, 8)  float32 │ 1  4B │"))
        #expect(
            lines[8].hasPrefix("│ .first.inner[0] │ Linear() │ weight: Parameter(1, 5)  float32 │"))
        #expect(lines[8].contains("│ (100, 1)  float32 │ (100, 5)  float32 │       │ 10  40B   │"))
        #expect(lines.last?.drop { $0 == " " } == "Total Parameters: 2,160  8.6KB")
    }

    @Test func constants() {
        let model = DocumentModels.AutoEncoder()
        let treex = model.summary(style: .treex, constants: true).split(separator: "\n")
        #expect(treex.contains { $0.hasPrefix("│ .l5  │ Upsample2D(scale_factor = 2)") })
        #expect(treex.contains { $0.contains("│ Conv2D(     ") })
        #expect(treex.contains { $0.contains("│   kernel_size = (3, 3), ") })
        let lines = model.summary(constants: true).split(separator: "\n")
        #expect(lines[3].hasPrefix("│MaxPool2D │0      │0.00B  │kernel_size=(2, 2) "))
    }

    @Test func treesThatAreNoModules() {
        let lines = [DocumentModels.Linear(Key(0), 1, 2)].summary(names: true).split(
            separator: "\n")
        #expect(lines[3] == "│[0] │Linear│4      │16.00B │weight=f32[1,2]│")
        #expect(Tensor.ones([2]).summary().contains("│Tensor│2      │8.00B  │f32[2]│"))
        #expect([Tensor.ones([2])].treeDiagram().contains("└── [0]=f32[2]"))
    }

    @Test func frozenRows() {
        var model = DocumentModels.StackedLinear(hidden: 10)
        model.l1.freeze()
        let lines = model.summary().split(separator: "\n").map(String.init)
        #expect(
            lines[3...5] == [
                "│Linear  │20     │80.00B │weight=f32[1,10] │",
                "│(frozen)│(0)    │(0.00B)│bias=f32[1,10]   │",
                "├────────┼───────┼───────┼─────────────────┤",
            ])
        #expect(lines.contains("Total # :\t\t141(0)"))
        #expect(lines.contains("Dynamic #:\t\t121(0)"))
        #expect(lines.contains("Static/Frozen #:\t20(0)"))
        #expect(lines.contains("Static/Frozen size:\t80.00B(0.00B)"))
        #expect(model.summary(names: true).contains("│l1      │Linear│20     │"))
        #expect(model.summary(style: .treex).contains("│ .l1  │ Linear()        │ w"))
    }
}

@Module
private struct Block: Espalier.Layer {
    @State var step: Tensor = 0
    var inner: [DocumentModels.Linear]
    @BatchStat var mean: Tensor = .zeros([7, 300])
    let rate = 0.5

    init(_ inputs: Int, _ outputs: Int) {
        inner = [
            DocumentModels.Linear(Key(0), inputs, 5), DocumentModels.Linear(Key(0), 5, outputs),
        ]
    }

    mutating func callAsFunction(_ x: Tensor) -> Tensor {
        step += 1
        return inner[1](inner[0](x))
    }
}

@Module
private struct Tower {
    var first = Block(1, 8)
    var scale: Tensor = 2.0
    @Static var table: Tensor = .ones([3, 3])
}
