import Synchronization

/// Values by key, at most so many: where there are more, those that were used least recently go.
///
/// A quarter of them goes at once, so that finding them costs little for each value.
final class BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        var lastUse: Int
    }

    private struct Contents {
        var entries: [Key: Entry] = [:]
        var uses = 0
    }

    private let contents = Mutex(Contents())
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    var count: Int { contents.withLock { $0.entries.count } }

    /// The stored value.
    subscript(_ key: Key) -> Value? {
        contents.withLock { contents in
            guard let index = contents.entries.index(forKey: key) else { return nil }
            contents.uses += 1
            contents.entries.values[index].lastUse = contents.uses
            return contents.entries.values[index].value
        }
    }

    /// Stores a value, unless there is one already, and gives the one that is stored.
    @discardableResult
    func store(_ value: Value, for key: Key) -> Value {
        // What goes is released after the lock.
        let (stored, _) = contents.withLock { contents -> (Value, [Entry]) in
            contents.uses += 1
            if let known = contents.entries[key] { return (known.value, []) }
            contents.entries[key] = Entry(value: value, lastUse: contents.uses)
            guard contents.entries.count > capacity else { return (value, []) }
            let oldest = leastRecentlyUsed(contents.entries, excessOver: capacity) { $0.lastUse }
            return (value, oldest.compactMap { contents.entries.removeValue(forKey: $0) })
        }
        return stored
    }

    func removeAll() {
        _ = contents.withLock { contents in
            defer { contents.entries = [:] }
            return contents.entries
        }
    }
}

/// The keys of the entries that go where there are more than the capacity: a quarter of it, and the excess.
func leastRecentlyUsed<Key, Entry>(
    _ entries: [Key: Entry], excessOver capacity: Int, lastUse: (Entry) -> Int
) -> [Key] {
    let byUse = entries.sorted { lastUse($0.value) < lastUse($1.value) }
    return byUse.prefix(entries.count - capacity + capacity / 4).map(\.key)
}
