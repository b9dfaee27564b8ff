import Espalier
import Foundation

/// 120 examples of ten numbers and their sum by known weights, with noise of variance 1.
struct RegressionData {
    /// The weights that made the data.
    static let weights: [Float] = [5, 2, 7, 0, 8, 1, 3, 6, 4, 1]

    let x: Tensor
    let y: Tensor

    /// - Throws: ``WrongResult`` or Foundation's error where the file can't be used.
    static func load() throws -> RegressionData {
        guard let file = Bundle.module.url(forResource: "regression", withExtension: "csv") else {
            throw WrongResult(description: "regression.csv is missing from the resources")
        }
        let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
        let rows = lines.map { $0.split(separator: ",").compactMap { Float($0) } }
        guard rows.count == 120, rows.allSatisfy({ $0.count == 11 }) else {
            throw WrongResult(description: "regression.csv is not 120 lines of 11 numbers")
        }
        let x = Tensor(scalars: rows.flatMap { $0.dropLast() }, shape: [rows.count, 10])
        return RegressionData(x: x, y: Tensor(scalars: rows.map { $0[10] }, shape: [rows.count]))
    }
}

/// What an example found wrong.
struct WrongResult: Error, CustomStringConvertible {
    let description: String
}
