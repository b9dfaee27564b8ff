import Espalier
import EspalierIO
import Foundation
import TestSupport
import Testing

/// Readers read files: a pipe would be waited for without end, and a device has no size.
@Suite struct InputFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let readers: [@Sendable (URL) throws -> Void] = [
        { _ = try Tensor(npy: $0) }, { _ = try Tensor(idx: $0) },
        { _ = try NumPyArchive(contentsOf: $0) }, { _ = try SafeTensors(contentsOf: $0) },
        { _ = try CSVTable(contentsOf: $0) }, { _ = try ExportedProgram(contentsOf: $0) },
        {
            var state = [Tensor(0.0)]
            try state.load(from: $0)
        },
    ]

    @Test(.timeLimit(.minutes(1)))
    func otherThingsThanFilesAreRefused() throws {
        let pipe = folder["pipe"]
        #expect(mkfifo(pipe.path, 0o600) == 0)
        for (url, kind) in [
            (pipe, "pipe"), (URL(filePath: "/dev/zero"), "device"), (folder.url, "folder"),
        ] {
            for read in Self.readers {
                let error = #expect(throws: FileError.self) { try read(url) }
                #expect(error?.reason == "is a \(kind), and only regular files are read")
            }
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func pipesInFoldersOfCheckpointsAreLeftAlone() throws {
        let names = [".step-000000005.safetensors.12.34", "step-000000009.safetensors"]
        for name in names { #expect(mkfifo(folder[name].path, 0o600) == 0) }
        let checkpoints = try CheckpointFolder(folder.url, keeping: 1)
        var state = [Tensor(0.0)]
        #expect(try checkpoints.restoreLatest(into: &state) == nil)
        try checkpoints.save([Tensor(1.0)], step: 10)
        #expect(try checkpoints.restoreLatest(into: &state) == 10)
        for name in names { #expect(FileManager.default.fileExists(atPath: folder[name].path)) }
        #expect(mkfifo(folder["best.safetensors"].path, 0o600) == 0)
        #expect(throws: FileError.self) { try checkpoints.restoreBest(into: &state) }
        #expect(throws: FileError.self) { try checkpoints.saveBest(state, step: 1) }
    }

    /// Bytes other than 0 and 1 are true, as NumPy has it, and stored as 1.
    @Test func booleansAreZeroOrOne() throws {
        let (bytes, expected): ([UInt8], Tensor) = ([0, 1, 2, 255], [false, true, true, true])
        let header = Array("{'descr': '|b1', 'fortran_order': False, 'shape': (4,), }\n".utf8)
        let array =
            [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.count), 0] + header + bytes
        let text = Array(#"{"x":{"dtype":"BOOL","shape":[4],"data_offsets":[0,4]}}"#.utf8)
        let tensors = [UInt8(text.count), 0, 0, 0, 0, 0, 0, 0] + text + bytes
        // Enough to be read from the file's own pages.
        let count = 65_536
        var large: [UInt8] = [120, 0, 0, 0, 0, 0, 0, 0]
        large += Array(#"{"x":{"dtype":"BOOL","shape":[65536],"data_offsets":[0,65536]}}"#.utf8)
        large += Array(repeating: UInt8(ascii: " "), count: 128 - large.count)
        for index in 0..<count { large.append(UInt8(truncatingIfNeeded: index)) }
        let found = [
            try Tensor(npy: folder.write(array, to: "x.npy")),
            try SafeTensors(contentsOf: folder.write(tensors, to: "x"))["x"],
        ]
        for tensor in found {
            let opposites: [Bool] = try (!tensor).scalars()
            #expect(try tensor.scalars(as: Bool.self) == [false, true, true, true])
            #expect(tensor == expected)
            #expect(tensor.description == "[False  True  True  True]")
            #expect(Int(tensor.asType(.int32).sum()) == 3)
            #expect(opposites == [true, false, false, false])
        }
        let pages = try SafeTensors(contentsOf: folder.write(large, to: "large"))["x"]
        #expect(Int(pages.asType(.int32).sum()) == count - count / 256)
    }
}
