/// Products, reductions, sorts, windows, convolutions and loops, on whole numbers, so that every right number is exact.
enum StructuralCheck {
    static func programs() -> [CheckProgram] {
        let types = [CheckedType.float32, .float64]
        return types.map(products) + types.map(reductions) + types.map(windows)
            + types.map(convolutions) + [sorts(), loops()]
    }

    private static func whole(_ count: Int, seed: UInt64, _ range: ClosedRange<Int> = -4...4)
        -> [Double]
    {
        var generator = CheckGenerator(seed: seed)
        return (0..<count).map { _ in generator.integer(range) }
    }

    // MARK: Products

    private static func products(_ type: CheckedType) -> CheckProgram {
        var program = CheckProgram()
        for (m, k, n) in [(1, 1, 1), (3, 5, 7), (64, 64, 64), (65, 129, 33), (256, 300, 200)] {
            let (a, b) = (whole(m * k, seed: 1), whole(k * n, seed: 2))
            let (x, y) = (program.input(a, type, [m, k]), program.input(b, type, [k, n]))
            let product = program.emit(
                "stablehlo.dot_general", [x, y],
                attributes: """
                    dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [1], \
                    rhs_contracting_dimensions = [0]>, precision_config = \
                    [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]
                    """, type, [m, n])
            // With a vector, (a b) v is a (b v), which takes the host few steps.
            let v = whole(n, seed: 3)
            program.expect("dot_general", product, size: m * n) { found in
                for row in 0..<m {
                    var (left, right) = (0.0, 0.0)
                    for column in 0..<n { left += found[row * n + column] * v[column] }
                    for inner in 0..<k {
                        var sum = 0.0
                        for column in 0..<n { sum += b[inner * n + column] * v[column] }
                        right += a[row * k + inner] * sum
                        if k * n * m > 1_000_000 && row % 16 != 0 { break }
                    }
                    if k * n * m > 1_000_000 && row % 16 != 0 { continue }
                    if left != right {
                        return
                            "row \(row) of [\(m), \(k)] × [\(k), \(n)] sums to \(left), not \(right)"
                    }
                }
                return nil
            }
        }
        return program
    }

    // MARK: Reductions

    private static func reductions(_ type: CheckedType) -> CheckProgram {
        var program = CheckProgram()
        let zero = program.constant([0], type, [])
        let lowest = program.constant([-type.largest], type, [])
        for (rows, columns) in [(1, 1), (7, 3), (33, 257), (300, 330)] {
            let numbers = whole(rows * columns, seed: 5)
            let x = program.input(numbers, type, [rows, columns])
            func sums(_ axis: Int?) -> [Double] {
                var result = [Double](repeating: 0, count: [columns, rows, 1][axis ?? 2])
                for row in 0..<rows {
                    for column in 0..<columns {
                        result[axis == 0 ? column : axis == 1 ? row : 0] +=
                            numbers[row * columns + column]
                    }
                }
                return result
            }
            for axis in [0, 1, nil] {
                let axes = axis.map { "\($0)" } ?? "0, 1"
                let shape = axis.map { [$0 == 0 ? columns : rows] } ?? []
                let sum = program.emit(
                    "stablehlo.reduce", [x, zero], attributes: "dimensions = array<i64: \(axes)>",
                    regions: CheckProgram.combiner("stablehlo.add", type), type, shape)
                program.expect("reduce, add", sum, size: rows * columns, equals: sums(axis))
            }
            let largest = program.emit(
                "stablehlo.reduce", [x, lowest], attributes: "dimensions = array<i64: 0, 1>",
                regions: CheckProgram.combiner("stablehlo.maximum", type), type, [])
            program.expect(
                "reduce, maximum", largest, size: rows * columns, equals: [numbers.max() ?? 0])
        }
        return program
    }

    // MARK: Windows

    private static func windows(_ type: CheckedType) -> CheckProgram {
        var program = CheckProgram()
        let zero = program.constant([0], type, [])
        for (rows, columns) in [(4, 5), (33, 70)] {
            let numbers = whole(rows * columns, seed: 9)
            let x = program.input(numbers, type, [rows, columns])
            let sum = program.emit(
                "stablehlo.reduce_window", [x, zero],
                attributes: """
                    window_dimensions = array<i64: 3, 3>, window_strides = array<i64: 1, 1>, \
                    padding = dense<1> : tensor<2x2xi64>
                    """, regions: CheckProgram.combiner("stablehlo.add", type), type,
                [rows, columns])
            var right: [Double] = []
            for row in 0..<rows {
                for column in 0..<columns {
                    var total = 0.0
                    for r in max(row - 1, 0)...min(row + 1, rows - 1) {
                        for c in max(column - 1, 0)...min(column + 1, columns - 1) {
                            total += numbers[r * columns + c]
                        }
                    }
                    right.append(total)
                }
            }
            program.expect("reduce_window, add", sum, equals: right)
        }
        return program
    }

