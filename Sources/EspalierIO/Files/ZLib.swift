import Foundation
import Synchronization

/// The library zlib, found at run time: nearly every system has it, and only packed files need it.
final class ZLib: Sendable {
    /// `z_stream`, whose layout zlib promises to keep.
    private struct Stream {
        var nextIn: UnsafePointer<UInt8>?
        var availableIn: UInt32 = 0
        var totalIn: UInt = 0
        var nextOut: UnsafeMutablePointer<UInt8>?
        var availableOut: UInt32 = 0
        var totalOut: UInt = 0
        var message: UnsafePointer<CChar>?
        var state: OpaquePointer?
        var allocate: OpaquePointer?
        var free: OpaquePointer?
        var opaque: OpaquePointer?
        var dataType: Int32 = 0
        var checksum: UInt = 0
        var reserved: UInt = 0
    }

    private typealias Initialize =
        @convention(c) (UnsafeMutableRawPointer, Int32, UnsafePointer<CChar>, Int32) -> Int32
    private typealias Step = @convention(c) (UnsafeMutableRawPointer, Int32) -> Int32
    private typealias End = @convention(c) (UnsafeMutableRawPointer) -> Int32

    private let initialize: Initialize
    private let step: Step
    private let end: End
    private static let found = Mutex<ZLib?>(nil)
    private static let names = ["libz.so.1", "libz.so", "libz.1.dylib"]

    /// The library.
    ///
    /// - Throws: ``FileError`` where it isn't installed.
    static func shared() throws -> ZLib {
        try found.withLock { found in
            if let found { return found }
            let library = try ZLib()
            found = library
            return library
        }
    }

    private init() throws {
        for name in Self.names {
            guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL),
                let initialize = dlsym(library, "inflateInit2_"),
                let step = dlsym(library, "inflate"),
                let end = dlsym(library, "inflateEnd")
            else { continue }
            self.initialize = unsafeBitCast(initialize, to: Initialize.self)
            self.step = unsafeBitCast(step, to: Step.self)
            self.end = unsafeBitCast(end, to: End.self)
            return
        }
        throw FileError(
            Self.names[0],
            "is needed for compressed files and isn't installed; Debian's package is zlib1g")
    }

    /// How data is wrapped.
    enum Wrapping: Int32 {
        /// Deflate alone, as in zip files.
        case none = -15
        /// The file format gzip.
        case gzip = 31
    }

    /// Unpacks data of a known size.
    ///
    /// - Throws: ``FileError`` where the data is damaged, or makes more than `size` bytes.
    func inflate(_ packed: [UInt8], size: Int, path: String, wrapping: Wrapping = .none) throws
        -> [UInt8]
    {
        var stream = Stream()
        // Sizes of a call are 32 bits wide; more is done in several.
        guard
            initialize(&stream, wrapping.rawValue, "1.2.11", Int32(MemoryLayout<Stream>.size)) == 0
        else {
            throw FileError(path, "zlib can't be used")
        }
        defer { _ = end(&stream) }
        let chunk = Int(UInt32.max)
        return try [UInt8](unsafeUninitializedCapacity: size) { output, made in
            try packed.withUnsafeBufferPointer { input in
                var (read, status) = (0, Int32(0))
                while status == 0 {
                    let (taken, room) = (min(input.count - read, chunk), min(size - made, chunk))
                    stream.nextIn = input.baseAddress.map { $0 + read }
                    stream.availableIn = UInt32(taken)
                    // A call needs somewhere to write to, even if nothing is left to come.
                    stream.nextOut = output.baseAddress.map { $0 + made }
                    stream.availableOut = UInt32(room)
                    status = step(&stream, 0)
                    let (used, wrote) = (
                        taken - Int(stream.availableIn), room - Int(stream.availableOut)
                    )
                    read += used
                    made += wrote
                    if status == 0 && used == 0 && wrote == 0 { break }
                }
                guard status == 1 else {
                    throw FileError(
                        path,
                        "is damaged: the compressed data is wrong or doesn't end where it should")
                }
            }
        }
    }
}
