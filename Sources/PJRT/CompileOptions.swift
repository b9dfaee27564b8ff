/// The value of one of XLA's own switches, such as `"xla_backend_optimization_level": 0`.
public enum CompilerOption: Sendable, Hashable {
    /// A truth value.
    case bool(Bool)
    /// A number that is whole.
    case int(Int)
    /// Any number.
    case double(Double)
    /// A text, which also sets switches of other types.
    case string(String)
}

extension CompilerOption: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral
{
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .int(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// A text.
    public init(stringLiteral value: String) { self = .string(value) }
}

/// How a program is compiled.
public struct CompileOptions: Sendable, Hashable {
    /// How many copies of the program run side by side on data of their own.
    public var replicaCount: Int
    /// Over how many devices one copy is spread.
    public var partitionCount: Int
    /// The size of the stack that the compiler runs on, in bytes. LLVM recurses deeply on large
    /// programs; memory that it does not touch costs nothing.
    public var stackSize = 256 << 20
    /// XLA's own switches, by name, that are set for this program alone.
    public var overrides: [String: CompilerOption] = [:]

    /// Options for `partitionCount` × `replicaCount` devices; one device unless said otherwise.
    ///
    /// A program for several partitions carries its shardings as `sdy` attributes.
    public init(replicaCount: Int = 1, partitionCount: Int = 1) {
        self.replicaCount = replicaCount
        self.partitionCount = partitionCount
    }

    /// The options as a `CompileOptionsProto`, the form in which plugins take them.
    ///
    /// It is small enough to be written by hand: field 3 of the message holds the build options, of which only
    /// four numbers differ from their defaults, and field 7 a map of overrides.
    public var serialized: [UInt8] {
        var build: [UInt8] = []
        func append(field: Int, _ value: Int) {
            build += Self.varint(field << 3) + Self.varint(value)
        }
        append(field: 4, replicaCount)
        append(field: 5, partitionCount)
        if partitionCount > 1 {
            append(field: 6, 1)  // use_spmd_partitioning
            append(field: 19, 1)  // use_shardy_partitioner
        }
        var message = Self.field(3, build)
        for (name, option) in overrides.sorted(by: { $0.key < $1.key }) {
            // An entry of the map has a key and a value.
            let key = Self.field(1, Array(name.utf8))
            message += Self.field(7, key + Self.field(2, Self.serialized(option)))
        }
        return message
    }

    private static func serialized(_ option: CompilerOption) -> [UInt8] {
        switch option {
        case .string(let text): field(1, Array(text.utf8))
        case .bool(let isOn): [2 << 3, isOn ? 1 : 0]
        case .int(let number): [3 << 3] + varint(number)
        case .double(let number):
            [4 << 3 | 1] + withUnsafeBytes(of: number.bitPattern.littleEndian, Array.init)
        }
    }

    /// A field of bytes with its number and length.
    private static func field(_ number: Int, _ bytes: [UInt8]) -> [UInt8] {
        varint(number << 3 | 2) + varint(bytes.count) + bytes
    }

    private static func varint(_ value: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = UInt(value)
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }
}
