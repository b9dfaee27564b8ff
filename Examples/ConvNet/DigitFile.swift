import Espalier
import Foundation

/// Images of handwritten digits: pixels `[count, 64]` from 0 to 1 and labels `[count]`.
struct DigitFile {
    let pixels: Tensor
    let labels: Tensor

    /// The images of the example `digits`, wherever the program is started.
    static var defaultPath: String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Digits/Data/digits.csv").path
    }

    /// The images to learn from and 360 others, split as the example `digits` splits them.
    static func load(_ path: String) throws -> (training: DigitFile, heldOut: DigitFile) {
        var pixels: [Float] = []
        var labels: [Int32] = []
        let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        for (index, line) in text.split(whereSeparator: \.isNewline).enumerated() {
            let numbers = line.split(separator: ",").compactMap { Int32($0) }
            guard numbers.count == 65, 0...9 ~= numbers[64] else {
                throw Failure("\(path), line \(index + 1): not 64 pixels and a digit")
            }
            pixels += numbers.dropLast().map { Float($0) / 16 }
            labels.append(numbers[64])
        }
        guard labels.count > 360 else { throw Failure("\(path): only \(labels.count) images") }
        let all = Tensor(scalars: pixels, shape: [labels.count, 64])
        let digits = Tensor(labels)
        let order = Key(1998).permutation(labels.count)
        let (kept, held) = (order[360...], order[..<360])
        return (
            DigitFile(pixels: all[kept], labels: digits[kept]),
            DigitFile(pixels: all[held], labels: digits[held])
        )
    }
}

/// What went wrong.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
