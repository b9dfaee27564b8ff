import Espalier
import PJRT
import Testing

/// What names may have in them never reaches a terminal as it is.
@Suite struct PrintableTextTests {
    /// Clears the screen, sets the title of the window, rings; C1, direction and lines.
    private let hostile = "a\u{1B}[2J\u{1B}]0;x\u{7}\u{9B}1m\u{202E}b\u{2028}\r\u{7F}c"
    private let escaped =
        #"a\u{1B}[2J\u{1B}]0;x\u{7}\u{9B}1m\u{202E}b\u{2028}\r\u{7F}c"#

    private func isHarmless(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\t"
        } && !text.unicodeScalars.contains("\u{202E}") && !text.unicodeScalars.contains("\u{2028}")
    }

    @Test func controlCharactersAreEscapes() {
        #expect(hostile.printable() == escaped)
        #expect("a\n\tb\0".printable() == #"a\n\tb\0"#)
        #expect("a\n\tb\r\n".printable(keepingLines: true) == "a\n\tb\\r\n")
        let plain = "weight.é 重み 👨‍👩‍👧 \\ \" '"
        #expect(plain.printable() == plain)
        // Every scalar of the planes that are in use.
        for value in UInt32(0)..<0x3_0000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(isHarmless(String(scalar).printable()), "\(value)")
        }
    }

    @Test func formsOfTreesAreHarmless() {
        let model = Named(
            weights: [hostile: Tensor([1.0])], note: hostile, parts: [Part(note: "two\nlines")])
        let texts = [
            model.description, model.debugDescription, model.summary(names: true, constants: true),
            model.summary(style: .kernex, constants: true),
            model.summary(style: .treex, constants: true), model.description(style: .treex),
            model.treeDiagram(), model.treeBox(), "\(model.paths)",
        ]
        for text in texts { #expect(isHarmless(text), "\(text.debugDescription)") }
        #expect(model.treeDiagram().contains(#"weights["\#(escaped)"]"#))
        #expect(model.treeDiagram().contains(#"note='two\nlines'"#))
        #expect(model.paths[0].keys.last == .key(hostile))
    }

    @Test func errorsAreHarmless() {
        let error = TensorError("f\u{1B}", "the leaf \(hostile)\nis no number")
        #expect(isHarmless(error.message) && isHarmless(error.operation))
        #expect(error.description == #"f\u{1B}: the leaf \#(escaped)"# + "\nis no number")
        #expect(isHarmless("\(PJRTError.notAPlugin(path: hostile, reason: hostile))"))
    }
}

@Module
private struct Named {
    var weights: [String: Tensor]
    let note: String
    var parts: [Part]
}

@Module
private struct Part {
    var x = Tensor([1.0])
    let note: String

    init(note: String) { self.note = note }
}
