import Foundation

/// Finds a key that an object of a JSON text has twice, of which readers take either.
///
/// - Parameter json: a valid text.
/// - Returns: the key; nil where there is none.
func duplicateKey(in json: [UInt8]) -> String? {
    // The keys of the objects and lists that are open; a list has none.
    var open: [Set<String>] = []
    var place = 0
    while place < json.count {
        switch json[place] {
        case UInt8(ascii: "{"), UInt8(ascii: "["): open.append([])
        case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
        case UInt8(ascii: "\""):
            let start = place
            place += 1
            while place < json.count, json[place] != UInt8(ascii: "\"") {
                place += json[place] == UInt8(ascii: "\\") ? 2 : 1
            }
            // A text is a key where a colon follows.
            var next = place + 1
            while next < json.count, json[next] <= UInt8(ascii: " ") { next += 1 }
            guard next < json.count, json[next] == UInt8(ascii: ":") else { break }
            let key = text(json[start...place])
            guard !open.isEmpty, open[open.count - 1].insert(key).inserted else { return key }
        default: break
        }
        place += 1
    }
    return nil
}

/// A string of JSON without its quotes and escapes.
private func text(_ quoted: ArraySlice<UInt8>) -> String {
    let inside = quoted.dropFirst().dropLast()
    if inside.contains(UInt8(ascii: "\\")),
        let text = try? JSONDecoder().decode(String.self, from: Data(quoted))
    {
        return text
    }
    return String(decoding: inside, as: UTF8.self)
}
