@testable import Espalier

/// Incomplete functions and numbers whose derivatives are made of them.
let randomEntries: [BatteryEntry] = [
    // Below x = a by a series, above it by a continued fraction.
    .binary("IncompleteGamma", variant: "series", spread([2, 2], 1.5, 3), spread([2], 0.4, 0.9)) {
        gammainc($0, $1)
    },
    .binary(
        "IncompleteGamma", variant: "fraction", spread([2, 2], 0.5, 1.5), spread([2], 2, 3)
    ) { gammaincc($0, $1) },
    .binary("IncompleteGamma", variant: "sample", spread([2], 0.5, 1.5), spread([2], 0.6, 1)) {
        gammaSampleDerivative($0, $1)
    },
    BatteryEntry(
        "IncompleteBeta", [spread([2, 2], 0.5, 2), spread([2], 1, 3), spread([2], 0.2, 0.7)]
    ) { [betainc($0[0], $0[1], $0[2])] },
    // Numbers jump where the rejection takes another turn; the derivative is that at a fixed level of their
    // distribution function.
    BatteryEntry(
        "RandomGamma", [Key(5).data, spread([2], 0.8, 3)], isTrueDerivative: false
    ) { [Key(data: $0[0]).gamma($0[1])] },
    BatteryEntry(
        "RandomGamma", variant: "logarithms", [spread([2], 0.2, 3)], isTrueDerivative: false
    ) { [Key(6).logGamma($0[0])] },
]
