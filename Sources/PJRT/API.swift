import CPJRT

/// A plugin's function table, and the conversion of its errors.
///
/// The table lives as long as the process and never changes, so that the pointer may be shared.
struct API: @unchecked Sendable, Hashable {
    let table: UnsafePointer<CPJRT_Api>

    /// Throws `error`, if there is one, after taking its code and message out and destroying it.
    @inline(__always)
    func check(_ error: OpaquePointer?, _ operation: StaticString) throws(PJRTError) {
        if let error { throw take(error, operation) }
    }

    @inline(never)
    func take(_ error: OpaquePointer, _ operation: StaticString) -> PJRTError {
        defer { cpjrt_error_destroy(table, error) }
        var size = 0
        let start = cpjrt_error_message(table, error, &size)
        let message = String(characters: start, count: size)
        if let own = HostCallback.message(in: message) { return .hostCallback(message: own) }
        return .plugin(
            code: PJRTError.Code(rawValue: cpjrt_error_code(table, error)) ?? .unknown,
            message: message, operation: "\(operation)")
    }
}

extension String {
    /// The text of `count` bytes of UTF-8, which need not end in zero.
    init(characters: UnsafePointer<CChar>?, count: Int) {
        self.init(
            decoding: UnsafeRawBufferPointer(start: characters, count: count), as: UTF8.self)
    }
}
