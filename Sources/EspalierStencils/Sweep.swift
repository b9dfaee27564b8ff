import Espalier

// Sweeps: cells in row-major order, each seeing the results of those before. Computed at once is what
// doesn't need each other; the results are those of the sequential order always.

extension StencilWork {
    /// The sweep's results over all cells, in the array's dtype.
    func swept() throws -> Tensor {
        let dependence = Dependence(geometry)
        let used = try placesUsed()
        let distances = Set(
            zip(dependence.distances, used).compactMap { distance, used in used ? distance : nil })
        guard !distances.isEmpty else { return try mapped().asType(array.dtype) }
        let schedule = Schedule.best(for: Array(distances), cells: geometry.grid.cells)
        // Waves hold cells that aren't there, and lags keep planes: where both are many, cells one by
        // one are cheaper.
        let cells = geometry.grid.cells
        let plane = cells.indices.reduce(1) { $1 == schedule.axis ? $0 : $0 * cells[$1] }
        let lags = distances.map(schedule.lag)
        guard schedule.steps(cells) * plane <= 8 * cells.sizeProduct, lags.max() ?? 0 <= 64 else {
            return try sweptByCells()
        }
        return try sweptByWaves(schedule, dependence, used)
    }

    /// Which places of the kernel any of the functions reads.
    private func placesUsed() throws -> [Bool] {
        let count = geometry.frame.kernel.sizeProduct
        let scalar = ShapedTensor(shape: [], dtype: array.dtype)
        var used = [Bool](repeating: false, count: count)
        for registration in registrations {
            let reads = try operandsUsed([ShapedTensor](repeating: scalar, count: count)) {
                places in
                [try value(of: registration.function, cells: []) { places[$0] }]
            }
            for place in used.indices where reads[place] { used[place] = true }
        }
        return used
    }

    /// A function's values, one for each of some cells.
    private func value(
        of function: StencilFunction, cells: [Int], read: @escaping (Int) throws -> Tensor
    ) throws -> Tensor {
        var report = WindowReport()
        return try value(of: function, cells: cells, &report, read: read)
    }

    private func value(
        of function: StencilFunction, cells: [Int], _ report: inout WindowReport,
        read: @escaping (Int) throws -> Tensor
    ) throws -> Tensor {
        let value = try overWindows(
            cells: cells, dtype: array.dtype, geometry.frame, report: &report, read: read
        ) { try function($0, extras) }
        guard value.shape == cells else {
            throw TensorError(
                configuration.name,
                """
                functions must give one number for each cell, because it takes the place of an element, and one \
                gives the shape \(Array(value.shape.dropFirst(cells.count)))
                """)
        }
        return value.asType(array.dtype)
    }

    // MARK: Waves

    private func sweptByWaves(
        _ schedule: Schedule, _ dependence: Dependence, _ used: [Bool]
    ) throws -> Tensor {
        let (cells, strides) = (geometry.grid.cells, geometry.strides)
        let places = Array(Places(shape: geometry.frame.kernel))
        let needed = places.indices.filter { used[$0] }
        let axis = schedule.axis
        let others = cells.indices.filter { $0 != axis }
        let plane = others.map { cells[$0] }
        let skewing = Skewing(weights: schedule.weights, axis: axis)
        let isSkewed = !schedule.isPlanes
        let padded = padded()

        // How far beyond the cells results are read, where the array as it was stands for them.
        var margins = cells.map { _ in (low: 0, high: 0) }
        var depth = 0
        for index in needed {
            guard let distance = dependence.distances[index] else { continue }
            for axis in cells.indices {
                margins[axis].low = max(margins[axis].low, -distance[axis])
                margins[axis].high = max(margins[axis].high, distance[axis])
            }
            depth = max(depth, schedule.lag(distance))
        }
        let before = try values(padded, around: margins)
        let beforePlanes = skewing.planes(before, filling: 1)
        let firstStep = others.reduce(margins[axis].low) {
            $0 + schedule.weights[$1] * margins[$1].low
        }
        let steps = schedule.steps(cells)

        // What a step takes from outside: elements that no earlier cell has changed, and which
        // function is for which cell.
        var inputs: [Tensor] = []
        func input(_ x: Tensor, filling: Tensor) -> Int {
            inputs.append(skewing.planes(x, filling: filling))
            return inputs.count - 1
        }
        let present = input(Tensor(true).broadcast(to: cells), filling: false)
        let beforeStep = inputs.count
        inputs.append(beforePlanes[firstStep..<(firstStep + steps)])
        var fixed: [Int: Int] = [:]
        for index in needed where dependence.distances[index] == nil {
            let starts = zip(places[index], geometry.grid.starts).map(+)
            fixed[index] = input(
                slice(padded, starts: starts, strides: strides, cells), filling: 1)
        }
        var choices: [(function: StencilFunction, mask: Int?)] = [(registrations[0].function, nil)]
        for registration in registrations.dropFirst() {
            switch try registration.mask(geometry) {
            case .none: break
            case .all: choices = [(registration.function, nil)]
            case .some(let mask):
                choices.append((registration.function, input(mask, filling: false)))
            }
        }

        var report = WindowReport()
        var mistake: (any Error)?
        let history = (0..<depth).map { beforePlanes[firstStep - 1 - $0] }
        let inner = others.map { margins[$0].low }
        let (_, results) = scan(initial: history, over: inputs) {
            (history: [Tensor], inputs: [Tensor]) -> ([Tensor], Tensor) in
            func read(_ index: Int) throws -> Tensor {
                if let place = fixed[index] { return inputs[place] }
                guard let distance = dependence.distances[index] else {
                    throw TensorError(
                        configuration.name, "reads a place that it did not read before")
                }
                let starts = others.enumerated().map { inner[$0] + distance[$1] }
                let value = slice(
                    history[schedule.lag(distance) - 1], starts: starts,
                    strides: plane.map { _ in 1 }, plane)
                // Where a wave has no cell nothing is read, or derivatives there would count.
                return isSkewed ? which(inputs[present], value, 1) : value
            }
            do {
                var result = try value(of: choices[0].function, cells: plane, &report, read: read)
                for choice in choices.dropFirst() {
                    guard let mask = choice.mask else { continue }
                    let value = try value(
                        of: choice.function, cells: plane, &report, read: read)
                    result = which(inputs[mask], value, result)
                }
                let next = follow(
                    result, inputs[beforeStep], isSkewed ? inputs[present] : nil,
                    others.map { margins[$0] })
                return ([next] + history.dropLast(), result)
            } catch {
                if mistake == nil { mistake = error }
                return (history, inputs[beforeStep])
            }
        }
        if let mistake { throw mistake }
        let order: StencilPlan.Order =
            schedule.isPlanes ? .planes(axis: axis) : .waves(weights: schedule.weights)
        PlanRecorder.record(configuration.name, order, steps: steps, report)
        return skewing.cells(results, shape: cells)
    }

