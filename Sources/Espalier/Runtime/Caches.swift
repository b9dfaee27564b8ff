import Synchronization

/// Forgets what has been traced and compiled (`jax.clear_caches`): by jitted functions, by operations outside of them,
/// and by stencils.
///
/// What is used again is traced and compiled again; results are the same. Calls that run meanwhile aren't disturbed.
///
/// The library keeps a bounded number of programs by itself, at some 0.2 MB of memory each for small ones: the last 192
/// operations and the last 192 forms of jitted functions, of all functions together. Of those that were dropped and came
/// back it keeps 1,024 more of each.
public func clearCaches() {
    Runtime.clearCaches()
    TracedForms.shared.removeAll()
    ProgramStore.clearAll()
}

/// Which forms jitted functions remember, of all functions together.
final class TracedForms: Sendable {
    static let shared = TracedForms(capacity: 192, returning: 1024)

    private struct Form: Sendable {
        weak var entry: CompiledEntry?
        weak var owner: AnyCompiledFunction?

        var lastUse: Int { entry?.lastUse.load(ordering: .relaxed) ?? 0 }
    }

    private let forms: Mutex<BoundedEntries<ObjectIdentifier, Form>>
    private let capacity: Int
    /// The number of forms that were ever added: the time by which uses are compared.
    private let clock = Atomic<Int>(0)

    init(capacity: Int, returning: Int = 0) {
        forms = Mutex(BoundedEntries(capacity: capacity, returning: returning))
        self.capacity = capacity
    }

    /// The number of forms that are remembered.
    var count: Int { forms.withLock { $0.all.count { $0.entry != nil } } }

    /// The time of a use now.
    var now: Int { clock.load(ordering: .relaxed) }

    /// Notes that a function remembers a form; the least recently used forms are forgotten where there are too many.
    func add(_ entry: CompiledEntry, of owner: AnyCompiledFunction) {
        clock.add(1, ordering: .relaxed)
        entry.lastUse.store(now, ordering: .relaxed)
        let form = Form(entry: entry, owner: owner)
        let signature = entry.signature(in: owner)
        let forgotten = forms.withLock { forms in
            // Most functions that are made in passing are gone.
            if forms.count >= capacity { forms.removeAll { $0.entry == nil } }
            return forms.insert(form, for: ObjectIdentifier(entry), signature: signature) {
                $0.lastUse
            }
        }
        forget(forgotten)
    }

    func removeAll() { forget(forms.withLock { $0.removeAll() }) }

    private func forget(_ forms: [Form]) {
        for form in forms {
            if let entry = form.entry { form.owner?.forget(entry) }
        }
    }
}
