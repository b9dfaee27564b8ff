import Espalier
import Foundation

/// A table in a text file: lines of values with commas, or something else, between them.
///
///     let table = try CSVTable(contentsOf: URL(filePath: "iris.csv"))
///     let x = try table.tensor(columns: ["sepal_length", "sepal_width"])   // float32 [rows, 2]
///     let species = try table.labels(column: "species")
///     species.indices                                                      // int32 [rows]
///     species.names                                                        // ["setosa", …]
///
/// The rules are those of RFC 4180: a value may stand in quotes, within which delimiters and line breaks count as text and
/// two quotes mean one. Lines end by LF, CR LF or CR; empty ones are skipped. The text is UTF-8, with or without a byte
/// order mark. Lines and columns are counted from one in messages.
public struct CSVTable: Sendable {
    /// The names of the columns: those of the header, or the positions from zero on as texts.
    public let names: [String]
    /// How many rows there are, without the header.
    public var rowCount: Int { rows.count }
    /// How many columns there are.
    public var columnCount: Int { names.count }

    /// The texts that stand for a value that isn't there.
    public let missingTexts: Set<String>

    let path: String
    let cells: CSVCells
    /// The records that belong to the table, without the header.
    let rows: [Int]

    /// The texts that are taken for missing values unless the caller says otherwise.
    public static let usualMissingTexts: Set<String> = ["", "NA", "N/A", "null", "NULL"]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - url: the file.
    ///   - delimiter: what stands between two values: one ASCII character, and no quote or line break.
    ///   - hasHeader: whether the first line names the columns.
    ///   - missing: the texts that stand for a value that isn't there.
    /// - Throws: ``FileError`` where the file can't be read, where a quote is out of place or isn't closed, or where rows have
    ///   different numbers of values; it says in which line. `TensorError` for another delimiter.
    public init(
        contentsOf url: URL, delimiter: Character = ",", hasHeader: Bool = true,
        missing: Set<String> = usualMissingTexts
    ) throws {
        let file = try InputFile(url)
        try self.init(
            try file.read(file.size, at: 0), path: file.path, delimiter: delimiter,
            hasHeader: hasHeader, missing: missing)
    }

    /// Reads a text.
    ///
    /// - Throws: ``FileError`` as for a file.
    public init(
        _ text: String, delimiter: Character = ",", hasHeader: Bool = true,
        missing: Set<String> = usualMissingTexts
    ) throws {
        try self.init(
            Array(text.utf8), path: "text", delimiter: delimiter, hasHeader: hasHeader,
            missing: missing)
    }

    private init(
        _ bytes: [UInt8], path: String, delimiter: Character, hasHeader: Bool, missing: Set<String>
    ) throws {
        guard let separator = delimiter.asciiValue, !Array("\"\r\n".utf8).contains(separator) else {
            throw TensorError(
                "CSVTable",
                "the delimiter is one ASCII character and no quote or line break, not \(delimiter.debugDescription)"
            )
        }
        let cells = try CSVCells(bytes, separator: separator, path: path)
        self.path = path
        self.cells = cells
        missingTexts = missing
        if hasHeader {
            guard cells.recordCount > 0 else {
                throw FileError(
                    path, "is empty, and a line with the names of the columns was expected")
            }
            names = try (0..<cells.columnCount).map { try cells.text(0, $0, path: path) }
            rows = Array(1..<cells.recordCount)
        } else {
            names = (0..<cells.columnCount).map { String($0) }
            rows = Array(0..<cells.recordCount)
        }
    }

    private init(_ table: CSVTable, rows: [Int]) {
        names = table.names
        missingTexts = table.missingTexts
        path = table.path
        cells = table.cells
        self.rows = rows
    }

    // MARK: Columns

    /// The position of a column.
    ///
    /// - Throws: ``FileError`` where no column or several have that name.
    public func position(of name: String) throws -> Int {
        let places = names.indices.filter { names[$0] == name }
        guard let place = places.first else {
            throw FileError(
                path, "has no column \(name); it has \(names.prefix(20).joined(separator: ", "))")
        }
        guard places.count == 1 else {
            throw FileError(
                path, "has \(places.count) columns \(name); say which by their positions, \(places)"
            )
        }
        return place
    }

    /// The values of a column as they are written, without the quotes.
    ///
    /// - Throws: ``FileError`` where there is no such column, or a value isn't UTF-8.
    public func texts(column: Int) throws -> [String] {
        try check([column])
        return try rows.map { try cells.text($0, column, path: path) }
    }

    /// The values of a column as they are written, without the quotes.
    ///
    /// - Throws: ``FileError`` where there is no such column, or a value isn't UTF-8.
    public func texts(column name: String) throws -> [String] {
        try texts(column: position(of: name))
    }

    func check(_ columns: [Int]) throws {
        for column in columns where !names.indices.contains(column) {
            throw FileError(path, "has \(columnCount) columns, and none at position \(column)")
        }
    }

    // MARK: Rows

    /// The table without the rows that lack a value in one of the given columns.
    ///
    /// - Parameter columns: the names of the columns; nil for all.
    /// - Throws: ``FileError`` where there is no such column.
    public func droppingMissing(in columns: [String]? = nil) throws -> CSVTable {
        let columns = try columns?.map(position) ?? Array(names.indices)
        let kept = try rows.filter { row in
            try columns.allSatisfy {
                !missingTexts.contains(try cells.trimmed(row, $0, path: path))
            }
        }
        return CSVTable(self, rows: kept)
    }
}
