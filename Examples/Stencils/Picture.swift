import Espalier
import Foundation

/// Pixels, as a PNG file.
struct Picture {
    let width: Int
    let height: Int
    /// Red, green and blue for each pixel.
    private let bytes: [UInt8]

    /// A field of numbers from 0 to 1, from dark blue to light yellow.
    init(_ field: Tensor, scale: Int) throws {
        let colours: [(Float, Float, Float)] = [
            (0.05, 0.03, 0.3), (0.5, 0.05, 0.6), (0.9, 0.3, 0.35), (1, 0.65, 0.15), (1, 1, 0.7),
        ]
        let values = try field.asType(.float32).scalars(as: Float.self)
        let pixels = values.flatMap { value -> [Float] in
            let place = min(max(value, 0), 1) * Float(colours.count - 1)
            let index = min(Int(place), colours.count - 2)
            let (a, b, part) = (colours[index], colours[index + 1], place - Float(index))
            return [a.0 + part * (b.0 - a.0), a.1 + part * (b.1 - a.1), a.2 + part * (b.2 - a.2)]
        }
        try self.init(colours: Tensor(scalars: pixels, shape: field.shape + [3]), scale: scale)
    }

    /// Numbers from 0 to 1: rows, columns, and red, green and blue.
    ///
    /// - Parameter scale: how many pixels wide and high each becomes.
    init(colours: Tensor, scale: Int) throws {
        let large = colours.repeated(scale, axis: 0).repeated(scale, axis: 1)
        (height, width) = (large.shape[0], large.shape[1])
        bytes = try (clip(large, 0, 1) * 255 + 0.5).asType(.uint8).scalars(as: UInt8.self)
    }

    func write(to url: URL) throws {
        var lines = Data()
        for row in 0..<height {
            // No filter.
            lines.append(0)
            lines.append(contentsOf: bytes[row * width * 3..<(row + 1) * width * 3])
        }
        var png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        let header = number(width) + number(height) + [8, 2, 0, 0, 0]
        png.append(chunk("IHDR", header))
        png.append(chunk("IDAT", compressed(lines)))
        png.append(chunk("IEND", []))
        try png.write(to: url)
    }

    private func number(_ value: Int) -> [UInt8] {
        withUnsafeBytes(of: UInt32(value).bigEndian, Array.init)
    }

    private func chunk(_ name: String, _ contents: [UInt8]) -> Data {
        let body = Array(name.utf8) + contents
        return Data(number(contents.count) + body + number(Int(checksum(body))))
    }

    /// The zlib format. Runs of equal bytes at the distance of a pixel or of a line are what pictures of
    /// large pixels consist of, so that a fixed code and these two distances make them small.
    private func compressed(_ data: Data) -> [UInt8] {
        let input = [UInt8](data)
        let (pixel, line) = (3, width * 3 + 1)
        var bits = BitWriter()
        bits.write(1, 1)
        bits.write(1, 2)
        var place = 0
        while place < input.count {
            var (length, distance) = (0, 0)
            for candidate in [line, pixel] where place >= candidate && candidate <= 32768 {
                var run = 0
                while run < 258, place + run < input.count,
                    input[place + run] == input[place + run - candidate]
                { run += 1 }
                if run > length { (length, distance) = (run, candidate) }
            }
            if length >= 3 {
                bits.match(length: length, distance: distance)
                place += length
            } else {
                bits.literal(Int(input[place]))
                place += 1
            }
        }
        bits.literal(256)
        var (a, b) = (1, 0)
        for byte in input {
            a = (a + Int(byte)) % 65521
            b = (b + a) % 65521
        }
        return [0x78, 0x01] + bits.finished() + number(b << 16 | a)
    }

    private func checksum(_ bytes: [UInt8]) -> UInt32 {
        var state = ~UInt32(0)
        for byte in bytes {
            state ^= UInt32(byte)
            for _ in 0..<8 {
                let isOdd = state & 1 == 1
                state >>= 1
                if isOdd { state ^= 0xEDB8_8320 }
            }
        }
        return ~state
    }
}

/// The bits of a deflate stream with the fixed code (RFC 1951).
private struct BitWriter {
    private var bytes: [UInt8] = []
    private var pending = 0
    private var count = 0

    mutating func write(_ value: Int, _ width: Int) {
        pending |= value << count
        count += width
        while count >= 8 {
            bytes.append(UInt8(pending & 255))
            pending >>= 8
            count -= 8
        }
    }

    /// Codes of the table are written from their highest bit on.
    private mutating func code(_ value: Int, _ width: Int) {
        for bit in (0..<width).reversed() { write(value >> bit & 1, 1) }
    }

    mutating func literal(_ symbol: Int) {
        switch symbol {
        case ..<144: code(0x30 + symbol, 8)
        case ..<256: code(0x190 + symbol - 144, 9)
        case ..<280: code(symbol - 256, 7)
        default: code(0xC0 + symbol - 280, 8)
        }
    }

    mutating func match(length: Int, distance: Int) {
        if length == 258 {
            literal(285)
        } else {
            let (symbol, extra, width) = Self.symbol(length - 3, perWidth: 4)
            literal(257 + symbol)
            write(extra, width)
        }
        let (symbol, extra, width) = Self.symbol(distance - 1, perWidth: 2)
        code(symbol, 5)
        write(extra, width)
    }

    /// Lengths and distances have codes for ranges that double, `perWidth` of each size.
    private static func symbol(_ value: Int, perWidth: Int) -> (symbol: Int, extra: Int, width: Int)
    {
        var (width, first, symbol) = (0, 0, 0)
        var inGroup = 0
        while value >= first + 1 << width {
            first += 1 << width
            symbol += 1
            inGroup += 1
            if inGroup == (width == 0 ? 2 * perWidth : perWidth) {
                inGroup = 0
                width += 1
            }
        }
        return (symbol, value - first, width)
    }

    mutating func finished() -> [UInt8] {
        if count > 0 { bytes.append(UInt8(pending & 255)) }
        return bytes
    }
}
