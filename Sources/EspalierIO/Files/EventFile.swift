import Espalier
import Foundation
import Synchronization

/// A log of numbers, distributions and pictures that TensorBoard shows.
///
///     let log = try EventFile(in: URL(filePath: "runs/first"))
///     try log.scalar("loss", 0.25, step: 100)
///     try log.histogram("weights", model.weight, step: 100)
///
/// A file is a sequence of records, each with its length and checksums; a record is an `Event` of TensorFlow's protocol
/// buffers. Each call appends a record, and what was appended stays if the program ends.
public final class EventFile: Sendable {
    private let handle: Mutex<FileHandle>
    private let now: @Sendable () -> Double
    /// The file.
    public let url: URL

    /// Begins a file in a folder, which is made if it isn't there.
    ///
    /// - Throws: ``FileError`` where it can't be written.
    public convenience init(in folder: URL) throws {
        try self.init(in: folder, now: { Date().timeIntervalSince1970 })
    }

    init(in folder: URL, now: @escaping @Sendable () -> Double) throws {
        self.now = now
        let name =
            "events.out.tfevents.\(Int(now())).\(ProcessInfo.processInfo.hostName).\(UInt32.random(in: 0 ... .max))"
        url = folder.appending(path: name)
        _ = try filePath(folder)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch { throw FileError(folder.path, "can't be made: \(error)") }
        let descriptor = open(url.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw FileError(url.path, "can't be written: \(lastProblem())")
        }
        handle = Mutex(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
        var event = event(step: nil)
        event.text(3, "brain.Event:2")
        try append(event)
    }

    deinit { handle.withLock { try? $0.close() } }

    /// Adds a number to the curve of that name.
    public func scalar(_ name: String, _ value: Double, step: Int) throws {
        var summary = ProtobufMessage()
        summary.float(2, Float(value))
        summary.message(9, plugin("scalars"))
        try append(name, summary, step)
    }

    /// Adds the one element of a tensor to the curve of that name.
    public func scalar(_ name: String, _ value: Tensor, step: Int) throws {
        try scalar(name, Double(value), step: step)
    }

    /// Adds the distribution of a tensor's elements, counted in equal intervals.
    ///
    /// - Parameter bins: the number of intervals, from 1 to 1,000,000.
    /// - Throws: ``FileError`` where the file can't be written; `TensorError` for a tensor without elements, and for
    ///   another number of intervals.
    public func histogram(_ name: String, _ values: Tensor, bins: Int = 64, step: Int) throws {
        guard (1...1_000_000).contains(bins) else {
            throw TensorError(
                "EventFile.histogram", "the number of bins is from 1 to 1000000, not \(bins)")
        }
        let numbers = try values.asType(.float64).scalars(as: Double.self).filter(\.isFinite)
        let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 0)
        // The range may be larger than the largest number.
        let scale = (high - low).isFinite ? 1.0 : 0.25
        let range = high * scale - low * scale
        let width = max(range / Double(bins), .leastNormalMagnitude)
        var counts = Array(repeating: 0.0, count: bins)
        for number in numbers {
            counts[min(bins - 1, Int((number * scale - low * scale) / width))] += 1
        }
        var histogram = ProtobufMessage()
        histogram.double(1, low)
        histogram.double(2, high)
        histogram.double(3, Double(numbers.count))
        histogram.double(4, numbers.reduce(0, +))
        histogram.double(5, numbers.reduce(0) { $0 + $1 * $1 })
        histogram.doubles(6, (1...bins).map { low + Double($0) * width / scale })
        histogram.doubles(7, counts)
        var summary = ProtobufMessage()
        summary.message(5, histogram)
        try append(name, summary, step)
    }

    /// Adds a picture.
    ///
    /// - Parameter png: the contents of a PNG file.
    public func image(_ name: String, png: Data, width: Int, height: Int, step: Int) throws {
        var image = ProtobufMessage()
        image.int(1, height)
        image.int(2, width)
        image.int(3, 3)
        image.bytes(4, Array(png))
        var summary = ProtobufMessage()
        summary.message(4, image)
        try append(name, summary, step)
    }

    /// Adds a text, which may be Markdown.
    public func text(_ name: String, _ text: String, step: Int) throws {
        var shape = ProtobufMessage()
        var size = ProtobufMessage()
        size.int(1, 1)
        shape.message(2, size)
        var tensor = ProtobufMessage()
        tensor.int(1, 7)  // DT_STRING
        tensor.message(2, shape)
        tensor.bytes(8, Array(text.utf8))
        var summary = ProtobufMessage()
        summary.message(8, tensor)
        summary.message(9, plugin("text"))
        try append(name, summary, step)
    }

    // MARK: Records

    private func plugin(_ name: String) -> ProtobufMessage {
        var data = ProtobufMessage()
        data.text(1, name)
        var metadata = ProtobufMessage()
        metadata.message(1, data)
        return metadata
    }

    private func event(step: Int?) -> ProtobufMessage {
        var event = ProtobufMessage()
        event.double(1, now())
        if let step { event.int(2, step) }
        return event
    }

    private func append(_ name: String, _ value: ProtobufMessage, _ step: Int) throws {
        var named = ProtobufMessage()
        named.text(1, name)
        named.append(value)
        var summary = ProtobufMessage()
        summary.message(1, named)
        var event = event(step: step)
        event.message(5, summary)
        try append(event)
    }

    private func append(_ event: ProtobufMessage) throws {
        let length = littleEndian(UInt64(event.bytes.count))
        let record = length + Self.masked(length) + event.bytes + Self.masked(event.bytes)
        do { try handle.withLock { try $0.write(contentsOf: Data(record)) } } catch {
            throw FileError(url.path, "can't be written: \(error)")
        }
    }

    /// The checksum of a record, turned and shifted so that checksums of data with checksums in it work.
    private static func masked(_ bytes: [UInt8]) -> [UInt8] {
        let checksum = CRC32.castagnoliChecksum(bytes)
        return littleEndian((checksum >> 15 | checksum << 17) &+ 0xA282_EAD8)
    }
}

/// A message of protocol buffers that is being put together, field by field.
struct ProtobufMessage {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ other: ProtobufMessage) { bytes += other.bytes }

    mutating func int(_ field: Int, _ value: Int) {
        key(field, 0)
        varint(UInt64(bitPattern: Int64(value)))
    }

    mutating func double(_ field: Int, _ value: Double) {
        key(field, 1)
        bytes += littleEndian(value.bitPattern)
    }

    mutating func float(_ field: Int, _ value: Float) {
        key(field, 5)
        bytes += littleEndian(value.bitPattern)
    }

    mutating func doubles(_ field: Int, _ values: [Double]) {
        self.bytes(field, values.flatMap { littleEndian($0.bitPattern) })
    }

    mutating func text(_ field: Int, _ value: String) { bytes(field, Array(value.utf8)) }

    mutating func message(_ field: Int, _ value: ProtobufMessage) { bytes(field, value.bytes) }

    mutating func bytes(_ field: Int, _ value: [UInt8]) {
        key(field, 2)
        varint(UInt64(value.count))
        bytes += value
    }

    private mutating func key(_ field: Int, _ type: Int) { varint(UInt64(field << 3 | type)) }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
