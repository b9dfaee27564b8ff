import Espalier

/// A stencil that is being applied to an array.
struct StencilWork {
    let configuration: Configuration
    let geometry: Geometry
    let registrations: [Registration]
    let array: Tensor
    let extras: [Tensor]

    /// The array with its border.
    func padded() -> Tensor {
        guard geometry.padding.contains(where: { $0.0 > 0 || $0.1 > 0 }) else { return array }
        return pad(array, geometry.padding, mode: configuration.boundary.mode)
    }

    /// Results that stand in the place of elements of the array, for `smap` and `sscan`.
    func placed(_ result: Tensor) throws -> Tensor {
        guard result.shape == geometry.grid.cells else {
            throw TensorError(
                configuration.name,
                "functions must give one number for each cell, and they give the shape \(result.shape.dropFirst(geometry.shape.count))"
            )
        }
        let (cells, strides, first) = (geometry.grid.cells, geometry.strides, geometry.firstCentre)
        let widths = cells.indices.map { axis in
            (
                first[axis],
                geometry.shape[axis] - first[axis] - (cells[axis] - 1) * strides[axis] - 1
            )
        }
        let spread = pad(
            result.asType(array.dtype), widths, mode: .constant(0), interior: strides.map { $0 - 1 }
        )
        let mask = geometry.shape.indices.reduce(Tensor(true)) { mask, axis in
            let centres = Set(geometry.centres(axis))
            var shape = geometry.shape.map { _ in 1 }
            shape[axis] = geometry.shape[axis]
            let along = (0..<geometry.shape[axis]).map(centres.contains)
            return along.contains(false) ? mask & Tensor(scalars: along, shape: shape) : mask
        }
        return which(mask, spread, array)
    }
}

// MARK: - All cells at once

extension StencilWork {
    /// Every function over all cells at once, and for each cell the result of its own.
    func mapped() throws -> Tensor {
        var report = WindowReport()
        let padded = padded()
        let result = try choosing { function in
            try overWindows(padded, geometry.grid, geometry.frame, report: &report) {
                try function($0, extras)
            }
        }
        PlanRecorder.record(configuration.name, .allAtOnce, steps: 1, report)
        return result.asType(result.dtype)
    }

    /// For each cell the value of its own function.
    ///
    /// - Parameter values: the values of one function for all cells.
    private func choosing(_ values: (StencilFunction) throws -> Tensor) throws -> Tensor {
        guard registrations.count > 1 else { return try values(registrations[0].function) }
        var result = try values(registrations[0].function)
        for registration in registrations.dropFirst() {
            let coverage = try registration.mask(geometry)
            if case .none = coverage { continue }
            let value = try values(registration.function)
            guard value.shape == result.shape else {
                let rank = geometry.shape.count
                throw TensorError(
                    configuration.name,
                    """
                    all functions must give results of one shape, and they give \
                    \(Array(result.shape.dropFirst(rank))) and \(Array(value.shape.dropFirst(rank)))
                    """)
            }
            switch coverage {
            case .none: break
            case .all: result = value
            case .some(let mask):
                let ones = [Int](repeating: 1, count: value.rank - mask.rank)
                result = which(mask.reshaped(mask.shape + ones), value, result)
            }
        }
        return result
    }
}
