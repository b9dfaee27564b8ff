import Espalier
import EspalierStencils
import Foundation

/// A photograph, and what a mean over 15×15 pixels makes of it, channel by channel.
func blur(_ folder: URL) throws -> String {
    let image = try photograph()
    let mean = kmap(kernelSize: [15, 15], padding: .same, boundary: .edge) { x in x.mean() }
    let blurred = vmap(mean)(image)
    let plans = stencilPlans { _ = vmap(mean)(image) }
    // One window by itself.
    let window = image[0, 30..<45, 40..<55].mean()
    let distance = abs(Float(blurred[0, 37, 47]) - Float(window))
    try check(distance < 1e-5, "one window's mean is \(distance) away")
    let both = concatenate([image, blurred], axis: 2).movingAxis(0, to: 2)
    try Picture(colours: both, scale: 1).write(to: folder.appending(path: "blur.png"))
    let size = image.shape.map(String.init).joined(separator: "×")
    return "15×15 means of \(size) pixels; \(plans[0])"
}

/// The photograph as numbers from 0 to 1: channels, rows, columns.
private func photograph() throws -> Tensor {
    guard let url = Bundle.module.url(forResource: "summer-palace", withExtension: "ppm") else {
        throw WrongResult(description: "summer-palace.ppm is not where the examples were built")
    }
    let file = try Data(contentsOf: url)
    // "P6", width, height and 255, a line or a space behind each; then red, green and blue for each pixel.
    let header = file.prefix(64).split(maxSplits: 4, whereSeparator: { $0 == 10 || $0 == 32 })
    let numbers = header.dropFirst().prefix(3).compactMap {
        Int(String(decoding: $0, as: UTF8.self))
    }
    guard header.first.map(Array.init) == Array("P6".utf8), numbers.count == 3, numbers[2] == 255,
        file.count >= numbers[0] * numbers[1] * 3
    else { throw WrongResult(description: "\(url.path) is no PPM file of bytes") }
    let pixels = file.suffix(numbers[0] * numbers[1] * 3)
    return Tensor(scalars: pixels, shape: [numbers[1], numbers[0], 3]).asType(.float32)
        .movingAxis(2, to: 0) / 255
}
