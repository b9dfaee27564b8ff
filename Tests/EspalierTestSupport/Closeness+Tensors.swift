import Espalier
import Testing

/// The first element that is too far from the expected one, in words; nil where all are close.
package func difference(
    _ found: Tensor, _ expected: Tensor, _ closeness: Closeness, for name: String? = nil
) throws -> String? {
    try closeness.difference(FixtureArray(found), FixtureArray(expected), for: name)
}

/// Whether two tensors have one dtype, one shape, and elements that are close.
package func isClose(
    _ found: Tensor, _ expected: Tensor, _ closeness: Closeness = .rounding,
    sourceLocation: SourceLocation = #_sourceLocation
) -> Bool {
    do {
        return try difference(found, expected, closeness) == nil
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
        return false
    }
}

/// Whether two tensors are close by one tolerance, absolute and relative.
package func isClose(
    _ found: Tensor, _ expected: Tensor, tolerance: Double,
    sourceLocation: SourceLocation = #_sourceLocation
) -> Bool {
    isClose(found, expected, .within(tolerance), sourceLocation: sourceLocation)
}

/// Records an issue where a tensor isn't close to another.
package func expectClose(
    _ found: Tensor, _ expected: Tensor, _ closeness: Closeness,
    _ comment: @autoclosure () -> String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
    do {
        guard let difference = try difference(found, expected, closeness) else { return }
        Issue.record("\(difference) \(comment())", sourceLocation: sourceLocation)
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
}

/// Records an issue where tensors aren't close to recorded arrays, one for each.
package func expectClose(
    _ found: [Tensor], _ expected: [FixtureArray], _ closeness: Closeness,
    _ comment: @autoclosure () -> String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(found.count == expected.count, "\(comment())", sourceLocation: sourceLocation)
    for (index, (tensor, array)) in zip(found, expected).enumerated() {
        do {
            guard let difference = try closeness.difference(FixtureArray(tensor), array) else {
                continue
            }
            Issue.record(
                "\(comment()), tensor \(index): \(difference)", sourceLocation: sourceLocation)
        } catch {
            Issue.record(error, sourceLocation: sourceLocation)
        }
    }
}
