/// The distance that a computed number may have from the expected one: `absolute`, and `relative` times a size.
///
/// Every test that compares rounded numbers compares them by this. Integers and booleans have to be equal, and so have
/// dtypes, shapes and infinities.
package struct Closeness: Sendable {
    /// The number whose magnitude counts for `relative`.
    package enum Size: Sendable {
        /// The expected number itself, of a complex one each part by itself; the modulus of the difference counts, too.
        case part
        /// The expected element, of a complex one the larger part.
        case element
        /// The largest finite number of the expected array, where sums may cancel.
        case array
    }

    package var relative: Double
    package var absolute: Double
    package var size: Size
    /// The size that counts where it is smaller.
    package var leastSize: Double
    /// Whether a NaN agrees with a NaN.
    package var equatesNaN: Bool
    /// Whether 0 differs from -0.
    package var distinguishesZeros: Bool

    package init(
        relative: Double, absolute: Double = 0, size: Size = .part, leastSize: Double = 0,
        equatesNaN: Bool = false, distinguishesZeros: Bool = false
    ) {
        self.relative = relative
        self.absolute = absolute
        self.size = size
        self.leastSize = leastSize
        self.equatesNaN = equatesNaN
        self.distinguishesZeros = distinguishesZeros
    }

    /// The first element that is too far from the expected one, in words; nil where all are close.
    ///
    /// - Parameter name: what is compared, for ``Margins``.
    package func difference(
        _ found: FixtureArray, _ expected: FixtureArray, for name: String? = nil
    ) throws -> String? {
        guard found.dtype == expected.dtype else {
            return "the dtype is \(found.dtype) and should be \(expected.dtype)"
        }
        guard found.shape == expected.shape else {
            return "the shape is \(found.shape) and should be \(expected.shape)"
        }
        if found.bytes == expected.bytes && (equatesNaN || !expected.isInexact) { return nil }
        let (a, b) = (try found.numbers, try expected.numbers)
        guard a.count == b.count, a.count == expected.count * (expected.isComplex ? 2 : 1) else {
            return "there are \(a.count) numbers and should be \(b.count)"
        }
        guard expected.isInexact else {
            let width = expected.bytes.count / max(expected.count, 1)
            let byte = zip(found.bytes, expected.bytes).enumerated().first { $1.0 != $1.1 }?.offset
            let index = (byte ?? 0) / max(width, 1)
            return "element \(index) is \(a[index]) and should be \(b[index])"
        }
        var worst = 0.0
        defer { if let name { Margins.record("\(name) \(expected.dtype)", worst) } }
        let largest = b.filter(\.isFinite).map(\.magnitude).max() ?? 0
        let width = expected.isComplex ? 2 : 1
        for first in stride(from: 0, to: b.count, by: width) {
            let element = b[first..<first + width].filter(\.isFinite).map(\.magnitude).max() ?? 0
            for index in first..<first + width {
                let scale =
                    switch size {
                    case .part: b[index].isFinite ? b[index].magnitude : 0
                    case .element: element
                    case .array: largest
                    }
                if name != nil, a[index].isFinite, b[index].isFinite, a[index] != b[index] {
                    worst = max(worst, (a[index] - b[index]).magnitude / bound(scale))
                }
                if !agree(a[index], b[index], scale) {
                    let part =
                        width == 1 ? "" : index == first ? ", real part," : ", imaginary part,"
                    let off = (a[index] - b[index]).magnitude / max(scale, leastSize)
                    return """
                        element \(first / width)\(part) is \(a[index]) and should be \(b[index]); off by \(off)
                        """
                }
            }
            if width == 2, size == .part, !moduliAgree(a[first..<first + 2], b[first..<first + 2]) {
                return """
                    element \(first / 2) is \(a[first]) + \(a[first + 1])i and should be \(b[first]) + \
                    \(b[first + 1])i
                    """
            }
        }
        return nil
    }

    private func bound(_ size: Double) -> Double { absolute + relative * max(size, leastSize) }

    private func agree(_ a: Double, _ b: Double, _ size: Double) -> Bool {
        if a.isNaN || b.isNaN { return equatesNaN && a.isNaN && b.isNaN }
        if a.isInfinite || b.isInfinite { return a == b }
        if a == 0 && b == 0 { return !distinguishesZeros || a.sign == b.sign }
        return (a - b).magnitude <= bound(size)
    }

    private func moduliAgree(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Bool {
        func modulus(_ parts: [Double]) -> Double {
            (parts[0] * parts[0] + parts[1] * parts[1]).squareRoot()
        }
        let distance = modulus(zip(a, b).map(-))
        // Parts that aren't finite have been compared.
        return !distance.isFinite || distance <= bound(modulus(Array(b)))
    }
}
