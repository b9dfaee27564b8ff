/// Random numbers that are the same in every run: Steele, Lea and Flood's SplitMix64.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: some BinaryInteger) { state = UInt64(truncatingIfNeeded: seed) }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    /// A whole number of a range.
    package mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    /// A multiple of an eighth between -1 and 1, so that sums of few are exact.
    package mutating func real() -> Double { Double(number(-8...8)) / 8 }

    /// True in a percentage of cases.
    package mutating func chance(_ percent: Int) -> Bool { number(0...99) < percent }
}
