import PJRT

// Eigenvalues and singular values. Where a matrix has a number that is not finite, or the iteration doesn't converge, results
// are NaN.

extension MatrixCall {
    func symmetricEigen() {
        results[1].bytes.copyMemory(from: UnsafeRawBufferPointer(arguments[0].bytes))
        let (vectors, lower, n) = (memory.letter("V"), memory.letter("L"), memory.integer(rows))
        // These are sizes that always suffice.
        let integerCount = 3 + 5 * rows
        let integers = memory.space(integerCount * lapack.integerSize)
        let integerSize = memory.integer(integerCount)
        let realCount = 1 + 5 * rows + 2 * rows * rows
        let reals: [Pointer?] =
            number.isComplex
            ? [memory.space(realCount * number.realSize), memory.integer(realCount)] : []
        forEachMatrix(iterates: true) { index, work, size in
            [
                vectors, lower, n, place(results[1], index), n, place(results[0], index), work,
                size,
            ] + reals + [integers, integerSize, information]
        }
    }

    func singularValues(_ vectors: SingularValues.Vectors) {
        let (m, n, steps) = (memory.integer(rows), memory.integer(columns), min(rows, columns))
        let letters: [SingularValues.Vectors: Unicode.Scalar] = [
            .none: "N", .reduced: "S", .full: "A",
        ]
        let job = memory.letter(letters[vectors] ?? "N")
        let rightRows = memory.integer(vectors == .full ? columns : steps)
        // The routine destroys the matrix.
        let matrix = memory.space(rows * columns * number.size)
        let integers = memory.space(8 * steps * lapack.integerSize)
        let realCount = steps * max(5 * steps + 7, 2 * max(rows, columns) + 2 * steps + 1)
        let reals: [Pointer?] =
            number.isComplex ? [memory.space(realCount * number.realSize)] : []
        let nothing = memory.space(number.size)
        forEachMatrix(iterates: true) { index, work, size in
            let given = part(arguments[0], index)
            UnsafeMutableRawBufferPointer(start: matrix, count: given.count)
                .copyMemory(from: UnsafeRawBufferPointer(given))
            let isAlone = vectors == .none
            return [
                job, m, n, matrix, m, place(results[isAlone ? 0 : 1], index),
                isAlone ? nothing : place(results[0], index), m,
                isAlone ? nothing : place(results[2], index), rightRows, work, size,
            ] + reals + [integers, information]
        }
    }

    /// The Schur form and the unitary matrix.
    func schur() {
        results[0].bytes.copyMemory(from: UnsafeRawBufferPointer(arguments[0].bytes))
        let (vectors, unsorted) = (memory.letter("V"), memory.letter("N"))
        let (n, sorted) = (memory.integer(rows), memory.integer(0))
        let values = memory.space(rows * number.size)
        let parts = memory.space(rows * number.size)
        let flags = memory.space(rows * lapack.integerSize)
        forEachMatrix(iterates: true) { index, work, size in
            let (matrix, result) = (place(results[0], index), place(results[1], index))
            return number.isComplex
                ? [
                    vectors, unsorted, nil, n, matrix, n, sorted, values, result, n, work, size,
                    parts, flags, information,
                ]
                : [
                    vectors, unsorted, nil, n, matrix, n, sorted, values, parts, result, n, work,
                    size, flags, information,
                ]
        }
    }

    /// Complex eigenvalues, and left and right eigenvectors where they are wanted.
    func generalEigen(left: Bool, right: Bool) {
        number.realSize == 4
            ? generalEigen(left, right, Float.self) : generalEigen(left, right, Double.self)
    }

    private func generalEigen<Real: BinaryFloatingPoint>(
        _ left: Bool, _ right: Bool, _: Real.Type
    ) {
        let size = rows
        let n = memory.integer(size)
        let jobs: [Pointer?] = [left, right].map { memory.letter($0 ? "V" : "N") }
        let matrix = memory.space(size * size * number.size)
        // Of real matrices the real and imaginary parts of the values; else the second is working space.
        let values = memory.space(size * number.size)
        let parts = memory.space(2 * size * number.realSize)
        let vectors = [left, right].map { memory.space($0 ? size * size * number.size : 0) }
        forEachMatrix(iterates: true) { index, work, workSize in
            let given = part(arguments[0], index)
            UnsafeMutableRawBufferPointer(start: matrix, count: given.count)
                .copyMemory(from: UnsafeRawBufferPointer(given))
            let places: [Pointer?] = [vectors[0], n, vectors[1], n, work, workSize]
            return number.isComplex
                ? jobs + [n, matrix, n, values] + places + [parts, information]
                : jobs + [n, matrix, n, values, parts] + places + [information]
        } after: { index in
            var outputs = results[...]
            let found = part(outputs.removeFirst(), index).assumingMemoryBound(to: Real.self)
            let reals = values.assumingMemoryBound(to: Real.self)
            let imaginaries = parts.assumingMemoryBound(to: Real.self)
            for place in 0..<size {
                found[2 * place] = reals[number.isComplex ? 2 * place : place]
                found[2 * place + 1] =
                    number.isComplex ? reals[2 * place + 1] : imaginaries[place]
            }
            for (isWanted, vectors) in zip([left, right], vectors) where isWanted {
                let result = part(outputs.removeFirst(), index)
                if number.isComplex {
                    result.copyMemory(
                        from: UnsafeRawBufferPointer(start: vectors, count: result.count))
                } else {
                    unpack(
                        vectors.assumingMemoryBound(to: Real.self), imaginaries,
                        result.assumingMemoryBound(to: Real.self))
                }
            }
        }
    }

    /// Complex vectors of a real matrix: of two conjugate ones the real part is stored first, then the imaginary part.
    private func unpack<Real: BinaryFloatingPoint>(
        _ vectors: UnsafeMutablePointer<Real>, _ imaginaries: UnsafeMutablePointer<Real>,
        _ result: UnsafeMutableBufferPointer<Real>
    ) {
        for vector in 0..<rows {
            let sign = imaginaries[vector]
            let start = vector * rows
            for row in 0..<rows {
                let place = 2 * (start + row)
                if sign == 0 {
                    result[place] = vectors[start + row]
                    result[place + 1] = 0
                } else if sign > 0 {
                    result[place] = vectors[start + row]
                    result[place + 1] = vectors[start + rows + row]
                } else {
                    result[place] = vectors[start - rows + row]
                    result[place + 1] = -vectors[start + row]
                }
            }
        }
    }
}
