import Espalier
import EspalierStencils
import TestSupport
import Testing

/// Random stencils, over random arrays, against loops in plain Swift.
@Suite struct RandomStencilTests {
    /// A random stencil with everything that can differ.
    struct Case {
        var plain: PlainStencil
        var names: [Int: String] = [:]
        var isRelative: Bool
        var array: [Double]
        var isSweep: Bool

        init(seed: Int, isSweep: Bool) {
            var dice = SeededGenerator(seed: seed &* 2 + (isSweep ? 1 : 0))
            let rank = [1, 2, 2, 2, 3, 4][dice.number(0...5)]
            let largest = [9, 7, 5, 3][rank - 1]
            let shape = (0..<rank).map { _ in dice.number(2...largest) }
            let kernel = shape.map { Swift.min($0, dice.number(1...(rank < 3 ? 4 : 3))) }
            let strides = (0..<rank).map { _ in dice.chance(70) ? 1 : dice.number(2...3) }
            var padding = [(Int, Int)]()
            for axis in 0..<rank {
                let k = kernel[axis]
                switch dice.number(0...3) {
                case 0: padding.append((0, 0))
                case 1: padding.append(((k - 1) / 2, k / 2))
                case 2: padding.append((dice.number(0...3), dice.number(0...3)))
                default: padding.append((dice.number(-2...1), dice.number(-2...1)))
                }
                // At least one window fits.
                if shape[axis] + padding[axis].0 + padding[axis].1 < k { padding[axis] = (0, 0) }
            }
            self.isSweep = isSweep
            isRelative = dice.chance(50)
            if dice.chance(50) {
                let all = dice.chance(50)
                for axis in 0..<rank where all || dice.chance(50) {
                    names[axis] = ["t", "x", "y", "z"][axis]
                }
            }
            let count = dice.chance(50) ? 1 : dice.number(2...4)
            let formulas = (0..<count).map { _ in
                (
                    formula: Self.formula(&dice, kernel, depth: dice.number(0...3)),
                    regions: (0..<dice.number(1...2)).map { _ in
                        (0..<dice.number(1...rank)).map { Self.range(&dice, shape[$0]) }
                    }
                )
            }
            plain = PlainStencil(
                shape: shape, kernel: kernel, strides: strides, padding: padding, formulas: formulas
            )
            array = (0..<shape.reduce(1, *)).map { _ in dice.real() }
        }

        private static func range(_ dice: inout SeededGenerator, _ size: Int) -> Range1D {
            Range1D(
                start: dice.chance(40) ? nil : dice.number(-size...size - 1),
                end: dice.chance(40) ? nil : dice.number(-size...size),
                step: dice.chance(70) ? 1 : 2)
        }

        private static func formula(_ dice: inout SeededGenerator, _ kernel: [Int], depth: Int)
            -> Formula
        {
            let offsets = kernel.map { dice.number(-(($0 - 1) / 2)...($0 / 2)) }
            guard depth > 0 else {
                switch dice.number(0...9) {
                case 0: return .constant(dice.real())
                case 1: return .mean
                case 2: return .largest
                case 3: return .dot((0..<kernel.reduce(1, *)).map { _ in dice.real() / 4 })
                default: return .place(offsets)
                }
            }
            let a = formula(&dice, kernel, depth: depth - 1)
            let b = formula(&dice, kernel, depth: depth - 1)
            switch dice.number(0...5) {
            case 0: return .sine(a)
            case 1: return .larger(a, b)
            case 2: return .product(.sine(a), b)
            default: return .weighted([dice.real(), 0.5], a, b)
            }
        }

        func stencil() -> Stencil {
            let (kernel, isRelative, names) = (plain.kernel, isRelative, names)
            var stencil =
                isSweep
                ? kscan(
                    kernelSize: kernel, strides: plain.strides, padding: plain.padding,
                    namedAxes: names, relative: isRelative)
                : kmap(
                    kernelSize: kernel, strides: plain.strides, padding: plain.padding,
                    namedAxes: names, relative: isRelative)
            for (formula, regions) in plain.formulas {
                let function = StencilFunction { window in
                    formula.value(window, kernel, isRelative: isRelative, names: names)
                }
                for region in regions {
                    let all = region.map(\.index)
                    switch region.count {
                    case 1: stencil.assign(function, to: all[0])
                    case 2: stencil.assign(function, to: all[0], all[1])
                    case 3: stencil.assign(function, to: all[0], all[1], all[2])
                    default: stencil.assign(function, to: all[0], all[1], all[2], all[3])
                    }
                }
            }
            return stencil
        }
    }

    /// Cases are compiled in groups: one program for many is made faster than many programs.
    static let groupSize = 15
    static let groupCount = 17

    private func check(group: Int, isSweep: Bool) throws {
        let seeds = group * Self.groupSize..<(group + 1) * Self.groupSize
        let cases = seeds.map { Case(seed: $0, isSweep: isSweep) }
        let arrays = cases.map { Tensor(scalars: $0.array, shape: $0.plain.shape) }
        let stencils = cases.map { $0.stencil() }
        let results = jit { (arrays: [Tensor]) in
            zip(stencils, arrays).map { $0($1) }
        }(arrays)
        for ((seed, one), result) in zip(zip(seeds, cases), results) {
            let expected = one.plain.apply(one.array, inPlace: isSweep)
            #expect(result.shape == one.plain.cells, "seed \(seed)")
            let values = try result.scalars(as: Double.self)
            // Sums are added in another order, and a sweep carries the difference on.
            let distance = zip(values, expected).map { abs($0 - $1) / (1 + abs($1)) }.max() ?? 0
            #expect(distance < 1e-10, "seed \(seed): \(one)")
        }
    }

    @Test(arguments: 0..<groupCount) func maps(group: Int) throws {
        try check(group: group, isSweep: false)
    }

    @Test(arguments: 0..<groupCount) func sweeps(group: Int) throws {
        try check(group: group, isSweep: true)
    }
}
