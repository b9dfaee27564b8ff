import Testing
import WithEspalier
import WithoutEspalier

/// `import Espalier` leaves plain Swift as it is.
@Suite struct PlainSwiftTests {
    @Test func expressionsMeanTheSame() {
        let plain = WithoutEspalier.plainExpressions()
        let importing = WithEspalier.plainExpressions()
        #expect(plain.count > 200)
        for (plain, importing) in zip(plain, importing) {
            #expect(importing == plain)
        }
    }
}
