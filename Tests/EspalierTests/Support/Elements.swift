@testable import Espalier

/// A real tensor's elements, for comparisons with numbers in a test's text.
func elements(_ x: Tensor) throws -> [Double] {
    try x.asType(.float64).scalars(as: Double.self)
}
