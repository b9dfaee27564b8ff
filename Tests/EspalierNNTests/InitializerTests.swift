import Espalier
import EspalierTestSupport
import Testing

@testable import EspalierNN

/// What weights begin with, against JAX's initializers and Equinox's layers, for the same keys.
@Suite struct WeightInitializerTests {
    private static let initializers: [String: WeightInitializer] = [
        "zeros": .zeros, "ones": .ones, "constant": .constant(0.3), "uniform": .uniform(scale: 0.2),
        "normal": .normal(standardDeviation: 0.2),
        "truncatedNormal": .truncatedNormal(standardDeviation: 0.2, in: -1...1.5),
        "glorotUniform": .glorotUniform(), "glorotNormal": .glorotNormal(),
        "lecunUniform": .lecunUniform(), "lecunNormal": .lecunNormal(),
        "heUniform": .heUniform(), "heNormal": .heNormal(),
        "fanGeometricAverage": .varianceScaling(1.5, .fanGeometricAverage, .normal),
        "fanOut": .varianceScaling(0.5, .fanOut, .uniform, inAxes: [0, 1], outAxes: [2]),
        "fanBatch": .varianceScaling(
            2, .fanIn, .truncatedNormal, inAxes: [1], outAxes: [2], batchAxes: [0]),
        "orthogonal": .orthogonal(scale: 1.5), "orthogonalRows": .orthogonal(columnAxis: 0),
        "deltaOrthogonal": .deltaOrthogonal(scale: 2),
    ]

    /// Bit for bit but for what goes through logarithms, sines and the inverse error function.
    @Test func numbersOfJAX() throws {
        let exact: Set = [
            "zeros", "ones", "constant", "uniform", "glorotUniform", "lecunUniform", "heUniform",
            "fanOut",
        ]
        for (name, initializer) in Self.initializers {
            for recording in try FixtureCase.of(name) {
                let dtypeName = recording.attributes["dtype"].string
                let dtype = try #require(DType.allCases.first { $0.description == dtypeName })
                let found = initializer(
                    Key(data: try recording.input), recording.attributes["shape"].ints ?? [],
                    dtype: dtype)
                let expected = try recording.outputs[0].tensor
                let isExact = exact.contains(name) && !dtype.isComplex
                let tolerance = isExact ? 0 : dtype == .bfloat16 ? 1e-2 : 1e-6
                #expect(
                    try difference(found, expected, .layers(tolerance)) == nil,
                    "\(recording.name)")
            }
        }
    }

    /// Bit for bit, which takes the compiler that JAX has: without optimisation it rounds products and sums apart.
    private func check(
        _ name: String, tolerance: Double = 0, _ leaves: @escaping (Key) -> [Tensor]
    ) throws {
        for recording in try FixtureCase.of("initial" + name) {
            let key = Key(data: try recording.input)
            let found = jit(leaves)(key)
            #expect(found.count == recording.outputs.count)
            for (leaf, output) in zip(found, recording.outputs) {
                let expected = try output.tensor.reshaped(leaf.shape)
                #expect(try difference(leaf, expected, .layers(tolerance)) == nil, "\(name)")
            }
        }
    }

    @Test func layersBeginAsEquinoxDoes() throws {
        try check("Linear") { Linear(3, 2, key: $0).leaves }
        try check("MLP") { MLP(3, 2, width: 4, depth: 2, key: $0).leaves }
        try check("Conv2D") { Conv2D(4, 2, kernel: 3, groups: 2, key: $0).leaves }
        try check("ConvTranspose1D") { ConvTranspose1D(2, 3, kernel: 3, key: $0).leaves }
        // Normally distributed, by the inverse of the error function.
        try check("Embedding", tolerance: 1e-6) { Embedding(4, 3, key: $0).leaves }
        try check("GRUCell") { GRUCell(2, 3, key: $0).leaves }
        try check("LSTMCell") { LSTMCell(2, 2, key: $0).leaves }
        try check("MultiHeadAttention") { MultiHeadAttention(heads: 2, size: 4, key: $0).leaves }
    }

    @Test func layersTakeInitializers() {
        let key = Key(3)
        let layer = Linear(
            4, 3, weightInitializer: .heNormal(), biasInitializer: .zeros, key: key)
        // Drawn as Flax's kernel, and transposed.
        #expect(layer.weight == WeightInitializer.heNormal()(key.split(2)[0], [4, 3]).transposed())
        #expect(layer.bias == .zeros([3]))
        let conv = Conv2D(2, 3, kernel: 2, weightInitializer: .lecunNormal(), key: key)
        let kernel = WeightInitializer.lecunNormal()(key.split(2)[0], [2, 2, 2, 3])
        #expect(conv.weight == kernel.movingAxes([-1, -2], to: [0, 1]))
        #expect(Linear(3, 2, dtype: .bfloat16, key: key).weight.dtype == .bfloat16)
        #expect(Linear(3, 2, dtype: .complex64, key: key).weight.dtype == .complex64)
    }

    @Test func layersWithoutKeysAreMadeLater() {
        let blank = MLP([3, 4, 2])
        #expect(blank.layers[0].weight.isInitializer)
        let model = blank.initialized(Key(1))
        #expect(model(.ones([3])).shape == [2])
        var other = Sequential {
            Linear(3, 4)
            Dropout(0.5)
        }.initialized(Key(2))
        #expect(other(.ones([5, 3])).shape == [5, 4])
        #expect(mistake { blank(.ones([3])) }?.contains("initialized") == true)
    }
}
