extension StringProtocol {
    /// The text as it may be shown to people: what a terminal would obey, or what would hide the order of the
    /// characters, is written as an escape of Swift's, `\u{1B}`.
    ///
    /// Names come from files and from keys of dictionaries, so that anybody may have chosen them. All printed forms of
    /// trees and all descriptions of errors go through here.
    ///
    /// - Parameter keepingLines: whether line breaks and tabs stay, as in messages of several lines.
    package func printable(keepingLines: Bool = false) -> String {
        let isHarmless = { (scalar: Unicode.Scalar) in
            !scalar.controlsOutput || keepingLines && (scalar == "\n" || scalar == "\t")
        }
        if unicodeScalars.allSatisfy(isHarmless) { return String(self) }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if isHarmless(scalar) {
                result.append(scalar)
            } else {
                result.append(contentsOf: scalar.escape.unicodeScalars)
            }
        }
        return String(result)
    }
}

extension Unicode.Scalar {
    /// Whether the scalar is a control character of either range, a separator of lines, or one that sets the direction
    /// of text.
    fileprivate var controlsOutput: Bool {
        switch value {
        case 0x20..<0x7F: false
        case 0..<0xA0: true
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    fileprivate var escape: String {
        switch self {
        case "\0": #"\0"#
        case "\t": #"\t"#
        case "\n": #"\n"#
        case "\r": #"\r"#
        default: #"\u{"# + String(value, radix: 16, uppercase: true) + "}"
        }
    }
}
