import Espalier
import EspalierIO
import Foundation
import TestSupport
import Testing

/// Damaged files are errors: they neither crash nor hang a reader, nor make it allocate what isn't there.
///
/// Each input is a good file with some bytes changed, left out, doubled or cut off, by a generator with a seed. There are
/// 1,000 a reader, or as many as `ESPALIER_FUZZ` says.
@Suite struct FileFuzzTests {
    private static let count =
        ProcessInfo.processInfo.environment["ESPALIER_FUZZ"].flatMap { Int($0) } ?? 1_000

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder(inMemory: true) }

    private func fuzz(_ seed: UInt64, _ good: URL, _ read: (URL) throws -> Void) throws {
        let bytes = Array(try Data(contentsOf: good))
        try read(good)
        var generator = SeededGenerator(seed: seed)
        var (refused, accepted) = (0, 0)
        for _ in 0..<Self.count {
            let url = try folder.write(mutated(bytes, &generator), to: "mutant")
            do {
                try read(url)
                accepted += 1
            } catch let error as FileError {
                #expect(!error.reason.isEmpty)
                refused += 1
            }
        }
        // Changed elements are as good as others; most changes are not of that kind.
        #expect(refused > Self.count / 10 && refused + accepted == Self.count)
    }

    private func mutated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            // The interesting bytes are at both ends.
            let span = Bool.random(using: &generator) ? bytes.count : min(bytes.count, 200)
            var place = Int.random(in: 0..<span, using: &generator)
            if Bool.random(using: &generator) { place = bytes.count - 1 - place }
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes[place] = .random(in: 0 ... .max, using: &generator)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 2: bytes[place] = 0xFF
            case 3:
                bytes.removeSubrange(
                    place..<min(place + Int.random(in: 1..<9, using: &generator), bytes.count))
            case 4: bytes.insert(contentsOf: bytes[place..<min(place + 8, bytes.count)], at: place)
            default: bytes.removeLast(min(bytes.count, Int.random(in: 1..<40, using: &generator)))
            }
        }
        return bytes.isEmpty ? [0] : bytes
    }

    @Test func safetensors() throws {
        let good = folder["good"]
        let tensors = ["a": Tensor([1.0, 2.0]), "b.c": Tensor([[1, 2, 3]]), "d": Tensor(true)]
        try SafeTensors.write(tensors, to: good, metadata: ["key": "value"])
        try fuzz(1, good) { _ = try SafeTensors(contentsOf: $0).tensors() }
    }

    @Test func arraysOfNumPy() throws {
        let good = folder["good"]
        try Tensor([[1.0, 2.0], [3.0, 4.0]]).write(npy: good)
        try fuzz(2, good) { _ = try Tensor(npy: $0) }
    }

    @Test func archivesOfNumPy() throws {
        let good = folder["good"]
        try NumPyArchive.write(["x": Tensor([1.0, 2.0]), "y": Tensor([1, 2, 3])], to: good)
        try fuzz(3, good) { _ = try NumPyArchive(contentsOf: $0).tensors() }
    }

    @Test func tables() throws {
        let good = try folder.write(
            Array("id,\"a \"\"b\"\"\",kind\r\n1,2.5,x\n2,-1e3,\"y, z\"\n3,,é\n".utf8), to: "good")
        try fuzz(6, good) { url in
            let table = try CSVTable(contentsOf: url)
            _ = try table.labels(column: "kind")
            _ = try table.tensor(columns: [0], dtype: .int32)
            _ = try table.tensor(columns: [1], missing: .filled(with: 0))
        }
    }

    /// Written by `numpy.savez_compressed(x=numpy.arange(50))` and by gzip.
    @Test func compressedFiles() throws {
        for (seed, name) in [(4, "compressed.npz"), (5, "digits.idx.gz")] {
            let url = URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent()
                .appending(path: "Fixtures/\(name)")
            try fuzz(UInt64(seed), url) { url in
                if seed == 4 {
                    _ = try NumPyArchive(contentsOf: url).tensors()
                } else {
                    _ = try Tensor(idx: url)
                }
            }
        }
    }
}
