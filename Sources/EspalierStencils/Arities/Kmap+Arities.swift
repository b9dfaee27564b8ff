// Written by Scripts/generate-stencil-arities.py; change that, not this.

import Espalier

/// A stencil with functions of its own for different cells, applied over all windows of an array
/// at once (Kernex's `kmap`).
///
/// Functions are assigned by the places of their cells; see ``Stencil``.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - padding: how much of a border the array gets: `.valid`, `.same`, a number, or axis by axis.
///   - boundary: what the border holds; zeros by default.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
public func kmap<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    padding: Padding = 0,
    boundary: Boundary = .zero,
    namedAxes: [Int: String] = [:],
    relative: Bool = false
) -> Stencil {
    Stencil(
        Configuration(
            .kmap, kernelSize, strides, padding: padding, boundary: boundary, isRelative: relative,
            names: namedAxes))
}

/// A stencil with functions of its own for different cells, applied over all windows of an array
/// at once (Kernex's `kmap`).
///
/// Functions are assigned by the places of their cells; see ``Stencil``.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - padding: how much of a border the array gets: `.valid`, `.same`, a number, or axis by axis.
///   - boundary: what the border holds; zeros by default.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
public func kmap<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    padding: [(Int, Int)],
    boundary: Boundary = .zero,
    namedAxes: [Int: String] = [:],
    relative: Bool = false
) -> Stencil {
    Stencil(
        Configuration(
            .kmap, kernelSize, strides, padding: Padding(padding), boundary: boundary,
            isRelative: relative, names: namedAxes))
}

/// A function applied over all windows of an array at once (Kernex's `kmap`).
///
/// It is called while it is traced, and its operations go over shifted slices of the array; see
/// <doc:Stencils>.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - padding: how much of a border the array gets: `.valid`, `.same`, a number, or axis by axis.
///   - boundary: what the border holds; zeros by default.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
///   - function: what to compute of a window, a tensor of the kernel's size, and of further
///     arguments: a number, or for kmap a tensor.
public func kmap<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    padding: Padding = 0,
    boundary: Boundary = .zero,
    namedAxes: [Int: String] = [:],
    relative: Bool = false,
    _ function: @escaping (Tensor) -> Tensor
) -> @Sendable (Tensor) -> Tensor {
    let stencil = Stencil(
        Configuration(
            .kmap, kernelSize, strides, padding: padding, boundary: boundary, isRelative: relative,
            names: namedAxes),
        StencilFunction(function))
    return { array in stencil.run(array, []) }
}

/// A function applied over all windows of an array at once (Kernex's `kmap`).
///
/// It is called while it is traced, and its operations go over shifted slices of the array; see
/// <doc:Stencils>.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - padding: how much of a border the array gets: `.valid`, `.same`, a number, or axis by axis.
///   - boundary: what the border holds; zeros by default.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
///   - function: what to compute of a window, a tensor of the kernel's size, and of further
///     arguments: a number, or for kmap a tensor.
public func kmap<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    padding: [(Int, Int)],
    boundary: Boundary = .zero,
    namedAxes: [Int: String] = [:],
    relative: Bool = false,
    _ function: @escaping (Tensor) -> Tensor
) -> @Sendable (Tensor) -> Tensor {
    let stencil = Stencil(
        Configuration(
            .kmap, kernelSize, strides, padding: Padding(padding), boundary: boundary,
            isRelative: relative, names: namedAxes),
        StencilFunction(function))
    return { array in stencil.run(array, []) }
}

/// A function applied over all windows of an array at once (Kernex's `kmap`).
///
/// It is called while it is traced, and its operations go over shifted slices of the array; see
/// <doc:Stencils>.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - padding: how much of a border the array gets: `.valid`, `.same`, a number, or axis by axis.
///   - boundary: what the border holds; zeros by default.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
///   - function: what to compute of a window, a tensor of the kernel's size, and of further
///     arguments: a number, or for kmap a tensor.
public func kmap<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    padding: Padding = 0,
    boundary: Boundary = .zero,
    namedAxes: [Int: String] = [:],
    relative: Bool = false,
    _ function: @escaping (Tensor, Tensor) -> Tensor
) -> @Sendable (Tensor, Tensor) -> Tensor {
    let stencil = Stencil(
        Configuration(
            .kmap, kernelSize, strides, padding: padding, boundary: boundary, isRelative: relative,
            names: namedAxes),
        StencilFunction(function))
    return { array, a in stencil.run(array, [a]) }
}

/// A function applied over all windows of an array at once (Kernex's `kmap`).
///
/// It is called while it is traced, and its operations go over shifted slices of the array; see
/// <doc:Stencils>.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - padding: how much of a border the array gets: `.valid`, `.same`, a number, or axis by axis.
///   - boundary: what the border holds; zeros by default.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
///   - function: what to compute of a window, a tensor of the kernel's size, and of further
///     arguments: a number, or for kmap a tensor.
public func kmap<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    padding: [(Int, Int)],
    boundary: Boundary = .zero,
    namedAxes: [Int: String] = [:],
    relative: Bool = false,
    _ function: @escaping (Tensor, Tensor) -> Tensor
) -> @Sendable (Tensor, Tensor) -> Tensor {
    let stencil = Stencil(
        Configuration(
            .kmap, kernelSize, strides, padding: Padding(padding), boundary: boundary,
            isRelative: relative, names: namedAxes),
        StencilFunction(function))
    return { array, a in stencil.run(array, [a]) }
}

