import CPJRT
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// A Swift function that compiled programs call.
///
/// A program names it by its number, in a `stablehlo.custom_call` that ``attributes`` is for, and is compiled with
/// ``Client/compile(_:options:callbacks:)``. The executable keeps the function alive.
///
/// The function runs on a thread of the plugin, or on the one that called
/// ``Executable/execute(_:keeping:)``; on several at once where several executions are under way. It must not call
/// into this module, which may wait for the very execution that the function is part of, and must not wait for a
/// lock that is held around such a call. The threads of the plugin have the system's usual stacks.
public final class HostCallback: Sendable {
    /// An array that a program passes to a function, or that the function fills.
    public struct Array {
        /// The type of the elements.
        public let elementType: ElementType
        /// The size along each axis; empty for a scalar.
        public let shape: [Int]
        /// The elements, dense and in row-major order; valid during the call. Arguments must not be written to.
        public let bytes: UnsafeMutableRawBufferPointer
    }

    /// What a program calls: takes the arguments, fills the results. A thrown error ends the execution with
    /// ``PJRTError/hostCallback(message:)``.
    public typealias Body = @Sendable (_ arguments: [Array], _ results: [Array]) throws -> Void

    /// The function's number in programs.
    public let number: Int
    /// Whether the function may throw.
    public let canFail: Bool
    private let body: Body

    private struct WeakCallback {
        weak var callback: HostCallback?
    }

    /// The functions that are alive. The lock is held only for a look into the dictionary.
    private static let registry = Mutex<(next: Int, callbacks: [Int: WeakCallback])>((1, [:]))

    /// Makes a function known to programs, for as long as somebody holds on to it.
    ///
    /// - Parameter canFail: whether the function may throw. Programs that call only functions that don't aren't
    ///   waited for.
    public init(canFail: Bool = true, _ body: @escaping Body) {
        self.body = body
        self.canFail = canFail
        number = Self.registry.withLock { registry in
            defer { registry.next += 1 }
            return registry.next
        }
        Self.registry.withLock { $0.callbacks[number] = WeakCallback(callback: self) }
    }

    deinit {
        _ = Self.registry.withLock { $0.callbacks.removeValue(forKey: number) }
    }

    /// How many functions are alive.
    package static var count: Int { registry.withLock { $0.callbacks.count } }

    /// The attributes of a `stablehlo.custom_call` of this function, in MLIR's text.
    public var attributes: String {
        """
        call_target_name = "\(CPJRT_CALLBACK_TARGET)", api_version = 4 : i32, \
        backend_config = {\(CPJRT_CALLBACK_ATTRIBUTE) = \(number) : i64}
        """
    }

    // MARK: Answering

    /// Answers a call; gives the message of a failure.
    static func answer(_ number: Int, _ frame: UnsafePointer<CXLA_FFI_CallFrame>) -> String? {
        guard let callback = registry.withLock({ $0.callbacks[number]?.callback }) else {
            return Self.marked("the host function \(number) of this program is gone")
        }
        let (args, rets) = (frame.pointee.args, frame.pointee.rets)
        do {
            let arguments = try (0..<Int(args.size)).map { index in
                try array(args.types[index] == CXLA_FFI_ArgType_BUFFER ? args.args[index] : nil)
            }
            let results = try (0..<Int(rets.size)).map { index in
                try array(rets.types[index] == CXLA_FFI_RetType_BUFFER ? rets.rets[index] : nil)
            }
            try callback.body(arguments, results)
            for result in results where result.elementType == .bool {
                result.bytes.normalizeTruths()
            }
            return nil
        } catch {
            return Self.marked(String(describing: error))
        }
    }

    private static func array(_ pointer: UnsafeMutableRawPointer?) throws(PJRTError) -> Array {
        guard let pointer else {
            throw .misuse(operation: "a host callback", message: "an argument is not an array")
        }
        let buffer = pointer.assumingMemoryBound(to: CXLA_FFI_Buffer.self).pointee
        guard let type = ElementType(ffi: buffer.dtype) else {
            throw .misuse(
                operation: "a host callback",
                message: "an array of XLA's type \(buffer.dtype.rawValue) cannot be handled here")
        }
        let shape = UnsafeBufferPointer(start: buffer.dims, count: Int(buffer.rank)).map { Int($0) }
        let bytes = UnsafeMutableRawBufferPointer(
            start: buffer.data, count: shape.reduce(type.byteSize, *))
        return Array(elementType: type, shape: shape, bytes: bytes)
    }

    // XLA puts words of its own around a message, so that marks say where ours begins and ends.
    private static let marks = (start: "[[host callback: ", end: " :host callback]]")

    private static func marked(_ message: String) -> String {
        // The message goes through C strings.
        marks.start + message.replacing("\0", with: "\u{FFFD}") + marks.end
    }

    /// The function's own message within a plugin's, if there is one.
    static func message(in text: String) -> String? {
        guard let start = text.firstRange(of: marks.start),
            let end = text[start.upperBound...].firstRange(of: marks.end)
        else { return nil }
        return String(text[start.upperBound..<end.lowerBound])
    }
}

extension Plugin {
    private static let callbackStates = Mutex<[Plugin: Result<Void, PJRTError>]>([:])

    /// Has the plugin call Swift functions from programs, unless it does so already.
    ///
    /// - Throws: ``PJRTError/misuse(operation:message:)`` where the plugin lacks PJRT's FFI extension, and the plugin's
    ///   error where it refuses.
    func enableCallbacks() throws(PJRTError) {
        let state = Self.callbackStates.withLock { states in
            if let state = states[self] { return state }
            let state = Result { () throws(PJRTError) in try registerCallback() }
            states[self] = state
            return state
        }
        try state.get()
    }

    private func registerCallback() throws(PJRTError) {
        var isOffered = false
        let error = cpjrt_register_callback(
            api.table,
            { number, frame in
                guard let frame, let message = HostCallback.answer(Int(number), frame) else {
                    return nil
                }
                return strdup(message)
            }, &isOffered)
        guard isOffered else {
            throw .misuse(
                operation: "compiling",
                message:
                    "the program calls Swift functions, which takes PJRT's FFI extension, and the plugin"
                    + " \(path) (PJRT API \(apiVersion)) does not have it")
        }
        try api.check(error, "registering the handler of host callbacks")
    }
}

extension ElementType {
    /// The type of that number in XLA's FFI.
    init?(ffi type: CXLA_FFI_DataType) {
        switch type {
        case CXLA_FFI_DataType_PRED: self = .bool
        case CXLA_FFI_DataType_S8: self = .int8
        case CXLA_FFI_DataType_S16: self = .int16
        case CXLA_FFI_DataType_S32: self = .int32
        case CXLA_FFI_DataType_S64: self = .int64
        case CXLA_FFI_DataType_U8: self = .uint8
        case CXLA_FFI_DataType_U16: self = .uint16
        case CXLA_FFI_DataType_U32: self = .uint32
        case CXLA_FFI_DataType_U64: self = .uint64
        case CXLA_FFI_DataType_F16: self = .float16
        case CXLA_FFI_DataType_F32: self = .float32
        case CXLA_FFI_DataType_F64: self = .float64
        case CXLA_FFI_DataType_BF16: self = .bfloat16
        case CXLA_FFI_DataType_C64: self = .complex64
        case CXLA_FFI_DataType_C128: self = .complex128
        case CXLA_FFI_DataType_F8E5M2: self = .float8E5M2
        case CXLA_FFI_DataType_F8E4M3FN: self = .float8E4M3FN
        default: return nil
        }
    }
}
