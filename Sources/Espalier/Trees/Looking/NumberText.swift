extension Int {
    /// The number with commas between thousands, `9,571`.
    package var grouped: String {
        var text = ""
        for (index, digit) in String(magnitude).reversed().enumerated() {
            if index > 0 && index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (self < 0 ? "-" : "") + String(text.reversed())
    }

    /// The number of bytes with two digits and a unit, `18.12KB`; a kilobyte has 1,024.
    package var byteText: String { scaled(by: 1024, digits: 2, separator: "") }

    /// The number of bytes with three digits and a unit, `64.500 KB`; a kilobyte has 1,024.
    var spacedByteText: String { scaled(by: 1024, digits: 3, separator: " ") }

    /// The number of bytes with one digit and a unit, `37.4KB`, or as it is up to a kilobyte, which has 1,000.
    var decimalByteText: String {
        self > 1000 ? scaled(by: 1000, digits: 1, separator: "", inclusive: false) : "\(self)B"
    }

    /// The number of bytes in the largest unit that fits.
    ///
    /// - Parameter inclusive: whether just one of a unit is written in that unit.
    private func scaled(
        by base: Double, digits: Int, separator: String, inclusive: Bool = true
    ) -> String {
        var value = Double(self)
        var units = ["B", "KB", "MB", "GB", "TB"][...]
        while (inclusive ? value >= base : value > base) && units.count > 1 {
            value /= base
            units.removeFirst()
        }
        // Sizes are binary fractions, so halves are met exactly; C's printf takes the even digit then.
        let scale = Int((0..<digits).reduce(1) { power, _ in power * 10 })
        let rounded = Int((value * Double(scale)).rounded(.toNearestOrEven))
        let fraction = String(rounded % scale)
        let zeros = String(repeating: "0", count: digits - fraction.count)
        return "\(rounded / scale).\(zeros)\(fraction)\(separator)\(units.first ?? "B")"
    }
}
