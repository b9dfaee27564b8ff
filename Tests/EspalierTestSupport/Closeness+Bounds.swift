/// The bounds of all tests that have one in common. Those of recorded functions are in ``Tolerance``.
extension Closeness {
    /// A tolerance that is absolute and relative: of the expected number's magnitude plus 1.
    package static func within(_ tolerance: Double) -> Closeness {
        Closeness(relative: tolerance, absolute: tolerance)
    }

    /// Some roundings in float32, whose unit in the last place is 1.2e-7.
    package static let rounding = within(1e-5)

    /// A primitive in a compiled program and by itself, in float64.
    package static let compiledAndEager = within(1e-12)

    /// Rules of derivatives and batches, by the tolerance that the check names.
    package static func rules(_ tolerance: Double) -> Closeness {
        Closeness(relative: tolerance, absolute: tolerance, equatesNaN: true)
    }

    /// Tangents and central differences in float64.
    package static let differences = 1e-6

    /// Cotangents and tangents, or a batch and a loop over its examples, in float64.
    package static let exactRules = 1e-9

    /// A batch and a loop over its examples: sixteen units in the last place of numbers from 1 on, since sums are added in
    /// another order and smaller numbers are what terms of that size leave.
    package static func batches(of dtype: String) -> Closeness {
        Closeness(relative: Tolerance.relative(dtype), leastSize: 1, equatesNaN: true)
    }

    /// Layers and the recorded ones, relative to the largest number of the array: the order of sums differs, and
    /// float32 has a unit of 1.2e-7.
    package static let layers = layers(1e-5)

    /// Layers with another tolerance.
    package static func layers(_ tolerance: Double) -> Closeness {
        Closeness(relative: tolerance, size: .array, leastSize: 1e-3, equatesNaN: true)
    }

    /// Weighted sums over windows, in float64.
    package static let weightedSums = within(1e-11)

    /// Parameters after some steps of an optimizer.
    package static func optimizers(relative: Double, absolute: Double) -> Closeness {
        Closeness(relative: relative, absolute: absolute, equatesNaN: true)
    }
}

/// Bounds of errors that are computed on the device, as one number.
package enum ErrorBound {
    /// Difference quotients in float64 with steps of 1e-5 are good to about 1e-9, of gradients of gradients to about
    /// 1e-8, and a wrong derivative is wrong in its first digits.
    package static let differenceQuotients = 1e-6

    /// Two ways to the same numbers in float64, whose unit in the last place is 2e-16: a thousand times that, since
    /// decompositions and sums multiply what each step rounds.
    package static let rounding = 2e-13

    /// Difference quotients with steps of 1e-5 are good to 1e-10 where the function is smooth, and a wrong derivative
    /// is wrong in its first digits.
    package static let recordedDerivatives = 1e-6
}
