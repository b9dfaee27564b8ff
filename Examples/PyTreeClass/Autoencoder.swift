import Espalier
import EspalierNN
import EspalierStencils

// The document's layers, of stencils as there.

/// The largest of each window of 2×2, channel by channel.
@Module
struct MaxPool2D: Espalier.Layer {
    func callAsFunction(_ x: Tensor) -> Tensor {
        vmap(vmap(kmap(kernelSize: [2, 2], strides: [2, 2], padding: .valid) { $0.max() }))(x)
    }
}

/// A convolution with a filter for each output channel.
@Module
struct Conv2D: Espalier.Layer {
    /// Output channels, input channels, rows, columns.
    var weight: Tensor
    var bias: Tensor

    init(_ inputs: Int, _ outputs: Int, _ size: Int, key: Key) {
        weight = WeightInitializer.heUniform()(key, [outputs, inputs, size, size])
        bias = .zeros([outputs, 1, 1])
    }

    /// All windows of an image, and one product of them with all filters; a function of a window and a filter, mapped
    /// over the filters as in the document, gives the same but compiles three times as long.
    func callAsFunction(_ x: Tensor) -> Tensor {
        let windows = kmap(kernelSize: Array(weight.shape.suffix(2)), padding: .same) { $0 }
        return einsum("bihwrc,oirc->bohw", vmap(vmap(windows))(x), weight) + bias
    }
}

/// Each pixel twice in each direction.
@Module
struct Upsample2D: Espalier.Layer {
    func callAsFunction(_ x: Tensor) -> Tensor { x.repeated(2, axis: 2).repeated(2, axis: 3) }
}

/// The document's autoencoder: an image is made smaller twice and larger twice.
@Module
struct AutoEncoder: Espalier.Layer {
    var l1: MaxPool2D
    var l2: Conv2D
    var l3: MaxPool2D
    var l4: Conv2D
    var l5: Upsample2D
    var l6: Conv2D
    var l7: Upsample2D
    var l8: Conv2D
    var l9: Conv2D

    init(key: Key) {
        let keys = key.split(5)
        l1 = MaxPool2D()
        l2 = Conv2D(1, 16, 3, key: keys[0])
        l3 = MaxPool2D()
        l4 = Conv2D(16, 32, 3, key: keys[1])
        l5 = Upsample2D()
        l6 = Conv2D(32, 16, 3, key: keys[2])
        l7 = Upsample2D()
        l8 = Conv2D(16, 1, 3, key: keys[3])
        l9 = Conv2D(1, 1, 1, key: keys[4])
    }

    /// - Parameter x: batch, one channel, rows, columns.
    func callAsFunction(_ x: Tensor) -> Tensor {
        var x = relu(l2(l1(x)))
        x = relu(l4(l3(x)))
        x = relu(l6(l5(x)))
        x = relu(l8(l7(x)))
        return l9(x)
    }
}
