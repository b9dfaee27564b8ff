import Espalier

/// The message of the mistake that a piece of code makes; nil where it makes none.
package func mistake<R>(_ body: () throws -> R) -> String? {
    do {
        _ = try withErrors(body)
        return nil
    } catch {
        return String(describing: error)
    }
}
