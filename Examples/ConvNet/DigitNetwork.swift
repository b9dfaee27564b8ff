import Espalier
import EspalierNN

/// A convolutional network for digits of 8×8 pixels.
@Module
struct DigitNetwork {
    var first: Conv2D
    var second: Conv2D
    var hidden: Linear
    var dropout: Dropout
    var output: Linear

    init(key: Key) {
        let keys = key.split(5)
        first = Conv2D(1, 32, kernel: 3, padding: .same, key: keys[0])
        second = Conv2D(32, 64, kernel: 3, padding: .same, key: keys[1])
        hidden = Linear(64 * 16, 128, key: keys[2])
        dropout = Dropout(0.4, key: keys[3])
        output = Linear(128, 10, key: keys[4])
    }

    /// The logits `[count, 10]` of images `[count, 64]`.
    mutating func callAsFunction(_ pixels: Tensor) -> Tensor {
        let count = pixels.shape[0]
        var x = relu(first(pixels.reshaped([count, 1, 8, 8])))
        // The largest of each square of 2×2 pixels.
        x = relu(second(x)).reshaped([count, 64, 4, 2, 4, 2]).max(axes: [3, 5])
        x = relu(hidden(x.reshaped([count, 64 * 16])))
        x = dropout(x)
        return output(x)
    }
}
