import Espalier

/// What becomes of a value that isn't there.
public enum MissingValues: Hashable, Sendable {
    /// It is an error, which says where.
    case error
    /// A number takes its place: `.filled(with: .nan)`.
    case filled(with: Double)
}

extension CSVTable {
    /// Columns as a tensor of the shape `[rows, columns]`.
    ///
    /// Blanks around a number don't count. Floating dtypes take decimal numbers in their range, such as `1e-3`, and `inf`
    /// and `nan`; integer ones take whole numbers that fit; `bool` takes `true` and `false` in any case, `1` and `0`.
    /// Numbers in hexadecimal are no numbers, and `1e400` isn't infinite, but an error.
    ///
    /// - Parameters:
    ///   - columns: the names of the columns, in the order that they shall have; nil for all.
    ///   - dtype: what the numbers become.
    ///   - missing: what becomes of values that aren't there.
    /// - Throws: ``FileError`` for a column that isn't there, and for a value that is no number of the dtype: it names line,
    ///   column and value.
    public func tensor(
        columns: [String]? = nil, dtype: DType = .float32, missing: MissingValues = .error
    ) throws -> Tensor {
        try tensor(
            columns: try columns?.map(position) ?? Array(names.indices), dtype: dtype,
            missing: missing)
    }

    /// Columns, by their positions, as a tensor of the shape `[rows, columns]`.
    ///
    ///     let pixels = try table.tensor(columns: 0..<64)
    ///
    /// - Throws: ``FileError`` as for names.
    public func tensor(
        columns: some Sequence<Int>, dtype: DType = .float32, missing: MissingValues = .error
    ) throws -> Tensor {
        let columns = Array(columns)
        try check(columns)
        func read<Scalar: TensorScalar>(
            _ parse: (String) -> Scalar?, _ fill: (Double) -> Scalar?
        ) throws -> Tensor {
            let shape = [rowCount, columns.count]
            return Tensor(
                scalars: try scalars(columns, dtype, missing, parse, fill), shape: shape)
        }
        func integers<Scalar: TensorScalar & FixedWidthInteger>(
            _ type: Scalar.Type
        ) throws -> Tensor {
            try read({ Scalar($0) }, { Scalar(exactly: $0) })
        }
        switch dtype {
        case .bool: return try read({ truth($0) }, { $0 == 0 || $0 == 1 ? $0 == 1 : nil })
        case .int8: return try integers(Int8.self)
        case .int16: return try integers(Int16.self)
        case .int32: return try integers(Int32.self)
        case .int64: return try integers(Int64.self)
        case .uint8: return try integers(UInt8.self)
        case .uint16: return try integers(UInt16.self)
        case .uint32: return try integers(UInt32.self)
        case .uint64: return try integers(UInt64.self)
        case .float64: return try read({ floating($0) }, { $0 })
        case .float32, .float16, .bfloat16, .float8E4M3FN, .float8E5M2:
            // Another number must not become infinite or NaN.
            func fitting(_ number: Float) -> Float? { fits(number, dtype) ? number : nil }
            return try read(
                { floating($0).flatMap(fitting) },
                { $0.isFinite && Float($0).isInfinite ? nil : fitting(Float($0)) }
            ).asType(dtype)
        case .complex64, .complex128:
            throw FileError(path, "can't be read as \(dtype): its values are single numbers")
        }
    }

    private func scalars<Scalar>(
        _ columns: [Int], _ dtype: DType, _ missing: MissingValues, _ parse: (String) -> Scalar?,
        _ fill: (Double) -> Scalar?
    ) throws -> [Scalar] {
        var filling: Scalar?
        if case .filled(let number) = missing {
            guard let value = fill(number) else {
                throw FileError(path, "missing values can't be \(number) in \(dtype)")
            }
            filling = value
        }
        var scalars: [Scalar] = []
        scalars.reserveCapacity(rowCount * columns.count)
        for row in rows {
            for column in columns {
                let text = try cells.trimmed(row, column, path: path)
                if missingTexts.contains(text) {
                    guard let filling else {
                        throw problem(
                            row, column,
                            "the value is missing; drop such rows, or say what takes its place")
                    }
                    scalars.append(filling)
                } else if let scalar = parse(text) {
                    scalars.append(scalar)
                } else {
                    throw problem(
                        row, column,
                        dtype.isFloating && isDecimal(text)
                            ? "\(shortened(text)) is beyond the range of \(dtype)"
                            : "\(shortened(text)) is no \(dtype)")
                }
            }
        }
        return scalars
    }

    /// A column of texts as numbers of classes.
    ///
    /// - Parameters:
    ///   - name: the column.
    ///   - classes: the classes in their order; nil for those that occur, sorted.
    /// - Throws: ``FileError`` for a column that isn't there, and for a value that is missing or is none of the classes.
    public func labels(column name: String, classes: [String]? = nil) throws -> Labels {
        try labels(column: position(of: name), classes: classes)
    }

    /// A column of texts, by its position, as numbers of classes.
    ///
    /// - Throws: ``FileError`` as for a name.
    public func labels(column: Int, classes: [String]? = nil) throws -> Labels {
        try check([column])
        let texts = try rows.map { row in
            let text = try cells.trimmed(row, column, path: path)
            guard !missingTexts.contains(text) else {
                throw problem(row, column, "the label is missing; drop such rows")
            }
            return text
        }
        let names = classes ?? Set(texts).sorted()
        let places = Dictionary(names.enumerated().map { ($1, Int32($0)) }) { first, _ in first }
        let indices = try zip(rows, texts).map { row, text in
            guard let place = places[text] else {
                throw problem(
                    row, column,
                    "\(shortened(text)) is none of the classes \(names.prefix(20).joined(separator: ", "))"
                )
            }
            return place
        }
        return Labels(indices: Tensor(indices), names: names)
    }

    /// Classes of rows.
    public struct Labels: Sendable {
        /// The number of each row's class: int32 of the shape `[rows]`.
        public let indices: Tensor
        /// The names of the classes by their numbers.
        public let names: [String]
    }

    private func problem(_ row: Int, _ column: Int, _ text: String) -> FileError {
        FileError(
            path,
            "line \(cells.line(of: row)), column \(column + 1) (\(shortened(names[column]))): \(text)"
        )
    }
}

/// A decimal number that isn't too large, or one of those that have names.
private func floating<Number: BinaryFloatingPoint & LosslessStringConvertible>(
    _ text: String
) -> Number? {
    let name = text.drop { $0 == "+" || $0 == "-" }.lowercased()
    if ["inf", "infinity", "nan"].contains(name) { return Number(text) }
    guard isDecimal(text), let number = Number(text), number.isFinite else { return nil }
    return number
}

/// Whether a text has the form of a decimal number.
private func isDecimal(_ text: String) -> Bool {
    text.wholeMatch(of: /[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?/) != nil
}

/// Whether a number stays finite in a dtype that is no larger than float32.
private func fits(_ number: Float, _ dtype: DType) -> Bool {
    guard number.isFinite else { return true }
    return switch dtype {
    case .float16: Float16(number).isFinite
    case .bfloat16: Float(BFloat16(number)).isFinite
    case .float8E4M3FN: Float(Float8E4M3FN(number)).isFinite
    case .float8E5M2: Float(Float8E5M2(number)).isFinite
    default: true
    }
}

private func truth(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "1": true
    case "false", "0": false
    default: nil
    }
}

/// A value as messages show it: hostile ones may be long, and of any bytes.
private func shortened(_ text: String) -> String {
    (text.count > 40 ? text.prefix(40) + "…" : text[...]).debugDescription
}
