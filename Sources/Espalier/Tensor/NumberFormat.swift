import Foundation

/// The decimal digits of a floating-point number, as printing lays them out.
///
/// A number is written with the fewest digits that read back as the same number of its dtype. Where that takes more
/// fractional digits than the precision allows, or fewer than are asked for, the digits are those of the exact
/// value, rounded to nearest.
struct Digits {
    let isNegative: Bool
    /// Significant digits without leading zeros; `0` for zero.
    var digits: [Character]
    /// The power of ten that the first digit counts.
    var exponent: Int

    /// The shortest digits of a finite number of the dtype.
    init(shortest value: Double, _ dtype: DType) {
        let text =
            switch dtype.realPart {
            // Swift writes whole halves out in full, with more digits than they need.
            case .float16: Self.shortest(value, atMost: 5) { Double(Float16($0)) }
            case .bfloat16: Self.shortest(value, atMost: 4) { Double(Float(BFloat16($0))) }
            case .float32: Float(value).description
            default: value.description
            }
        self.init(parsing: text)
    }

    /// The digits of the exact value rounded to so many after the point.
    init(fixed value: Double, fraction: Int) {
        self.init(parsing: String(format: "%.\(fraction)f", value))
    }

    /// The digits of the exact value rounded to so many after the first.
    init(scientific value: Double, fraction: Int) {
        self.init(parsing: String(format: "%.\(fraction)e", value), keepingZeros: true)
    }

    private static func shortest(
        _ value: Double, atMost limit: Int, _ rounding: (Float) -> Double
    ) -> String {
        for count in 0..<limit {
            let text = String(format: "%.\(count)e", value)
            if let number = Float(text), rounding(number) == value { return text }
        }
        return String(format: "%.\(limit)e", value)
    }

    private init(parsing text: String, keepingZeros: Bool = false) {
        isNegative = text.first == "-"
        let parts = text.drop { $0 == "-" }.split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        var all = Array(mantissa[0])
        var exponent = all.count - 1 + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        if mantissa.count > 1 { all += mantissa[1] }
        if let first = all.firstIndex(where: { $0 != "0" }) {
            all.removeFirst(first)
            exponent -= first
            if !keepingZeros {
                while all.count > 1, all.last == "0" { all.removeLast() }
            }
        } else {
            all = keepingZeros ? all : ["0"]
            exponent = 0
        }
        digits = all
        self.exponent = exponent
    }

    /// The digits before and after the point in positional notation, the latter without trailing zeros.
    var positional: (whole: String, fraction: String) {
        if exponent < 0 {
            let fraction = String(repeating: "0", count: -exponent - 1) + String(digits)
            return ("0", digits == ["0"] ? "" : fraction)
        }
        let padded = digits + Array(repeating: "0", count: max(0, exponent + 1 - digits.count))
        return (String(padded[...exponent]), String(padded[(exponent + 1)...]))
    }

    /// The digits after the first, in scientific notation.
    var fraction: String { String(digits.dropFirst()) }

    /// The exponent with its sign and at least two digits.
    func exponentText(width: Int = 2) -> (sign: String, digits: String) {
        let text = String(abs(exponent))
        return (
            exponent < 0 ? "-" : "+",
            String(repeating: "0", count: max(0, width - text.count)) + text
        )
    }
}

/// How the numbers of one tensor are written so that they line up (NumPy's `FloatingFormat`).
struct FloatFormat {
    static let precision = 8

    private let dtype: DType
    private let forcesSign: Bool
    private var isScientific = false
    private var padLeft = 0
    private var padRight = 0
    private var exponentWidth = 2
    private var fractionDigits = 0

    /// The format for a collection of numbers.
    init(_ values: [Double], _ dtype: DType, forcesSign: Bool = false) {
        self.dtype = dtype
        self.forcesSign = forcesSign
        let finite = values.filter(\.isFinite)
        let magnitudes = finite.lazy.filter { $0 != 0 }.map(\.magnitude)
        if let largest = magnitudes.max(), let smallest = magnitudes.min() {
            isScientific =
                largest >= dtype.scientificCutoff
                || smallest < dtype.rounding(0.0001) || dtype.rounding(largest / smallest) > 1000
        }
        if isScientific {
            let all = finite.map(scientificDigits)
            fractionDigits = all.map(\.digits.count).max()! - 1
            exponentWidth = max(2, all.map { $0.exponentText().digits.count }.max()!)
            padLeft = all.map { signText($0).count + 1 }.max()!
            padRight = exponentWidth + 2 + fractionDigits
        } else {
            for value in finite {
                let digits = positionalDigits(value)
                let (whole, fraction) = digits.positional
                padLeft = max(padLeft, signText(digits).count + whole.count)
                padRight = max(padRight, fraction.count)
            }
        }
        for value in values where !value.isFinite {
            padLeft = max(padLeft, nonFinite(value, counting: true).count - padRight - 1)
        }
    }

