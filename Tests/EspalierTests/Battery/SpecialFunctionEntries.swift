@testable import Espalier

private let shape = [2, 3]

/// Formulas with a rule of their own, with the derivative of their value, and with a loop inside; bits; what XLA has
/// an operation for.
let specialFunctionEntries: [BatteryEntry] = [
    .unary("FormulaFunction", spread(shape, 0.2, 0.8), logit),
    .binary("FormulaFunction", variant: "of two", spread(shape, 0.5, 2), spread([3], 0.5, 2)) {
        xlogy($0, $1)
    },
    .unary("FormulaFunction", variant: "without a rule", spread(shape, 0.5, 3), gamma),
    .unary("FormulaFunction", variant: "spence", spread(shape, 0.2, 3), spence),
    .unary("FormulaFunction", variant: "with a loop", spread(shape, 0.3, 3)) { expn(2, $0) },
    BatteryEntry(
        "FormulaFunction", variant: "of integers", [Tensor([12, 18]), Tensor([[8], [27]])]
    ) { [gcd($0[0], $0[1])] },
    BatteryEntry("FormulaFunction", variant: "complex", [complexSpread(shape)]) { [wofz($0[0])] },
    .binary("HurwitzZeta", spread(shape, 2, 4), spread([3], 0.5, 2)) { zeta($0, $1) },
    .unary("ScaledBesselI1", spread(shape, 0.3, 3), i1e),
    .unary("BitCount", Tensor([1, 2, 7]), populationCount),
    BatteryEntry("ReducePrecision", [spread(shape)], isTrueDerivative: false) {
        [reducePrecision($0[0], exponentBits: 11, mantissaBits: 51)]
    },
]
