import Espalier

// Models to look at. The names of properties are those of PyTreeClass's document, since they are printed.

enum VisualModels {
    @Module
    struct Linear: Layer {
        var weight: Tensor
        var bias: Tensor

        init(_ key: Key, _ inputs: Int, _ outputs: Int) {
            weight = key.normal([inputs, outputs]) * sqrt(Tensor(2 / Float(inputs)))
            bias = .ones([1, outputs])
        }

        func callAsFunction(_ x: Tensor) -> Tensor { x.matmul(weight) + bias }
    }

    @Module
    struct StackedLinear {
        var l1: Linear
        var l2: Linear
        var l3: Linear

        init(hidden: Int = 10) {
            let keys = Key(0, .original).split(3)
            l1 = Linear(keys[0], 1, hidden)
            l2 = Linear(keys[1], hidden, hidden)
            l3 = Linear(keys[2], hidden, 1)
        }
    }

    @Module
    struct MaxPool2D {
        let kernel_size = [2, 2]
        let strides = 2
        let padding = "valid"
    }

    @Module
    struct Conv2D {
        var weight: Tensor
        var bias: Tensor
        let in_channels: Int
        let out_channels: Int
        let kernel_size: [Int]
        let padding = ["valid", "same", "same"]
        let strides = 1

        init(_ inputs: Int, _ outputs: Int, _ size: Int) {
            weight = .zeros([outputs, inputs, size, size])
            bias = .zeros([outputs, 1, 1])
            in_channels = inputs
            out_channels = outputs
            kernel_size = [size, size]
        }
    }

    @Module
    struct Upsample2D {
        let scale_factor = 2
    }

    @Module
    struct AutoEncoder {
        var l1 = MaxPool2D()
        var l2 = Conv2D(1, 16, 3)
        var l3 = MaxPool2D()
        var l4 = Conv2D(16, 32, 3)
        var l5 = Upsample2D()
        var l6 = Conv2D(32, 16, 3)
        var l7 = Upsample2D()
        var l8 = Conv2D(16, 1, 3)
        var l9 = Conv2D(1, 1, 1)
    }
}

/// A model with something of everything, which looks like one that was trained.
enum Transformer {
    @Module
    struct Attention {
        var query: Tensor
        var key: Tensor
        var value: Tensor
        var output: Tensor
        let heads = 4

        init(_ random: Key, width: Int) {
            let keys = random.split(4)
            (query, key) = (matrix(keys[0], width, width), matrix(keys[1], width, width))
            (value, output) = (matrix(keys[2], width, width), matrix(keys[3], width, width))
        }
    }

    @Module
    struct Norm {
        var scale: Tensor
        @BatchStat var mean: Tensor
        @BatchStat var steps: Tensor = 1200

        init(_ random: Key, width: Int) {
            let (first, second) = random.split()
            scale = 1 + 0.1 * first.normal([width])
            mean = second.normal([width])
        }
    }

    @Module
    struct Block {
        var attention: Attention
        var norm: Norm
        var up: Tensor
        var down: Tensor
        let activation = "gelu"

        init(_ random: Key, width: Int) {
            let keys = random.split(4)
            attention = Attention(keys[0], width: width)
            norm = Norm(keys[1], width: width)
            up = matrix(keys[2], width, 4 * width)
            down = matrix(keys[3], 4 * width, width)
        }
    }

    @Module
    struct Model {
        var embedding: Tensor
        var blocks: [Block]
        var heads: [String: Tensor]
        var dropout = Key(7)
        let vocabulary: Int

        init(width: Int = 96, depth: Int = 3) {
            let keys = Key(1).split(depth + 3)
            vocabulary = 500
            // Smooth, as embeddings of positions are.
            let places = Tensor.arange(500).asType(.float32).reshaped([500, 1])
            let channels = Tensor.arange(width).asType(.float32)
            embedding =
                sin(places / (20 + 3 * channels)) * 0.5 + 0.08 * keys[0].normal([500, width])
            blocks = (0..<depth).map { Block(keys[1 + $0], width: width) }
            heads = [
                "next": matrix(keys[depth + 1], width, 500),
                "value": matrix(keys[depth + 2], width, 1),
            ]
        }
    }

    /// A matrix with some structure: noise over a wave.
    private static func matrix(_ key: Key, _ inputs: Int, _ outputs: Int) -> Tensor {
        let rows = Tensor.arange(inputs).asType(.float32).reshaped([inputs, 1])
        let columns = Tensor.arange(outputs).asType(.float32)
        let wave = cos(rows / 9) * sin(columns / 13)
        return (0.5 * wave + key.normal([inputs, outputs])) / Float(inputs).squareRoot()
    }
}

/// Names that mean something to Mermaid, to HTML and to JSON.
@Module
struct Unfriendly<Inner: Tree> {
    var parts: [String: Tensor] = [#"a "b" <c>"#: .ones([4, 1]), "</script><b>": [1, 2]]
    var inner: Inner
    let note = "back\\slash & </p>"
}

/// Ten thousand leaves.
enum Huge {
    @Module
    struct Cell {
        var weight: Tensor
        var bias: Tensor
    }

    @Module
    struct Model {
        var cells: [Cell]
        let name = "huge"

        init(cells count: Int) {
            let weight = Key(3).normal([8, 8])
            cells = (0..<count).map { _ in Cell(weight: weight, bias: .zeros([8])) }
        }
    }
}
