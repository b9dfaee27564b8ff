import Espalier
import EspalierIO
import Foundation
import TestSupport
import Testing

/// Arrays of NumPy, alone and in archives.
@Suite struct NumPyTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func everyDtypeComesBack() throws {
        var tensors: [String: Tensor] = [:]
        let missing: [DType] = [.bfloat16, .float8E4M3FN, .float8E5M2]
        for dtype in DType.allCases where !missing.contains(dtype) {
            for shape in [[], [3], [2, 3], [0, 2]] {
                let x = (Tensor.arange(shape.reduce(1, *)) % 2).reshaped(shape)
                let tensor = dtype == .bool ? x .> 0 : x.asType(dtype)
                let url = folder["x.npy"]
                try tensor.write(npy: url)
                let found = try Tensor(npy: url)
                #expect(found == tensor && found.dtype == dtype && found.shape == shape)
                tensors["\(dtype) \(shape)"] = tensor
            }
        }
        let url = folder["all.npz"]
        try NumPyArchive.write(tensors, to: url)
        let archive = try NumPyArchive(contentsOf: url)
        #expect(archive.names == tensors.keys.sorted())
        for (name, tensor) in try archive.tensors() { #expect(tensor == tensors[name]!, "\(name)") }
    }

    /// Names beyond ASCII are marked as UTF-8; those of other programs may be in the code page 437 of old.
    @Test func namesOfAllKinds() throws {
        let url = folder["names.npz"]
        let names = ["plain", "é", "重み/γ", "🌳", String(repeating: "n", count: 65_531)]
        try NumPyArchive.write(
            Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Tensor($0)) }), to: url)
        let archive = try NumPyArchive(contentsOf: url)
        #expect(archive.names == names.sorted())
        for (index, name) in names.enumerated() { #expect(try archive[name] == Tensor(index)) }
        // The flags of a record before the name "é.npy", in the member and in the table of contents.
        let bytes = Array(try Data(contentsOf: url))
        var flags: [UInt8] = []
        for place in bytes.indices.dropLast(30) {
            let isMember = bytes[place...].starts(with: [0x50, 0x4B, 3, 4])
            let isLine = bytes[place...].starts(with: [0x50, 0x4B, 1, 2])
            guard isMember || isLine else { continue }
            let name = place + (isMember ? 30 : 46)
            let isMarked = bytes[place + (isMember ? 7 : 9)] & 8 != 0
            #expect(isMarked == (bytes[name] >= 0x80))
            flags.append(isMarked ? 1 : 0)
        }
        #expect(flags.count == 10 && flags.reduce(0, +) == 6)
        for name in [String(repeating: "n", count: 65_532), "a\0b"] {
            #expect(throws: FileError.self) {
                try NumPyArchive.write([name: Tensor(1)], to: folder["no.npz"])
            }
        }
        #expect(!FileManager.default.fileExists(atPath: folder["no.npz"].path))

        // Two names of one length, without marks: the second is turned into bytes that aren't UTF-8, or into the first.
        let pair = folder["pair.npz"]
        try NumPyArchive.write(["aa": Tensor(1), "bb": Tensor(2)], to: pair)
        func renamed(_ name: [UInt8]) throws -> URL {
            var bytes = Array(try Data(contentsOf: pair))
            for place in bytes.indices.dropLast()
            where bytes[place...].starts(with: Array("bb.npy".utf8)) {
                bytes.replaceSubrange(place..<place + 2, with: name)
            }
            return try folder.write(bytes, to: "renamed.npz")
        }
        #expect(try NumPyArchive(contentsOf: renamed([0x82, 0xE1])).names == ["aa", "éß"])
        #expect(try NumPyArchive(contentsOf: renamed([0xC3, 0xA9])).names == ["aa", "é"])
        #expect(throws: FileError.self) { try NumPyArchive(contentsOf: renamed([97, 97])) }
    }

    @Test func otherOrders() throws {
        func array(_ header: String, _ data: [UInt8]) throws -> Tensor {
            let line = Array(header.utf8) + [10]
            return try Tensor(
                npy: try folder.write(
                    [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(line.count), 0] + line + data,
                    to: "x.npy"))
        }
        let swapped = try array(
            "{'descr': '>i2', 'fortran_order': False, 'shape': (2,), }", [1, 0, 0, 2])
        #expect(swapped.asType(.int32) == [256, 2])
        let columns = try array(
            "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }", [1, 2, 3, 4, 5, 6])
        #expect(columns.asType(.int32) == [[1, 3, 5], [2, 4, 6]])
    }

    @Test(arguments: [
        ("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", "plain array"),
        ("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", "plain array"),
        ("{'descr': '<f16', 'fortran_order': False, 'shape': (1,), }", "f16"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", "16 bytes"),
        (
            "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
            "impossible"
        ),
        (
            "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296, 2), }",
            "impossible"
        ),
    ])
    func brokenHeaders(header: String, expected: String) throws {
        let url = try folder.write(
            [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
                + Array(repeating: 0, count: 16), to: "x.npy")
        let error = #expect(throws: FileError.self) { try Tensor(npy: url) }
        #expect(try #require(error).reason.contains(expected), "\(String(describing: error))")
    }

    @Test func damagedArchives() throws {
        let url = folder["x.npz"]
        try NumPyArchive.write(["x": Tensor([1.0, 2.0])], to: url)
        var bytes = Array(try Data(contentsOf: url))
        let place = try #require(bytes.firstIndex(of: 0x93))
        bytes[place + 130] ^= 1
        let error = #expect(throws: FileError.self) {
            try NumPyArchive(contentsOf: try folder.write(bytes, to: "y.npz"))["x"]
        }
        #expect(try #require(error).reason.contains("checksum"))
        #expect(throws: FileError.self) {
            try NumPyArchive(contentsOf: try folder.write(Array(bytes.dropLast(30)), to: "z.npz"))
        }
        #expect(throws: FileError.self) { try NumPyArchive(contentsOf: url)["y"] }
        #expect(throws: FileError.self) { try Tensor.zeros([1], dtype: .bfloat16).write(npy: url) }
    }
}
