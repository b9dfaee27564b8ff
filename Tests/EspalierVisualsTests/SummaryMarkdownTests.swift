import Testing

import Espalier
import EspalierVisuals

@Suite struct SummaryMarkdownTests {
    @Test func frozenStackedLinear() {
        let model = VisualModels.StackedLinear(hidden: 128).frozen()
        #expect(
            model.summaryMarkdown(input: .zeros([100, 1])) == """
                <table>
                <tr>
                <td align = 'center'> Name </td>
                <td align = 'center'> Type </td>
                <td align = 'center'> Param #</td>
                <td align = 'center'> Size </td>
                <td align = 'center'> Config </td>
                <td align = 'center'> Input/Output </td>
                </tr>
                <tr><td align = 'center'> l1<br>(frozen) </td><td align = 'center'> Linear </td>\
                <td align = 'center'> 256
                (0) </td><td align = 'center'> 1.00KB
                (0.00B) </td><td align = 'center'> weight=f32[1,128]<br>bias=f32[1,128] </td>\
                <td align = 'center'> f32[100,1]
                f32[100,128] </td></tr><tr><td align = 'center'> l2<br>(frozen) </td>\
                <td align = 'center'> Linear </td><td align = 'center'> 16,512
                (0) </td><td align = 'center'> 64.50KB
                (0.00B) </td><td align = 'center'> weight=f32[128,128]<br>bias=f32[1,128] </td>\
                <td align = 'center'> f32[100,128]
                f32[100,128] </td></tr><tr><td align = 'center'> l3<br>(frozen) </td>\
                <td align = 'center'> Linear </td><td align = 'center'> 129
                (0) </td><td align = 'center'> 516.00B
                (0.00B) </td><td align = 'center'> weight=f32[128,1]<br>bias=f32[1,1] </td>\
                <td align = 'center'> f32[100,128]
                f32[100,1] </td></tr></table>

                #### Summary
                <table><tr><td>Total #</td><td>16,897(0)</td></tr><tr><td>Dynamic #</td>\
                <td>0(0)</td></tr><tr><td>Static/Frozen #</td><td>16,897(0)</td>\
                </tr><tr><td>Total size</td><td>66.00KB(0.00B)</td>\
                </tr><tr><td>Dynamic size</td><td>0.00B(0.00B)</td>\
                </tr><tr><td>Static/Frozen size</td><td>66.00KB(0.00B)</td></tr></table>
                """)
    }

    @Test func namesOfTypesAreEscaped() {
        #expect(
            Holder(inner: Tensor.ones([2])).summaryMarkdown().contains(" Holder&lt;Tensor&gt; "))
    }
}

@Module
private struct Holder<Inner: Tree> {
    var inner: Inner
}
