/// How the places of a stencil's window are named.
package struct WindowFrame: Hashable, Sendable {
    /// The size of the window along each axis.
    package let kernel: [Int]
    /// Whether places are counted from the centre.
    package let isRelative: Bool
    /// The names of axes that have one.
    package let names: [Int: String]

    package init(kernel: [Int], isRelative: Bool, names: [Int: String]) {
        self.kernel = kernel
        self.isRelative = isRelative
        self.names = names
    }

    /// The middle of the window, the left one of two.
    package var centre: [Int] { kernel.map { ($0 - 1) / 2 } }

    /// For each place of the window as its function sees it, the place of the kernel that it shows.
    ///
    /// Relative windows are rolled, so that the centre comes first and what is left of it last.
    var order: [Int] {
        let lattice = Lattice(shape: kernel)
        guard isRelative else { return Array(0..<lattice.count) }
        let centre = centre
        return lattice.indices(over: kernel) { place in
            place.indices.map { (place[$0] + centre[$0]) % kernel[$0] }
        }
    }

    /// The indices with names replaced by places, checked.
    func resolved(_ indices: [AxisIndex]) throws -> [AxisIndex] {
        var result = [AxisIndex?](repeating: nil, count: kernel.count)
        guard indices.contains(where: { if case .named = $0.form { true } else { false } }) else {
            if isRelative { try check(indices) }
            return indices
        }
        for (position, index) in indices.enumerated() {
            var axis = position
            var place = index
            if case .named(let text) = index.form {
                let (found, offset) = try parse(text)
                // With a name for every axis the order of the names is free.
                guard names.count == kernel.count || found == position else {
                    throw TensorError(
                        "stencil",
                        """
                        "\(text)" names axis \(found) and stands at position \(position); where only some axes \
                        have names, indices stand in the order of the axes
                        """)
                }
                axis = found
                place = AxisIndex(.integer(isRelative ? offset : offset + centre[axis]))
                try checkOffset(offset, axis, text)
            } else if isRelative {
                try check(index, axis)
            }
            guard axis < result.count else {
                throw TensorError(
                    "stencil", "\(indices.count) indices for a window of shape \(kernel)")
            }
            guard result[axis] == nil else {
                throw TensorError("stencil", "axis \(axis) is indexed twice")
            }
            result[axis] = place
        }
        return result.map { $0 ?? .all }
    }

    /// "n-1" as the axis of that name and an offset.
    private func parse(_ text: String) throws -> (axis: Int, offset: Int) {
        let compact = text.filter { $0 != " " }
        let end = compact.firstIndex { $0 == "+" || $0 == "-" } ?? compact.endIndex
        let name = String(compact[..<end])
        let rest = compact[end...]
        guard let axis = names.first(where: { $0.value == name })?.key else {
            let known = names.sorted { $0.key < $1.key }.map { "\"\($0.value)\"" }
            throw TensorError(
                "stencil",
                "no axis is named \"\(name)\"; "
                    + (known.isEmpty
                        ? "give names by namedAxes" : "there are \(known.joined(separator: ", "))"))
        }
        guard let offset = rest.isEmpty ? 0 : Int(rest) else {
            throw TensorError(
                "stencil", "\"\(text)\" is not a name with an offset such as \"\(name)-1\"")
        }
        return (axis, offset)
    }

    private func check(_ indices: [AxisIndex]) throws {
        for (axis, index) in indices.enumerated() {
            // After an ellipsis or a new axis positions aren't axes.
            switch index.form {
            case .ellipsis, .newAxis: return
            default: try check(index, axis)
            }
        }
    }

    private func check(_ index: AxisIndex, _ axis: Int) throws {
        guard case .integer(let offset) = index.form, axis < kernel.count else { return }
        try checkOffset(offset, axis, "\(offset)")
    }

    private func checkOffset(_ offset: Int, _ axis: Int, _ text: String) throws {
        let (low, high) = (-centre[axis], kernel[axis] - 1 - centre[axis])
        guard low <= offset, offset <= high else {
            throw TensorError(
                "stencil",
                """
                the offset \(text) is out of the kernel, whose size along axis \(axis) is \(kernel[axis]): offsets \
                go from \(low) to \(high)
                """)
        }
    }
}

extension Tensor {
    /// The indices with the names that a stencil gives its axes replaced by places.
    func resolvingNames(_ indices: [AxisIndex]) throws -> [AxisIndex] {
        if node.tag == .tracer, let frame = (node as? WindowTracer)?.frame {
            return try frame.resolved(indices)
        }
        for index in indices {
            if case .named(let text) = index.form {
                throw TensorError(
                    "subscript",
                    """
                    "\(text)" is no index of a tensor of shape \(shape): names of axes are for the window that a \
                    stencil's function is given
                    """)
            }
        }
        return indices
    }
}
