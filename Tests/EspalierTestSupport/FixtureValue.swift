import Foundation

/// A JSON value: an attribute of a recorded call.
///
/// Members and elements are reached by subscript, and absent ones are `null`:
/// `attributes["axis"].int`, `attributes["index"][0]["slice"].array`.
package enum FixtureValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([FixtureValue])
    case object([String: FixtureValue])

    package var isNull: Bool { self == .null }

    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    package var int: Int? {
        if case .int(let value) = self { value } else { nil }
    }

    /// The number, whole or not; the strings `"nan"`, `"inf"` and `"-inf"` stand for themselves.
    package var double: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        case .string(let text) where ["nan", "inf", "-inf"].contains(text): Double(text)
        default: nil
        }
    }

    package var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    package var array: [FixtureValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// A list of whole numbers, such as axes or a shape.
    package var ints: [Int]? { list(\.int) }

    /// A list of numbers.
    package var doubles: [Double]? { list(\.double) }

    /// A list of flags.
    package var bools: [Bool]? { list(\.bool) }

    /// A list of strings.
    package var strings: [String]? { list(\.string) }

    private func list<Element>(_ element: (FixtureValue) -> Element?) -> [Element]? {
        guard let array else { return nil }
        let elements = array.compactMap(element)
        return elements.count == array.count ? elements : nil
    }

    package subscript(key: String) -> FixtureValue {
        if case .object(let members) = self { members[key] ?? .null } else { .null }
    }

    package subscript(index: Int) -> FixtureValue {
        if let array, array.indices.contains(index) { array[index] } else { .null }
    }
}

extension FixtureValue {
    /// A value of `JSONSerialization`.
    package init(_ value: Any?) {
        switch value {
        case let text as String: self = .string(text)
        case let elements as [Any]: self = .array(elements.map { FixtureValue($0) })
        case let members as [String: Any]: self = .object(members.mapValues { FixtureValue($0) })
        case let number as NSNumber:
            switch String(cString: number.objCType) {
            case "c": self = .bool(number.boolValue)
            case "d", "f":
                let value = number.doubleValue
                self = Int(exactly: value).map { .int($0) } ?? .double(value)
            default: self = Int(exactly: number).map { .int($0) } ?? .double(number.doubleValue)
            }
        default: self = .null
        }
    }
}
