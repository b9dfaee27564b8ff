import Espalier

/// A stencil with functions of its own for different cells: what ``kmap(kernelSize:strides:padding:boundary:relative:namedAxes:)``
/// and the like give without a function.
///
///     var f = kmap(kernelSize: [1])
///     f[0] = { x in x[0] ** 2 }
///     f[1...] = { x in x[0] ** 3 }
///     f(array)
///
/// An index names cells by the places of their centres in the array, along the leading axes: integers,
/// negative ones from the end, ranges, `.slice`, `.all`. Where several functions are for a cell the one that
/// was assigned last is applied, and where none is, the one that was assigned first. A single
/// function is applied everywhere. Shapes are resolved on every call.
public struct Stencil: Sendable {
    var configuration: Configuration
    var registrations: [Registration] = []
    let programs = ProgramStore()

    init(_ configuration: Configuration) { self.configuration = configuration }

    init(_ configuration: Configuration, _ function: StencilFunction) {
        self.configuration = configuration
        registrations = [Registration(function: function, regions: [])]
    }

    /// The results over all cells.
    ///
    /// - Parameters:
    ///   - array: what windows are laid over, of at least one axis.
    ///   - extras: what the functions take after the window, the same for all cells.
    /// - Returns: along each axis (n + low + high - k) / s + 1 cells, for a kernel of size k and a
    ///   stride s, and after them the axes of the functions' results. For `smap` and `sscan` the array
    ///   with the results in the place of its elements; the array itself where offsets leave no cell.
    public func callAsFunction(_ array: Tensor, _ extras: Tensor...) -> Tensor {
        run(array, extras)
    }

    func run(_ array: Tensor, _ extras: [Tensor]) -> Tensor {
        wholeOperation(configuration.name, programs, [array] + extras) { operands in
            try apply(operands[0], Array(operands.dropFirst()))
        }
    }

    /// Assigns a function to cells; one that is assigned already gets them in addition.
    mutating func register(_ function: StencilFunction, _ region: [AxisIndex]) {
        if let place = registrations.firstIndex(where: { $0.function === function }) {
            registrations[place].regions.append(region)
        } else {
            registrations.append(Registration(function: function, regions: [region]))
        }
    }

    /// The function that was assigned last; what the getters of the subscripts give.
    var latest: StencilFunction {
        registrations.last?.function
            ?? StencilFunction { _ in
                checkedTensor { throw TensorError("stencil", "no function was assigned yet") }
            }
    }

    // MARK: Applying

    private func apply(_ array: Tensor, _ extras: [Tensor]) throws -> Tensor {
        guard !registrations.isEmpty else {
            throw TensorError(
                configuration.name, "has no function: assign one, as in f[0...] = { x in x.sum() }")
        }
        let geometry = try configuration.geometry(array.shape)
        if geometry.grid.cells.contains(0) { return array }
        let work = StencilWork(
            configuration: configuration, geometry: geometry, registrations: registrations,
            array: array, extras: extras)
        let result = try configuration.kind.isSweep ? work.swept() : work.mapped()
        guard configuration.offset != nil else { return result }
        return try work.placed(result)
    }
}
