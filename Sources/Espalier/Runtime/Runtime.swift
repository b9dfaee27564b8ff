import Foundation
import PJRT
import Synchronization

/// A device and the programs compiled for it.
final class Runtime: Sendable {
    let client: Client
    let device: Device
    /// What programs leave decompositions of matrices to, where there is such a library.
    private let lapack: LAPACK?
    private let compiled = BoundedCache<EagerKey, CompiledPrimitive>(
        capacity: 192, returning: 1024)
    private let scalars = BoundedCache<ScalarKey, Buffer>(capacity: 1024)
    /// What programs avoid because the plugin computes it wrongly.
    private let guards: PluginGuards
    /// The compiler options of all programs.
    private let sharedOptions: SharedOptions

    init(_ device: Device) {
        self.client = device.client
        self.device = device
        let environment = ProcessInfo.processInfo.environment
        sharedOptions = SharedOptions(
            CompilerOptions.shared(environment, platform: device.client.platformName))
        guards = PluginGuards.needed(by: device.client, environment)
        lapack = device.client.offersCallbacks ? try? LAPACK.shared.get() : nil
    }

    private static let shared = Mutex<Runtime?>(nil)

    /// The runtime that operations run on: the default device's.
    ///
    /// - Throws: ``TensorError`` where no plugin is found or it can't be started.
    static var current: Runtime {
        get throws {
            if let runtime = shared.withLock({ $0 }) { return runtime }
            do {
                let client = try Client(try Plugin.find())
                guard let device = client.devices.first else {
                    throw TensorError("XLA", "the plugin \(client.platformName) has no device")
                }
                // A runtime may check its plugin and log what is wrong, which no lock is held for.
                let runtime = Runtime(device)
                return shared.withLock { stored in
                    if let stored { return stored }
                    stored = runtime
                    return runtime
                }
            } catch let error as PJRTError {
                throw TensorError("XLA", String(describing: error))
            }
        }
    }

    static func use(_ device: Device) {
        guard shared.withLock({ $0?.device }) != device else { return }
        let runtime = Runtime(device)
        shared.withLock { $0 = runtime }
    }

    /// Forgets what operations have been compiled to.
    static func clearCaches() {
        guard let runtime = shared.withLock({ $0 }) else { return }
        runtime.compiled.removeAll()
        runtime.scalars.removeAll()
    }

    /// The number of operations whose programs are kept.
    var compiledCount: Int { compiled.count }

    func owns(_ buffer: Buffer) -> Bool { buffer.client === client }

    /// The buffer of a node that lies on this runtime's device; nil where it has to be brought there first.
    @inline(__always)
    func deviceHandle(_ node: Node) -> BufferHandle? {
        guard node.tag == .device else { return nil }
        let node = unsafeDowncast(node, to: DeviceNode.self)
        return node.client === client ? node.handle : nil
    }

    // MARK: Moving elements

    func upload(_ bytes: [UInt8], _ type: ShapedTensor) throws -> Buffer {
        try bytes.withUnsafeBytes {
            try client.buffer(
                copying: $0, as: type.dtype.elementType, shape: type.shape, on: device)
        }
    }

    /// A buffer that reads the storage in place, where the device's memory is the host's.
    func share(_ storage: AlignedStorage, _ type: ShapedTensor) throws -> Buffer {
        try client.buffer(
            sharing: storage, as: type.dtype.elementType, shape: type.shape, on: device)
    }

    /// The buffer of a tensor that has elements, on this runtime's device, where it isn't yet: of a literal, or brought
    /// there from the host or from another device.
    func broughtBuffer(_ tensor: Tensor, for operation: String) throws -> Buffer {
        switch tensor.node.tag {
        case .device:
            return try upload(try tensor.hostBytes(), tensor.type)
        case .host:
            let node = unsafeDowncast(tensor.node, to: HostNode.self)
            guard tensor.type.shape.isEmpty else { return try node.buffer(on: self) }
            // Literals are made anew each time an expression is evaluated, so their buffers are kept by value.
            let key = ScalarKey(bytes: node.bytes, dtype: tensor.type.dtype)
            return try scalars[key] ?? scalars.store(try node.buffer(on: self), for: key)
        default:
            throw unusable(tensor, in: operation)
        }
    }

    // MARK: Running

    /// Told the name of each program that the current task compiles.
    @TaskLocal static var onCompilation: (@Sendable (String) -> Void)?

    /// Computes one primitive, compiled for the types of its operands.
    ///
    /// A primitive that holds programs is found again by their contents, though each call of `scan` traces new ones.
    func evaluate(_ primitive: some Primitive, _ inputs: [Tensor]) throws -> [Tensor] {
        guard primitive.hasDerivativeRules else {
            return try evaluateCompiledForm(primitive, inputs)
        }
        let compiledForm = try primitive.compiledForm
        return try evaluateCompiledForm(compiledForm, inputs)
    }

    private func evaluateCompiledForm(
        _ primitive: some Primitive, _ inputs: [Tensor]
    ) throws -> [Tensor] {
        let key = EagerKey(primitive, inputs)
        let program: CompiledPrimitive
        if let known = compiled[key] {
            program = known
        } else {
            program = try compile(primitive, inputs.map(\.type))
            // Users' functions are made anew each time, so that programs that call them are not looked up again.
            if !program.executable.callbacks.contains(where: \.canFail) {
                compiled.store(program, for: key)
            }
        }
        return try execute(program.executable, inputs, program.types, for: primitive.name)
    }

