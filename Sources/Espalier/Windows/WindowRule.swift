/// A primitive that acts on the elements of windows one by one, so that windows need not lie in
/// memory.
protocol WindowRule: Primitive {
    /// Whether the rule only chooses among elements, whatever their number.
    var isRearrangement: Bool { get }

    /// The elements of the result; nil where windows have to be gathered.
    func elements(
        _ inputs: [WindowOperand], _ type: ShapedTensor, in windows: WindowInterpreter
    ) throws -> [WindowElement]?

    /// The elements of the result where they can be read from an array that is computed once; nil
    /// where they can't.
    func lifted(
        _ inputs: [WindowOperand], _ type: ShapedTensor, in windows: WindowInterpreter
    ) throws -> [WindowElement]?
}

extension WindowRule {
    var isRearrangement: Bool { false }

    func lifted(
        _ inputs: [WindowOperand], _ type: ShapedTensor, in windows: WindowInterpreter
    ) throws -> [WindowElement]? { nil }
}

// MARK: - Element by element

/// A primitive of which every element of the result comes from the elements at the same place.
protocol PointwiseWindowRule: WindowRule {}

extension PointwiseWindowRule {
    func elements(
        _ inputs: [WindowOperand], _ type: ShapedTensor, in windows: WindowInterpreter
    ) throws -> [WindowElement]? {
        if let lifted = try lifted(inputs, type, in: windows) { return lifted }
        let operands = try inputs.map {
            try spread(try $0.elements(), $0.type.shape, to: type.shape)
        }
        return try (0..<type.count).map { index in
            if self is Multiply { return try product(operands[0][index], operands[1][index]) }
            return .cell(try bind(self, try operands.map { try $0[index].tensor() })[0])
        }
    }

    /// Where all elements are read at their places and the other operands are scalars, the
    /// operation is done once on what they are read from.
    func lifted(
        _ inputs: [WindowOperand], _ type: ShapedTensor, in windows: WindowInterpreter
    ) throws -> [WindowElement]? {
        guard type.count > 1 else { return nil }
        var sources: [WindowSource] = []
        var scalars: [Int: Tensor] = [:]
        var indices: [Int]?
        for (position, input) in inputs.enumerated() {
            switch input.content {
            case .gathered, .products: return nil
            case .uniform(let tensor):
                guard tensor.rank == 0 else { return nil }
                scalars[position] = tensor
            case .elements(let elements):
                guard input.type.shape == type.shape, let found = reads(elements),
                    indices == nil || indices == found.indices
                else { return nil }
                indices = found.indices
                sources.append(found.source)
            }
        }
        guard let indices, let first = sources.first else { return nil }
        let source = try first.mapped(
            with: Array(sources.dropFirst()), elementCount: type.count
        ) { tensors in
            var rest = tensors.makeIterator()
            return try bind(
                self, inputs.indices.map { scalars[$0] ?? rest.next()! })[0]
        }
        return source.map { source in indices.map { .read(source, $0) } }
    }
}

/// Where elements are read, if all are read from one source.
func reads(_ elements: [WindowElement]) -> (source: WindowSource, indices: [Int])? {
    guard case .read(let source, _)? = elements.first else { return nil }
    var indices: [Int] = []
    indices.reserveCapacity(elements.count)
    for element in elements {
        guard case .read(let other, let index) = element, other === source else { return nil }
        indices.append(index)
    }
    return (source, indices)
}

/// Elements broadcast by NumPy's rule.
private func spread(
    _ elements: [WindowElement], _ shape: [Int], to result: [Int]
) throws -> [WindowElement] {
    if shape == result { return elements }
    let offset = result.count - shape.count
    return Lattice(shape: shape).indices(over: result) { place in
        shape.indices.map { shape[$0] == 1 ? 0 : place[$0 + offset] }
    }.map { elements[$0] }
}

extension Add: PointwiseWindowRule {}
extension Subtract: PointwiseWindowRule {}
extension Multiply: PointwiseWindowRule {}
extension Divide: PointwiseWindowRule {}
extension Negate: PointwiseWindowRule {}
extension Remainder: PointwiseWindowRule {}
extension Maximum: PointwiseWindowRule {}
extension Minimum: PointwiseWindowRule {}
extension Power: PointwiseWindowRule {}
extension IntegerPower: PointwiseWindowRule {}
extension ArcTangent2: PointwiseWindowRule {}
extension NextAfter: PointwiseWindowRule {}
extension LogAddExp: PointwiseWindowRule {}
extension Sine: PointwiseWindowRule {}
extension Cosine: PointwiseWindowRule {}
extension Tangent: PointwiseWindowRule {}
extension ArcSine: PointwiseWindowRule {}
extension ArcCosine: PointwiseWindowRule {}
extension ArcTangent: PointwiseWindowRule {}
extension HyperbolicSine: PointwiseWindowRule {}
extension HyperbolicCosine: PointwiseWindowRule {}
extension HyperbolicTangent: PointwiseWindowRule {}
extension HyperbolicArcSine: PointwiseWindowRule {}
extension HyperbolicArcCosine: PointwiseWindowRule {}
extension HyperbolicArcTangent: PointwiseWindowRule {}
extension Exponential: PointwiseWindowRule {}
extension ExponentialMinusOne: PointwiseWindowRule {}
extension Logarithm: PointwiseWindowRule {}
extension LogarithmOfOnePlus: PointwiseWindowRule {}
extension Logistic: PointwiseWindowRule {}
extension SquareRoot: PointwiseWindowRule {}
extension ReciprocalSquareRoot: PointwiseWindowRule {}
extension CubeRoot: PointwiseWindowRule {}
extension ErrorFunction: PointwiseWindowRule {}
extension ComplementaryErrorFunction: PointwiseWindowRule {}
extension InverseErrorFunction: PointwiseWindowRule {}
extension LogGamma: PointwiseWindowRule {}
extension Digamma: PointwiseWindowRule {}
extension Polygamma: PointwiseWindowRule {}
extension HurwitzZeta: PointwiseWindowRule {}
extension ScaledBesselI1: PointwiseWindowRule {}
extension FormulaFunction: PointwiseWindowRule {}
extension BitCount: PointwiseWindowRule {}
extension ReducePrecision: PointwiseWindowRule {}
extension Floor: PointwiseWindowRule {}
extension Ceiling: PointwiseWindowRule {}
extension RoundToEven: PointwiseWindowRule {}
extension RoundAwayFromZero: PointwiseWindowRule {}
extension Sign: PointwiseWindowRule {}
extension AbsoluteValue: PointwiseWindowRule {}
extension IsFinite: PointwiseWindowRule {}
extension RealPart: PointwiseWindowRule {}
extension ImaginaryPart: PointwiseWindowRule {}
extension MakeComplex: PointwiseWindowRule {}
extension Conjugate: PointwiseWindowRule {}
extension Compare: PointwiseWindowRule {}
extension Bitwise: PointwiseWindowRule {}
extension Not: PointwiseWindowRule {}
extension Shift: PointwiseWindowRule {}
extension Select: PointwiseWindowRule {}
extension Convert: PointwiseWindowRule {}
extension Bitcast: PointwiseWindowRule {}
extension StopGradient: PointwiseWindowRule {}
