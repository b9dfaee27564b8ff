import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// Prints values when the program comes to this place (`jax.debug.print` with `ordered=True`).
///
///     debugPrint("x: {}, its sum: {}", x, x.sum())
///
/// Works eagerly and in compiled programs, loops and branches, where Swift's `print` sees no values. Lines come in
/// the order of the program, each exactly once each time; see
/// ``debugCallback(_:calling:)``. They go to ``DebugOutput/sink``, by default the standard output.
///
/// - Parameters:
///   - format: text with a field for each value: `{}`, or `{0}` by place; `{{` and `}}` are braces. Values are printed
///     as `print` prints tensors.
///   - first: the first value.
///   - rest: the other values.
public func debugPrint(_ format: String, _ first: Tensor, _ rest: Tensor...) {
    let values = [first] + rest
    debugPrint(format, values.enumerated().map { ("\($0)", $1) })
}

/// Prints values by their names (`jax.debug.print` with keywords).
///
///     debugPrint("loss {loss} at step {step}", ["loss": loss, "step": step])
///
/// As ``debugPrint(_:_:_:)``; a name may stand in the text several times.
public func debugPrint(_ format: String, _ values: [String: Tensor]) {
    debugPrint(format, values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
}

private func debugPrint(_ format: String, _ values: [(name: String, tensor: Tensor)]) {
    do {
        let template = try MessageTemplate(format, values.map(\.name), for: "debugPrint")
        effect("debugPrint", values.map(\.tensor)) { DebugOutput.sink(template.filled($0)) }
    } catch {
        _ = failed(error)
    }
}

/// Where ``debugPrint(_:_:_:)`` writes.
public enum DebugOutput {
    private static let current = Mutex<@Sendable (String) -> Void>(standardOutput)

    /// What is called with each line, without its end; at first ``standardOutput``.
    ///
    /// It may be called from any thread, and must not use tensor operations.
    public static var sink: @Sendable (String) -> Void {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }

    /// Writes a line to the standard output at once.
    public static let standardOutput: @Sendable (String) -> Void = { line in
        print(line)
        fflush(nil)
    }
}

/// Text with places for values.
struct MessageTemplate: Sendable {
    private enum Piece { case text(String), value(Int) }
    private var pieces: [Piece] = []

    /// Reads a format with `{}`, `{0}` or `{name}` in the place of values.
    ///
    /// - Throws: ``TensorError`` where fields and names don't fit each other.
    init(_ format: String, _ names: [String], for operation: String) throws {
        var text = ""
        var counted = 0
        var used: Set<Int> = []
        var rest = format[...]
        func failure(_ what: String) -> TensorError {
            TensorError(
                operation,
                "\(what) in the format \"\(format)\"; fields are {}, {0} or {name}, braces {{ and }}"
            )
        }
        while let character = rest.popFirst() {
            guard character == "{" || character == "}" else {
                text.append(character)
                continue
            }
            if rest.first == character {
                text.append(rest.removeFirst())
                continue
            }
            guard character == "{", let end = rest.firstIndex(of: "}") else {
                throw failure("there is a lone \(character)")
            }
            let field = rest[..<end]
            rest = rest[rest.index(after: end)...]
            if field.contains(":") {
                throw failure(
                    "the field {\(field)} asks for a layout, which values don't have (format them in"
                        + " debugCallback)")
            }
            let name = field.isEmpty ? "\(counted)" : String(field)
            if field.isEmpty { counted += 1 }
            guard let index = names.firstIndex(of: name) else {
                throw failure(
                    "the field {\(field)} has no value among the \(names.count) that were given")
            }
            used.insert(index)
            pieces += [.text(text), .value(index)]
            text = ""
        }
        pieces.append(.text(text))
        if let unused = names.indices.first(where: { !used.contains($0) }) {
            throw failure("the value \(names[unused]) of \(names.count) has no field")
        }
    }

    /// The text with values in it.
    func filled(_ values: [Tensor]) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .value(let index): values[index].description
            }
        }.joined()
    }
}