    /// Runs an executable on tensors that have elements.
    func execute(
        _ executable: Executable, _ inputs: [Tensor], _ types: [ShapedTensor], for operation: String
    ) throws -> [Tensor] {
        // What is brought to the device for this call has to live until its end.
        var held: [Buffer] = []
        return try withUnsafeTemporaryAllocation(
            of: BufferHandle?.self, capacity: inputs.count + types.count
        ) { slots in
            for index in inputs.indices {
                var handle = deviceHandle(inputs[index].node)
                if handle == nil {
                    held.append(try broughtBuffer(inputs[index], for: operation))
                    handle = held[held.count - 1].handle
                }
                slots.initializeElement(at: index, to: handle)
            }
            do {
                try withExtendedLifetime((inputs, held)) {
                    try executable.execute(slots, argumentCount: inputs.count)
                }
            } catch {
                throw TensorError(execution: error, of: operation)
            }
            return types.indices.map {
                Tensor(DeviceNode(client, slots[inputs.count + $0]!, types[$0]))
            }
        }
    }

    private func compile(
        _ primitive: any Primitive, _ types: [ShapedTensor]
    ) throws -> CompiledPrimitive {
        var count = 0
        func variable(_ type: ShapedTensor) -> Variable {
            defer { count += 1 }
            return Variable(id: count, type: type)
        }
        let inputs = types.map(variable)
        let outputs = try primitive.resultTypes(types).map(variable)
        let equation = Equation(
            primitive: primitive, inputs: inputs.map(Atom.variable), outputs: outputs)
        let program = Program(
            inputs: inputs, equations: [equation], outputs: outputs.map(Atom.variable),
            variableCount: count)
        let executable = try compile(program, name: primitive.name)
        return CompiledPrimitive(executable: executable, types: outputs.map(\.type))
    }

    /// Runs a program, compiled as a whole the first time.
    func run(_ program: Program, _ inputs: [Tensor], name: String) throws -> [Tensor] {
        let executable = try program.transformed.value(for: ExecutableKey(runtime: self)) {
            try compile(program, name: name)
        }
        return try execute(executable, inputs, program.outputs.map(\.type), for: name)
    }

    /// Compiles a program.
    func compile(_ program: Program, name: String, aliases: [Int?] = []) throws -> Executable {
        for type in program.outputTypes where sharesHostMemory {
            try SizeLimit.checkMemory(type, for: name)
        }
        let (text, callbacks) = try Lowering.lower(
            program, name: name, aliases: aliases, lapack: lapack,
            isForCPU: sharesHostMemory, guards: guards)
        return try compile(text, name: name, callbacks: callbacks)
    }

    /// Compiles a StableHLO module.
    func compile(
        _ text: String, name: String, callbacks: [HostCallback] = []
    ) throws -> Executable {
        Self.onCompilation?(name)
        // An option of ours that the plugin doesn't know shows in the first program that has it.
        for _ in 0...1 {
            let shared = sharedOptions.current
            do {
                let executable = try client.compile(
                    text, options: CompileOptions(shared, CompilerOptions.current, for: text),
                    callbacks: callbacks)
                try checkMemory(of: executable, name: name)
                return executable
            } catch let error as TensorError {
                throw error
            } catch PJRTError.misuse(_, let message) where !callbacks.isEmpty {
                throw TensorError(name, message)
            } catch {
                if sharedOptions.drop(shared.filter { !client.accepts($0.key, $0.value) }) {
                    continue
                }
                let chosen = CompilerOptions.current
                let cause =
                    chosen.isEmpty
                    ? "which is a bug in it" : "or one of the compiler options \(chosen)"
                throw TensorError(
                    name,
                    "the compiler refused a program of this library, \(cause): \(error)\n\(text)")
            }
        }
        throw TensorError(name, "the plugin refuses the options that it accepted before")
    }
}

extension Runtime {
    /// Whether the device is the processor, whose memory is the machine's.
    private var sharesHostMemory: Bool { client.platformName == "cpu" }

    /// Refuses a program before it asks for more memory than the machine has.
    ///
    /// Devices with memory of their own say themselves what they haven't got.
    private func checkMemory(of executable: Executable, name: String) throws {
        guard sharesHostMemory, let needs = try? executable.memoryStatistics.device else { return }
        try SizeLimit.checkMemory(
            needs.outputs.saturatingAdd(needs.temporary), for: name,
            "what the program computes, with its intermediate values,")
    }
}

private struct CompiledPrimitive: Sendable {
    let executable: Executable
    let types: [ShapedTensor]
}

/// What a program's executable is stored under: the runtime that it was compiled for.
private struct ExecutableKey: Hashable, Sendable {
    let runtime: Runtime

    static func == (a: ExecutableKey, b: ExecutableKey) -> Bool { a.runtime === b.runtime }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(runtime)) }
}

private struct ScalarKey: Hashable, Sendable {
    let bytes: [UInt8]
    let dtype: DType
}

/// What an eager operation's program is looked up by.
private struct EagerKey: Hashable, Sendable {
    let primitive: SendableKey
    let types: [ShapedTensor]

    init(_ primitive: some Primitive, _ inputs: [Tensor]) {
        self.primitive = SendableKey(primitive)
        self.types = inputs.map(\.type)
    }
}

extension DType {
    var elementType: ElementType {
        switch self {
        case .bool: .bool
        case .int8: .int8
        case .int16: .int16
        case .int32: .int32
        case .int64: .int64
        case .uint8: .uint8
        case .uint16: .uint16
        case .uint32: .uint32
        case .uint64: .uint64
        case .float16: .float16
        case .bfloat16: .bfloat16
        case .float32: .float32
        case .float64: .float64
        case .complex64: .complex64
        case .complex128: .complex128
        case .float8E4M3FN: .float8E4M3FN
        case .float8E5M2: .float8E5M2
        }
    }
}
