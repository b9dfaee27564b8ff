import Foundation

/// A function of one number that the check compares with the host's.
struct CheckedFunction: Sendable {
    let operation: String
    /// What it is called where something is wrong.
    let name: String
    /// The right number, of a number that is exact in the type.
    let right: @Sendable (Double) -> Double
    /// The intervals that ordinary arguments are drawn from.
    let domain: [ClosedRange<Double>]
    /// How many units in the last place a float32 may be off.
    let bound: Double
    /// The same for a float64, whose right number the host rounds, too.
    let wideBound: Double
    /// Whether the bound is that of numbers from 1 on for smaller ones, too.
    let isAbsolute: Bool
    /// Whether infinities and the like are among the arguments.
    let hasSpecials: Bool

    init(
        _ operation: String, _ domain: ClosedRange<Double>..., named name: String? = nil,
        bound: Double = 4, wideBound: Double = 8, absolute: Bool = false, specials: Bool = true,
        _ right: @escaping @Sendable (Double) -> Double
    ) {
        self.operation = operation
        self.name = name ?? String(operation.drop { $0 != "." }.dropFirst())
        self.domain = domain
        isAbsolute = absolute
        hasSpecials = specials
        self.bound = bound
        self.wideBound = wideBound
        self.right = right
    }

    /// How far a number of the type may be off. The narrow types are computed in float32 and rounded once; functions
    /// that are made of several steps may round each.
    func bound(_ type: CheckedType) -> Double {
        switch type {
        case .float64: wideBound
        case .float32: bound
        default: 2
        }
    }

    /// Whether a number of the type is right.
    func accepts(_ found: Double, _ right: Double, _ type: CheckedType) -> Bool {
        if type.distance(found, right) <= bound(type) { return true }
        // Numbers that are smaller than the normal ones may be flushed to zero.
        if Swift.abs(right) <= type.smallestNormal && Swift.abs(found) <= type.smallestNormal {
            return true
        }
        return isAbsolute && Swift.abs(right) < 1
            && type.distance(1 + Swift.abs(found - right), 1) <= bound(type)
    }

    /// Zeros, ones, infinities, NaN, the largest and the smallest number of the type.
    static func specials(_ type: CheckedType) -> [Double] {
        [
            0, -0.0, 1, -1, 0.5, -0.5, 2, -2, .infinity, -.infinity, .nan, type.largest,
            -type.largest, type.smallestNormal, -type.smallestNormal,
        ]
    }

    /// Special numbers, and then drawn ones.
    func arguments(_ type: CheckedType, count: Int) -> [Double] {
        var generator = CheckGenerator(seed: UInt64(count))
        let drawn = (0..<count).map { index in
            let interval = domain[index % domain.count]
            return type.rounded(
                interval.lowerBound + generator.unit() * (interval.upperBound - interval.lowerBound)
            )
        }
        let specials = hasSpecials ? Self.specials(type) : []
        return Array((specials + drawn).prefix(Swift.max(count, 1)))
    }

    /// The functions, with bounds that hold for the three plugins that the project knows but for their faults.
    static let all: [CheckedFunction] = [
        .init("stablehlo.abs", -9...9, bound: 0, wideBound: 0) { Swift.abs($0) },
        .init("stablehlo.negate", -9...9, bound: 0, wideBound: 0) { -$0 },
        .init("stablehlo.sign", -9...9, bound: 0, wideBound: 0) {
            $0.isNaN || $0 == 0 ? $0 : $0 > 0 ? 1 : -1
        },
        .init("stablehlo.floor", -9...9, bound: 0, wideBound: 0) { Foundation.floor($0) },
        .init("stablehlo.ceil", -9...9, bound: 0, wideBound: 0) { Foundation.ceil($0) },
        .init("stablehlo.round_nearest_even", -9...9, bound: 0, wideBound: 0) {
            $0.rounded(.toNearestOrEven)
        },
        .init("stablehlo.round_nearest_afz", -9...9, bound: 0, wideBound: 0) {
            $0.rounded(.toNearestOrAwayFromZero)
        },
        .init("stablehlo.sqrt", 0...9, 0...1e4) { Foundation.sqrt($0) },
        .init("stablehlo.rsqrt", 0.01...9, 1...1e4) { 1 / Foundation.sqrt($0) },
        .init("stablehlo.cbrt", -9...9, -1e4...1e4, bound: 8, wideBound: 16) {
            Foundation.cbrt($0)
        },
        .init("stablehlo.exponential", -9...9, -40...40) { Foundation.exp($0) },
        .init("stablehlo.exponential_minus_one", -9...9, -0.01...0.01) { Foundation.expm1($0) },
        .init("stablehlo.log", 0.001...9, 1...1e4) { Foundation.log($0) },
        .init("stablehlo.log_plus_one", -0.9...9, -0.01...0.01) { Foundation.log1p($0) },
        .init("stablehlo.logistic", -9...9, bound: 8, wideBound: 16) {
            1 / (1 + Foundation.exp(-$0))
        },
        .init("stablehlo.sine", -9...9, -100...100) { Foundation.sin($0) },
        .init("stablehlo.cosine", -9...9, -100...100) { Foundation.cos($0) },
        .init("stablehlo.tan", -9...9) { Foundation.tan($0) },
        .init("stablehlo.tanh", -9...9, -0.1...0.1, bound: 8, wideBound: 16) {
            Foundation.tanh($0)
        },
        .init("chlo.asin", -1...1) { Foundation.asin($0) },
        .init("chlo.acos", -1...1) { Foundation.acos($0) },
        .init("chlo.atan", -4...4, -0.1...0.1, -1000...1000) { Foundation.atan($0) },
        .init("chlo.sinh", -9...9, -0.1...0.1, bound: 8, wideBound: 16) { Foundation.sinh($0) },
        .init("chlo.cosh", -9...9, bound: 16, wideBound: 32) { Foundation.cosh($0) },
        .init("chlo.asinh", -9...9, -0.01...0.01, -1e4...1e4) { Foundation.asinh($0) },
        .init("chlo.acosh", 1...9, 1...1e4, bound: 8, wideBound: 16) { Foundation.acosh($0) },
        .init("chlo.atanh", -1...1, -0.01...0.01) { Foundation.atanh($0) },
        .init("chlo.erf", -4...4, -0.1...0.1) { Foundation.erf($0) },
        // It is 1 to all digits of float32.
        .init("chlo.erf", 4...10, named: "erf beyond 4", bound: 0, specials: false) {
            Foundation.erf($0)
        },
        .init("chlo.erfc", -4...4, 1...5, bound: 16, wideBound: 64) { Foundation.erfc($0) },
        // At its zeros, 1 and 2, nothing is left of the digits of its terms, and the special numbers have a 1.
        .init("chlo.lgamma", 2.5...20, bound: 32, wideBound: 64, absolute: true) {
            Foundation.lgamma($0)
        },
    ]
}

/// Fixed numbers that look like none (SplitMix64).
struct CheckGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A number from 0 up to 1.
    mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }

    /// A whole number of the range.
    mutating func integer(_ range: ClosedRange<Int>) -> Double {
        Double(range.lowerBound + Int(next() % UInt64(range.count)))
    }
}