    func text(_ value: Double) -> String {
        guard value.isFinite else {
            return leftPadded(nonFinite(value, counting: false), to: padLeft + padRight + 1)
        }
        if isScientific {
            var digits = scientificDigits(value)
            if digits.digits.count <= fractionDigits {
                digits = Digits(scientific: value, fraction: fractionDigits)
            }
            let exponent = digits.exponentText(width: exponentWidth)
            let mantissa = leftPadded(signText(digits) + String(digits.digits[0]), to: padLeft)
            return "\(mantissa).\(digits.fraction)e\(exponent.sign)\(exponent.digits)"
        }
        let digits = positionalDigits(value)
        let (whole, fraction) = digits.positional
        return leftPadded(signText(digits) + whole, to: padLeft) + "." + fraction
            + String(repeating: " ", count: padRight - fraction.count)
    }

    private func positionalDigits(_ value: Double) -> Digits {
        let digits = Digits(shortest: value, dtype)
        return digits.positional.fraction.count <= Self.precision
            ? digits : Digits(fixed: value, fraction: Self.precision)
    }

    private func scientificDigits(_ value: Double) -> Digits {
        let digits = Digits(shortest: value, dtype)
        guard digits.digits.count > Self.precision + 1 else { return digits }
        var rounded = Digits(scientific: value, fraction: Self.precision)
        while rounded.digits.count > 1, rounded.digits.last == "0" { rounded.digits.removeLast() }
        return rounded
    }

    private func signText(_ digits: Digits) -> String {
        digits.isNegative ? "-" : forcesSign ? "+" : ""
    }

    /// NaN or an infinity. NumPy counts a sign for every infinity where signs are forced or one is negative.
    private func nonFinite(_ value: Double, counting: Bool) -> String {
        if value.isNaN { return (forcesSign && !counting ? "+" : "") + "nan" }
        return (value < 0 ? "-" : forcesSign ? "+" : "") + "inf"
    }
}

/// A single number, as NumPy prints its scalars: `1.5`, `1e-05`, `nan`.
///
/// - Parameter bare: whether a whole number goes without `.0`, as the parts of a complex number do.
func scalarText(_ value: Double, _ dtype: DType, bare: Bool = false) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    let digits = Digits(shortest: value, dtype)
    let sign = digits.isNegative ? "-" : ""
    let cutoff = dtype.realPart == .float64 ? 1e16 : dtype.scientificCutoff
    if value != 0 && (value.magnitude >= cutoff || value.magnitude < 1e-4) {
        let exponent = digits.exponentText()
        let point = digits.fraction.isEmpty ? "" : "."
        return
            "\(sign)\(digits.digits[0])\(point)\(digits.fraction)e\(exponent.sign)\(exponent.digits)"
    }
    let (whole, fraction) = digits.positional
    if fraction.isEmpty { return sign + whole + (bare ? "" : ".0") }
    return "\(sign)\(whole).\(fraction)"
}

func leftPadded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

extension DType {
    /// The magnitude from which numbers are written with an exponent: what the dtype's digits can't hold exactly.
    fileprivate var scientificCutoff: Double {
        switch realPart {
        case .float16, .bfloat16, .float8E4M3FN, .float8E5M2: 1e3
        case .float32: 1e6
        default: 1e8
        }
    }

    /// The number as the dtype holds it.
    fileprivate func rounding(_ value: Double) -> Double {
        switch realPart {
        case .float16: Double(Float16(value))
        case .bfloat16: Double(Float(BFloat16(Float(value))))
        case .float32: Double(Float(value))
        case .float8E4M3FN: Double(Float(Float8E4M3FN(Float(value))))
        case .float8E5M2: Double(Float(Float8E5M2(Float(value))))
        default: value
        }
    }
}