/// A function applied over all windows of an array at once (Kernex's `kmap`).
///
/// It is called while it is traced, and its operations go over shifted slices of the array; see
/// <doc:Stencils>.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - padding: how much of a border the array gets: `.valid`, `.same`, a number, or axis by axis.
///   - boundary: what the border holds; zeros by default.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
///   - function: what to compute of a window, a tensor of the kernel's size, and of further
///     arguments: a number, or for kmap a tensor.
public func kmap<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    padding: Padding = 0,
    boundary: Boundary = .zero,
    namedAxes: [Int: String] = [:],
    relative: Bool = false,
    _ function: @escaping (Tensor, Tensor, Tensor) -> Tensor
) -> @Sendable (Tensor, Tensor, Tensor) -> Tensor {
    let stencil = Stencil(
        Configuration(
            .kmap, kernelSize, strides, padding: padding, boundary: boundary, isRelative: relative,
            names: namedAxes),
        StencilFunction(function))
    return { array, a, b in stencil.run(array, [a, b]) }
}

/// A function applied over all windows of an array at once (Kernex's `kmap`).
///
/// It is called while it is traced, and its operations go over shifted slices of the array; see
/// <doc:Stencils>.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - padding: how much of a border the array gets: `.valid`, `.same`, a number, or axis by axis.
///   - boundary: what the border holds; zeros by default.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
///   - function: what to compute of a window, a tensor of the kernel's size, and of further
///     arguments: a number, or for kmap a tensor.
public func kmap<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    padding: [(Int, Int)],
    boundary: Boundary = .zero,
    namedAxes: [Int: String] = [:],
    relative: Bool = false,
    _ function: @escaping (Tensor, Tensor, Tensor) -> Tensor
) -> @Sendable (Tensor, Tensor, Tensor) -> Tensor {
    let stencil = Stencil(
        Configuration(
            .kmap, kernelSize, strides, padding: Padding(padding), boundary: boundary,
            isRelative: relative, names: namedAxes),
        StencilFunction(function))
    return { array, a, b in stencil.run(array, [a, b]) }
}

/// A function applied over all windows of an array at once (Kernex's `kmap`).
///
/// It is called while it is traced, and its operations go over shifted slices of the array; see
/// <doc:Stencils>.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - padding: how much of a border the array gets: `.valid`, `.same`, a number, or axis by axis.
///   - boundary: what the border holds; zeros by default.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
///   - function: what to compute of a window, a tensor of the kernel's size, and of further
///     arguments: a number, or for kmap a tensor.
public func kmap<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    padding: Padding = 0,
    boundary: Boundary = .zero,
    namedAxes: [Int: String] = [:],
    relative: Bool = false,
    _ function: @escaping (Tensor, Tensor, Tensor, Tensor) -> Tensor
) -> @Sendable (Tensor, Tensor, Tensor, Tensor) -> Tensor {
    let stencil = Stencil(
        Configuration(
            .kmap, kernelSize, strides, padding: padding, boundary: boundary, isRelative: relative,
            names: namedAxes),
        StencilFunction(function))
    return { array, a, b, c in stencil.run(array, [a, b, c]) }
}

/// A function applied over all windows of an array at once (Kernex's `kmap`).
///
/// It is called while it is traced, and its operations go over shifted slices of the array; see
/// <doc:Stencils>.
///
/// - Parameters:
///   - kernelSize: the size of the window, for all axes or one for each; -1 for the whole axis.
///   - strides: the distance of neighbouring windows, for all axes or one for each.
///   - padding: how much of a border the array gets: `.valid`, `.same`, a number, or axis by axis.
///   - boundary: what the border holds; zeros by default.
///   - namedAxes: names of axes, so that `u["i", "n-1"]` is a place of the window, as an offset
///     from the centre.
///   - relative: whether the window's places are counted from its centre, so that `x[0, 0]` is the
///     centre, `x[-1, 0]` before it.
///   - function: what to compute of a window, a tensor of the kernel's size, and of further
///     arguments: a number, or for kmap a tensor.
public func kmap<Strides: AxisSizes>(
    kernelSize: some AxisSizes,
    strides: Strides = 1,
    padding: [(Int, Int)],
    boundary: Boundary = .zero,
    namedAxes: [Int: String] = [:],
    relative: Bool = false,
    _ function: @escaping (Tensor, Tensor, Tensor, Tensor) -> Tensor
) -> @Sendable (Tensor, Tensor, Tensor, Tensor) -> Tensor {
    let stencil = Stencil(
        Configuration(
            .kmap, kernelSize, strides, padding: Padding(padding), boundary: boundary,
            isRelative: relative, names: namedAxes),
        StencilFunction(function))
    return { array, a, b, c in stencil.run(array, [a, b, c]) }
}
