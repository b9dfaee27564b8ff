import Espalier
import EspalierIO
import Foundation
import TestSupport
import Testing

@Module
private struct Layer {
    var weight: Tensor
    var bias: Tensor?
}

@Module
private struct Model {
    var layers: [Layer]
    var scales: [String: Tensor]
    @BatchStat var count: Tensor
    let name: String
}

private func model(_ start: Double = 0) -> Model {
    Model(
        layers: [
            Layer(
                weight: Tensor.arange(24).asType(.float32).reshaped([4, 6]) + Tensor(start),
                bias: Tensor([start])),
            Layer(weight: Tensor.ones([2, 0]), bias: nil),
        ],
        scales: ["b": Tensor([1, 2, 3]), "a": Tensor(start).asType(.bfloat16)],
        count: Tensor(7), name: "test")
}

/// Files of named tensors.
@Suite struct SafeTensorsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func everyDtypeComesBack() throws {
        var tensors: [String: Tensor] = [:]
        for dtype in DType.allCases where dtype != .complex128 {
            let values = (Tensor.arange(6) % 2).reshaped([2, 3])
            tensors["\(dtype)"] = dtype == .bool ? values .> 0 : values.asType(dtype)
            tensors["empty \(dtype)"] = Tensor.zeros([0, 3], dtype: dtype)
            tensors["scalar \(dtype)"] = Tensor.ones([], dtype: dtype)
        }
        let url = folder["all.safetensors"]
        try SafeTensors.write(tensors, to: url, metadata: ["made by": "a \"test\""])
        let file = try SafeTensors(contentsOf: url)
        #expect(file.metadata == ["made by": "a \"test\""])
        #expect(file.names == tensors.keys.sorted())
        for (name, tensor) in tensors {
            let found = try file[name]
            #expect(found == tensor && found.dtype == tensor.dtype, "\(name)")
        }
        // No leftovers of writing.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 1)
    }

    @Test func largeTensorsArePagesOfTheFile() throws {
        let url = folder["large.safetensors"]
        let x = Tensor.arange(100_000).asType(.float32).reshaped([100, 1000])
        try SafeTensors.write(["x": x, "y": x + 1, "z": Tensor(1)], to: url)
        let loaded = try SafeTensors(contentsOf: url).tensors()
        // The file may be replaced meanwhile.
        try SafeTensors.write(["x": Tensor(0)], to: url)
        #expect(loaded["x"] == x)
        #expect(loaded["y"] == x + 1)
        var state = loaded
        let step = jit { (state: inout [String: Tensor]) in state = state.map { $0 + $0 } }
        step(&state)
        step(&state)
        #expect(state["x"] == 4 * x)
    }

    @Test func modelsComeBack() throws {
        let url = folder["model.safetensors"]
        let saved = model(0.5)
        try saved.save(to: url)
        #expect(
            try SafeTensors(contentsOf: url).names == [
                "count", "layers.0.bias", "layers.0.weight", "layers.1.weight", "scales.a",
                "scales.b",
            ])
        var other = model()
        try other.load(from: url)
        #expect(treeEqual(saved, other))
    }

    @Test func otherNames() throws {
        let url = folder["other.safetensors"]
        try SafeTensors.write(["w": Tensor([9.0]), "extra": Tensor(1)], to: url)
        var layer = Layer(weight: Tensor([0.0]), bias: Tensor([5.0]))
        try layer.load(from: url, allowingOthers: true) { $0.name == "weight" ? "w" : nil }
        #expect(layer.weight == [9.0] && layer.bias == [5.0])
    }

    @Test func whatDoesNotFitIsToldByPath() throws {
        let url = folder["model.safetensors"]
        try SafeTensors.write(
            [
                "layers.0.weight": Tensor.ones([4, 5]), "layers.0.bias": Tensor([1.0]),
                "old": Tensor(1),
            ], to: url)
        var changed = model()
        let error = #expect(throws: FileError.self) { try changed.load(from: url) }
        let text = try #require(error).description
        for part in [
            "layers.0.weight is f32[4,5], and layers[0].weight takes f64[4,6]", "count is missing",
            "scales.a is missing", "old is not in the tree",
        ] { #expect(text.contains(part), "\(text)") }
        #expect(treeEqual(changed, model()))
    }

    @Test func whatCannotBeWritten() throws {
        let url = folder["x.safetensors"]
        #expect(throws: FileError.self) {
            try SafeTensors.write(["z": Tensor.zeros([1], dtype: .complex128)], to: url)
        }
        #expect(throws: FileError.self) {
            try SafeTensors.write(["__metadata__": Tensor(1)], to: url)
        }
        #expect(throws: FileError.self) {
            try SafeTensors.write(
                ["x": Tensor(1)], to: URL(filePath: "/no/such/folder/x.safetensors"))
        }
        #expect(!FileManager.default.fileExists(atPath: url.path))
    }

    @Test(arguments: [
        (#"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"#, "header"),
        (#"{"x":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}}"#, "F99"),
        (#"{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#, "8 bytes"),
        (#"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,16]}}"#, "offsets"),
        (#"{"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#, "offsets"),
        (#"{"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#, "shape"),
        (#"{"x":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}"#, "shape"),
        (#"{"x":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#, "belong to no tensor"),
        (
            #"{"x":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"y":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}"#,
            "begins at byte 4"
        ),
        (
            #"{"x":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"x":{"dtype":"I8","shape":[8],"data_offsets":[0,8]}}"#,
            "x twice"
        ),
        (
            #"{"x":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"\u0078" :{"dtype":"I8","shape":[8],"data_offsets":[0,8]}}"#,
            "x twice"
        ),
        (#"{"x":{"dtype":"U8","shape":[8],"dtype":"I8","data_offsets":[0,8]}}"#, "dtype twice"),
        (
            #"{"__metadata__":{"k":"{","k":"]"},"x":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}"#,
            "k twice"
        ),
    ])
    func brokenHeaders(header: String, expected: String) throws {
        let bytes =
            withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian, Array.init)
            + Array(header.utf8)
        let url = try folder.write(bytes + Array(repeating: 0, count: 8), to: "broken")
        let error = #expect(throws: FileError.self) { try SafeTensors(contentsOf: url) }
        #expect(try #require(error).reason.contains(expected), "\(String(describing: error))")
    }

    @Test func truncatedAndMissingFiles() throws {
        #expect(throws: FileError.self) { try SafeTensors(contentsOf: folder["none"]) }
        #expect(throws: FileError.self) { try SafeTensors(contentsOf: folder.url) }
        #expect(throws: FileError.self) {
            try SafeTensors(contentsOf: try folder.write([1, 2, 3], to: "short"))
        }
        let huge = try folder.write(Array(repeating: 0xFF, count: 64), to: "huge")
        #expect(throws: FileError.self) { try SafeTensors(contentsOf: huge) }
    }
}
