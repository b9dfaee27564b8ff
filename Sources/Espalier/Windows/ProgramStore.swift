import Synchronization

/// Programs by what they compute, so that tracing the same function again gives a program that has
/// been compiled already.
package final class ProgramStore: Sendable {
    private let programs: BoundedCache<Program, Program>

    private static let all = Mutex<[WeakStore]>([])
    private struct WeakStore: Sendable { weak var store: ProgramStore? }

    package init(capacity: Int = 64) {
        programs = BoundedCache(capacity: capacity)
        Self.all.withLock { stores in
            stores.removeAll { $0.store == nil }
            stores.append(WeakStore(store: self))
        }
    }

    /// The stored program with the same contents, or the program itself, which is stored.
    func program(like program: Program) -> Program {
        programs[program] ?? programs.store(program, for: program)
    }

    /// Empties all stores.
    static func clearAll() {
        for store in all.withLock({ $0.compactMap(\.store) }) { store.programs.removeAll() }
    }
}
