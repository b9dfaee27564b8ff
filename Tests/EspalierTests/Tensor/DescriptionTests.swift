import EspalierTestSupport
import Testing

@testable import Espalier

@Suite struct DescriptionTests {
    @Test func layout() {
        #expect("\(Tensor([[1.0, 2.0], [3.0, 4.0]]))" == "[[1. 2.]\n [3. 4.]]")
        #expect("\(Tensor(1.5))" == "1.5")
        #expect(
            Tensor([1, 22, -333] as [Int32]).debugDescription
                == "Tensor([   1,   22, -333], dtype=int32)")
        #expect(
            Tensor.zeros([0, 3]).debugDescription == "Tensor([], shape=[0, 3], dtype=float32)")
    }

    /// What NumPy prints, glyph for glyph. bfloat16, which NumPy doesn't know, has no reference.
    @Test func matchesNumPy() throws {
        for example in try FixtureFile("printing").cases(of: "str") {
            guard example.inputs[0].dtype != "bfloat16" else { continue }
            let tensor = try example.inputs[0].tensor
            #expect(tensor.description == example.text, "\(example.name)")
            // NumPy's repr leaves out dtypes that it holds for obvious, and wraps by the length of its own name.
            guard let text = example.repr, !text.contains("\n"), !text.contains("shape="),
                tensor.count > 0,
                text.hasSuffix("dtype=\(tensor.dtype))"), text.count < 70
            else { continue }
            #expect(tensor.debugDescription == "Tensor" + text.dropFirst(5), "\(example.name)")
        }
    }

    @Test func sayWhatTheyAre() throws {
        let staging = StagingInterpreter(parent: Interpreter.current)
        let tracer = staging.addInput(ShapedTensor(shape: [3], dtype: .float32))
        #expect("\(tracer)" == "Tracer<f32[3] in \(staging.transformationName)>")
        #expect("\(Tensor(NothingNode.shared))" == "Nothing")
        let type = ShapedTensor(shape: [2], dtype: .int32)
        #expect("\(Tensor(AbstractNode(type)))" == "Abstract<i32[2]>")
        let error = TensorError("matmul", "no")
        #expect("\(Tensor(PoisonNode(error, type)))" == "Poisoned<matmul: no>")
    }
}
