import CPJRT

// The hot path: a small program runs in 2 µs, of which the plugin's share should be nearly all. Pointer
// arrays live on the stack, no completion event is asked for, and nothing is looked up.

extension Executable {
    /// Runs the program on the device that it was compiled for, and returns its results.
    ///
    /// The results may still be under computation when this returns; reading one waits for it. A program that calls
    /// Swift functions is over when this returns.
    /// An argument that the program marks as donated (`tf.aliasing_output` or `jax.buffer_donor`) is
    /// deleted, and its memory used for a result, unless its position is among `nonDonatable` or
    /// somebody is reading it in place at the time.
    ///
    /// - Parameters:
    ///   - arguments: One buffer per parameter, of its type and shape.
    ///   - nonDonatable: Positions of arguments that keep their contents whatever the program says.
    /// - Throws: ``PJRTError/misuse(operation:message:)`` for a buffer of another client or a position
    ///   that is out of range; the plugin's error for a wrong number of arguments, for one whose size
    ///   in bytes or device is wrong, and for a deleted one. Plugins do not compare element types and
    ///   shapes beyond that: a buffer of the right size is taken for what the program expects.
    public func execute(
        _ arguments: [Buffer], keeping nonDonatable: [Int] = []
    ) throws(PJRTError) -> [Buffer] {
        try withExtendedLifetime(arguments) { () throws(PJRTError) -> [Buffer] in
            try arguments.withUnsafeBufferPointer { (buffers) throws(PJRTError) -> [Buffer] in
                // An array of strong references is laid out as one of references that aren't counted.
                try buffers.withMemoryRebound(to: Unmanaged<Buffer>.self) {
                    (buffers) throws(PJRTError) -> [Buffer] in
                    try execute(unretained: buffers, keeping: nonDonatable)
                }
            }
        }
    }

    /// As ``execute(_:keeping:)``, for a caller that holds the buffers until this returns: counting the references to
    /// thousands of them takes as long as everything else here.
    package func execute(
        unretained arguments: UnsafeBufferPointer<Unmanaged<Buffer>>,
        keeping nonDonatable: [Int] = []
    ) throws(PJRTError) -> [Buffer] {
        let count = arguments.count
        for index in nonDonatable where index < 0 || index >= count {
            throw .misuse(
                operation: "executing \(name)",
                message: "there is no argument \(index) to be kept among \(count)")
        }
        var error: OpaquePointer?
        var complete: OpaquePointer?
        var foreign = false
        let results = withUnsafeTemporaryAllocation(
            of: OpaquePointer?.self, capacity: count + outputCount
        ) { slots in
            for index in 0..<count {
                arguments[index]._withUnsafeGuaranteedRef { buffer in
                    if buffer.client !== client { foreign = true }
                    slots.initializeElement(at: index, to: buffer.handle)
                }
            }
            if foreign { return [Buffer]() }
            let outputs = slots.baseAddress.map { $0 + count }
            outputs?.initialize(repeating: nil, count: outputCount)
            error = nonDonatable.withUnsafeBufferPointer { kept in
                kept.withMemoryRebound(to: Int64.self) { kept in
                    callbacks.isEmpty
                        ? cpjrt_execute(
                            api.table, handle, slots.baseAddress, count, kept.baseAddress,
                            kept.count, outputs, nil)
                        : cpjrt_execute(
                            api.table, handle, slots.baseAddress, count, kept.baseAddress,
                            kept.count, outputs, &complete)
                }
            }
            if error != nil { return [] }
            return [Buffer](unsafeUninitializedCapacity: outputCount) { buffers, made in
                for index in 0..<outputCount {
                    guard let handle = slots[count + index] else { break }
                    buffers.initializeElement(at: index, to: Buffer(client: client, handle: handle))
                    made = index + 1
                }
            }
        }
        if let error { throw api.take(error, "executing a program") }
        if foreign {
            throw .misuse(
                operation: "executing \(name)", message: "an argument belongs to another client")
        }
        if let complete { try Event(api, complete).wait() }
        guard results.count == outputCount else { throw missingResult }
        return results
    }

    /// Runs a program that was compiled for several devices, and returns the results of each.
    ///
    /// - Parameters:
    ///   - arguments: For every device of ``devices``, in that order, one buffer per parameter: the
    ///     part of the argument that lies there.
    ///   - nonDonatable: As for ``execute(_:keeping:)``, on all devices.
    /// - Throws: ``PJRTError/misuse(operation:message:)`` for a wrong number of devices, or for devices
    ///   with different numbers of arguments; else as ``execute(_:keeping:)``.
    public func execute(
        sharded arguments: [[Buffer]], keeping nonDonatable: [Int] = []
    ) throws(PJRTError) -> [[Buffer]] {
        let deviceCount = try devices.count
        let count = arguments.first?.count ?? 0
        guard arguments.count == deviceCount, arguments.allSatisfy({ $0.count == count }) else {
            throw .misuse(
                operation: "executing \(name)",
                message: "\(deviceCount) devices take equally many arguments each, "
                    + "\(arguments.map(\.count)) were given")
        }
        guard arguments.joined().allSatisfy({ $0.client === client }) else {
            throw .misuse(
                operation: "executing \(name)", message: "an argument belongs to another client")
        }
        guard nonDonatable.allSatisfy({ (0..<count).contains($0) }) else {
            throw .misuse(
                operation: "executing \(name)",
                message: "not all of \(nonDonatable) are arguments among \(count)")
        }
        let inputs = PointerTable(arguments.map { $0.map(\.handle) })
        let outputs = PointerTable(
            Array(repeating: Array(repeating: nil, count: outputCount), count: deviceCount))
        let kept = nonDonatable.map { Int64($0) }
        var complete = [OpaquePointer?](
            repeating: nil, count: callbacks.isEmpty ? 0 : deviceCount)
        let error = inputs.rows.withUnsafeBufferPointer { inputs in
            inputs.withMemoryRebound(to: UnsafePointer<OpaquePointer?>?.self) { inputs in
                complete.withUnsafeMutableBufferPointer { complete in
                    cpjrt_execute_sharded(
                        api.table, handle, inputs.baseAddress, deviceCount, count, kept, kept.count,
                        outputs.rows, complete.isEmpty ? nil : complete.baseAddress)
                }
            }
        }
        try api.check(error, "executing a program")
        let results = outputs.rows.map { row in
            UnsafeBufferPointer(start: row, count: outputCount).compactMap { handle in
                handle.map { Buffer(client: client, handle: $0) }
            }
        }
        var failure: PJRTError?
        for case let complete? in complete {
            do throws(PJRTError) { try Event(api, complete).wait() } catch { failure = error }
        }
        if let failure { throw failure }
        guard results.allSatisfy({ $0.count == outputCount }) else { throw missingResult }
        return results
    }

    private var missingResult: PJRTError {
        .plugin(
            code: .internal, message: "the plugin left out a result of \(name)",
            operation: "executing a program")
    }
}

/// Rows of pointers in the form in which C takes a list of lists.
private struct PointerTable: ~Copyable {
    let rows: [UnsafeMutablePointer<OpaquePointer?>?]
    private let storage: UnsafeMutableBufferPointer<OpaquePointer?>

    init(_ contents: [[OpaquePointer?]]) {
        let width = contents.first?.count ?? 0
        let storage = UnsafeMutableBufferPointer<OpaquePointer?>.allocate(
            capacity: max(width * contents.count, 1))
        _ = storage.initialize(from: contents.joined())
        self.storage = storage
        rows = contents.indices.map { row in storage.baseAddress.map { $0 + row * width } }
    }

    deinit { storage.deallocate() }
}
