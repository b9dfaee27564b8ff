import Espalier
import EspalierIO
import Foundation
import TestSupport
import Testing

/// Files that Python's packages read and write.
///
/// `make interchange` installs the packages and says by `ESPALIER_PYTHON` which Python has them; without it the tests are left
/// out.
@Suite(.needs(.interchange, Python.path != nil))
struct InterchangeTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func pythonReadsOurSafetensors() throws {
        let url = folder["ours.safetensors"]
        try SafeTensors.write(
            [
                "a.weight": Tensor([[1.5, -2.0], [3.0, 4.0]]), "b": Tensor([1, 2, 3]),
                "half": Tensor([0.5]).asType(.float16), "flags": Tensor([true, false]),
                "empty": Tensor.zeros([0, 3]),
            ], to: url, metadata: ["by": "espalier"])
        let output = try Python.run(
            """
            from safetensors import safe_open
            with safe_open("\(url.path)", "np") as f:
                print(f.metadata())
                for k in sorted(f.keys()): print(k, f.get_tensor(k).dtype, f.get_tensor(k).tolist())
            """)
        #expect(
            output == """
                {'by': 'espalier'}
                a.weight float32 [[1.5, -2.0], [3.0, 4.0]]
                b int32 [1, 2, 3]
                empty float32 []
                flags bool [True, False]
                half float16 [0.5]

                """)
    }

    @Test func weReadPythonsSafetensors() throws {
        let url = folder["theirs.safetensors"]
        _ = try Python.run(
            """
            import numpy as np
            from safetensors.numpy import save_file
            save_file({"x": np.arange(6, dtype="f8").reshape(2, 3), "y": np.array(7, "i8"),
                       "z": np.ones((300, 300), "f4")}, "\(url.path)", {"k": "v"})
            """)
        let file = try SafeTensors(contentsOf: url)
        #expect(file.metadata == ["k": "v"])
        #expect(try file["x"] == Tensor([[0, 1, 2], [3, 4, 5]]).asType(.float64))
        #expect(try file["y"] == Tensor(7).asType(.int64))
        #expect(try file["z"] == Tensor.ones([300, 300]))
    }

    @Test func numPyReadsOurNames() throws {
        let (ours, theirs) = (folder["ours.npz"], folder["theirs.npz"])
        try NumPyArchive.write(["é": Tensor(1), "重み": Tensor(2)], to: ours)
        let output = try Python.run(
            """
            import numpy as np
            a = np.load("\(ours.path)")
            print(sorted(a.files), int(a["é"]), int(a["重み"]))
            np.savez("\(theirs.path)", **{"ñ/γ": np.int32(3)})
            """)
        #expect(output == "['é', '重み'] 1 2\n")
        #expect(try NumPyArchive(contentsOf: theirs).tensors() == ["ñ/γ": Tensor(3)])
    }

    @Test func numPyReadsAndWritesTheSame() throws {
        let (ours, theirs) = (folder["ours.npz"], folder["theirs.npz"])
        let tensors = [
            "x": Tensor([[1.5, 2.5]]), "c": Tensor([1.0]).asType(.complex128), "b": Tensor([true]),
            "s": Tensor(3).asType(.int64),
        ]
        try NumPyArchive.write(tensors, to: ours)
        try tensors["x"]!.write(npy: folder["x.npy"])
        let output = try Python.run(
            """
            import numpy as np
            a = np.load("\(ours.path)")
            for k in sorted(a.files): print(k, a[k].dtype, a[k].shape, a[k].tolist())
            print(np.load("\(folder["x.npy"].path)").tolist())
            np.savez_compressed("\(theirs.path)", **a, f=np.asfortranarray(np.arange(6.).reshape(2, 3)))
            """)
        #expect(
            output == """
                b bool (1,) [True]
                c complex128 (1,) [(1+0j)]
                s int64 () 3
                x float32 (1, 2) [[1.5, 2.5]]
                [[1.5, 2.5]]

                """)
        let archive = try NumPyArchive(contentsOf: theirs)
        for (name, tensor) in tensors { #expect(try archive[name] == tensor, "\(name)") }
        #expect(try archive["f"] == Tensor([[0, 1, 2], [3, 4, 5]]).asType(.float64))
    }

    @Test func tensorBoardReadsEvents() throws {
        let log = try EventFile(in: folder["run"])
        for step in 0..<3 { try log.scalar("loss", 1 / Double(step + 1), step: step * 10) }
        try log.histogram("weights", Tensor([0.0, 1.0, 1.0, 2.0]), bins: 2, step: 5)
        try log.text("notes", "**bold**", step: 1)
        let output = try Python.run(
            """
            from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
            e = EventAccumulator("\(folder["run"].path)"); e.Reload()
            print([(s.step, round(s.value, 4)) for s in e.Scalars("loss")])
            h = e.Tensors("weights")[0] if "weights" in e.Tags()["tensors"] else e.Histograms("weights")[0]
            print(h.step)
            v = h.histogram_value
            print(v.min, v.max, v.num, v.sum, v.sum_squares, list(v.bucket_limit), list(v.bucket))
            print(e.Tensors("notes")[0].tensor_proto.string_val[0].decode())
            """)
        #expect(
            output == """
                [(0, 1.0), (10, 0.5), (20, 0.3333)]
                5
                0.0 2.0 4.0 4.0 6.0 [1.0, 2.0] [1.0, 3.0]
                **bold**

                """)
    }
}

/// Python, as a program.
enum Python {
    static var path: String? {
        let path = ProcessInfo.processInfo.environment["ESPALIER_PYTHON"] ?? ""
        return path.isEmpty ? nil : path
    }

    /// The text that a program prints.
    static func run(_ program: String) throws -> String {
        try output(of: [try #require(path), "-c", program])
    }
}
