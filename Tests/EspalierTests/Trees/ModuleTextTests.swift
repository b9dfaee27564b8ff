import Testing

@testable import Espalier

@Suite struct ModuleTextTests {
    @Test func valuesOfTheDocument() {
        #expect(
            DocumentModels.Filtering.StackedLinear().description == """
                StackedLinear(
                  l1=Linear(
                    weight=[[-1.6248673  -2.8383057   1.3969219   1.3169124  -0.40784812]],
                    bias=[[1. 1. 1. 1. 1.]]),
                  l2=Linear(
                    weight=
                      [[ 0.98507565]
                       [ 0.99815285]
                       [-1.0687716 ]
                       [-0.19255024]
                       [-1.2108876 ]],
                    bias=[[1.]]))
                """)
    }

    @Test func changedValuesOfTheDocument() {
        #expect(
            DocumentModels.Filtering.StackedLinear().map { which($0 .< 0, 0, $0) }.description
                == """
                StackedLinear(
                  l1=Linear(
                    weight=[[0.        0.        1.3969219 1.3169124 0.       ]],
                    bias=[[1. 1. 1. 1. 1.]]),
                  l2=Linear(
                    weight=
                      [[0.98507565]
                       [0.99815285]
                       [0.        ]
                       [0.        ]
                       [0.        ]],
                    bias=[[1.]]))
                """)
    }

    @Test func squaredValuesOfTheDocument() {
        #expect(
            DocumentModels.Filtering.StackedLinear().map { which($0 .< 0, $0 * $0, $0) }.description
                == """
                StackedLinear(
                  l1=Linear(
                    weight=[[2.6401937  8.05598    1.3969219  1.3169124  0.16634008]],
                    bias=[[1. 1. 1. 1. 1.]]),
                  l2=Linear(
                    weight=
                      [[0.98507565]
                       [0.99815285]
                       [1.1422727 ]
                       [0.03707559]
                       [1.4662486 ]],
                    bias=[[1.]]))
                """)
    }

    @Test func shapes() {
        let model = Mixed()
        #expect(model.debugDescription == "Mixed(a=10,b=20,c=i32[5],name='A')")
        #expect(model.description == "Mixed(a=10,b=20,c=[1 2 3 4 5],name=A)")
        #expect("\(model)" == model.description)
        #expect(String(reflecting: [model]) == "[\(model.debugDescription)]")
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

    @Test func frozenModules() {
        let outline = TreeOutline(of: DocumentModels.StackedLinear(hidden: 2))
        guard case .module(var children) = outline.content else { return }
        children[0] = children[0].frozen()
        let model = TreeOutline(
            name: "", typeName: "StackedLinear", content: .module(children))
        #expect(
            model.moduleText(values: false) == """
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
    var pair: (Tensor, scale: Double) = ([1, 2], scale: 0.5)
    var activation = Activation.relu
    var other = Activation.leaky(0.1)
}

@Module
private enum Activation {
    case relu
    case leaky(Tensor)
}
