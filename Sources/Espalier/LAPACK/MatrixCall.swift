import PJRT

/// One call of a routine by a program: a batch of matrices.
struct MatrixCall {
    typealias Pointer = UnsafeMutableRawPointer

    let kind: MatrixRoutine
    let routine: FortranRoutine
    let lapack: LAPACK
    let number: LAPACKNumber
    let arguments: [HostCallback.Array]
    let results: [HostCallback.Array]
    /// How many matrices there are, and the rows and columns of each first operand.
    let count: Int
    let rows: Int
    let columns: Int
    /// What the routine is passed besides matrices.
    let memory = FortranMemory()
    /// Where the routine tells whether it failed.
    let information: Pointer

    init(
        _ kind: MatrixRoutine, _ lapack: LAPACK, _ arguments: [HostCallback.Array],
        _ results: [HostCallback.Array]
    ) throws {
        let matrix = arguments[0]
        guard let number = LAPACKNumber(matrix.elementType),
            let routine = lapack.symbol(kind.symbol(number.letter))
        else {
            throw TensorError(
                "LAPACK", "has no \(kind) for \(matrix.elementType)")
        }
        (self.kind, self.routine, self.lapack, self.number) = (kind, routine, lapack, number)
        (self.arguments, self.results) = (arguments, results)
        let rank = matrix.shape.count
        count = matrix.shape.dropLast(2).sizeProduct
        (rows, columns) = (matrix.shape[rank - 2], matrix.shape[rank - 1])
        information = memory.integer(0)
    }

    func run() throws {
        switch kind {
        case .cholesky: cholesky()
        case .triangularSolve(let transform, let isLeft, let isLower, let hasUnitDiagonal):
            triangularSolve(transform, isLeft, isLower, hasUnitDiagonal)
        case .lu: lu()
        case .householderFactors: householderFactors()
        case .householderProduct: householderProduct()
        case .symmetricEigen: symmetricEigen()
        case .singularValues(let vectors): singularValues(vectors)
        case .generalEigen(let left, let right): generalEigen(left: left, right: right)
        case .schur: schur()
        }
    }

    // MARK: Matrices

    /// The part of an array that belongs to one matrix of the batch.
    func part(_ array: HostCallback.Array, _ index: Int) -> UnsafeMutableRawBufferPointer {
        let size = array.bytes.count / count
        return UnsafeMutableRawBufferPointer(
            rebasing: array.bytes[index * size..<(index + 1) * size])
    }

    /// The same as a pointer; where the array is empty, to nothing.
    func place(_ array: HostCallback.Array, _ index: Int) -> Pointer? {
        part(array, index).baseAddress
    }

    /// Whether the last call found an answer.
    var succeeded: Bool { information.load(as: Int32.self) == 0 }

    /// Whether all numbers are finite: algorithms that iterate might not end otherwise.
    func isFinite(_ bytes: UnsafeMutableRawBufferPointer) -> Bool {
        func check<Real: BinaryFloatingPoint>(_: Real.Type) -> Bool {
            // A sum of differences is NaN as soon as one number is not finite.
            bytes.withMemoryRebound(to: Real.self) { numbers in
                var sum: Real = 0
                for number in numbers { sum += number - number }
                return sum == 0
            }
        }
        return number.realSize == 4 ? check(Float.self) : check(Double.self)
    }

    /// NaN for each number, and each part of a complex one.
    func poison(_ bytes: UnsafeMutableRawBufferPointer) {
        if number.realSize == 4 {
            bytes.withMemoryRebound(to: Float.self) { $0.update(repeating: .nan) }
        } else {
            bytes.withMemoryRebound(to: Double.self) { $0.update(repeating: .nan) }
        }
    }

    func poisonResults(_ index: Int) { for result in results { poison(part(result, index)) } }

    // MARK: Working space

    /// The size that a routine asked for in the first element of its working space.
    func askedSize(_ work: Pointer) -> Int {
        // Numbers of 32 bits can't tell large sizes exactly.
        number.realSize == 4
            ? Int(work.load(as: Float.self).nextUp) : Int(work.load(as: Double.self))
    }

    /// Calls the routine once to ask for the size of its working space, and then for each matrix.
    ///
    /// - Parameters:
    ///   - iterates: whether results are NaN where a number isn't finite, in place of a call, and where the
    ///     routine fails.
    ///   - call: all arguments of a call, given the index of the matrix, the working space and its size.
    ///   - after: what to do with what came out of it.
    func forEachMatrix(
        iterates: Bool = false,
        _ call: (_ index: Int, _ work: Pointer, _ size: Pointer) -> [Pointer?],
        after: (_ index: Int) -> Void = { _ in }
    ) {
        var work = memory.space(number.size)
        let size = memory.integer(-1)
        routine(call(0, work, size))
        let asked = max(askedSize(work), 1)
        work = memory.space(asked * number.size)
        size.storeBytes(of: Int64(asked), as: Int64.self)
        for index in 0..<count {
            if iterates, !isFinite(part(arguments[0], index)) {
                poisonResults(index)
                continue
            }
            routine(call(index, work, size))
            if iterates, !succeeded { poisonResults(index) } else { after(index) }
        }
    }
}
