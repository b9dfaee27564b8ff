import Espalier
import EspalierStencils
import Foundation

/// The largest of each window, channel by channel.
@Module
struct MaxPool2D {
    var kernelSize = [2, 2]
    var strides = [2, 2]
    var padding = Padding.valid

    /// - Parameter x: batch, channels, rows, columns.
    func callAsFunction(_ x: Tensor) -> Tensor {
        vmap(vmap(kmap(kernelSize: kernelSize, strides: strides, padding: padding) { $0.max() }))(x)
    }
}

/// The mean of each window, channel by channel, as bytes.
@Module
struct AverageBlur2D {
    var kernelSize = [3, 3]

    /// - Parameter x: batch, channels, rows, columns.
    func callAsFunction(_ x: Tensor) -> Tensor {
        let blur = kmap(kernelSize: kernelSize, padding: .same) { x in
            x.asType(.float32).sum() / Double(kernelSize.reduce(1, *))
        }
        return vmap(vmap(blur))(x).asType(.uint8)
    }
}

/// A convolution with a filter for each output channel.
@Module
struct Conv2D {
    /// Output channels, input channels, rows, columns.
    var weight: Tensor
    var bias: Tensor
    var strides = 1

    init(inChannels: Int, outChannels: Int, kernelSize: [Int], key: Key) {
        let shape = [outChannels, inChannels] + kernelSize
        let bound = (6 / Double(shape.dropFirst().reduce(1, *))).squareRoot()
        weight = bound * key.uniform(shape, in: -1..<1)
        bias = Tensor.zeros([outChannels, 1, 1])
    }

    /// - Parameter x: batch, input channels, rows, columns.
    func callAsFunction(_ x: Tensor) -> Tensor {
        let filter = kmap(
            kernelSize: Array(weight.shape.dropFirst()), padding: [.valid, .same, .same]
        ) { x, w in (x * w).sum() }
        let layer = { (image: Tensor) in
            vmap({ (w: Tensor) in filter(image, w) })(self.weight)[0..., 0] + self.bias
        }
        return vmap(layer)(x)
    }
}

/// Layers of a network, each a stencil.
func layers(_ folder: URL) throws -> String {
    let square = Tensor.arange(1, 26).reshaped([1, 1, 5, 5])
    let pooled = MaxPool2D(padding: .same)(square)
    try check(
        pooled[0, 0] == Tensor([[7, 9, 10], [17, 19, 20], [22, 24, 25]]), "pooled to \(pooled)")

    let bytes = AverageBlur2D()(square.asType(.uint8))
    try check(Int(bytes[0, 0, 0, 0]) == 1 && Int(bytes[0, 0, 2, 2]) == 13, "blurred to \(bytes)")

    // Two layers learn to find vertical edges.
    let images = (Key(1).uniform([8, 1, 12, 12]) .> 0.5).asType(.float32)
    let wanted = abs(
        images[0..., 0..., 0..., .slice(1, nil)] - images[0..., 0..., 0..., .slice(nil, -1)])
    var model = Conv2D(inChannels: 1, outChannels: 2, kernelSize: [3, 3], key: Key(2))
    let step = jit { (model: inout Conv2D) -> Tensor in
        let (loss, slopes) = valueAndGrad { (model: Conv2D) in
            let found = relu(model(images)).sum(axis: 1)[0..., 0..., .slice(nil, -1)]
            return ((found - wanted[0..., 0]) ** 2).mean()
        }(model)
        model -= 0.1 * slopes
        return loss
    }
    let first = Double(step(&model))
    for _ in 0..<300 { _ = step(&model) }
    let last = Double(step(&model))
    try check(last < 0.2 * first, "the loss went from \(first) to \(last)")
    return "max pooling and blurring as documented; a convolution's loss from "
        + "\(first.formatted(.number.precision(.fractionLength(3)))) to "
        + "\(last.formatted(.number.precision(.fractionLength(3))))"
}
