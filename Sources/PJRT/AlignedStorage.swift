/// Constant host memory that a device can use in place.
///
/// XLA reads host memory without copying it only where it starts on a 64-byte boundary, which the
/// storage of a Swift array does not promise. The block is rounded up to whole lines of 64 bytes, so that
/// vector instructions may run over the end of the contents.
public final class AlignedStorage: @unchecked Sendable {
    // Written by the initialiser alone, and constant from then on.

    /// The alignment of the memory in bytes.
    public static let alignment = 64

    /// The contents, valid as long as the storage lives.
    public let bytes: UnsafeRawBufferPointer

    /// Whose the memory is, where it isn't this object's.
    private let owner: (AnyObject & Sendable)?

    /// Makes a block of `byteCount` bytes and has `initialize` fill it; it holds zeros until then.
    public init<Failure: Error>(
        byteCount: Int, _ initialize: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        if byteCount < 0 { fatalError("AlignedStorage: a negative byte count, \(byteCount)") }
        let line = Self.alignment
        let capacity = max((byteCount + line - 1) / line, 1) * line
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: line)
        block.initializeMemory(as: UInt8.self, repeating: 0)
        let contents = UnsafeMutableRawBufferPointer(rebasing: block[..<byteCount])
        bytes = UnsafeRawBufferPointer(contents)
        owner = nil
        try initialize(contents)
    }

    /// Makes a block that holds a copy of `bytes`.
    public convenience init(copying bytes: UnsafeRawBufferPointer) {
        self.init(byteCount: bytes.count) { $0.copyMemory(from: bytes) }
    }

    /// Memory of somebody else's, such as pages of a file, which is constant and lives as long as `owner`.
    ///
    /// - Precondition: it begins on a boundary of 64 bytes, and may be read up to the next one behind its end.
    package init(_ bytes: UnsafeRawBufferPointer, keeping owner: AnyObject & Sendable) {
        if UInt(bitPattern: bytes.baseAddress) % UInt(Self.alignment) != 0 {
            fatalError(
                "AlignedStorage: the memory begins on no boundary of \(Self.alignment) bytes")
        }
        self.bytes = bytes
        self.owner = owner
    }

    deinit {
        if owner == nil { bytes.baseAddress?.deallocate() }
    }
}
