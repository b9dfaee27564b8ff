import Espalier
import EspalierStencils
import Foundation

/// A picture, and what a mean over 15×15 pixels makes of it, channel by channel.
func blur(_ folder: URL) throws -> String {
    let image = scene(height: 96, width: 128)
    let blurred = vmap(
        kmap(kernelSize: [15, 15], padding: .same, boundary: .edge) { x in x.mean() })(
            image)
    let plans = stencilPlans {
        _ = vmap(kmap(kernelSize: [15, 15], padding: .same) { x in x.mean() })(image)
    }
    // One window by itself.
    let window = image[0, 30..<45, 40..<55].mean()
    let distance = abs(Float(blurred[0, 37, 47]) - Float(window))
    try check(distance < 1e-5, "one window's mean is \(distance) away")
    let both = concatenate([image, blurred], axis: 2).movingAxis(0, to: 2)
    try Picture(colours: both, scale: 2).write(to: folder.appending(path: "blur.png"))
    return "15×15 means of 3×96×128 pixels; \(plans[0])"
}

/// Hills under a low sun, as numbers from 0 to 1: channels, rows, columns.
private func scene(height: Int, width: Int) -> Tensor {
    let y = Tensor.linspace(0.0, 1.0, count: height).expanded(at: 1)
    let x = Tensor.linspace(0.0, 1.0, count: width).expanded(at: 0)
    let sun = (x - 0.7) ** 2 + (y - 0.35) ** 2 .< 0.01
    let near = y .> 0.75 + 0.08 * sin(9 * x)
    let far = y .> 0.55 + 0.05 * cos(14 * x + 1)
    let trees = near & (sin(90 * x) .> 0.4) & (y .< 0.86)
    let red: [Tensor] = [0.35 + 0.6 * y, 1.0, 0.45, 0.2, 0.05]
    let green: [Tensor] = [0.5 + 0.2 * y, 0.9, 0.4, 0.45, 0.2]
    let blue: [Tensor] = [0.85 - 0.5 * y, 0.5, 0.55, 0.2, 0.1]
    return stack(
        [red, green, blue].map { layers in
            let sky = layers[0].broadcast(to: [height, width])
            return zip([sun, far, near, trees], layers.dropFirst()).reduce(sky) { picture, layer in
                which(layer.0, layer.1, picture)
            }
        })
}
