import Espalier

// The models of PyTreeClass's and Kernex's documents. The names of properties are theirs, since they are printed.

/// The networks of linear layers.
enum DocumentModels {
    @Module
    struct Linear: Espalier.Layer {
        var weight: Tensor
        var bias: Tensor

        init(_ key: Key, _ inputs: Int, _ outputs: Int) {
            weight = key.normal([inputs, outputs]) * sqrt(Tensor(2 / Float(inputs)))
            bias = .ones([1, outputs])
        }

        func callAsFunction(_ x: Tensor) -> Tensor { x.matmul(weight) + bias }
    }

    /// Three layers, of 10 units in PyTreeClass's document, of 128 in Kernex's.
    @Module
    struct StackedLinear: Espalier.Layer {
        var l1: Linear
        var l2: Linear
        var l3: Linear

        init(hidden: Int) {
            let keys = Key(0, .original).split(3)
            l1 = Linear(keys[0], 1, hidden)
            l2 = Linear(keys[1], hidden, hidden)
            l3 = Linear(keys[2], hidden, 1)
        }

        func callAsFunction(_ x: Tensor) -> Tensor { l3(tanh(l2(tanh(l1(x))))) }
    }

    /// Two layers of five units, the second with the third key.
    enum Filtering {
        @Module
        struct StackedLinear {
            @Field(metadata: ["description": "First layer"]) var l1: Linear
            @Field(metadata: ["description": "Second layer"]) var l2: Linear

            init() {
                let keys = Key(0, .original).split(3)
                l1 = Linear(keys[0], 1, 5)
                l2 = Linear(keys[2], 5, 1)
            }
        }
    }
}

/// The autoencoder of PyTreeClass's document. The second name of each layer is the document's.
extension DocumentModels {
    @Module
    struct MaxPool2D: Espalier.Layer {
        let kernel_size = [2, 2]
        let strides = 2
        let padding = "valid"

        func callAsFunction(_ x: Tensor) -> Tensor {
            let (height, width) = (x.shape[2] / 2, x.shape[3] / 2)
            return x.reshaped([x.shape[0], x.shape[1], height, 2, width, 2]).max(axes: [3, 5])
        }
    }

    @Module
    struct Conv2D: Espalier.Layer {
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

        func callAsFunction(_ x: Tensor) -> Tensor {
            let (height, width, size) = (x.shape[2], x.shape[3], kernel_size[0])
            let margin = (size - 1) / 2
            let padded = pad(x, [(0, 0), (0, 0), (margin, margin), (margin, margin)])
            var sum = bias
            for row in 0..<size {
                for column in 0..<size {
                    let part = padded[0..., 0..., row..<(row + height), column..<(column + width)]
                    sum = sum + einsum("oc,bcij->boij", weight[0..., 0..., row, column], part)
                }
            }
            return sum
        }
    }

    @Module
    struct Upsample2D: Espalier.Layer {
        let scale_factor = 2

        func callAsFunction(_ x: Tensor) -> Tensor {
            x.repeated(scale_factor, axis: 2).repeated(scale_factor, axis: 3)
        }
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
