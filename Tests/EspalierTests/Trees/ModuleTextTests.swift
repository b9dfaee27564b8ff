import Testing

@testable import Espalier

@Suite struct ModuleTextTests {
    @Test func shapes() {
        let model = Mixed()
        #expect(model.debugDescription == "Mixed(a=10,b=20,c=i32[5],name='A')")
        #expect(model.description == "Mixed(a=10,b=20,c=[1 2 3 4 5],name=A)")
        #expect("\(model)" == model.description)
        #expect(String(reflecting: [model]) == "[\(model.debugDescription)]")
    }

    @Test func kindsOfLeaves() {
        var model = Wide()
        model.layers[1].freeze()
        model.table["a"] = Tensor(Initializer { $0.normal() })
        #expect(
            model.description(style: .treex) == """
                Wide:
                  table["a"]: Initializer
                  mean: BatchStat() float32
                  pair.0: TreePart(2) int32
                  layers[0]: Linear
                    weight: Parameter(1, 1) float32
                    bias: Parameter(1, 1) float32
                  layers[1]: Linear (frozen)
                    weight: Parameter(1, 1) float32
                    bias: Parameter(1, 1) float32
                  activation: Activation
                  other: Activation
                    leaky: Parameter() float32
                """)
        #expect(model.description(style: .kernex) == model.debugDescription)
    }

    @Test func longLinesAreBroken() {
        var model = Nested()
        #expect(
            model.debugDescription == """
                Nested(
                  d=Inner(a='1',c=i32[5]),
                  e=Inner(a='1',c=i32[5]),
                  name='SomethingWrittenHere')
                """)
        model.e.a = "SomethingWrittenHereSomethingWrittenHere"
        #expect(
            model.debugDescription == """
                Nested(
                  d=Inner(a='1',c=i32[5]),
                  e=Inner(
                    a='SomethingWrittenHereSomethingWrittenHere',
                    c=i32[5]),
                  name='SomethingWrittenHere')
                """)
    }

    @Test func collectionsOptionalsAndEnums() {
        let model = Wide()
        #expect(
            model.debugDescription == """
                Wide(
                  layers[0]=Linear(weight=f32[1,1],bias=f32[1,1]),
                  layers[1]=Linear(weight=f32[1,1],bias=f32[1,1]),
                  table["a"]=f32[],
                  extra=nil,
                  none=[],
                  mean=f32[],
                  pair.0=i32[2],
                  pair.scale=0.5,
                  activation=Activation(case=.relu),
                  other=Activation(leaky=f32[]))
                """)
    }

    @Test func traced() {
        var (text, traced) = ("", "")
        _ = jit { (model: Mixed) -> Tensor in
            (text, traced) = (model.description, model.c.description)
            return model.c
        }(Mixed())
        #expect(traced.hasPrefix("Tracer<i32[5]"))
        #expect(text == "Mixed(\n  a=10,\n  b=20,\n  c=\(traced),\n  name=A)")
    }

    @Test func tensorsWithoutElements() throws {
        var model = Mixed()
        model.c = .nothing
        #expect(model.description == "Mixed(a=10,b=20,c=Nothing,name=A)")
        #expect(model.debugDescription == "Mixed(a=10,b=20,c=Nothing,name='A')")
        #expect(model.summary().contains("c=Nothing"))
        #expect(model.summary().contains("Total # :\t\t0(1)"))
    }

    @Test func leavesToBeMade() {
        var model = Mixed()
        model.c = Tensor(Initializer { $0.normal([3]) })
        #expect(model.description == "Mixed(a=10,b=20,c=Initializer,name=A)")
        #expect(model.summary(style: .treex).contains("│ c: Initializer │"))
        #expect(model.treeDiagram().contains("├── c=Initializer"))
    }

    @Test func frozenModules() {
        var model = DocumentModels.StackedLinear(hidden: 2)
        model.l1 = model.l1.frozen()
        #expect(
            model.debugDescription == """
                StackedLinear(
                  l1=Linear(Frozen)(weight=f32[1,2],bias=f32[1,2]),
                  l2=Linear(weight=f32[2,2],bias=f32[1,2]),
                  l3=Linear(weight=f32[2,1],bias=f32[1,1]))
                """)
    }
}

@Module
private struct Mixed {
    let a = 10
    let b = 20
    var c: Tensor = [1, 2, 3, 4, 5]
    let name = "A"
    @Field(hidden: true) var secret: Tensor = 1
}

@Module
private struct Inner {
    var a = "1"
    var c: Tensor = [1, 2, 3, 4, 5]
}

@Module
private struct Nested {
    var d = Inner()
    var e = Inner()
    let name = "SomethingWrittenHere"
}

@Module
private struct Wide {
    var layers = [Linear(1, 1), Linear(1, 1)]
    var table: [String: Tensor] = ["a": 1.0]
    var extra: Tensor?
    var none: [Tensor] = []
    @BatchStat var mean: Tensor = 0.0
    var pair: (Tensor, scale: Double) = ([1, 2], scale: 0.5)
    var activation = Activation.relu
    var other = Activation.leaky(0.1)
}

@Module
private enum Activation {
    case relu
    case leaky(Tensor)
}
