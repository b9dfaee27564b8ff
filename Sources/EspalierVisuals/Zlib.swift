/// The bytes in zlib's format (RFC 1950), compressed.
///
/// Earlier occurrences of a text are referred to, and everything is written in Deflate's fixed code (RFC 1951), which
/// needs no tables: a diagram, which repeats itself a lot, becomes about a fifth of its size.
func zlibCompressed(_ bytes: [UInt8]) -> [UInt8] {
    var writer = BitWriter(bytes: [0x78, 0x9C])
    writer.write(0b1, bits: 1)  // The last block,
    writer.write(0b01, bits: 2)  // in the fixed code.
    var finder = MatchFinder()
    var place = 0
    while place < bytes.count {
        if let match = finder.match(in: bytes, at: place) {
            writer.writeMatch(length: match.length, distance: match.distance)
            for covered in place..<(place + match.length) { finder.note(covered, in: bytes) }
            place += match.length
        } else {
            writer.writeLiteral(Int(bytes[place]))
            finder.note(place, in: bytes)
            place += 1
        }
    }
    writer.writeLiteral(256)
    writer.flush()
    let checksum = adler32(bytes)
    return writer.bytes + (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (24 - 8 * $0)) }
}

/// Finds where the bytes to come have been before, by their first three.
private struct MatchFinder {
    private var places: [Int: [Int]] = [:]

    private func key(_ bytes: [UInt8], _ place: Int) -> Int {
        Int(bytes[place]) << 16 | Int(bytes[place + 1]) << 8 | Int(bytes[place + 2])
    }

    mutating func note(_ place: Int, in bytes: [UInt8]) {
        guard place + 2 < bytes.count else { return }
        places[key(bytes, place), default: []].append(place)
    }

    func match(in bytes: [UInt8], at place: Int) -> (length: Int, distance: Int)? {
        guard place + 2 < bytes.count else { return nil }
        var best: (length: Int, distance: Int)?
        // The most recent ones are the nearest; more than a few dozen gain nothing.
        for earlier in (places[key(bytes, place)] ?? []).suffix(48).reversed() {
            guard place - earlier <= 32768 else { break }
            var length = 3
            while length < 258 && place + length < bytes.count
                && bytes[earlier + length] == bytes[place + length]
            {
                length += 1
            }
            if length > best?.length ?? 0 { best = (length, place - earlier) }
        }
        return best
    }
}

/// Writes numbers of some bits each, the lowest bit first.
private struct BitWriter {
    var bytes: [UInt8]
    private var pending: UInt32 = 0
    private var count = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func write(_ value: Int, bits: Int) {
        pending |= UInt32(value) << UInt32(count)
        count += bits
        while count >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            count -= 8
        }
    }

    mutating func flush() {
        if count > 0 { write(0, bits: 8 - count) }
    }

    /// Codes are written from their highest bit on, unlike all other numbers.
    private mutating func writeCode(_ code: Int, bits: Int) {
        for bit in (0..<bits).reversed() { write(code >> bit & 1, bits: 1) }
    }

    /// A byte, the end of the block (256), or the code of a length.
    mutating func writeLiteral(_ symbol: Int) {
        switch symbol {
        case ..<144: writeCode(0x30 + symbol, bits: 8)
        case ..<256: writeCode(0x190 + symbol - 144, bits: 9)
        case ..<280: writeCode(symbol - 256, bits: 7)
        default: writeCode(0xC0 + symbol - 280, bits: 8)
        }
    }

    mutating func writeMatch(length: Int, distance: Int) {
        // 258 has a code of its own; other lengths and all distances have a base and further bits.
        let lengths = length == 258 ? (28, 0, 0) : bucket(length - 3, codesPerStep: 4)
        writeLiteral(257 + lengths.0)
        write(lengths.2, bits: lengths.1)
        let distances = bucket(distance - 1, codesPerStep: 2)
        writeCode(distances.0, bits: 5)
        write(distances.2, bits: distances.1)
    }

    /// The code of a number, how many further bits it has, and these: each code stands for one number at first, and for
    /// twice as many after each step.
    private func bucket(_ number: Int, codesPerStep: Int) -> (code: Int, bits: Int, rest: Int) {
        if number < 2 * codesPerStep { return (number, 0, 0) }
        let bits = Int.bitWidth - 1 - (number / codesPerStep).leadingZeroBitCount
        return (codesPerStep * bits + (number >> bits), bits, number & ((1 << bits) - 1))
    }
}

/// The checksum at the end of a zlib stream.
private func adler32(_ bytes: [UInt8]) -> UInt32 {
    var (low, high): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
        low = (low + UInt32(byte)) % 65521
        high = (high + low) % 65521
    }
    return high << 16 | low
}
