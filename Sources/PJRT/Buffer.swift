import CPJRT

/// The plugin's name for a buffer. Nothing counts the references to it: who has been given it releases it.
package typealias BufferHandle = OpaquePointer

extension Client {
    /// Gives a buffer up.
    @inline(__always)
    package func release(_ handle: BufferHandle) { cpjrt_buffer_destroy(api.table, handle) }
}

/// An array on a device.
///
/// Its contents never change, but they may go away: by ``delete()``, or by being donated to a program
/// (``Executable/execute(_:keeping:)``). The computation that produces them may still be running;
/// reading waits for it. All methods may be called from several threads at once.
public final class Buffer: @unchecked Sendable {
    // The plugin synchronises access to the buffer; the fields are constant.

    /// The client that the buffer was made with; the buffer keeps it alive.
    public let client: Client

    package let handle: BufferHandle
    /// Whose the handle is, where it isn't this object's.
    private let owner: AnyObject?

    var api: API { client.api }

    init(client: Client, handle: BufferHandle) {
        self.client = client
        self.handle = handle
        owner = nil
    }

    /// A view of a buffer that `owner` releases when it goes; the view keeps it alive.
    package init(client: Client, handle: BufferHandle, ownedBy owner: AnyObject) {
        self.client = client
        self.handle = handle
        self.owner = owner
    }

    deinit {
        if owner == nil { client.release(handle) }
    }

    /// The type of the elements.
    public var elementType: ElementType {
        var raw = CPJRT_Buffer_Type_INVALID
        expect(cpjrt_buffer_element_type(api.table, handle, &raw), "asking for the element type")
        // Host data comes with one of our types, and `Executable` refuses programs with others.
        guard let type = ElementType(raw) else {
            fatalError("a buffer of PJRT type \(raw.rawValue), which has no ElementType")
        }
        return type
    }

    /// The size along each axis; empty for a scalar.
    ///
    /// This asks the plugin, so keep the answer where it is needed often.
    public var shape: [Int] { withDimensions { $0.map { Int($0) } } }

    /// The size of the contents in bytes when they lie densely, as on the host.
    public var byteCount: Int {
        withDimensions { $0.reduce(1) { $0 * Int($1) } } * elementType.byteSize
    }

    /// The device that holds the contents.
    public var device: Device {
        var raw: OpaquePointer?
        expect(cpjrt_buffer_device(api.table, handle, &raw), "asking for the device")
        guard let device = client.device(raw) else {
            fatalError("a buffer on a device that its client does not list")
        }
        return device
    }

    /// Whether the contents are gone, because they were deleted or donated.
    public var isDeleted: Bool {
        var deleted = false
        expect(cpjrt_buffer_is_deleted(api.table, handle, &deleted), "asking for deletion")
        return deleted
    }

    /// Gives the device memory back at once, without waiting for the last reference to go.
    ///
    /// Computations that were started with this buffer still see its contents; later uses throw.
    ///
    /// - Throws: The plugin's error when it refuses.
    public func delete() throws(PJRTError) {
        try api.check(cpjrt_buffer_delete(api.table, handle), "deleting a buffer")
    }

    /// An event that happens when the contents are there, or when computing them has failed.
    ///
    /// - Throws: The plugin's error, for instance because the buffer is deleted.
    public func readyEvent() throws(PJRTError) -> Event {
        var event: OpaquePointer?
        try api.check(
            cpjrt_buffer_ready_event(api.table, handle, &event), "waiting for a buffer")
        guard let event else {
            throw .plugin(
                code: .internal, message: "the plugin returned no event",
                operation: "waiting for a buffer")
        }
        return Event(api, event)
    }

    /// Blocks the calling thread until the contents are there.
    ///
    /// - Throws: The error that the computation ended with, or the plugin's error, for instance
    ///   because the buffer is deleted.
    public func waitUntilReady() throws(PJRTError) {
        try readyEvent().wait()
    }

    /// Starts a copy of the buffer on another device of the same client.
    ///
    /// - Throws: The plugin's error, for instance because the buffer is deleted or lies on that
    ///   device already.
    public func copy(to device: Device) throws(PJRTError) -> Buffer {
        guard device.client === client else {
            throw .misuse(
                operation: "copying to a device",
                message: "\(device) belongs to another client than the buffer")
        }
        var copy: OpaquePointer?
        try api.check(
            cpjrt_buffer_copy_to_device(api.table, handle, device.handle, &copy),
            "copying to a device")
        guard let copy else {
            throw .plugin(
                code: .internal, message: "the plugin returned no buffer",
                operation: "copying to a device")
        }
        return Buffer(client: client, handle: copy)
    }

    func withDimensions<Result>(_ body: (UnsafeBufferPointer<Int64>) -> Result) -> Result {
        var start: UnsafePointer<Int64>?
        var rank = 0
        expect(cpjrt_buffer_dimensions(api.table, handle, &start, &rank), "asking for the shape")
        return body(UnsafeBufferPointer(start: start, count: rank))
    }

    /// For questions that a plugin answers of any buffer, deleted or not: a refusal is a broken plugin.
    private func expect(_ error: OpaquePointer?, _ operation: StaticString) {
        if let error { fatalError("\(api.take(error, operation))") }
    }
}
