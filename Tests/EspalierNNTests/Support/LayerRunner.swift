import Espalier
import EspalierTestSupport
import Testing

@testable import EspalierNN

/// Compares a layer with a recorded one: with the recorded weights its output, the gradients of weights and input, and
/// what it makes of a batch, all by one program.
///
/// - Parameters:
///   - names: what parts of the layer are called in the recording.
///   - vanishing: leaves whose gradient is 0 for any input, so that what is found is the rounding of its terms: it is
///     compared with the largest of all gradients, not with itself.
///   - also: another way to the same output.
///   - call: how the layer is called.
func check<L: Layer>(
    _ recording: FixtureCase, _ blank: L, names: [String: String] = [:],
    vanishing: Set<String> = [], _ closeness: Closeness = .layers, batches: Bool = true,
    also: ((L, Tensor) -> Tensor)? = nil,
    call: @escaping (inout L, Tensor) -> Tensor = { layer, x in layer(x) }
) throws {
    let comment = Comment(rawValue: recording.name)
    let bounds = recording.bounds
    let blank = bounds == nil ? blank : blank.cast(to: try recording.input.dtype)
    let layer = try blank.loading(recording.weights, names: names)
    let expected = try recording.outputs[0].tensor
    guard let cotangent = try recording.cotangents?[0]?.tensor,
        let pulled = recording.inputCotangents
    else {
        var copy = layer
        let found = call(&copy, try recording.input)
        let text = try recording.difference(found, expected, bounds?.outputs[0], closeness)
        #expect(text == nil, comment)
        return
    }
    let single = { (layer: L, x: Tensor) -> Tensor in
        var copy = layer
        return call(&copy, x)
    }
    let run = jit { (point: TreePair<L, Tensor>) -> TreePair<TreePair<L, Tensor>, [Tensor]> in
        let (gradients, y) = grad { (point: TreePair<L, Tensor>) -> (Tensor, Tensor) in
            let y = single(point.first, point.second)
            return ((y * cotangent).sum(), y)
        }(point)
        let (layer, x) = (point.first, point.second)
        var outputs = [y]
        if let also { outputs.append(also(layer, x)) }
        if batches {
            // Two batch axes give what vmap over both does.
            let examples = [x, 0.5 * x, x + 1, -x].map { $0.asType(x.dtype) }
            let batch = stack([stack(Array(examples[..<2])), stack(Array(examples[2...]))])
            outputs += [single(layer, batch), vmap(vmap { single(layer, $0) })(batch)]
        }
        return TreePair(gradients, outputs)
    }
    let results = run(TreePair(layer, try recording.input))
    var outputs = results.second
    for _ in 0..<(also == nil ? 1 : 2) {
        let text = try recording.difference(
            outputs.removeFirst(), expected, bounds?.outputs[0], closeness)
        #expect(text == nil, comment)
    }
    if batches {
        let found = try recording.difference(outputs[0], outputs[1], nil, closeness)
        #expect(found == nil, "\(recording.name), batches")
    }
    if let gradient = try pulled[0]?.tensor {
        let text = try recording.difference(
            results.first.second, gradient, bounds?.inputCotangents?[0], closeness)
        #expect(text == nil, comment)
    }
    let labels = recording.parameterNames
    let recorded = Dictionary(
        uniqueKeysWithValues: try zip(labels, pulled.dropFirst()).compactMap { name, array in
            try array.map { (name, try $0.tensor) }
        })
    let wanted = try blank.loading(recorded, names: names, strict: false)
    func size(_ x: Tensor) throws -> Double { try numbers(x).map { Swift.abs($0) }.max() ?? 0 }
    let largest = try recorded.values.map { try size($0) }.max() ?? 0
    let (truth, allowed) = try recording.boundsOfWeights()
    let wide = allowed.isEmpty ? blank : blank.cast(to: .float64)
    let truths = try wide.loading(truth, names: names, strict: false).leaves
    let limits = try wide.loading(allowed, names: names, strict: false).leaves
    for (index, found) in results.first.first.describedLeaves.enumerated() where found.isTrainable {
        let expected = wanted.leaves[index]
        if vanishing.contains(found.path.description) {
            #expect(try size(found.tensor) <= closeness.relative * largest, comment)
            #expect(try size(expected) <= closeness.relative * largest, comment)
            continue
        }
        let bound =
            allowed.isEmpty
            ? nil
            : TruthAndBound(
                truth: try FixtureArray(truths[index]), allowed: try FixtureArray(limits[index]))
        let text = try recording.difference(found.tensor, expected, bound, closeness)
        #expect(text == nil, "\(recording.name), gradient of \(found.path)")
    }
}
