/// Where the values of a table stand in its text.
///
/// A place takes a pair of numbers, and texts are made only of what is asked for.
struct CSVCells: Sendable {
    private let bytes: [UInt8]
    /// The values of all records in a row; each place holds the quotes too, where there are some.
    private let places: [Range<Int>]
    /// The line in which each record begins.
    private let lines: [Int]
    let columnCount: Int

    var recordCount: Int { lines.count }

    init(_ bytes: [UInt8], separator: UInt8, path: String) throws {
        var scanner = Scanner(bytes, separator: separator, path: path)
        try scanner.scan()
        self.bytes = bytes
        (places, lines, columnCount) = (scanner.places, scanner.lines, scanner.columnCount ?? 0)
    }

    /// The line in which a record begins, from one on.
    func line(of record: Int) -> Int { lines[record] }

    /// A value without its quotes.
    ///
    /// - Throws: ``FileError`` where it isn't UTF-8.
    func text(_ record: Int, _ column: Int, path: String) throws -> String {
        let place = places[record * columnCount + column]
        var contents = bytes[place]
        var unescaped: [UInt8]?
        if contents.first == quote {
            contents = contents.dropFirst().dropLast()
            if contents.contains(quote) {
                var kept: [UInt8] = []
                var isSecond = false
                for byte in contents {
                    isSecond = byte == quote && !isSecond
                    if !isSecond { kept.append(byte) }
                }
                unescaped = kept
            }
        }
        let text =
            unescaped.map { String(validating: $0, as: UTF8.self) }
            ?? String(validating: contents, as: UTF8.self)
        guard let text else {
            throw FileError(
                path, "line \(lines[record]), column \(column + 1) isn't text in UTF-8")
        }
        return text
    }

    /// A value without its quotes and the blanks around it.
    func trimmed(_ record: Int, _ column: Int, path: String) throws -> String {
        let text = try text(record, column, path: path)
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        guard text.first.map(isBlank) == true || text.last.map(isBlank) == true else { return text }
        var rest = text.drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return String(rest)
    }

    /// Goes through the text once.
    private struct Scanner {
        let bytes: [UInt8]
        let separator: UInt8
        let path: String
        var place = 0
        var line = 1
        var places: [Range<Int>] = []
        var lines: [Int] = []
        var columnCount: Int?

        init(_ bytes: [UInt8], separator: UInt8, path: String) {
            self.bytes = bytes
            self.separator = separator
            self.path = path
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
        }

        mutating func scan() throws {
            while place < bytes.count {
                if isLineBreak { skipLineBreak() } else { try record() }
            }
        }

        private mutating func record() throws {
            let first = line
            var count = 0
            while true {
                try value(column: count + 1)
                count += 1
                guard place < bytes.count, bytes[place] == separator else { break }
                place += 1
            }
            if place < bytes.count { skipLineBreak() }
            let expected = columnCount ?? count
            guard count == expected else {
                throw FileError(
                    path, "line \(first) has \(count) values, and the lines before have \(expected)"
                )
            }
            columnCount = expected
            lines.append(first)
        }

        /// Goes to the end of a value: a separator, a line break or the end of the text.
        private mutating func value(column: Int) throws {
            let start = place
            if place < bytes.count, bytes[place] == quote {
                let first = line
                place += 1
                while true {
                    guard place < bytes.count else {
                        throw FileError(
                            path, "line \(first), column \(column): the quote isn't closed")
                    }
                    if bytes[place] == quote {
                        place += 1
                        guard place < bytes.count, bytes[place] == quote else { break }
                        place += 1
                    } else if isLineBreak {
                        skipLineBreak()
                    } else {
                        place += 1
                    }
                }
                guard place == bytes.count || bytes[place] == separator || isLineBreak else {
                    throw FileError(
                        path, "line \(line), column \(column): text follows the closing quote")
                }
            } else {
                while place < bytes.count, bytes[place] != separator, !isLineBreak {
                    guard bytes[place] != quote else {
                        throw FileError(
                            path,
                            "line \(line), column \(column): a quote stands within a value that doesn't begin with one"
                        )
                    }
                    place += 1
                }
            }
            places.append(start..<place)
        }

        private var isLineBreak: Bool {
            bytes[place] == lineFeed || bytes[place] == carriageReturn
        }

        private mutating func skipLineBreak() {
            let isPair =
                bytes[place] == carriageReturn && place + 1 < bytes.count
                && bytes[place + 1] == lineFeed
            place += isPair ? 2 : 1
            line += 1
        }
    }
}

private let quote = UInt8(ascii: "\"")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
