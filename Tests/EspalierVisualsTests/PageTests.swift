import Foundation
import Testing

import Espalier
import EspalierVisuals

@Suite struct PageTests {
    @Test func writes() throws {
        try Transformer.Model().save(.html, to: "/tmp/pages/model.html")
        try Huge.Model(cells: 5000).save(.html, to: "/tmp/pages/huge.html")
        try VisualModels.StackedLinear().save(.html, to: "/tmp/pages/small.html")
    }
}
