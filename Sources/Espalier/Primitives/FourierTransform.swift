/// The discrete Fourier transform over the last axes, as many as there are lengths (`jax.lax.fft`).
///
/// The inverse ones divide by the number of elements. `real` takes real numbers and gives the half of the last axis
/// that determines the other one; `inverseReal` takes that half.
struct FourierTransform: LinearPrimitive {
    enum Kind: String, Sendable {
        case forward = "FFT"
        case inverse = "IFFT"
        case real = "RFFT"
        case inverseReal = "IRFFT"
    }

    let kind: Kind
    /// The sizes of the last axes, one to three, on the side where they are whole.
    let lengths: [Int]

    var name: String { "fft" }
    var printedParameters: [(name: String, value: String)] {
        [("type", kind.rawValue), ("lengths", "\(lengths)")]
    }

    func outputTypes(_ inputs: [ShapedTensor]) throws -> [ShapedTensor] {
        let type = inputs[0]
        let outer = type.shape.dropLast(lengths.count)
        let half = lengths.dropLast() + [(lengths.last ?? 0) / 2 + 1]
        let (given, result, dtype): ([Int], [Int], DType) =
            switch kind {
            case .forward, .inverse: (lengths, lengths, type.dtype)
            case .real: (lengths, Array(half), type.dtype.complexified)
            case .inverseReal: (Array(half), lengths, type.dtype.realPart)
            }
        let fits =
            kind == .real
            ? type.dtype == .float32 || type.dtype == .float64 : type.dtype.isComplex
        guard fits, (1...3).contains(lengths.count),
            Array(type.shape.suffix(lengths.count)) == given
        else {
            throw TensorError(
                "fft",
                """
                the transform \(kind.rawValue) of the lengths \(lengths) can't be taken of \(type); it needs \
                \(kind == .real ? "float32 or float64" : "complex") elements and last axes of the sizes \(given)
                """)
        }
        return [type.with(shape: outer + result, dtype: dtype)]
    }

    func lower(_ inputs: [Value], _ outputs: [ShapedTensor], in context: Lowering) throws -> [Value]
    {
        guard outputs[0].count > 0, inputs[0].type.count > 0 else {
            return [context.splat(0, outputs[0])]
        }
        return [
            context.emit(
                "stablehlo.fft", inputs,
                attributes: """
                    fft_type = #stablehlo<fft_type \(kind.rawValue)>, \
                    fft_length = \(Lowering.array(lengths))
                    """,
                result: outputs[0])
        ]
    }

    func transpose(_ cotangents: [Tensor?], _ inputs: [TransposeInput]) throws -> [Tensor?] {
        guard let cotangent = cotangents[0] else { return [nil] }
        switch kind {
        case .forward, .inverse: return [try bind1(self, cotangent)]
        case .real:
            // Each number of the half that is left out is the conjugate of one that is there, which so counts twice.
            let inverse = FourierTransform(kind: .inverseReal, lengths: lengths)
            let count = Double(lengths.sizeProduct)
            let halved = conjugate(cotangent) / (try multiplicity(cotangent.dtype))
            return [count * (try bind1(inverse, halved))]
        case .inverseReal:
            let transform = FourierTransform(kind: .real, lengths: lengths)
            let spectrum = try bind1(transform, cotangent)
            let scale = 1 / Double(lengths.sizeProduct)
            return [conjugate(scale * (try multiplicity(spectrum.dtype)) * spectrum)]
        }
    }

    /// How often each number of the half stands in the whole: once at the ends, twice between.
    private func multiplicity(_ dtype: DType) throws -> Tensor {
        let last = lengths[lengths.count - 1]
        let counts = (0...(last / 2)).map { place in
            HostScalar.float(place == 0 || 2 * place == last ? 1 : 2)
        }
        let type = ShapedTensor(shape: [counts.count], dtype: dtype)
        return Tensor(HostNode(counts.flatMap { $0.bytes(dtype) }, type))
    }

    func batch(_ inputs: [Tensor], _ axes: [Int?], over batch: BatchAxis) throws -> BatchResult {
        BatchResult(try bind1(self, try moveAxis(inputs[0], from: axes[0]!, to: 0)), 0)
    }
}
