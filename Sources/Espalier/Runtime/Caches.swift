import Synchronization

/// Forgets what has been traced and compiled (`jax.clear_caches`): by jitted functions, by operations outside of them,
/// and by stencils.
///
/// What is used again is traced and compiled again; results are the same. Calls that run meanwhile aren't disturbed.
///
/// The library keeps a bounded number of programs by itself, and drops those that were used least recently: 512
/// operations and 512 jitted forms, of all jitted functions together, at some 0.1 MB of memory each.
public func clearCaches() {
    Runtime.clearCaches()
    TracedForms.shared.removeAll()
    ProgramStore.clearAll()
}

/// Which forms jitted functions remember, of all functions together.
final class TracedForms: Sendable {
    static let shared = TracedForms(capacity: 512)

    private struct Form: Sendable {
        weak var entry: CompiledEntry?
        weak var owner: AnyCompiledFunction?
    }

    private let forms = Mutex<[ObjectIdentifier: Form]>([:])
    private let capacity: Int
    /// The number of forms that were ever added: the time by which uses are compared.
    private let clock = Atomic<Int>(0)

    init(capacity: Int) { self.capacity = capacity }

    /// The number of forms that are remembered.
    var count: Int { forms.withLock { $0.values.count { $0.entry != nil } } }

    /// The time of a use now.
    var now: Int { clock.load(ordering: .relaxed) }

    /// Notes that a function remembers a form; the least recently used forms are forgotten where there are too many.
    func add(_ entry: CompiledEntry, of owner: AnyCompiledFunction) {
        clock.add(1, ordering: .relaxed)
        entry.lastUse.store(now, ordering: .relaxed)
        let forgotten = forms.withLock { forms -> [Form] in
            forms[ObjectIdentifier(entry)] = Form(entry: entry, owner: owner)
            guard forms.count > capacity else { return [] }
            // Most functions that are made in passing are gone.
            forms = forms.filter { $0.value.entry != nil }
            guard forms.count > capacity else { return [] }
            let oldest = leastRecentlyUsed(forms, excessOver: capacity) { form in
                form.entry?.lastUse.load(ordering: .relaxed) ?? 0
            }
            return oldest.compactMap { forms.removeValue(forKey: $0) }
        }
        forget(forgotten)
    }

    func removeAll() {
        forget(
            forms.withLock { forms in
                defer { forms = [:] }
                return Array(forms.values)
            })
    }

    private func forget(_ forms: [Form]) {
        for form in forms {
            if let entry = form.entry { form.owner?.forget(entry) }
        }
    }
}
