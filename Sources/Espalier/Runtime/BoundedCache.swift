import Synchronization

/// Values by key, at most so many: where there are more, those that were used least recently go, and those that are
/// needed again and again stay.
final class BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        var lastUse: Int
    }

    private struct Contents {
        var entries: BoundedEntries<Key, Entry>
        var uses = 0
    }

    private let contents: Mutex<Contents>

    /// - Parameters:
    ///   - capacity: for values that were made once.
    ///   - returning: for values that had to be made again.
    init(capacity: Int, returning: Int = 0) {
        contents = Mutex(
            Contents(entries: BoundedEntries(capacity: capacity, returning: returning)))
    }

    var count: Int { contents.withLock { $0.entries.count } }

    /// The stored value.
    subscript(_ key: Key) -> Value? {
        contents.withLock { contents in
            contents.uses += 1
            let now = contents.uses
            return contents.entries.update(key) { entry in
                entry.lastUse = now
                return entry.value
            }
        }
    }

    /// Stores a value, unless there is one already, and gives the one that is stored.
    @discardableResult
    func store(_ value: Value, for key: Key) -> Value {
        // What goes is released after the lock.
        let (stored, _) = contents.withLock { contents -> (Value, [Entry]) in
            if let known = contents.entries.update(key, { $0.value }) { return (known, []) }
            contents.uses += 1
            let entry = Entry(value: value, lastUse: contents.uses)
            return (
                value,
                contents.entries.insert(entry, for: key, signature: key.hashValue) { $0.lastUse }
            )
        }
        return stored
    }

    func removeAll() {
        _ = contents.withLock { $0.entries.removeAll() }
    }
}

/// Entries in bounded numbers: many that came once pass through a small part, so that they don't displace those that
/// come back after they went (after Johnson and Shasha, "2Q: A low overhead high performance buffer management
/// replacement algorithm", 1994).
///
/// A quarter of a part goes at once, so that finding those that were used least recently costs little for each entry.
struct BoundedEntries<Key: Hashable, Entry> {
    private typealias Part = [Key: (entry: Entry, signature: Int)]

    private var fresh: Part = [:]
    private var returned: Part = [:]
    /// The signatures of what went, with the order in which it did.
    private var gone: [Int: Int] = [:]
    private var goneCount = 0
    private let capacity: Int
    private let returningCapacity: Int

    init(capacity: Int, returning: Int) {
        self.capacity = capacity
        returningCapacity = returning
    }

    var count: Int { fresh.count + returned.count }

    /// The entries, in no order.
    var all: [Entry] { fresh.values.map(\.entry) + returned.values.map(\.entry) }

    /// Changes the entry of a key, where there is one.
    mutating func update<Result>(_ key: Key, _ body: (inout Entry) -> Result) -> Result? {
        if let index = fresh.index(forKey: key) { return body(&fresh.values[index].entry) }
        if let index = returned.index(forKey: key) { return body(&returned.values[index].entry) }
        return nil
    }

    /// Adds an entry.
    ///
    /// - Parameter signature: what an entry that comes back has in common with the one that went.
    /// - Returns: the entries that go for it.
    mutating func insert(
        _ entry: Entry, for key: Key, signature: Int, lastUse: (Entry) -> Int
    ) -> [Entry] {
        if returningCapacity > 0, gone.removeValue(forKey: signature) != nil {
            returned[key] = (entry, signature)
            return Self.removeOldest(&returned, over: returningCapacity, lastUse).map(\.entry)
        }
        fresh[key] = (entry, signature)
        let oldest = Self.removeOldest(&fresh, over: capacity, lastUse)
        for (_, signature) in oldest where returningCapacity > 0 {
            goneCount += 1
            gone[signature] = goneCount
        }
        if gone.count > 2 * returningCapacity {
            let limit = goneCount - returningCapacity
            gone = gone.filter { $0.value > limit }
        }
        return oldest.map(\.entry)
    }

    /// Removes entries that are of no use any more.
    mutating func removeAll(where isDead: (Entry) -> Bool) {
        fresh = fresh.filter { !isDead($0.value.entry) }
        returned = returned.filter { !isDead($0.value.entry) }
    }

    /// Removes all entries, and gives them.
    mutating func removeAll() -> [Entry] {
        let entries = all
        (fresh, returned, gone) = ([:], [:], [:])
        return entries
    }

    private static func removeOldest(
        _ part: inout Part, over capacity: Int, _ lastUse: (Entry) -> Int
    ) -> [(entry: Entry, signature: Int)] {
        guard part.count > capacity else { return [] }
        let byUse = part.map { (key: $0.key, time: lastUse($0.value.entry)) }
            .sorted { $0.time < $1.time }
        return byUse.prefix(part.count - capacity + capacity / 4).compactMap {
            part.removeValue(forKey: $0.key)
        }
    }
}
