import CPJRT

/// A compiled program on its devices.
///
/// It may be run from several threads at once.
public final class Executable: @unchecked Sendable {
    // The plugin synchronises access to the executable; the fields are constant.

    /// The client that the program was compiled by; the executable keeps it alive.
    public let client: Client
    /// The name of the program's module.
    public let name: String
    /// The type of each result.
    public let outputTypes: [ElementType]
    /// The shape of each result.
    public let outputShapes: [[Int]]
    /// The number of results.
    public let outputCount: Int
    /// The Swift functions that the program calls.
    public let callbacks: [HostCallback]
    /// Whether an execution is waited for, because a function can fail.
    package let isWaitedFor: Bool

    let handle: OpaquePointer
    private let program: OpaquePointer

    var api: API { client.api }

    /// Takes over `handle`, also when this throws.
    init(
        client: Client, handle: OpaquePointer, callbacks: [HostCallback]
    ) throws(PJRTError) {
        let api = client.api
        var program: OpaquePointer?
        do throws(PJRTError) {
            try api.check(
                cpjrt_loaded_executable_get(api.table, handle, &program),
                "inspecting an executable")
            (name, outputTypes, outputShapes) = try Self.inspect(api, program)
        } catch {
            if let program { cpjrt_executable_destroy(api.table, program) }
            cpjrt_loaded_executable_destroy(api.table, handle)
            throw error
        }
        guard let program else {
            cpjrt_loaded_executable_destroy(api.table, handle)
            throw .plugin(
                code: .internal, message: "the plugin returned no executable",
                operation: "inspecting an executable")
        }
        self.client = client
        self.callbacks = callbacks
        isWaitedFor = callbacks.contains(where: \.canFail)
        self.handle = handle
        self.program = program
        outputCount = outputTypes.count
    }

    deinit {
        cpjrt_executable_destroy(api.table, program)
        cpjrt_loaded_executable_destroy(api.table, handle)
    }

    /// The devices that the program runs on: one, unless it was compiled for more.
    ///
    /// - Throws: The plugin's error when it cannot tell.
    public var devices: [Device] {
        get throws(PJRTError) {
            var start: UnsafePointer<OpaquePointer?>?
            var count = 0
            try api.check(
                cpjrt_loaded_executable_devices(api.table, handle, &start, &count),
                "inspecting an executable")
            return UnsafeBufferPointer(start: start, count: count).compactMap { client.device($0) }
        }
    }

    /// What the program needs in memory.
    ///
    /// - Throws: The plugin's error when it cannot tell.
    public var memoryStatistics: CompiledMemoryStatistics {
        get throws(PJRTError) {
            var raw = CPJRT_Executable_GetCompiledMemoryStats_Args()
            try api.check(
                cpjrt_executable_memory_stats(api.table, program, &raw),
                "reading an executable's memory statistics")
            return CompiledMemoryStatistics(raw)
        }
    }