    private static func convolutions(_ type: CheckedType) -> CheckProgram {
        var program = CheckProgram()
        // (examples, channels, height, width, filters, size of the kernel)
        for (n, c, h, w, f, s) in [
            (1, 1, 6, 6, 1, 3), (2, 3, 32, 40, 32, 3), (2, 16, 17, 19, 8, 5),
        ] {
            let (images, kernels) = (
                whole(n * c * h * w, seed: 11), whole(f * c * s * s, seed: 12, -2...2)
            )
            let x = program.input(images, type, [n, c, h, w])
            let k = program.input(kernels, type, [f, c, s, s])
            let pad = s / 2
            let y = program.emit(
                "stablehlo.convolution", [x, k],
                attributes: """
                    dimension_numbers = #stablehlo.conv<[b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1]>, \
                    feature_group_count = 1 : i64, batch_group_count = 1 : i64, \
                    window_strides = array<i64: 1, 1>, padding = dense<\(pad)> : tensor<2x2xi64>
                    """, type, [n, f, h, w])
            program.expect("convolution", y, size: n * c * h * w) { found in
                var generator = CheckGenerator(seed: 13)
                for _ in 0..<200 {
                    let (b, o) = (
                        Int(generator.integer(0...n - 1)), Int(generator.integer(0...f - 1))
                    )
                    let (i, j) = (
                        Int(generator.integer(0...h - 1)), Int(generator.integer(0...w - 1))
                    )
                    var sum = 0.0
                    for channel in 0..<c {
                        for di in 0..<s {
                            for dj in 0..<s {
                                let (p, q) = (i + di - pad, j + dj - pad)
                                guard p >= 0, p < h, q >= 0, q < w else { continue }
                                sum +=
                                    images[((b * c + channel) * h + p) * w + q]
                                    * kernels[((o * c + channel) * s + di) * s + dj]
                            }
                        }
                    }
                    let element = found[((b * f + o) * h + i) * w + j]
                    if element != sum {
                        return "element [\(b), \(o), \(i), \(j)] is \(element) and should be \(sum)"
                    }
                }
                return nil
            }
        }
        return program
    }

    // MARK: Sorts and loops

    private static func sorts() -> CheckProgram {
        var program = CheckProgram()
        for size in [1, 17, 100, 3000] {
            for type in [CheckedType.float32, .int32] {
                let numbers = whole(size, seed: 15, -1000...1000)
                let x = program.input(numbers, type)
                let scalar = "tensor<\(type.rawValue)>"
                let sorted = program.emit(
                    "stablehlo.sort", [x],
                    attributes: "dimension = 0 : i64, is_stable = true",
                    regions: """
                        {
                          ^bb0(%a: \(scalar), %b: \(scalar)):
                            %c = "stablehlo.compare"(%a, %b) {comparison_direction = \
                        #stablehlo<comparison_direction LT>} : (\(scalar), \(scalar)) -> tensor<i1>
                            "stablehlo.return"(%c) : (tensor<i1>) -> ()
                        }
                        """, type, [size])
                program.expect("sort", sorted, equals: numbers.sorted())
            }
        }
        return program
    }

    /// A loop that adds its argument to itself, element by element.
    private static func loops() -> CheckProgram {
        var program = CheckProgram()
        for size in [1, 64, 5000] {
            let numbers = whole(size, seed: 17)
            let x = program.input(numbers, .float32)
            let start = program.constant([10], .float32, [])
            let vector = x.text
            let results = program.emit(
                "stablehlo.while", [start, x],
                regions: """
                    {
                      ^bb0(%i: tensor<f32>, %s: \(vector)):
                        %zero = "stablehlo.constant"() {value = dense<0.0> : tensor<f32>} : () -> tensor<f32>
                        %more = "stablehlo.compare"(%i, %zero) {comparison_direction = \
                    #stablehlo<comparison_direction GT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
                        "stablehlo.return"(%more) : (tensor<i1>) -> ()
                    }, {
                      ^bb0(%i: tensor<f32>, %s: \(vector)):
                        %one = "stablehlo.constant"() {value = dense<1.0> : tensor<f32>} : () -> tensor<f32>
                        %j = "stablehlo.subtract"(%i, %one) : (tensor<f32>, tensor<f32>) -> tensor<f32>
                        %t = "stablehlo.add"(%s, %s) : (\(vector), \(vector)) -> \(vector)
                        "stablehlo.return"(%j, %t) : (tensor<f32>, \(vector)) -> ()
                    }
                    """, results: [(.float32, []), (.float32, [size])])
            program.expect("while", results[1], equals: numbers.map { $0 * 1024 })
        }
        return program
    }
}
