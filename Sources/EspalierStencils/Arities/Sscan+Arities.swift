// Written by Scripts/generate-stencil-arities.py; change that, not this.

import Espalier

/// A stencil with functions of its own for different cells, applied over all windows around the
/// inner elements of an array in row-major order, in place: a window shows
/// the results of the cells before (Kernex's `sscan`).
///
/// Functions are assigned by the places of their cells; see ``Stencil``.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - offset: how many elements to leave alone at each end, for all axes or one pair for each.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
public func sscan<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    offset: Int,
    namedAxes: [Int: String] = [:],
    relative: Bool = false
) -> Stencil {
    Stencil(
        Configuration(
            .sscan, kernelSize, strides, offset: [(offset, offset)], isRelative: relative,
            names: namedAxes))
}

/// A stencil with functions of its own for different cells, applied over all windows around the
/// inner elements of an array in row-major order, in place: a window shows
/// the results of the cells before (Kernex's `sscan`).
///
/// Functions are assigned by the places of their cells; see ``Stencil``.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - offset: how many elements to leave alone at each end, for all axes or one pair for each.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
public func sscan<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    offset: [(Int, Int)],
    namedAxes: [Int: String] = [:],
    relative: Bool = false
) -> Stencil {
    Stencil(
        Configuration(
            .sscan, kernelSize, strides, offset: offset, isRelative: relative, names: namedAxes))
}

/// A function applied over all windows around the inner elements of an array in row-major order,
/// in place: a window shows
/// the results of the cells before (Kernex's `sscan`).
///
/// It is called while it is traced, and its operations go over shifted slices of the array; see
/// <doc:Stencils>.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - offset: how many elements to leave alone at each end, for all axes or one pair for each.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
///   - function: what to compute of a window, a tensor of the kernel's size, and of further
///     arguments: a number, or for kmap a tensor.
public func sscan<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    offset: Int,
    namedAxes: [Int: String] = [:],
    relative: Bool = false,
    _ function: @escaping (Tensor) -> Tensor
) -> @Sendable (Tensor) -> Tensor {
    let stencil = Stencil(
        Configuration(
            .sscan, kernelSize, strides, offset: [(offset, offset)], isRelative: relative,
            names: namedAxes),
        StencilFunction(function))
    return { array in stencil.run(array, []) }
}

/// A function applied over all windows around the inner elements of an array in row-major order,
/// in place: a window shows
/// the results of the cells before (Kernex's `sscan`).
///
/// It is called while it is traced, and its operations go over shifted slices of the array; see
/// <doc:Stencils>.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - offset: how many elements to leave alone at each end, for all axes or one pair for each.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
///   - function: what to compute of a window, a tensor of the kernel's size, and of further
///     arguments: a number, or for kmap a tensor.
public func sscan<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    offset: [(Int, Int)],
    namedAxes: [Int: String] = [:],
    relative: Bool = false,
    _ function: @escaping (Tensor) -> Tensor
) -> @Sendable (Tensor) -> Tensor {
    let stencil = Stencil(
        Configuration(
            .sscan, kernelSize, strides, offset: offset, isRelative: relative, names: namedAxes),
        StencilFunction(function))
    return { array in stencil.run(array, []) }
}

/// A function applied over all windows around the inner elements of an array in row-major order,
/// in place: a window shows
/// the results of the cells before (Kernex's `sscan`).
///
/// It is called while it is traced, and its operations go over shifted slices of the array; see
/// <doc:Stencils>.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - offset: how many elements to leave alone at each end, for all axes or one pair for each.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
///   - function: what to compute of a window, a tensor of the kernel's size, and of further
///     arguments: a number, or for kmap a tensor.
public func sscan<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    offset: Int,
    namedAxes: [Int: String] = [:],
    relative: Bool = false,
    _ function: @escaping (Tensor, Tensor) -> Tensor
) -> @Sendable (Tensor, Tensor) -> Tensor {
    let stencil = Stencil(
        Configuration(
            .sscan, kernelSize, strides, offset: [(offset, offset)], isRelative: relative,
            names: namedAxes),
        StencilFunction(function))
    return { array, a in stencil.run(array, [a]) }
}

