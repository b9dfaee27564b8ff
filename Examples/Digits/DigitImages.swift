import Espalier
import EspalierIO
import Foundation

/// Images of handwritten digits and what they show.
struct DigitImages {
    /// The pixels of each image, from 0 to 1: float32 of the shape `[count, 64]`.
    let pixels: Tensor
    /// The digit of each image: int32 of the shape `[count]`.
    let labels: Tensor

    var count: Int { labels.count }

    /// The images that models learn from and those that they are judged by.
    ///
    /// The split is always the same, whatever the seed of a training is, so that accuracies can be compared.
    ///
    /// - Throws: ``DataError`` or `FileError` where the file can't be used.
    static func load() throws -> (training: DigitImages, heldOut: DigitImages) {
        guard let file = Bundle.module.url(forResource: "digits", withExtension: "csv") else {
            throw DataError(reason: "digits.csv is missing from the program's resources")
        }
        let all = try read(file)
        let order = Key(1998).permutation(all.count)
        let heldOut = 360
        return (all[order[heldOut...]], all[order[..<heldOut]])
    }

    private subscript(places: Tensor) -> DigitImages {
        DigitImages(pixels: pixels[places], labels: labels[places])
    }

    /// Each line has 64 pixels of 0 to 16, and the digit.
    private static func read(_ file: URL) throws -> DigitImages {
        let table = try CSVTable(contentsOf: file, hasHeader: false)
        guard table.columnCount == 65 else {
            throw DataError(reason: "digits.csv has \(table.columnCount) columns, not 65")
        }
        let pixels = try table.tensor(columns: 0..<64) / 16
        let labels = try table.tensor(columns: [64], dtype: .int32).squeezed(axis: 1)
        guard Bool(((pixels .>= 0) & (pixels .<= 1)).all()),
            Bool(((labels .>= 0) & (labels .<= 9)).all())
        else { throw DataError(reason: "digits.csv has pixels beyond 16, or digits beyond 9") }
        return DigitImages(pixels: pixels, labels: labels)
    }
}

/// What is wrong with the file of digits.
struct DataError: Error, CustomStringConvertible {
    let reason: String

    var description: String { reason }
}
