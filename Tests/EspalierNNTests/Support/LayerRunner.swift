import Espalier
import Testing

@testable import EspalierNN

/// How far numbers may be from the recorded ones, relative to the largest of the array: the order of sums differs, and
/// float32 has a unit of 1.2e-7.
let relativeTolerance = 1e-5

/// What is wrong with a tensor; nil if it agrees with the recorded one.
func difference(
    _ found: Tensor, _ expected: Tensor, tolerance: Double = relativeTolerance
) throws -> String? {
    guard found.shape == expected.shape, found.dtype == expected.dtype else {
        return "is \(found.dtype) \(found.shape) and should be \(expected.dtype) \(expected.shape)"
    }
    func numbers(_ x: Tensor) throws -> [Double] {
        let parts = x.dtype.isComplex ? stack([real(x), imaginary(x)]) : x
        return try parts.asType(.float64).scalars(as: Double.self)
    }
    let (a, b) = (try numbers(found), try numbers(expected))
    let size = max(b.filter(\.isFinite).map { Swift.abs($0) }.max() ?? 0, 1e-3)
    for (index, (x, y)) in zip(a, b).enumerated() {
        if x == y || (x.isNaN && y.isNaN) { continue }
        if !(Swift.abs(x - y) <= tolerance * size) {
            return "element \(index) is \(x) and should be \(y)"
        }
    }
    return nil
}

/// Whether tensors agree.
func isClose(_ a: Tensor, _ b: Tensor, tolerance: Double = relativeTolerance) -> Bool {
    do { return try difference(a, b, tolerance: tolerance) == nil } catch { return false }
}

/// The message of the mistake that a piece of code makes; nil where it makes none.
func mistake<R>(_ body: () throws -> R) -> String? {
    do {
        _ = try withErrors(body)
        return nil
    } catch {
        return String(describing: error)
    }
}

/// Compares a layer with a recorded one: with the recorded weights its output, the gradients of weights and input, and
/// what it makes of a batch.
///
/// - Parameters:
///   - names: what parts of the layer are called in the recording.
///   - vanishing: leaves whose gradient is 0 for any input, so that what is found is the rounding of its terms: it is
///     compared with the largest of all gradients, not with itself.
///   - call: how the layer is called.
func check<L: Layer>(
    _ recording: Recording, _ blank: L, names: [String: String] = [:],
    vanishing: Set<String> = [], tolerance: Double = relativeTolerance, batches: Bool = true,
    call: @escaping (inout L, Tensor) -> Tensor = { layer, x in layer(x) }
) throws {
    let comment = Comment(rawValue: recording.name)
    let layer = try blank.loading(recording.weights, names: names)
    let x = try recording.input
    let expected = try recording.outputs[0].tensor
    guard let cotangent = try recording.cotangents?[0]?.tensor,
        let pulled = recording.inputCotangents
    else {
        var copy = layer
        #expect(try difference(call(&copy, x), expected, tolerance: tolerance) == nil, comment)
        return
    }
    // Output and gradients by one program.
    let run = jit { (pair: TreePair<L, Tensor>) -> TreePair<Tensor, TreePair<L, Tensor>> in
        var layer = pair.first
        let y = call(&layer, pair.second)
        let gradients = grad { (pair: TreePair<L, Tensor>) -> Tensor in
            var layer = pair.first
            return (call(&layer, pair.second) * cotangent).sum()
        }(pair)
        return TreePair(y, gradients)
    }
    let results = run(TreePair(layer, x))
    #expect(try difference(results.first, expected, tolerance: tolerance) == nil, comment)
    if let gradient = try pulled[0]?.tensor {
        #expect(
            try difference(results.second.second, gradient, tolerance: tolerance) == nil, comment)
    }
    let labels = recording.attributes["parameters"].array.compactMap(\.string)
    let recorded = Dictionary(
        uniqueKeysWithValues: try zip(labels, pulled.dropFirst()).compactMap { name, array in
            try array.map { (name, try $0.tensor) }
        })
    let wanted = try blank.loading(recorded, names: names, strict: false)
    let largest = recorded.values.map { Double(abs($0).max()) }.max() ?? 0
    for (found, expected) in zip(results.second.first.describedLeaves, wanted.leaves)
    where found.isTrainable {
        if vanishing.contains(found.path.description) {
            for gradient in [found.tensor, expected] {
                #expect(Double(abs(gradient).max()) <= tolerance * largest, comment)
            }
            continue
        }
        #expect(
            try difference(found.tensor, expected, tolerance: tolerance) == nil,
            "\(recording.name), gradient of \(found.path)")
    }
    guard batches else { return }
    // Two batch axes give what vmap over both does.
    let examples = [x, 0.5 * x, x + 1, -x].map { $0.asType(x.dtype) }
    let batch = stack([stack(Array(examples[..<2])), stack(Array(examples[2...]))])
    let both = jit { (layer: L, batch: Tensor) -> TreePair<Tensor, Tensor> in
        var copy = layer
        let whole = call(&copy, batch)
        let single = { (x: Tensor) -> Tensor in
            var copy = layer
            return call(&copy, x)
        }
        return TreePair(whole, vmap(vmap(single))(batch))
    }(layer, batch)
    #expect(isClose(both.first, both.second), "\(recording.name), batches")
}
