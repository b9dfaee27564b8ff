extension Tensor: CustomStringConvertible, CustomDebugStringConvertible {
    /// The elements in NumPy's layout, as `print` of a NumPy array shows them.
    ///
    ///     print(Tensor([[1.0, 2.0], [3.0, 4.0]]))
    ///     // [[1. 2.]
    ///     //  [3. 4.]]
    ///
    /// Numbers have the fewest digits that tell them apart in their dtype, at most eight after the
    /// point. Of a tensor of more than 1000 elements the first and last three along each axis are
    /// shown. A traced tensor, which has no elements, shows its type and the transformation that
    /// follows it.
    public var description: String { text(separator: " ", prefix: "", suffix: "") }

    /// The elements with commas, and the dtype: `Tensor([1., 2.], dtype=float32)` (NumPy's `repr`).
    public var debugDescription: String {
        guard node.tag == .device || node.tag == .host else { return description }
        let elements = text(separator: ", ", prefix: "Tensor(", suffix: ")")
        var extras = "dtype=\(dtype))"
        if count > ArrayLayout.threshold || count == 0 && rank != 1 {
            extras = "shape=\(shape), " + extras
        }
        let text = "Tensor(\(elements),"
        let lastLine =
            text.split(separator: "\n", omittingEmptySubsequences: false).last?.count ?? 0
        let fits = lastLine + extras.count + 1 <= ArrayLayout.lineWidth
        return text + (fits ? " " : "\n       ") + extras
    }

    private func text(separator: String, prefix: String, suffix: String) -> String {
        switch node.tag {
        case .device, .host:
            break
        case .tracer:
            let tracer = unsafeDowncast(node, to: Tracer.self)
            return "Tracer<\(type) in \(tracer.interpreter.transformationName)>"
        case .abstract:
            return "Abstract<\(type)>"
        case .poison:
            return "Poisoned<\(unsafeDowncast(node, to: PoisonNode.self).error)>"
        case .nothing:
            return "Nothing"
        case .initializer:
            return "Initializer"
        }
        do {
            let elements = HostScalar.read(try hostBytes(), dtype)
            if rank == 0 && prefix.isEmpty { return elements[0].text(dtype) }
            if elements.isEmpty { return "[]" }
            let layout = ArrayLayout(
                shape: shape, separator: separator, width: ArrayLayout.lineWidth - suffix.count)
            let shown = layout.shownOffsets.map { elements[$0] }
            let format = elementFormat(shown, isScalar: rank == 0)
            return layout.text(hangingBy: prefix.count) { format(elements[$0]) }
        } catch {
            return "Unreadable<\(type), \(error)>"
        }
    }

    /// How each element is written so that all that are shown line up.
    private func elementFormat(_ shown: [HostScalar], isScalar: Bool) -> (HostScalar) -> String {
        if dtype == .bool {
            return { $0.real == 0 ? "False" : isScalar ? "True" : " True" }
        }
        if dtype.isComplex {
            let realFormat = FloatFormat(shown.map(\.real), dtype)
            let imaginaryFormat = FloatFormat(shown.map(\.imaginary), dtype, forcesSign: true)
            return { element in
                // The j stands right after the digits, before the spaces that fill up the column.
                let imaginary = imaginaryFormat.text(element.imaginary)
                let end =
                    imaginary.lastIndex { $0 != " " }.map(imaginary.index(after:))
                    ?? imaginary.endIndex
                return realFormat.text(element.real) + imaginary[..<end] + "j" + imaginary[end...]
            }
        }
        if dtype.isFloating {
            let format = FloatFormat(shown.map(\.real), dtype)
            return { format.text($0.real) }
        }
        let dtype = dtype
        let width = shown.map { $0.text(dtype).count }.max() ?? 0
        return { leftPadded($0.text(dtype), to: width) }
    }
}

extension HostScalar {
    /// The element alone, as NumPy prints a scalar.
    func text(_ dtype: DType) -> String {
        switch self {
        case .integer(let value): dtype == .bool ? (value == 0 ? "False" : "True") : String(value)
        case .unsigned(let value): String(value)
        case .float(let value): scalarText(value, dtype)
        case .complex(let real, let imaginary):
            complexText(real, imaginary, dtype)
        }
    }

    private func complexText(_ real: Double, _ imaginary: Double, _ dtype: DType) -> String {
        let second = scalarText(imaginary, dtype, bare: true) + "j"
        if real == 0 && real.sign == .plus { return second }
        let sign = second.hasPrefix("-") ? "" : "+"
        return "(" + scalarText(real, dtype, bare: true) + sign + second + ")"
    }
}

/// Elements in nested brackets, with line breaks and an ellipsis where there are many.
struct ArrayLayout {
    static let threshold = 1000
    static let edgeItems = 3
    static let lineWidth = 75

    let shape: [Int]
    let separator: String
    let width: Int

    private var isSummarized: Bool { shape.sizeProduct > Self.threshold }
    /// The separator without the space at its end.
    private var mark: String { separator == " " ? "" : "," }

    /// The places along an axis that are shown; nil stands for the ellipsis.
    private func places(_ size: Int) -> [Int?] {
        guard isSummarized, size > 2 * Self.edgeItems else { return Array(0..<size) }
        return Array(0..<Self.edgeItems) + [nil] + Array(size - Self.edgeItems..<size)
    }

    /// Where the shown elements stand in row-major order.
    var shownOffsets: [Int] {
        shape.reduce([0]) { offsets, size in
            let shown = places(size).compactMap { $0 }
            return offsets.flatMap { offset in shown.map { offset * size + $0 } }
        }
    }

    func text(hangingBy indentation: Int, _ element: (Int) -> String) -> String {
        render(
            axis: 0, offset: 0, indentation: String(repeating: " ", count: indentation + 1),
            width: width, element)
    }

    private func render(
        axis: Int, offset: Int, indentation: String, width: Int, _ element: (Int) -> String
    ) -> String {
        guard axis < shape.count else { return element(offset) }
        let places = places(shape[axis])
        let text =
            axis == shape.count - 1
            ? row(places, offset: offset * shape[axis], indentation, width, element)
            : places.map { place in
                guard let place else { return indentation + "..." }
                return indentation
                    + render(
                        axis: axis + 1, offset: offset * shape[axis] + place,
                        indentation: indentation + " ", width: width - 1, element)
            }.joined(separator: mark + String(repeating: "\n", count: shape.count - 1 - axis))
        return "[" + text.dropFirst(indentation.count) + "]"
    }

    /// The elements of the last axis, broken into lines.
    private func row(
        _ places: [Int?], offset: Int, _ indentation: String, _ width: Int,
        _ element: (Int) -> String
    ) -> String {
        var done = ""
        var line = indentation
        for (index, place) in places.enumerated() {
            let word = place.map { element(offset + $0) } ?? "..."
            if line.count + word.count > width - 1 && line.count > indentation.count {
                while line.last == " " { line.removeLast() }
                done += line + "\n"
                line = indentation
            }
            line += word
            if index < places.count - 1 { line += separator }
        }
        return done + line
    }
}
