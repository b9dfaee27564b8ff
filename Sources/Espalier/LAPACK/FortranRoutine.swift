/// A subroutine of a Fortran library.
struct FortranRoutine {
    let address: UnsafeMutableRawPointer

    typealias Argument = UnsafeMutableRawPointer?

    // Fortran passes everything by address. The lengths of texts, which are letters here, come after the arguments; a
    // routine with fewer texts doesn't look at the rest.
    private typealias Of5 =
        @convention(c) (
            Argument, Argument, Argument, Argument, Argument, Int, Int, Int, Int
        ) -> Void
    private typealias Of6 =
        @convention(c) (
            Argument, Argument, Argument, Argument, Argument, Argument, Int, Int, Int, Int
        ) -> Void
    private typealias Of8 =
        @convention(c) (
            Argument, Argument, Argument, Argument, Argument, Argument, Argument, Argument,
            Int, Int, Int, Int
        ) -> Void
    private typealias Of9 =
        @convention(c) (
            Argument, Argument, Argument, Argument, Argument, Argument, Argument, Argument,
            Argument, Int, Int, Int, Int
        ) -> Void
    private typealias Of11 =
        @convention(c) (
            Argument, Argument, Argument, Argument, Argument, Argument, Argument, Argument,
            Argument, Argument, Argument, Int, Int, Int, Int
        ) -> Void
    private typealias Of13 =
        @convention(c) (
            Argument, Argument, Argument, Argument, Argument, Argument, Argument, Argument,
            Argument, Argument, Argument, Argument, Argument, Int, Int, Int, Int
        ) -> Void
    private typealias Of14 =
        @convention(c) (
            Argument, Argument, Argument, Argument, Argument, Argument, Argument, Argument,
            Argument, Argument, Argument, Argument, Argument, Argument, Int, Int, Int, Int
        ) -> Void
    private typealias Of15 =
        @convention(c) (
            Argument, Argument, Argument, Argument, Argument, Argument, Argument, Argument,
            Argument, Argument, Argument, Argument, Argument, Argument, Argument,
            Int, Int, Int, Int
        ) -> Void

    func callAsFunction(_ a: [Argument]) {
        switch a.count {
        case 5:
            unsafeBitCast(address, to: Of5.self)(a[0], a[1], a[2], a[3], a[4], 1, 1, 1, 1)
        case 6:
            unsafeBitCast(address, to: Of6.self)(a[0], a[1], a[2], a[3], a[4], a[5], 1, 1, 1, 1)
        case 8:
            unsafeBitCast(address, to: Of8.self)(
                a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], 1, 1, 1, 1)
        case 9:
            unsafeBitCast(address, to: Of9.self)(
                a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], 1, 1, 1, 1)
        case 11:
            unsafeBitCast(address, to: Of11.self)(
                a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], 1, 1, 1, 1)
        case 13:
            unsafeBitCast(address, to: Of13.self)(
                a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12],
                1, 1, 1, 1)
        case 14:
            unsafeBitCast(address, to: Of14.self)(
                a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12],
                a[13], 1, 1, 1, 1)
        case 15:
            unsafeBitCast(address, to: Of15.self)(
                a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12],
                a[13], a[14], 1, 1, 1, 1)
        default:
            fatalError("no routine of \(a.count) arguments is called here")
        }
    }
}

/// Memory for the arguments of calls to Fortran, which lives as long as this object.
final class FortranMemory {
    private var blocks: [UnsafeMutableRawPointer] = []

    deinit { for block in blocks { block.deallocate() } }

    /// Room that holds zeros.
    func space(_ byteCount: Int) -> UnsafeMutableRawPointer {
        let size = max(byteCount, 16)
        let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
        _ = block.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        blocks.append(block)
        return block
    }

    /// An integer of 64 bits, which serves libraries that read 32, too, on machines that store the low bits first.
    func integer(_ value: Int) -> UnsafeMutableRawPointer {
        let place = space(8)
        place.storeBytes(of: Int64(value), as: Int64.self)
        return place
    }

    func letter(_ letter: Unicode.Scalar) -> UnsafeMutableRawPointer {
        let place = space(1)
        place.storeBytes(of: UInt8(ascii: letter), as: UInt8.self)
        return place
    }
}