/// A function applied over all windows around the inner elements of an array in row-major order,
/// in place: a window shows
/// the results of the cells before (Kernex's `sscan`).
///
/// It is called while it is traced, and its operations go over shifted slices of the array; see
/// <doc:Stencils>.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - offset: how many elements to leave alone at each end, for all axes or one pair for each.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
///   - function: what to compute of a window, a tensor of the kernel's size, and of further
///     arguments: a number, or for kmap a tensor.
public func sscan<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    offset: [(Int, Int)],
    namedAxes: [Int: String] = [:],
    relative: Bool = false,
    _ function: @escaping (Tensor, Tensor) -> Tensor
) -> @Sendable (Tensor, Tensor) -> Tensor {
    let stencil = Stencil(
        Configuration(
            .sscan, kernelSize, strides, offset: offset, isRelative: relative, names: namedAxes),
        StencilFunction(function))
    return { array, a in stencil.run(array, [a]) }
}

/// A function applied over all windows around the inner elements of an array in row-major order,
/// in place: a window shows
/// the results of the cells before (Kernex's `sscan`).
///
/// It is called while it is traced, and its operations go over shifted slices of the array; see
/// <doc:Stencils>.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - offset: how many elements to leave alone at each end, for all axes or one pair for each.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
///   - function: what to compute of a window, a tensor of the kernel's size, and of further
///     arguments: a number, or for kmap a tensor.
public func sscan<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    offset: Int,
    namedAxes: [Int: String] = [:],
    relative: Bool = false,
    _ function: @escaping (Tensor, Tensor, Tensor) -> Tensor
) -> @Sendable (Tensor, Tensor, Tensor) -> Tensor {
    let stencil = Stencil(
        Configuration(
            .sscan, kernelSize, strides, offset: [(offset, offset)], isRelative: relative,
            names: namedAxes),
        StencilFunction(function))
    return { array, a, b in stencil.run(array, [a, b]) }
}

/// A function applied over all windows around the inner elements of an array in row-major order,
/// in place: a window shows
/// the results of the cells before (Kernex's `sscan`).
///
/// It is called while it is traced, and its operations go over shifted slices of the array; see
/// <doc:Stencils>.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - offset: how many elements to leave alone at each end, for all axes or one pair for each.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
///   - function: what to compute of a window, a tensor of the kernel's size, and of further
///     arguments: a number, or for kmap a tensor.
public func sscan<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    offset: [(Int, Int)],
    namedAxes: [Int: String] = [:],
    relative: Bool = false,
    _ function: @escaping (Tensor, Tensor, Tensor) -> Tensor
) -> @Sendable (Tensor, Tensor, Tensor) -> Tensor {
    let stencil = Stencil(
        Configuration(
            .sscan, kernelSize, strides, offset: offset, isRelative: relative, names: namedAxes),
        StencilFunction(function))
    return { array, a, b in stencil.run(array, [a, b]) }
}

/// A function applied over all windows around the inner elements of an array in row-major order,
/// in place: a window shows
/// the results of the cells before (Kernex's `sscan`).
///
/// It is called while it is traced, and its operations go over shifted slices of the array; see
/// <doc:Stencils>.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - offset: how many elements to leave alone at each end, for all axes or one pair for each.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
///   - function: what to compute of a window, a tensor of the kernel's size, and of further
///     arguments: a number, or for kmap a tensor.
public func sscan<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    offset: Int,
    namedAxes: [Int: String] = [:],
    relative: Bool = false,
    _ function: @escaping (Tensor, Tensor, Tensor, Tensor) -> Tensor
) -> @Sendable (Tensor, Tensor, Tensor, Tensor) -> Tensor {
    let stencil = Stencil(
        Configuration(
            .sscan, kernelSize, strides, offset: [(offset, offset)], isRelative: relative,
            names: namedAxes),
        StencilFunction(function))
    return { array, a, b, c in stencil.run(array, [a, b, c]) }
}

/// A function applied over all windows around the inner elements of an array in row-major order,
/// in place: a window shows
/// the results of the cells before (Kernex's `sscan`).
///
/// It is called while it is traced, and its operations go over shifted slices of the array; see
/// <doc:Stencils>.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - offset: how many elements to leave alone at each end, for all axes or one pair for each.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
///   - function: what to compute of a window, a tensor of the kernel's size, and of further
///     arguments: a number, or for kmap a tensor.
public func sscan<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    offset: [(Int, Int)],
    namedAxes: [Int: String] = [:],
    relative: Bool = false,
    _ function: @escaping (Tensor, Tensor, Tensor, Tensor) -> Tensor
) -> @Sendable (Tensor, Tensor, Tensor, Tensor) -> Tensor {
    let stencil = Stencil(
        Configuration(
            .sscan, kernelSize, strides, offset: offset, isRelative: relative, names: namedAxes),
        StencilFunction(function))
    return { array, a, b, c in stencil.run(array, [a, b, c]) }
}
