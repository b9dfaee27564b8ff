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
    let layer = try blank.loading(recording.weights, names: names)
    let expected = try recording.outputs[0].tensor
    guard let cotangent = try recording.cotangents?[0]?.tensor,
        let pulled = recording.inputCotangents
    else {
        var copy = layer
        let found = call(&copy, try recording.input)
        #expect(try difference(found, expected, closeness, for: recording.name) == nil, comment)
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
    #expect(
        try difference(outputs.removeFirst(), expected, closeness, for: recording.name) == nil,
        comment)
    if also != nil {
        let other = outputs.removeFirst()
        #expect(try difference(other, expected, closeness, for: recording.name) == nil, comment)
    }
    if batches {
        let found = try difference(outputs[0], outputs[1], closeness, for: recording.name)
        #expect(found == nil, "\(recording.name), batches")
    }
    if let gradient = try pulled[0]?.tensor {
        let found = results.first.second
        #expect(try difference(found, gradient, closeness, for: recording.name) == nil, comment)
    }
    let labels = recording.parameterNames
    let recorded = Dictionary(
        uniqueKeysWithValues: try zip(labels, pulled.dropFirst()).compactMap { name, array in
            try array.map { (name, try $0.tensor) }
        })
    let wanted = try blank.loading(recorded, names: names, strict: false)
    func size(_ x: Tensor) throws -> Double { try numbers(x).map { Swift.abs($0) }.max() ?? 0 }
    let largest = try recorded.values.map { try size($0) }.max() ?? 0
    for (found, expected) in zip(results.first.first.describedLeaves, wanted.leaves)
    where found.isTrainable {
        if vanishing.contains(found.path.description) {
            #expect(try size(found.tensor) <= closeness.relative * largest, comment)
            #expect(try size(expected) <= closeness.relative * largest, comment)
            continue
        }
        #expect(
            try difference(found.tensor, expected, closeness, for: recording.name) == nil,
            "\(recording.name), gradient of \(found.path)")
    }
}
