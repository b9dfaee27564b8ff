/// The text as a string of JSON that can also stand inside a script element of a page.
func jsonText(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        // `</script>` would end the element.
        case "<", "\u{2028}", "\u{2029}", "\u{0}"..<" ":
            let digits = String(scalar.value, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}

/// The text with what means something in HTML written as entities.
func escapedForHTML(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        .replacing("\"", with: "&quot;")
}

/// The bytes in the alphabet for addresses, without padding.
func base64URL(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count * 4 + 2) / 3)
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        var number = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        number <<= UInt32(8 * (3 - group.count))
        for index in 0...group.count {
            text.append(alphabet[Int(number >> UInt32(18 - 6 * index) & 63)])
        }
    }
    return String(decoding: text, as: UTF8.self)
}
