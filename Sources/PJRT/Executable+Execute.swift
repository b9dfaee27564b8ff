import CPJRT

// The hot path: a small program runs in 2 µs, of which the plugin's share should be nearly all. Pointer
// arrays live on the stack, no completion event is asked for, and nothing is looked up.

extension Executable {
    /// Runs the program on the device that it was compiled for, and returns its results.
    ///
    /// The results may still be under computation when this returns; reading one waits for it. A program that calls
    /// Swift functions that can fail is over when this returns.
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
        guard arguments.allSatisfy({ $0.client === client }) else {
            throw .misuse(
                operation: "executing \(name)", message: "an argument belongs to another client")
        }
        var failure: PJRTError?
        let results = withUnsafeTemporaryAllocation(
            of: BufferHandle?.self, capacity: arguments.count + outputCount
        ) { slots in
            for (index, argument) in arguments.enumerated() { slots[index] = argument.handle }
            do throws(PJRTError) {
                try withExtendedLifetime(arguments) { () throws(PJRTError) in
                    try execute(slots, argumentCount: arguments.count, keeping: nonDonatable)
                }
            } catch {
                failure = error
                return [Buffer]()
            }
            return slots[arguments.count...].compactMap { handle in
                handle.map { Buffer(client: client, handle: $0) }
            }
        }
        if let failure { throw failure }
        return results
    }

    /// As ``execute(_:keeping:)``, on handles: for thousands of buffers that somebody holds anyway, an object for each
    /// costs as much as everything else here.
    ///
    /// - Parameters:
    ///   - slots: The arguments, which belong to this client and which the caller keeps alive, and room for
    ///     ``outputCount`` results, which become the caller's to release.
    ///   - argumentCount: How many of the slots are arguments.
    package func execute(
        _ slots: UnsafeMutableBufferPointer<BufferHandle?>, argumentCount: Int,
        keeping nonDonatable: [Int] = []
    ) throws(PJRTError) {
        for index in nonDonatable where index < 0 || index >= argumentCount {
            throw .misuse(
                operation: "executing \(name)",
                message: "there is no argument \(index) to be kept among \(argumentCount)")
        }
        let outputs = slots.baseAddress.map { $0 + argumentCount }
        outputs?.initialize(repeating: nil, count: outputCount)
        var complete: OpaquePointer?
        let error = nonDonatable.withUnsafeBufferPointer { kept in
            kept.withMemoryRebound(to: Int64.self) { kept in
                isWaitedFor
                    ? cpjrt_execute(
                        api.table, handle, slots.baseAddress, argumentCount, kept.baseAddress,
                        kept.count, outputs, &complete)
                    : cpjrt_execute(
                        api.table, handle, slots.baseAddress, argumentCount, kept.baseAddress,
                        kept.count, outputs, nil)
            }
        }
        if let error { throw api.take(error, "executing a program") }
        if let complete {
            do throws(PJRTError) { try Event(api, complete).wait() } catch {
                for made in slots[argumentCount...] { made.map(client.release) }
                throw error
            }
        }
        for index in argumentCount..<argumentCount + outputCount where slots[index] == nil {
            for made in slots[argumentCount...] { made.map(client.release) }
            throw missingResult
        }
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
            repeating: nil, count: isWaitedFor ? deviceCount : 0)
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
