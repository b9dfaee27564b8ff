import Espalier
import Foundation

extension Tree {
    /// The constants of the tree by their paths, as texts that say the same in every process.
    ///
    /// A struct, or an enum with a payload, has an entry for each of its parts, so that files stay comparable with
    /// programs whose types have gained some. What has no such text, as a closure has none, is left out; so are
    /// modes, such as frozen.
    var constantTexts: [String: String] {
        var lister = ConstantLister()
        visit(&lister)
        return lister.texts
    }

    /// The constants as a text for the metadata of a file; nil where there are none.
    func encodedConstants() throws -> String? {
        let texts = constantTexts
        guard !texts.isEmpty else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(texts), as: UTF8.self)
    }

    /// Where the constants of the tree are not those of a file.
    func constantDifferences(from metadata: [String: String], _ file: String) throws -> [String] {
        guard let encoded = metadata[constantsKey] else { return [] }
        let saved: [String: String]
        do {
            saved = try JSONDecoder().decode([String: String].self, from: Data(encoded.utf8))
        } catch { throw FileError(file, "the constants can't be read: \(error)") }
        let own = constantTexts
        return saved.sorted { $0.key < $1.key }.compactMap { path, was in
            guard let now = own[path], now != was else { return nil }
            return "\(path) was \(was), and is \(now)"
        }
    }
}

/// What a file's metadata calls the constants.
let constantsKey = "espalier.constants"

private struct ConstantLister: TreeVisitor {
    var keys: [PathKey] = []
    var texts: [String: String] = [:]

    mutating func leaf(_ tensor: Tensor) {}

    mutating func child<T: Tree>(_ value: T, _ field: Field) {
        keys.append(field.key)
        value.visit(&self)
        keys.removeLast()
    }

    mutating func status(_ status: ModuleStatus) {}

    mutating func constant<T: Hashable & Sendable>(_ value: T, _ field: Field) {
        guard !field.isHidden || field.isStructural else { return }
        add(value, Path(keys + [field.key]).name)
    }

    private mutating func add(_ value: Any, _ path: String) {
        if let text = comparableText(value) {
            texts[path] = text
            return
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .struct, .tuple:
            for (index, part) in mirror.children.enumerated() {
                add(part.value, "\(path).\(part.label ?? String(index))")
            }
        case .enum:
            guard let payload = mirror.children.first, let name = payload.label else { return }
            texts[path] = name
            add(payload.value, "\(path).\(name)")
        case .collection:
            texts["\(path).count"] = String(mirror.children.count)
            for (index, part) in mirror.children.enumerated() {
                add(part.value, "\(path).\(index)")
            }
        case .optional:
            if let some = mirror.children.first { add(some.value, path) }
        default: break
        }
    }
}

/// A value without parts, or a collection of such, as text; nil for anything else.
private func comparableText(_ value: Any) -> String? {
    if let text = value as? String { return "\"\(text)\"" }
    let mirror = Mirror(reflecting: value)
    func texts() -> [String]? {
        let texts = mirror.children.map { comparableText($0.value) }
        return texts.contains(nil) ? nil : texts.compactMap(\.self)
    }
    switch mirror.displayStyle {
    case .optional: return mirror.children.isEmpty ? "nil" : texts()?.first
    case .collection: return texts().map { "[\($0.joined(separator: ", "))]" }
    // Both come in another order in each process.
    case .set: return texts().map { "[\($0.sorted().joined(separator: ", "))]" }
    case .dictionary:
        let pairs = mirror.children.map { pair in
            Mirror(reflecting: pair.value).children.map { comparableText($0.value) }
        }
        guard pairs.allSatisfy({ !$0.contains(nil) }) else { return nil }
        let texts = pairs.map { $0.compactMap(\.self).joined(separator: ": ") }
        return "[\(texts.sorted().joined(separator: ", "))]"
    case .enum: return mirror.children.isEmpty ? "\(value)" : nil
    case .class: return nil
    default:
        // Numbers have no children. Addresses differ in each process.
        guard mirror.children.isEmpty, value is any CustomStringConvertible else { return nil }
        return "\(value)"
    }
}
