/// A cyclic redundancy check of 32 bits, computed byte by byte from a table.
struct CRC32 {
    private let table: [UInt32]

    /// - Parameter polynomial: in the reversed form.
    private init(polynomial: UInt32) {
        table = (0..<256).map { byte in
            (0..<8).reduce(UInt32(byte)) { state, _ in
                state & 1 == 1 ? state >> 1 ^ polynomial : state >> 1
            }
        }
    }

    private static let zip = CRC32(polynomial: 0xEDB8_8320)
    private static let castagnoli = CRC32(polynomial: 0x82F6_3B78)

    /// The check of zip and gzip files.
    static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 { zip.checksum(bytes) }

    /// Castagnoli's, of TensorFlow's records.
    static func castagnoliChecksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        castagnoli.checksum(bytes)
    }

    private func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(UInt32.max) { state, byte in
            table[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ state >> 8
        }
    }
}
