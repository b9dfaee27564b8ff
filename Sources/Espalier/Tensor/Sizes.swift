import Foundation

// Shapes come from outside: from a caller's numbers, from files. Arithmetic on them saturates, so that a number that
// doesn't fit stays one that is too large, and where a primitive's results get their types a size is refused that no
// array can have.

extension Int {
    /// The sum, or the nearest number where it doesn't fit.
    package func saturatingAdd(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other > 0 ? .max : .min) : sum
    }

    /// The difference, or the nearest number where it doesn't fit.
    package func saturatingSubtract(_ other: Int) -> Int {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? (other > 0 ? .min : .max) : difference
    }

    /// The product, or the nearest number where it doesn't fit.
    package func saturatingMultiply(_ other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? ((self < 0) == (other < 0) ? .max : .min) : product
    }

    /// The number of the opposite sign; the largest one for the smallest.
    package var saturatingNegation: Int { self == .min ? .max : -self }

    /// The absolute value; the largest number for the smallest.
    package var saturatingMagnitude: Int { Int(clamping: magnitude) }
}

extension Sequence<Int> {
    /// The product of sizes; `Int.max` where it doesn't fit, and 0 where one of them is 0.
    package var sizeProduct: Int {
        var product = 1
        for size in self {
            if size == 0 { return 0 }
            product = product.saturatingMultiply(size)
        }
        return product
    }

    /// The sum of sizes; `Int.max` where it doesn't fit.
    package var sizeSum: Int { reduce(0) { $0.saturatingAdd($1) } }
}

extension HostScalar {
    /// The number as a size or an index: a fraction is cut off, and what doesn't fit is the nearest number that does.
    var clampedIndex: Int {
        switch self {
        case .integer(let value): Int(clamping: value)
        case .unsigned(let value): Int(clamping: value)
        case .float(let value), .complex(let value, _):
            Int(exactly: value.rounded(.towardZero)) ?? (value.isNaN ? 0 : value < 0 ? .min : .max)
        }
    }
}

/// What an array can be: limits that XLA counts on and that the machine sets.
package enum SizeLimit {
    /// The most axes (NumPy: 64). XLA's compile time grows steeply with them.
    package static let rank = 64

    /// The most bytes that a type may stand for, which is what a processor addresses: 2⁴⁷.
    ///
    /// Axes of size 0 count as 1, since XLA multiplies the sizes of the others, too.
    package static let byteCount = 1 << 47

    /// The most objects that an operation gives in a Swift array, such as the parts of a tensor: 2²⁴.
    package static let objectCount = 1 << 24

    /// The most elements of a value in a program for the CPU, be it an intermediate one that never is in memory: 2³⁶.
    ///
    /// XLA's compiler divides by zero at twice as many, which ends the process.
    package static let cpuElementCount = 1 << 36

    /// The machine's memory in bytes. More than that is never asked for, since systems grant it and end the process
    /// that uses it.
    package static let memory = Int(clamping: ProcessInfo.processInfo.physicalMemory)

    /// Checks that a tensor of the type can be spoken of: inside a traced function, or as an abstract value.
    ///
    /// - Throws: ``TensorError`` where a size is negative, there are more than 64 axes or more than 2⁴⁷ bytes.
    package static func check(_ type: ShapedTensor, for operation: String) throws {
        // The usual case costs one multiplication an axis.
        var bytes = type.dtype.byteSize
        var isValid = type.shape.count <= rank
        for size in type.shape where size != 1 {
            isValid = isValid && size >= 0
            if size > 0 { bytes = bytes.saturatingMultiply(size) }
        }
        if isValid, bytes <= byteCount { return }
        guard type.rank <= rank else {
            throw TensorError(
                operation,
                "a tensor has at most \(rank) axes, and this one would have \(type.rank)")
        }
        guard type.shape.allSatisfy({ $0 >= 0 }) else {
            throw TensorError(operation, "the shape \(type.shape) has a negative size")
        }
        throw TensorError(
            operation,
            """
            the shape \(type.shape) is too large: a tensor takes at most 2⁴⁷ bytes, whatever the device, and axes of \
            size 0 count as 1
            """)
    }

    /// Checks that the machine can hold a tensor of the type, before memory for it is asked for.
    ///
    /// - Throws: ``TensorError`` where it has more bytes than the machine has memory.
    package static func checkMemory(_ type: ShapedTensor, for operation: String) throws {
        try check(type, for: operation)
        try checkMemory(type.byteCount, for: operation, "\(type)")
    }

    /// Checks that XLA's compiler for the CPU can deal with a value of the type.
    ///
    /// - Throws: ``TensorError`` where it has more than 2³⁶ elements.
    static func checkElements(_ type: ShapedTensor, for operation: String) throws {
        guard type.count > cpuElementCount else { return }
        throw TensorError(
            operation,
            """
            \(type) has \(type.count) elements, and a value in a program for the CPU has at most 2³⁶, even where it \
            is never in memory as a whole
            """)
    }

    /// Checks that the machine has so much memory.
    ///
    /// - Throws: ``TensorError`` where it has not.
    package static func checkMemory(
        _ bytes: Int, for operation: String, _ what: @autoclosure () -> String
    ) throws {
        guard bytes > memory else { return }
        throw TensorError(
            operation,
            """
            \(what()) takes \(gigabytes(bytes)), and the machine has \(gigabytes(memory)) of memory
            """)
    }

    /// Checks numbers that sizes are computed from, such as strides, dilations and paddings: beyond 2⁴⁷ none of them
    /// can lead to an array.
    ///
    /// - Throws: ``TensorError`` where one is out of range.
    package static func checkNumbers(
        _ numbers: some Sequence<Int>, _ what: String, for operation: String
    ) throws {
        for number in numbers where number > byteCount || number < -byteCount {
            throw TensorError(
                operation, "\(what) must be from -2⁴⁷ to 2⁴⁷, and there is \(number) among them")
        }
    }

    /// Checks the number of objects that an operation is to make.
    ///
    /// - Throws: ``TensorError`` where it is above 2²⁴, or negative.
    package static func checkCount(_ count: Int, _ what: String, for operation: String) throws {
        guard count < 0 || count > objectCount else { return }
        throw TensorError(
            operation, "the number of \(what) must be from 0 to \(objectCount), and it is \(count)")
    }

    private static func gigabytes(_ bytes: Int) -> String {
        bytes >= 10 << 30 ? "\(bytes >> 30) GiB" : "\(bytes) bytes"
    }
}
