import Foundation

/// A zip file: as much of the format as arrays in one need. Members are stored or deflated, files may be larger than 4 GiB.
///
/// <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>
struct ZipArchive: Sendable {
    struct Member: Sendable {
        let name: String
        fileprivate let method: Int
        fileprivate let checksum: UInt32
        fileprivate let compressedSize: Int
        fileprivate let size: Int
        fileprivate let headerOffset: Int
    }

    let members: [String: Member]
    private let file: InputFile
    var path: String { file.path }

    init(_ url: URL) throws {
        file = try InputFile(url)
        let path = file.path
        // The table of contents is at the end, behind it a record that says where, behind that a comment.
        let tail = try file.read(
            min(file.size, 65_535 + 22), at: file.size - min(file.size, 65_535 + 22))
        guard
            let end = stride(from: tail.count - 22, through: 0, by: -1).first(where: {
                tail[$0...].starts(with: [0x50, 0x4B, 5, 6])
            })
        else { throw FileError(path, "is no zip file: it has no table of contents") }
        var fields = ByteReader(tail[end...], path)
        fields.skip(10)
        var count = Int(try fields.number(2))
        var size = Int(try fields.number(4))
        var offset = Int(try fields.number(4))
        if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
            let locator = file.size - tail.count + end - 20
            var fields = ByteReader(try file.read(20, at: locator)[...], path)
            try fields.expect([0x50, 0x4B, 6, 7])
            fields.skip(4)
            let place = try fields.offset()
            fields = ByteReader(try file.read(56, at: place)[...], path)
            try fields.expect([0x50, 0x4B, 6, 6])
            fields.skip(28)
            count = try fields.offset()
            size = try fields.offset()
            offset = try fields.offset()
        }
        var table = ByteReader(try file.read(size, at: offset)[...], path)
        var members: [String: Member] = [:]
        for _ in 0..<count {
            let member = try Self.member(&table, path)
            guard members.updateValue(member, forKey: member.name) == nil else {
                throw FileError(path, "has \(member.name) twice, and which one is meant is unknown")
            }
        }
        self.members = members
    }

    /// The next line of the table of contents.
    private static func member(_ table: inout ByteReader, _ path: String) throws -> Member {
        try table.expect([0x50, 0x4B, 1, 2])
        table.skip(4)
        let flags = try table.number(2)
        let method = Int(try table.number(2))
        table.skip(4)
        let checksum = UInt32(try table.number(4))
        var compressedSize = Int(try table.number(4))
        var size = Int(try table.number(4))
        let nameLength = Int(try table.number(2))
        let extraLength = Int(try table.number(2))
        let commentLength = Int(try table.number(2))
        table.skip(8)
        var offset = Int(try table.number(4))
        let name = try Self.name(
            Array(try table.bytes(nameLength)), isUTF8: flags & utf8Flag != 0, path)
        var extra = ByteReader(try table.bytes(extraLength), path)
        table.skip(commentLength)
        while extra.count >= 4 {
            let id = try extra.number(2)
            var field = ByteReader(try extra.bytes(Int(try extra.number(2))), path)
            guard id == 1 else { continue }
            if size == 0xFFFF_FFFF { size = try field.offset() }
            if compressedSize == 0xFFFF_FFFF { compressedSize = try field.offset() }
            if offset == 0xFFFF_FFFF { offset = try field.offset() }
        }
        guard flags & 1 == 0 else { throw FileError(path, "\(name) is encrypted") }
        return Member(
            name: name, method: method, checksum: checksum, compressedSize: compressedSize,
            size: size,
            headerOffset: offset)
    }

    /// The flag of names in UTF-8. Without it they are in the code page 437 of the first PCs.
    private static let utf8Flag: UInt64 = 0x800

    private static func name(_ bytes: [UInt8], isUTF8: Bool, _ path: String) throws -> String {
        // Many programs write UTF-8 without saying so, and hardly any other text is valid as such.
        if let name = String(validating: bytes, as: UTF8.self) { return name }
        guard !isUTF8 else {
            throw FileError(
                path, "has a name that isn't UTF-8: \(String(decoding: bytes, as: UTF8.self))")
        }
        return String(
            String.UnicodeScalarView(
                bytes.map { $0 < 0x80 ? Unicode.Scalar($0) : codePage437[Int($0) - 0x80] }))
    }

    /// What a member holds.
    func contents(of member: Member) throws -> [UInt8] {
        func problem(_ text: String) -> FileError { FileError(path, "\(member.name) \(text)") }
        var header = ByteReader(try file.read(30, at: member.headerOffset)[...], path)
        try header.expect([0x50, 0x4B, 3, 4])
        header.skip(22)
        let start =
            member.headerOffset + 30 + Int(try header.number(2)) + Int(try header.number(2))
        let packed = try file.read(member.compressedSize, at: start)
        let bytes: [UInt8]
        switch member.method {
        case 0:
            bytes = packed
        case 8:
            // Deflate makes at most 1032 bytes of one; a larger claim is a lie, and nothing is allocated for it.
            guard member.size / 1032 <= packed.count else {
                throw problem("claims \(member.size) bytes, packed in \(packed.count)")
            }
            bytes = try ZLib.shared().inflate(packed, size: member.size, path: path)
        default:
            throw problem(
                "is packed by method \(member.method); stored and deflated ones can be read")
        }
        guard bytes.count == member.size else {
            throw problem("has \(bytes.count) bytes and should have \(member.size)")
        }
        guard CRC32.checksum(bytes) == member.checksum else {
            throw problem("is damaged: the checksum is another")
        }
        return bytes
    }

    /// Writes members without compression.
    ///
    /// - Throws: ``FileError`` where the file can't be written or a name has more than 65,535 bytes.
    static func write(_ members: [(name: String, bytes: [UInt8])], to url: URL) throws {
        for (name, _) in members {
            guard name.utf8.count <= UInt16.max else {
                throw FileError(
                    url.path,
                    "a name has \(name.utf8.count) bytes, and zip files take \(UInt16.max) at most: \(name.prefix(40))…"
                )
            }
            guard !name.utf8.contains(0) else {
                throw FileError(url.path, "\(name) has a zero byte, where readers end a name")
            }
        }
        try writeAtomically(to: url) { file in
            var table: [UInt8] = []
            var offset = 0
            for (name, bytes) in members {
                let checksum = littleEndian(CRC32.checksum(bytes))
                let size = littleEndian(UInt64(bytes.count))
                // Sizes stand in a field of 64 bits behind the name, whether they need it or not.
                let extra = littleEndian(UInt16(1)) + littleEndian(UInt16(16)) + size + size
                let isASCII = name.utf8.allSatisfy { $0 < 0x80 }
                let flags = UInt16(isASCII ? 0 : utf8Flag)
                let common: [UInt8] =
                    littleEndian(flags) + [0, 0, 0, 0, 0x21, 0] + checksum
                    + littleEndian(UInt32.max) + littleEndian(UInt32.max)
                    + littleEndian(UInt16(name.utf8.count))
                let header: [UInt8] =
                    [0x50, 0x4B, 3, 4, 45, 0] + common + littleEndian(UInt16(extra.count))
                    + Array(name.utf8) + extra
                try file.write(header)
                try file.write(bytes)
                let place = littleEndian(UInt64(offset))
                let all = littleEndian(UInt16(1)) + littleEndian(UInt16(24)) + size + size + place
                table +=
                    [0x50, 0x4B, 1, 2, 45, 3, 45, 0] + common + littleEndian(UInt16(all.count))
                table +=
                    [UInt8](repeating: 0, count: 10) + littleEndian(UInt32.max) + Array(name.utf8)
                    + all
                offset += header.count + bytes.count
            }
            let count = littleEndian(UInt64(members.count))
            try file.write(table)
            try file.write(
                [0x50, 0x4B, 6, 6] + littleEndian(UInt64(44)) + [
                    45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                ] + count
                    + count + littleEndian(UInt64(table.count)) + littleEndian(UInt64(offset)))
            try file.write(
                [0x50, 0x4B, 6, 7, 0, 0, 0, 0] + littleEndian(UInt64(offset + table.count)) + [
                    1, 0, 0, 0,
                ])
            let ones = [UInt8](repeating: 0xFF, count: 12)
            try file.write([0x50, 0x4B, 5, 6, 0, 0, 0, 0] + ones + [0, 0])
        }
    }
}

/// The upper half of the code page 437.
private let codePage437 = Array(
    ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
        + "áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
        + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
        + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars)

/// Takes numbers off the beginning of bytes.
struct ByteReader {
    private var rest: ArraySlice<UInt8>
    private let path: String

    init(_ bytes: ArraySlice<UInt8>, _ path: String) {
        rest = bytes
        self.path = path
    }

    var count: Int { rest.count }

    mutating func skip(_ count: Int) { rest = rest.dropFirst(count) }

    mutating func bytes(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count >= 0, count <= rest.count else {
            throw FileError(path, "ends in the middle of a record")
        }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// The next `count` bytes as a little-endian number.
    mutating func number(_ count: Int) throws -> UInt64 {
        try bytes(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A number of 64 bits that says a place or a size.
    mutating func offset() throws -> Int {
        guard let value = Int(exactly: try number(8)) else {
            throw FileError(path, "has an impossible size")
        }
        return value
    }

    mutating func expect(_ signature: [UInt8]) throws {
        guard try bytes(signature.count).elementsEqual(signature) else {
            throw FileError(path, "is damaged: a record doesn't begin as it should")
        }
    }
}

func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian, Array.init)
}
