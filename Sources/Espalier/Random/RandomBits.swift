// Random bits and what is made of them directly, inside of samplers: the same steps as in `jax.random`, in the same
// order, because the bits are to be the same.

extension Key {
    /// Random bits that fill an unsigned dtype (`jax.random.bits`).
    func rawBits(_ shape: [Int], _ dtype: DType) throws -> Tensor {
        switch layout {
        case .partitionable: try partitionableBits(shape, dtype)
        case .original: try originalBits(shape, dtype)
        }
    }

    /// The number of each element, in row-major order, in two words.
    func elementCounters(_ shape: [Int]) throws -> (high: Tensor, low: Tensor) {
        let count = shape.sizeProduct
        // Few are the tensors that need the upper word.
        guard count > 1 << 32 else {
            let low = try bind1(Iota(type: ShapedTensor(shape: [count], dtype: .uint32), axis: 0))
            return (Tensor(.unsigned(0), .uint32, isWeak: false), try reshape(low, to: shape))
        }
        let flat = try bind1(Iota(type: ShapedTensor(shape: [count], dtype: .uint64), axis: 0))
        let number = try reshape(flat, to: shape)
        return (try convert(number >> 32, to: .uint32), try convert(number, to: .uint32))
    }

    private func partitionableBits(_ shape: [Int], _ dtype: DType) throws -> Tensor {
        let (first, second) = try words()
        let counters = try elementCounters(shape)
        let bits = try bind(Threefry2x32(), [first, second, counters.high, counters.low])
        if dtype == .uint64 {
            return (try convert(bits[0], to: .uint64) << 32) | (try convert(bits[1], to: .uint64))
        }
        return try convert(bits[0] ^ bits[1], to: dtype)
    }

    /// The scrambled words of the counters 0, 1, 2 …: the first half of them is paired with the second.
    func pairedWords(_ count: Int) throws -> Tensor {
        guard count < Int(UInt32.max) else {
            throw TensorError(
                "random bits",
                "the original layout can't draw \(count) words at once; draw in parts")
        }
        let (first, second) = try words()
        let half = (count + 1) / 2
        let low = try bind1(Iota(type: ShapedTensor(shape: [half], dtype: .uint32), axis: 0))
        var high = low + Tensor(.unsigned(UInt64(half)), .uint32, isWeak: false)
        if count % 2 == 1 {
            // The counter that an odd count lacks is zero, and what it gives is dropped.
            let zero = Tensor(.unsigned(0), .uint32, isWeak: false)
            high = which(
                low .== Tensor(.unsigned(UInt64(half - 1)), .uint32, isWeak: false), zero, high)
        }
        let all = concatenate(try bind(Threefry2x32(), [first, second, low, high]))
        return count % 2 == 0 ? all : try prefix(all, count)
    }

    private func originalBits(_ shape: [Int], _ dtype: DType) throws -> Tensor {
        let count = shape.sizeProduct
        let width = dtype.bitWidth
        let wordCount = (width * count + 31) / 32
        let bits = try pairedWords(wordCount)
        switch width {
        case 64:
            let slice = Slice(starts: [count], limits: [2 * count], strides: [1])
            let high = try convert(try prefix(bits, count), to: .uint64)
            let low = try convert(try bind1(slice, bits), to: .uint64)
            return try reshape((high << 32) | low, to: shape)
        case 32:
            return try reshape(bits, to: shape)
        default:
            // Each word gives several elements, the lowest bits first.
            let parts = 32 / width
            let places = try bind1(
                Iota(type: ShapedTensor(shape: [1, parts], dtype: .uint32), axis: 1))
            let shifted =
                try reshape(bits, to: [wordCount, 1])
                >> (places * Tensor(.unsigned(UInt64(width)), .uint32, isWeak: false))
            let mask = Tensor(.unsigned((1 << UInt64(width)) - 1), .uint32, isWeak: false)
            let elements = try reshape(shifted & mask, to: [wordCount * parts])
            return try reshape(try prefix(try convert(elements, to: dtype), count), to: shape)
        }
    }

    /// The first elements of a vector.
    private func prefix(_ x: Tensor, _ count: Int) throws -> Tensor {
        if x.shape[0] == count { return x }
        return try bind1(Slice(starts: [0], limits: [count], strides: [1]), x)
    }

    /// Floats from `low` up to `high`, which have the dtype already (`jax.random.uniform`).
    ///
    /// The bits fill the significand of numbers from 1 to 2, which are then moved into the range.
    func rawUniform(_ shape: [Int], _ dtype: DType, _ low: Tensor, _ high: Tensor) throws -> Tensor
    {
        let word = dtype.bitsDType
        // 8 bits are enough for a bfloat16.
        let drawn = dtype.significandWidth < 8 ? DType.uint8 : word
        let bits = try convert(try rawBits(shape, drawn), to: word)
        let shift = Tensor(
            .unsigned(UInt64(drawn.bitWidth - dtype.significandWidth)), word, isWeak: false)
        let one = Tensor(.unsigned(dtype.bitsOfOne), word, isWeak: false)
        let floats = try bind1(Bitcast(dtype: dtype), (bits >> shift) | one) - fill(1, dtype.scalar)
        return maximum(low, floats * (high - low) + low)
    }

    /// Floats between two constants.
    func rawUniform(_ shape: [Int], _ dtype: DType, from low: Double, to high: Double) throws
        -> Tensor
    {
        try rawUniform(shape, dtype, fill(low, dtype.scalar), fill(high, dtype.scalar))
    }
}

extension DType {
    /// The type of a scalar.
    var scalar: ShapedTensor { ShapedTensor(shape: [], dtype: self) }

    /// The unsigned dtype as wide as a real one.
    var bitsDType: DType {
        switch byteSize {
        case 1: .uint8
        case 2: .uint16
        case 4: .uint32
        default: .uint64
        }
    }

    /// The number of bits of a floating dtype's significand that are stored.
    var significandWidth: Int {
        switch self {
        case .float8E5M2: 2
        case .float8E4M3FN: 3
        case .bfloat16: 7
        case .float16: 10
        case .float32, .complex64: 23
        default: 52
        }
    }

    /// The bits of a floating dtype's 1.
    var bitsOfOne: UInt64 {
        switch self {
        case .float8E5M2: 0x3C
        case .float8E4M3FN: 0x38
        case .bfloat16: 0x3F80
        case .float16: 0x3C00
        case .float32, .complex64: 0x3F80_0000
        default: 0x3FF0_0000_0000_0000
        }
    }

    /// The smallest positive normal number of a floating dtype.
    var leastNormal: Double {
        switch self {
        case .float8E4M3FN: 0x1p-6
        case .float16, .float8E5M2: 0x1p-14
        case .bfloat16, .float32, .complex64: 0x1p-126
        default: 0x1p-1022
        }
    }

    /// The distance from 1 to the next larger number of a floating dtype.
    var epsilon: Double { Double(sign: .plus, exponent: -significandWidth, significand: 1) }
}

/// Checks that a sampler of floats is asked for floats.
func checkFloating(_ dtype: DType, for operation: String) throws {
    guard dtype.isFloating else {
        throw TensorError(operation, "gives floats, so the dtype must be floating, not \(dtype)")
    }
}
