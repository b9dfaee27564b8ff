import PJRT
import Synchronization

/// What kind of node a tensor holds, to tell them apart without a dynamic cast.
@usableFromInline
enum NodeTag: UInt8 {
    /// Elements in a device buffer.
    case device
    /// Elements in host memory, uploaded when first needed.
    case host
    /// A value that a transformation follows.
    case tracer
    /// A shape and dtype without elements.
    case abstract
    /// The result of a mistake inside `withErrors`.
    case poison
    /// A leaf that was filtered out.
    case nothing
    /// A leaf that is yet to be made.
    case initializer
}

/// What a tensor refers to. Immutable, and compared by identity.
///
/// A tensor is one strong reference to a node, so that a uniquely referenced node is a tensor that
/// nobody else holds: its buffer may be donated.
@usableFromInline
class Node: @unchecked Sendable {
    @usableFromInline final let tag: NodeTag
    final let type: ShapedTensor

    init(_ tag: NodeTag, _ type: ShapedTensor) {
        self.tag = tag
        self.type = type
    }
}

/// Elements in a buffer on a device.
///
/// The node owns the buffer itself: a second object for each would double what a result costs.
final class DeviceNode: Node, @unchecked Sendable {
    let client: Client
    private(set) var handle: BufferHandle

    init(_ client: Client, _ handle: BufferHandle, _ type: ShapedTensor) {
        self.client = client
        self.handle = handle
        super.init(.device, type)
    }

    deinit { client.release(handle) }

    /// The buffer, for what is asked of it seldom.
    var buffer: Buffer { Buffer(client: client, handle: handle, ownedBy: self) }

    /// Holds another buffer of the same type from now on.
    ///
    /// Only for a node that nobody else holds, whose own buffer was donated to the program that this one comes from.
    func take(_ result: BufferHandle) {
        client.release(handle)
        handle = result
    }
}

/// Elements in host memory, row-major; they go to a device when an operation first needs them
/// there.
final class HostNode: Node, @unchecked Sendable {
    /// Few elements are copied to the device. Many lie in aligned memory, which a device in the
    /// same memory reads in place.
    private enum Contents {
        case bytes([UInt8])
        case aligned(AlignedStorage)
    }

    private let contents: Contents
    /// The number that a literal was written with, so that it isn't rounded to float32 on its way
    /// to float64.
    let exact: HostScalar?
    private let uploaded = Mutex<Buffer?>(nil)

    /// Elements as bytes, of which booleans that aren't zero are true.
    init(_ bytes: [UInt8], _ type: ShapedTensor, exact: HostScalar? = nil) {
        var bytes = bytes
        if type.dtype == .bool, !bytes.withUnsafeBytes(\.areTruths) {
            bytes.withUnsafeMutableBytes { $0.normalizeTruths() }
        }
        contents = .bytes(bytes)
        self.exact = exact
        super.init(.host, type)
    }

    /// Elements copied from Swift values, which lie in memory as the dtype's elements do.
    init<Scalar: TensorScalar>(copying scalars: some Collection<Scalar>, _ type: ShapedTensor) {
        let copied = scalars.withContiguousStorageIfAvailable { Self.contents(copying: $0) }
        contents = copied ?? Array(scalars).withUnsafeBufferPointer { Self.contents(copying: $0) }
        exact = nil
        super.init(.host, type)
    }

    /// Elements that lie in aligned memory already; booleans that aren't zero are true.
    init(_ storage: AlignedStorage, _ type: ShapedTensor) {
        contents = .aligned(type.dtype == .bool ? storage.truths : storage)
        exact = nil
        super.init(.host, type)
    }

    private static func contents<Scalar>(copying scalars: UnsafeBufferPointer<Scalar>) -> Contents {
        let bytes = UnsafeRawBufferPointer(scalars)
        // Sharing memory with the device costs a little more than copying a few kilobytes.
        return bytes.count < 16 * 1024
            ? .bytes(Array(bytes)) : .aligned(AlignedStorage(copying: bytes))
    }

    /// A copy of the bytes.
    var bytes: [UInt8] {
        switch contents {
        case .bytes(let bytes): bytes
        case .aligned(let storage): Array(storage.bytes)
        }
    }

    func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
        -> Result
    {
        switch contents {
        case .bytes(let bytes): try bytes.withUnsafeBytes(body)
        case .aligned(let storage): try body(storage.bytes)
        }
    }

    func buffer(on runtime: Runtime) throws -> Buffer {
        if let buffer = uploaded.withLock({ $0 }), runtime.owns(buffer) { return buffer }
        let buffer =
            switch contents {
            case .bytes(let bytes): try runtime.upload(bytes, type)
            case .aligned(let storage): try runtime.share(storage, type)
            }
        return uploaded.withLock { stored in
            if let stored, runtime.owns(stored) { return stored }
            stored = buffer
            return buffer
        }
    }
}

/// A shape and dtype without elements: what `evalShape` gives in place of results.
final class AbstractNode: Node, @unchecked Sendable {
    init(_ type: ShapedTensor) { super.init(.abstract, type) }
}

/// The result of a mistake.
final class PoisonNode: Node, @unchecked Sendable {
    let error: TensorError

    init(_ error: TensorError, _ type: ShapedTensor) {
        self.error = error
        super.init(.poison, type)
    }
}

/// A leaf that is not there.
final class NothingNode: Node, @unchecked Sendable {
    static let shared = NothingNode()

    private init() { super.init(.nothing, ShapedTensor(shape: [0], dtype: .float32)) }
}

/// A leaf that is yet to be made.
final class InitializerNode: Node, @unchecked Sendable {
    let initializer: Initializer

    init(_ initializer: Initializer) {
        self.initializer = initializer
        super.init(.initializer, ShapedTensor(shape: [0], dtype: .float32))
    }
}

/// A value that a transformation follows: it belongs to the interpreter that made it.
class Tracer: Node, @unchecked Sendable {
    final let interpreter: Interpreter

    init(_ interpreter: Interpreter, _ type: ShapedTensor) {
        self.interpreter = interpreter
        super.init(.tracer, type)
    }

    /// The value underneath that has actual elements, where there is one: what Swift control flow
    /// reads.
    var concrete: Tensor? { nil }
}

extension [Tensor] {
    /// Passes the nodes as references that aren't counted: a loop over thousands of leaves would spend most of its
    /// time on counting.
    @inline(__always)
    func withUnretainedNodes<Result>(
        _ body: (UnsafeBufferPointer<Unmanaged<Node>>) throws -> Result
    ) rethrows -> Result {
        try withUnsafeBufferPointer { tensors in
            // A tensor is one strong reference to a node, laid out as one that isn't counted.
            try tensors.withMemoryRebound(to: Unmanaged<Node>.self, body)
        }
    }
}