    /// A plane's results with what stood around them before.
    private func follow(
        _ result: Tensor, _ before: Tensor, _ present: Tensor?, _ margins: [(low: Int, high: Int)]
    ) -> Tensor {
        guard present != nil || before.shape != result.shape else { return result }
        let widths = margins.map { ($0.low, $0.high) }
        let mask = present ?? Tensor(true).broadcast(to: result.shape)
        guard before.shape != result.shape else { return which(mask, result, before) }
        return which(
            pad(mask, widths, mode: .constant(false)), pad(result, widths), before)
    }

    /// What the array holds at the centres of all cells and of those around them that there would be;
    /// anything where the array has no such place.
    private func values(
        _ padded: Tensor, around margins: [(low: Int, high: Int)]
    ) throws -> Tensor {
        let (cells, strides) = (geometry.grid.cells, geometry.strides)
        let first = zip(geometry.grid.starts, geometry.frame.centre).map(+)
        var widths: [(Int, Int)] = []
        var starts: [Int] = []
        var counts: [Int] = []
        for axis in cells.indices {
            let low = first[axis] - margins[axis].low * strides[axis]
            let high = first[axis] + (cells[axis] - 1 + margins[axis].high) * strides[axis]
            widths.append((max(0, -low), max(0, high + 1 - padded.shape[axis])))
            starts.append(max(0, low))
            counts.append(cells[axis] + margins[axis].low + margins[axis].high)
        }
        let wide =
            widths.contains { $0.0 > 0 || $0.1 > 0 }
            ? pad(padded, widths, mode: .constant(1)) : padded
        return slice(wide, starts: starts, strides: strides, counts)
    }

    private func slice(
        _ x: Tensor, starts: [Int], strides: [Int], _ counts: [Int]
    ) -> Tensor {
        counts.indices.reduce(x) { x, axis in
            let end = starts[axis] + (counts[axis] - 1) * strides[axis] + 1
            guard starts[axis] > 0 || end < x.shape[axis] || strides[axis] > 1 else { return x }
            let part = AxisIndex.slice(starts[axis], end, strides[axis])
            switch axis {
            case 0: return x[part]
            case 1: return x[.all, part]
            case 2: return x[.all, .all, part]
            default:
                return x.movingAxis(axis, to: 0)[part].movingAxis(0, to: axis)
            }
        }
    }

    // MARK: Cell by cell

    private func sweptByCells() throws -> Tensor {
        let (cells, kernel) = (geometry.grid.cells, geometry.frame.kernel)
        let padded = padded()
        let places = Array(Places(shape: cells))
        let starts = places.flatMap { place in
            place.indices.map {
                Int32(geometry.grid.starts[$0] + place[$0] * geometry.strides[$0])
            }
        }
        var numbers = [Int32](repeating: 0, count: places.count)
        for (number, registration) in registrations.enumerated().dropFirst() {
            for region in try registration.masks(geometry) {
                for (index, place) in places.enumerated()
                where place.indices.allSatisfy({ region[$0][place[$0]] }) {
                    numbers[index] = Int32(number)
                }
            }
        }
        let rank = cells.count
        let ones = [Int](repeating: 1, count: rank)
        var report = WindowReport()
        var mistake: (any Error)?
        let inputs = [
            Tensor(scalars: starts, shape: [places.count, rank]),
            Tensor(scalars: numbers, shape: [places.count]),
        ]
        let (_, results) = scan(initial: padded, over: inputs) {
            (state: Tensor, inputs: [Tensor]) -> (Tensor, Tensor) in
            let start = (0..<rank).map { inputs[0][$0] }
            let window = dynamicSlice(state, start, sizes: kernel).reshaped([-1])
            do {
                var result = try value(of: registrations[0].function, cells: [], &report) {
                    window[$0]
                }
                for (number, registration) in registrations.enumerated().dropFirst() {
                    let value = try value(of: registration.function, cells: [], &report) {
                        window[$0]
                    }
                    result = which(inputs[1] .== Tensor(Int32(number)), value, result)
                }
                let centre = zip(start, geometry.frame.centre).map { start, offset in
                    start + Tensor(Int32(offset))
                }
                return (
                    dynamicUpdateSlice(state, result.reshaped(ones), centre), result
                )
            } catch {
                if mistake == nil { mistake = error }
                return (state, state.reshaped([-1])[0])
            }
        }
        if let mistake { throw mistake }
        PlanRecorder.record(configuration.name, .cells, steps: places.count, report)
        return results.reshaped(cells)
    }
}
