import PJRT

// Decompositions that take a fixed number of steps, and what is solved with them.

extension MatrixCall {
    /// Stored by rows the matrix is its own transpose, and the wanted lower triangle an upper one.
    func cholesky() {
        results[0].bytes.copyMemory(from: UnsafeRawBufferPointer(arguments[0].bytes))
        let (letter, n) = (memory.letter("U"), memory.integer(rows))
        for index in 0..<count {
            let matrix = part(results[0], index)
            routine([letter, n, matrix.baseAddress, n, information])
            let isDefinite = succeeded && hasPositiveDiagonal(matrix)
            if !isDefinite { poison(matrix) }
            for row in 0..<rows - 1 {
                let start = (row * rows + row + 1) * number.size
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: matrix[start..<(row + 1) * rows * number.size])
                _ = rest.initializeMemory(as: UInt8.self, repeating: 0)
            }
        }
    }

    private func hasPositiveDiagonal(_ matrix: UnsafeMutableRawBufferPointer) -> Bool {
        (0..<rows).allSatisfy { row in
            let offset = row * (rows + 1) * number.size
            return number.realSize == 4
                ? matrix.load(fromByteOffset: offset, as: Float.self) > 0
                : matrix.load(fromByteOffset: offset, as: Double.self) > 0
        }
    }

    /// Stored by rows all matrices are their transposes, so that sides and triangles change.
    func triangularSolve(
        _ transform: TriangularSolve.Transform, _ isLeft: Bool, _ isLower: Bool,
        _ hasUnitDiagonal: Bool
    ) {
        results[0].bytes.copyMemory(from: UnsafeRawBufferPointer(arguments[1].bytes))
        let shape = results[0].shape.suffix(2)
        let (height, width) = (memory.integer(shape.last!), memory.integer(shape.first!))
        let size = memory.integer(rows)
        let letters: [Unicode.Scalar] = [
            isLeft ? "R" : "L", isLower ? "U" : "L",
            transform == .none ? "N" : transform == .transpose ? "T" : "C",
            hasUnitDiagonal ? "U" : "N",
        ]
        let options: [Pointer?] = letters.map { memory.letter($0) }
        // A complex number is its real part, then 0.
        let one = memory.space(number.size)
        if number.realSize == 4 {
            one.storeBytes(of: 1, as: Float.self)
        } else {
            one.storeBytes(of: 1, as: Double.self)
        }
        for index in 0..<count {
            routine(
                options + [
                    height, width, one, place(arguments[0], index), size, place(results[0], index),
                    height,
                ])
        }
    }

    func lu() {
        results[0].bytes.copyMemory(from: UnsafeRawBufferPointer(arguments[0].bytes))
        let (m, n) = (memory.integer(rows), memory.integer(columns))
        let steps = min(rows, columns)
        let exchanges = memory.space(steps * lapack.integerSize)
        for index in 0..<count {
            routine([m, n, place(results[0], index), m, exchanges, information])
            let pivots = part(results[1], index).assumingMemoryBound(to: Int32.self)
            let order = part(results[2], index).assumingMemoryBound(to: Int32.self)
            for row in 0..<rows { order[row] = Int32(row) }
            for step in 0..<steps {
                // Fortran counts from 1.
                let found = exchanges.load(
                    fromByteOffset: step * lapack.integerSize, as: Int32.self)
                // Of numbers that are NaN a library may choose none.
                let other = found >= 1 && found <= rows ? Int(found) - 1 : step
                pivots[step] = Int32(other)
                order.swapAt(step, other)
            }
        }
    }

    func householderFactors() {
        results[0].bytes.copyMemory(from: UnsafeRawBufferPointer(arguments[0].bytes))
        let (m, n) = (memory.integer(rows), memory.integer(columns))
        forEachMatrix { index, work, size in
            [m, n, place(results[0], index), m, place(results[1], index), work, size, information]
        }
    }

    func householderProduct() {
        results[0].bytes.copyMemory(from: UnsafeRawBufferPointer(arguments[0].bytes))
        let (m, n) = (memory.integer(rows), memory.integer(columns))
        let k = memory.integer(arguments[1].shape.last ?? 0)
        forEachMatrix { index, work, size in
            [
                m, n, k, place(results[0], index), m, place(arguments[1], index), work, size,
                information,
            ]
        }
    }
}
