import Testing

import Espalier

/// The printed models of PyTreeClass's section on filtering.
@Suite struct ModuleTextDocumentTests {
    let model = DocumentModels.Filtering.StackedLinear()

    @Test func asMade() {
        #expect(
            model.description == """
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

    @Test func negativeValues() {
        #expect(
            model.at[model .< 0].get().description == """
                StackedLinear(
                  l1=Linear(
                    weight=[-1.6248673  -2.8383057  -0.40784812],
                    bias=[]),
                  l2=Linear(
                    weight=[-1.0687716  -0.19255024 -1.2108876 ],
                    bias=[]))
                """)
    }

    @Test func negativeValuesSetTo0() {
        #expect(
            model.at[model .< 0].set(0).description == """
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

    @Test func negativeValuesSquared() {
        #expect(
            model.at[model .< 0].apply { $0 ** 2 }.description == """
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

    @Test func negativeValuesSummed() {
        #expect(
            model.at[model .< 0].reduceSum().description == """
                -7.3432307
                """)
    }

    @Test func byFieldName() {
        #expect(
            model.at[model == "l1"].get().description == """
                StackedLinear(
                  l1=Linear(
                    weight=[-1.6248673  -2.8383057   1.3969219   1.3169124  -0.40784812],
                    bias=[1. 1. 1. 1. 1.]),
                  l2=Linear(weight=[],bias=[]))
                """)
    }

    @Test func byType() {
        #expect(
            model.at[model == DocumentModels.Linear.self].get().description == """
                StackedLinear(
                  l1=Linear(
                    weight=[-1.6248673  -2.8383057   1.3969219   1.3169124  -0.40784812],
                    bias=[1. 1. 1. 1. 1.]),
                  l2=Linear(
                    weight=[ 0.98507565  0.99815285 -1.0687716  -0.19255024 -1.2108876 ],
                    bias=[1.]))
                """)
    }

    @Test func byMetadata() {
        #expect(
            model.at[model == ["description": "First layer"]].get().description == """
                StackedLinear(
                  l1=Linear(
                    weight=[-1.6248673  -2.8383057   1.3969219   1.3169124  -0.40784812],
                    bias=[1. 1. 1. 1. 1.]),
                  l2=Linear(weight=[],bias=[]))
                """)
    }
}
