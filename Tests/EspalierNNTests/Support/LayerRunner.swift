import Espalier
import Testing

@testable import EspalierNN

/// How far numbers may be from the recorded ones, relative to the largest of the array: the order of sums differs, and
/// float32 has a unit of 1.2e-7.
let relativeTolerance = 1e-5

/// The elements, read on the host: a conversion on the device would be a program for each shape.
func numbers(_ x: Tensor) throws -> [Double] {
    switch x.dtype {
    case .float32: try x.scalars(as: Float.self).map { Double($0) }
    case .float64: try x.scalars(as: Double.self)
    case .bfloat16: try x.scalars(as: BFloat16.self).map { Double(Float($0)) }
    case .int32: try x.scalars(as: Int32.self).map { Double($0) }
    case .bool: try x.scalars(as: Bool.self).map { $0 ? 1 : 0 }
    case .complex64, .complex128: try numbers(real(x)) + numbers(imaginary(x))
    default: try x.asType(.float64).scalars(as: Double.self)
    }
}

/// What is wrong with a tensor; nil if it agrees with the recorded one.
func difference(
    _ found: Tensor, _ expected: Tensor, tolerance: Double = relativeTolerance
) throws -> String? {
    guard found.shape == expected.shape, found.dtype == expected.dtype else {
        return "is \(found.dtype) \(found.shape) and should be \(expected.dtype) \(expected.shape)"
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
/// what it makes of a batch, all by one program.
///
/// - Parameters:
///   - names: what parts of the layer are called in the recording.
///   - vanishing: leaves whose gradient is 0 for any input, so that what is found is the rounding of its terms: it is
///     compared with the largest of all gradients, not with itself.
///   - also: another way to the same output.
///   - call: how the layer is called.
func check<L: Layer>(
    _ recording: Recording, _ blank: L, names: [String: String] = [:],
    vanishing: Set<String> = [], tolerance: Double = relativeTolerance, batches: Bool = true,
    also: ((L, Tensor) -> Tensor)? = nil,
    call: @escaping (inout L, Tensor) -> Tensor = { layer, x in layer(x) }
) throws {
    let comment = Comment(rawValue: recording.name)
    let blank = recording.isDrawnAgain ? blank.cast(to: try recording.input.dtype) : blank
    let bounds = recording.bounds
    let layer = try blank.loading(recording.weights, names: names)
    let expected = try recording.outputs[0].tensor
    guard let cotangent = try recording.cotangents?[0]?.tensor,
        let pulled = recording.inputCotangents
    else {
        var copy = layer
        let found = call(&copy, try recording.input)
        let text = try difference(found, expected, bounds?.outputs[0], tolerance: tolerance)
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
    func differs(_ found: Tensor) throws -> String? {
        try difference(found, expected, bounds?.outputs[0], tolerance: tolerance)
    }
    #expect(try differs(outputs.removeFirst()) == nil, comment)
    if also != nil { #expect(try differs(outputs.removeFirst()) == nil, comment) }
    if batches {
        let dtype = outputs[0].dtype
        let found = try difference(
            outputs[0], outputs[1], tolerance: scaled(tolerance, to: dtype))
        #expect(found == nil, "\(recording.name), batches")
    }
    if let gradient = try pulled[0]?.tensor {
        let text = try difference(
            results.first.second, gradient, bounds?.inputCotangents?[0], tolerance: tolerance)
        #expect(text == nil, comment)
    }
    let labels = recording.attributes["parameters"].array.compactMap(\.string)
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
            #expect(try size(found.tensor) <= tolerance * largest, comment)
            #expect(try size(expected) <= tolerance * largest, comment)
            continue
        }
        let text = try difference(
            found.tensor, expected, tolerance: scaled(tolerance, to: expected.dtype))
        #expect(text == nil, "\(recording.name), gradient of \(found.path)")
    }
}

extension Layer {
    /// The layer with floating leaves in another dtype.
    fileprivate func cast(to dtype: DType) -> Self {
        replacingLeaves(
            with: leaves.map { $0.isNothing || !$0.dtype.isFloating ? $0 : $0.asType(dtype) })
    }
}
