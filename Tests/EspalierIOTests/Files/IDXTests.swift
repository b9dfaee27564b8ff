import Espalier
import EspalierIO
import Foundation
import TestSupport
import Testing

/// The format of the MNIST database.
@Suite struct IDXTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func packedByGzip() throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/digits.idx.gz")
        let expected = (Tensor.arange(36) % 17).reshaped([4, 3, 3]).asType(.uint8)
        #expect(try Tensor(idx: url) == expected)
    }

    @Test func bigEndianNumbers() throws {
        let url = try folder.write(
            [0, 0, 0x0B, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 0, 0xFF, 0xFE], to: "x")
        #expect(try Tensor(idx: url).asType(.int32) == [[256, -2]])
    }

    @Test func otherFiles() throws {
        for bytes: [UInt8] in [
            [1, 2, 3, 4], [0, 0, 0x0A, 1, 0, 0, 0, 0], [0, 0, 8, 1, 0, 0],
            [0, 0, 8, 1, 0, 0, 0, 9, 1],
            [0x1F, 0x8B] + Array(repeating: 0xFF, count: 30),
        ] {
            #expect(throws: FileError.self) { try Tensor(idx: try folder.write(bytes, to: "x")) }
        }
    }
}
