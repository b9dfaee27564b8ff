// XLA computes with booleans as with the bytes 0 and 1, and so does Swift: what another byte gives is undefined. Files and
// other libraries have other bytes too, which NumPy takes for true, and so does everything that makes arrays here.

extension UnsafeRawBufferPointer {
    /// Whether all bytes are booleans as they are stored here, 0 or 1.
    package var areTruths: Bool {
        var union: UInt8 = 0
        for byte in self { union |= byte }
        return union <= 1
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Makes each byte that isn't zero 1.
    package func normalizeTruths() {
        for index in indices where self[index] > 1 { self[index] = 1 }
    }
}

extension AlignedStorage {
    /// The storage as booleans: itself where all bytes are 0 or 1, else a copy in which each that isn't zero is 1.
    package var truths: AlignedStorage {
        if bytes.areTruths { return self }
        return AlignedStorage(byteCount: bytes.count) { copy in
            copy.copyMemory(from: bytes)
            copy.normalizeTruths()
        }
    }
}

extension ElementType {
    /// Calls `body` with elements of the type, of which booleans are 0 or 1.
    func withStoredForm<Result, Failure: Error>(
        of bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard self == .bool, !bytes.areTruths else { return try body(bytes) }
        let copy = AlignedStorage(byteCount: bytes.count) { copy in
            copy.copyMemory(from: bytes)
            copy.normalizeTruths()
        }
        defer { withExtendedLifetime(copy) {} }
        return try body(copy.bytes)
    }
}
