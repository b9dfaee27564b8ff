/// What has been derived from a program already: its derivative, its transpose, its batched form.
///
/// A loop's body is transformed again each time the loop is, so without this nested transformations
/// would take exponential time.
final class ProgramCache: Sendable {
    private let entries = BoundedCache<SendableKey, any Sendable>(capacity: 64)

    /// The stored value, or the one that `make` gives; two tasks may both make it, one is kept.
    func value<Value: Sendable>(for key: some Hashable & Sendable, _ make: () throws -> Value)
        rethrows -> Value
    {
        let key = SendableKey(key)
        if let found = entries[key] as? Value { return found }
        let made = try make()
        return entries.store(made, for: key) as? Value ?? made
    }
}

/// A key of any type whose values may be shared between tasks.
struct SendableKey: Hashable, @unchecked Sendable {
    private let key: AnyHashable

    init(_ key: some Hashable & Sendable) { self.key = AnyHashable(key) }
}