    /// The compiled program as bytes that ``Client/deserialize(_:)`` reads.
    ///
    /// On the CPU they hold machine code for this machine's instruction set, so that a cache must go by
    /// processor, platform and plugin version as well as by program.
    ///
    /// - Throws: ``PJRTError/misuse(operation:message:)`` for a program that calls Swift functions, which other
    ///   processes don't have; the plugin's error when it cannot serialize.
    public func serialize() throws(PJRTError) -> [UInt8] {
        guard callbacks.isEmpty else {
            throw .misuse(
                operation: "serializing an executable",
                message: "\(name) calls Swift functions of this process")
        }
        var start: UnsafePointer<CChar>?
        var count = 0
        var owner: OpaquePointer?
        var deleter: (@convention(c) (OpaquePointer?) -> Void)?
        try api.check(
            cpjrt_executable_serialize(api.table, program, &start, &count, &owner, &deleter),
            "serializing an executable")
        defer { deleter?(owner) }
        return Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    private static func inspect(
        _ api: API, _ program: OpaquePointer?
    ) throws(PJRTError) -> (name: String, types: [ElementType], shapes: [[Int]]) {
        let operation: StaticString = "inspecting an executable"
        var text: UnsafePointer<CChar>?
        var length = 0
        try api.check(cpjrt_executable_name(api.table, program, &text, &length), operation)
        let name = String(characters: text, count: length)

        var rawTypes: UnsafeMutablePointer<CPJRT_Buffer_Type>?
        var count = 0
        try api.check(
            cpjrt_executable_output_types(api.table, program, &rawTypes, &count), operation)
        var types: [ElementType] = []
        for (index, raw) in UnsafeBufferPointer(start: rawTypes, count: count).enumerated() {
            guard let type = ElementType(raw) else {
                throw .misuse(
                    operation: "\(operation)",
                    message: "result \(index) of \(name) is of PJRT type \(raw.rawValue), which"
                        + " cannot be handled here")
            }
            types.append(type)
        }

        var dimensions: UnsafePointer<Int64>?
        var ranks: UnsafePointer<Int>?
        try api.check(
            cpjrt_executable_output_dimensions(api.table, program, &dimensions, &ranks, &count),
            operation)
        var rest = dimensions
        var shapes: [[Int]] = []
        for rank in UnsafeBufferPointer(start: ranks, count: count) {
            shapes.append(UnsafeBufferPointer(start: rest, count: rank).map { Int($0) })
            rest = rest.map { $0 + rank }
        }
        return (name, types, shapes)
    }
}

extension Client {
    /// Compiles a program.
    ///
    /// - Parameters:
    ///   - text: A StableHLO module, in MLIR's textual form, with a public function `main`.
    ///   - options: For how many devices, and on what stack.
    ///   - callbacks: The Swift functions that the program calls. An execution of it is over, with all its calls,
    ///     when `execute` returns.
    /// - Throws: The plugin's error with the compiler's message when the program is wrong;
    ///   ``PJRTError/misuse(operation:message:)`` for callbacks on a platform that has none.
    public func compile(
        _ text: String, options: CompileOptions = .init(), callbacks: [HostCallback] = []
    ) throws(PJRTError) -> Executable {
        if !callbacks.isEmpty {
            guard isCPU else {
                throw .misuse(
                    operation: "compiling",
                    message:
                        "the program calls Swift functions, which only programs on the CPU can, and this"
                        + " is a client for \(platformName)")
            }
            try plugin.enableCallbacks()
        }
        guard options.replicaCount > 0, options.partitionCount > 0 else {
            throw .misuse(
                operation: "compiling",
                message: "there must be at least one replica and one partition")
        }
        var text = text
        var compiled: OpaquePointer?
        var threadFailure: Int32 = 0
        let serialized = options.serialized
        let error = text.withUTF8 { text in
            serialized.withUnsafeBufferPointer { encoded in
                text.withMemoryRebound(to: CChar.self) { text in
                    encoded.withMemoryRebound(to: CChar.self) { bytes in
                        cpjrt_client_compile(
                            api.table, handle, text.baseAddress, text.count, bytes.baseAddress,
                            bytes.count, options.stackSize, &compiled, &threadFailure)
                    }
                }
            }
        }
        guard threadFailure == 0 else {
            throw .misuse(
                operation: "compiling",
                message: "no thread with a stack of \(options.stackSize) bytes can be started"
                    + " (errno \(threadFailure))")
        }
        try api.check(error, "compiling")
        return try executable(compiled, "compiling", callbacks: callbacks)
    }

    /// Whether programs of this client can call Swift functions: on the CPU, by a plugin with PJRT's FFI extension.
    public var offersCallbacks: Bool {
        guard isCPU else { return false }
        do throws(PJRTError) { try plugin.enableCallbacks() } catch { return false }
        return true
    }

    /// Loads a program that ``Executable/serialize()`` wrote.
    ///
    /// - Throws: The plugin's error when the bytes are not of a program that it can load.
    public func deserialize(_ bytes: [UInt8]) throws(PJRTError) -> Executable {
        var loaded: OpaquePointer?
        let error = bytes.withUnsafeBytes { bytes in
            cpjrt_executable_load(
                api.table, handle, bytes.assumingMemoryBound(to: CChar.self).baseAddress,
                bytes.count, &loaded)
        }
        try api.check(error, "deserializing an executable")
        return try executable(loaded, "deserializing an executable")
    }

    private func executable(
        _ handle: OpaquePointer?, _ operation: StaticString, callbacks: [HostCallback] = []
    ) throws(PJRTError) -> Executable {
        guard let handle else {
            throw .plugin(
                code: .internal, message: "the plugin returned no executable",
                operation: "\(operation)")
        }
        return try Executable(client: self, handle: handle, callbacks: callbacks)
    }
}
