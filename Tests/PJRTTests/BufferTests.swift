import Testing

@testable import PJRT

/// Every plugin with every element type.
private let typedCases = Plugins.paths.flatMap { path in
    ElementType.allCases.map { (path, $0) }
}

@Suite struct BufferTests {
    @Test(arguments: typedCases)
    func roundTrips(path: String, type: ElementType) throws {
        let client = try Plugins.client(path)
        // A vector, a scalar, a matrix, arrays without elements, and one that is shared in place.
        for shape in [[5], [], [3, 7], [0], [4, 0, 2], [1, 1, 1], [128, 257]] {
            let count = shape.reduce(1, *) * type.byteSize
            let bytes = (0..<count).map {
                UInt8(truncatingIfNeeded: type == .bool ? $0 % 2 : $0 * 7)
            }
            let copied = try client.buffer(bytes, type, shape)
            let storage = bytes.withUnsafeBytes { AlignedStorage(copying: $0) }
            let shared = try client.share(storage, as: type, shape: shape)
            for buffer in [copied, shared] {
                #expect(buffer.elementType == type)
                #expect(buffer.shape == shape)
                #expect(buffer.byteCount == count)
                #expect(!buffer.isDeleted)
                try buffer.waitUntilReady()
                #expect(try buffer.elements(of: UInt8.self) == bytes)
                #expect(try buffer.withUnsafeBytes { Array($0) } == bytes)
                #expect(try buffer.transferred() == bytes)
            }
        }
    }

    /// Bytes that aren't zero are true, and stored as 1.
    @Test(arguments: Plugins.paths)
    func booleansAreZeroOrOne(path: String) throws {
        let client = try Plugins.client(path)
        for count in [4, 100_000] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
            let expected = bytes.map { $0 == 0 ? 0 : 1 } as [UInt8]
            let storage = bytes.withUnsafeBytes { AlignedStorage(copying: $0) }
            let copied = try client.buffer(bytes, .bool, [count])
            let shared = try client.buffer(sharing: storage, as: .bool, shape: [count])
            for buffer in [copied, shared] {
                #expect(try buffer.elements(of: UInt8.self) == expected)
            }
            #expect(Array(storage.bytes) == bytes)
        }
    }

    @Test(arguments: Plugins.paths)
    func refusesBytesThatDoNotFit(path: String) throws {
        let client = try Plugins.client(path)
        #expect(
            throws: PJRTError.misuse(
                operation: "making a buffer",
                message: "float32 of shape [2, 3] takes 24 bytes, 20 were given")
        ) {
            try client.buffer([1, 2, 3, 4, 5] as [Float], .float32, [2, 3])
        }
        #expect(throws: PJRTError.self) { try client.buffer([1] as [Float], .float32, [-1, -1]) }
        #expect(throws: PJRTError.self) {
            try client.buffer([1] as [Float], .float32, [1 << 40, 1 << 40])
        }
        let buffer = try client.buffer([1, 2])
        #expect(
            throws: PJRTError.misuse(
                operation: "reading a buffer",
                message: "the buffer holds 8 bytes, the destination 4")
        ) {
            var small: Float = 0
            try withUnsafeMutableBytes(of: &small) { bytes throws(PJRTError) in
                try buffer.copyToHost(into: bytes)
            }
        }
    }

    @Test(arguments: Plugins.paths)
    func keepsSharedStorageAlive(path: String) async throws {
        let client = try Plugins.client(path)
        let addition = try client.compile(Programs.addition)
        weak var witness: AlignedStorage?
        do {
            var buffer: Buffer?
            do {
                let storage = AlignedStorage(byteCount: 16) {
                    for (index, value) in [1, 2, 3, 4].enumerated() {
                        $0.storeBytes(of: Float(value), toByteOffset: 4 * index, as: Float.self)
                    }
                }
                witness = storage
                buffer = try client.share(storage, as: .float32, shape: [4])
                let same = try buffer?.withUnsafeBytes {
                    $0.baseAddress == storage.bytes.baseAddress
                }
                #expect(same == true)
            }
            #expect(witness != nil)
            let shared = try #require(buffer)
            let result = try addition.execute([shared, shared])[0]
            #expect(try result.floats() == [2, 4, 6, 8])
            #expect(witness != nil)
            buffer = nil
        }
        for _ in 0..<500 where witness != nil { try await Task.sleep(for: .milliseconds(10)) }
        #expect(witness == nil)
    }

    @Test(arguments: Plugins.paths)
    func refusesBuffersOfOtherClients(path: String) throws {
        let client = try Plugins.client(path)
        let other = try Client(Plugin(path: path))
        let addition = try client.compile(Programs.addition)
        let (x, y) = (try client.buffer([1, 2, 3, 4]), try other.buffer([1, 2, 3, 4]))
        #expect(throws: PJRTError.self) { try addition.execute([x, y]) }
        #expect(throws: PJRTError.self) { try x.copy(to: other.devices[0]) }
    }

    @Test(arguments: Plugins.paths)
    func tellsWhenItIsReady(path: String) async throws {
        let client = try Plugins.client(path)
        let buffer = try client.buffer([1, 2])
        let event = try buffer.readyEvent()
        try event.wait()
        #expect(try event.isReady)
        let outcome = try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<PJRTError?, any Error>) in
            do {
                try event.onReady { continuation.resume(returning: $0) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
        #expect(outcome == nil)
    }
}

extension Buffer {
    /// The contents by way of the plugin's own copy, which reading on the CPU does not take.
    fileprivate func transferred() throws -> [UInt8] {
        guard byteCount > 0 else { return [] }
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 64)
        defer { bytes.deallocate() }
        try transfer(into: bytes)
        return Array(bytes)
    }
}
