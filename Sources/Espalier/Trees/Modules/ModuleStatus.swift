/// What a module stores besides its properties: flags, and the nodes that it made lazily.
///
/// The flags are constants of the tree, so that a compiled function which meets others is traced
/// again.
public struct ModuleStatus: Sendable {
    /// What can hold of a module. None holds of a new one: it is trained, not frozen, and not yet
    /// initialised.
    public struct Flags: OptionSet, Hashable, Sendable {
        /// The flags as bits.
        public let rawValue: UInt8

        /// The flags of the given bits.
        @inlinable
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The leaves of the module don't learn; see ``Module/frozen()``.
        public static let frozen = Flags(rawValue: 1)
        /// The module is used and not trained; see ``Module/eval()``.
        public static let evaluating = Flags(rawValue: 2)
        /// The module's leaves were made; see ``Module/initialized(_:)``.
        public static let initialized = Flags(rawValue: 4)
    }

    /// What holds of the module.
    public var flags: Flags = []
    @usableFromInline var lazyNodes: [LazyNode] = []

    /// The status of a new module.
    @inlinable
    public init() {}

    subscript(flag: Flags) -> Bool {
        get { flags.contains(flag) }
        set {
            if newValue { flags.insert(flag) } else { flags.remove(flag) }
        }
    }
}

extension ModuleStatus: Hashable {
    /// Whether flags and lazily made nodes agree, so that modules can be compared by `==` if all of
    /// their properties can.
    public static func == (a: ModuleStatus, b: ModuleStatus) -> Bool {
        a.flags == b.flags && a.lazyNodes.count == b.lazyNodes.count
            && zip(a.lazyNodes, b.lazyNodes).allSatisfy { $0.isEqual(to: $1) }
    }

    /// Hashes the flags and the names of the nodes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(flags)
        for node in lazyNodes { hasher.combine(node.name) }
    }
}

extension ModuleStatus.Flags: CustomStringConvertible {
    /// The flags in words.
    public var description: String {
        var words: [String] = []
        if contains(.frozen) { words.append("frozen") }
        if contains(.evaluating) { words.append("evaluating") }
        if contains(.initialized) { words.append("initialized") }
        return words.isEmpty ? "training" : words.joined(separator: ", ")
    }
}
