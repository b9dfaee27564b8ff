import Espalier
import EspalierIO
import Foundation
import Testing

/// Tables of comma-separated values.
@Suite struct CSVTests {
    private func message(_ body: () throws -> Any) -> String {
        do {
            _ = try body()
            return "no error"
        } catch { return "\(error)" }
    }

    @Test func columnsByNameAndPlace() throws {
        let table = try CSVTable("a,b,kind\n1,2.5,x\n 3 ,-4e2,y\r\n5,inf,x")
        #expect(table.names == ["a", "b", "kind"] && table.rowCount == 3 && table.columnCount == 3)
        #expect(
            try table.tensor(columns: ["b", "a"])
                == Tensor([[2.5, 1], [-400, 3], [.infinity, 5]] as [[Float]]))
        #expect(
            try table.tensor(columns: [0], dtype: .int64) == Tensor([[1], [3], [5]] as [[Int]]))
        let half = try table.tensor(columns: 0..<1, dtype: .bfloat16)
        #expect(half.dtype == .bfloat16 && half.shape == [3, 1])
        #expect(try table.texts(column: "kind") == ["x", "y", "x"])
        let labels = try table.labels(column: "kind")
        #expect(labels.names == ["x", "y"] && labels.indices == Tensor([0, 1, 0] as [Int32]))
        let given = try table.labels(column: 2, classes: ["z", "y", "x"])
        #expect(given.indices == Tensor([2, 1, 2] as [Int32]))
    }

    @Test func quotesDelimitersAndLineBreaks() throws {
        let text = "\u{FEFF}name;\"the \"\"note\"\"\"\r\"a;b\";\"two\nlines\"\r\r\"\";é\r"
        let table = try CSVTable(text, delimiter: ";")
        #expect(table.names == ["name", "the \"note\""])
        #expect(try table.texts(column: 0) == ["a;b", ""])
        #expect(try table.texts(column: 1) == ["two\nlines", "é"])
        let single = try CSVTable("1\n2\n", hasHeader: false)
        #expect(single.names == ["0"] && single.rowCount == 2)
        #expect(try single.tensor() == Tensor([[1.0], [2.0]]))
        #expect(try CSVTable("a,b\n").tensor().shape == [0, 2])
        #expect(try CSVTable("", hasHeader: false).columnCount == 0)
    }

    @Test func missingValues() throws {
        let table = try CSVTable("a,b\n1,\nNA,2\n3,4\n")
        #expect(
            try table.tensor(columns: ["b"], missing: .filled(with: 7))
                == Tensor([[7.0], [2.0], [4.0]]))
        let filled = try table.tensor(missing: .filled(with: .nan))
        #expect(Int(isNaN(filled).sum()) == 2)
        #expect(try table.droppingMissing().tensor(dtype: .uint8) == Tensor([[3, 4]] as [[UInt8]]))
        #expect(try table.droppingMissing(in: ["a"]).rowCount == 2)
        #expect(
            message { try table.tensor() }
                == "text: line 2, column 2 (\"b\"): the value is missing; drop such rows, or say what takes its place"
        )
        #expect(
            message { try table.tensor(dtype: .int8, missing: .filled(with: 0.5)) }
                == "text: missing values can't be 0.5 in int8")
        let marked = try CSVTable("a\n?\n1", missing: ["?"])
        #expect(try marked.droppingMissing().tensor() == Tensor([[1.0]]))
        #expect(try CSVTable("a\nTrue\n0").tensor(dtype: .bool) == Tensor([[true], [false]]))
    }

    /// Nothing becomes infinite or NaN that isn't written so.
    @Test func numbersAreDecimalAndInRange() throws {
        func read(_ text: String, _ dtype: DType) throws -> Tensor {
            try CSVTable("a\n\(text)").tensor(dtype: dtype)
        }
        let beyond: [(String, DType)] = [
            ("1e400", .float64), ("-1e400", .float32), ("1e39", .float32), ("65520", .float16),
            ("3.4e38", .bfloat16), ("500", .float8E4M3FN), ("70000", .float8E5M2),
        ]
        for (text, dtype) in beyond {
            #expect(
                message { try read(text, dtype) }.hasSuffix(
                    "\"\(text)\" is beyond the range of \(dtype)"))
        }
        for text in ["0x10", "0x1p3", "-0X1", "1e", ".", "1.5.2", "nan(0x1)", "snan", "١"] {
            for dtype in [DType.float32, .float64, .int32] {
                #expect(
                    message { try read(text, dtype) }.hasSuffix("\"\(text)\" is no \(dtype)"),
                    "\(text)")
            }
        }
        for (text, number) in [
            ("inf", Double.infinity), ("-Infinity", -.infinity), ("+1.5e-2", 0.015), (".5", 0.5),
            ("5.", 5), ("1e-400", 0), ("1e308", 1e308),
        ] {
            #expect(try Double(read(text, .float64)) == number, "\(text)")
        }
        #expect(try Double(read("NaN", .float16)).isNaN)
        let missing = try CSVTable("a,b\n,1")
        #expect(
            message { try missing.tensor(missing: .filled(with: 1e300)) }
                == "text: missing values can't be 1e+300 in float32")
        #expect(
            try Float(missing.tensor(columns: ["a"], missing: .filled(with: .infinity)))
                == .infinity)
    }

    @Test func mistakesNameLineAndColumn() throws {
        let cases: [(String, String)] = [
            ("a,b\n1\n", "line 2 has 1 values, and the lines before have 2"),
            ("a\n\"1\n2\n", "line 2, column 1: the quote isn't closed"),
            ("a,b\n1,\"2\"3\n", "line 2, column 2: text follows the closing quote"),
            (
                "a,b\n1,2\"\n",
                "line 2, column 2: a quote stands within a value that doesn't begin with one"
            ),
            ("", "is empty, and a line with the names of the columns was expected"),
        ]
        for (text, expected) in cases {
            #expect(message { try CSVTable(text) } == "text: \(expected)")
        }
        let table = try CSVTable("a,\"b\nc\",a\n1,300,\"x\n\"\n\n2,b,y")
        #expect(
            message { try table.tensor(columns: [1], dtype: .int16) }
                == "text: line 6, column 2 (\"b\\nc\"): \"b\" is no int16")
        #expect(
            message { try table.tensor(columns: [1], dtype: .uint8) }
                == "text: line 3, column 2 (\"b\\nc\"): \"300\" is no uint8")
        #expect(
            message { try table.tensor(columns: ["d"]) }.contains(
                "has no column d; it has a, b\nc, a"))
        #expect(message { try table.tensor(columns: ["a"]) }.contains("2 columns a"))
        #expect(message { try table.tensor(columns: [3]) }.contains("none at position 3"))
        #expect(
            message { try table.tensor(columns: [0], dtype: .complex64) }.contains("single numbers")
        )
        #expect(
            message { try table.labels(column: 2, classes: ["y"]) }
                .contains("line 3, column 3 (\"a\"): \"x\\n\" is none of the classes y"))
        #expect(throws: FileError.self) { try CSVTable(contentsOf: URL(filePath: "/nowhere")) }
        for delimiter: Character in ["\"", "\n", "é"] {
            #expect(
                message { try CSVTable("a", delimiter: delimiter) }.contains("one ASCII character"))
        }
    }
}
