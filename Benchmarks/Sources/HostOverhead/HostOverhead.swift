import Benchmark
import Espalier
import PJRT

/// A model of 50 leaves: what a jitted step has to take apart and put together.
@Module
struct Block {
    var weight: Tensor
    var bias: Tensor
}

@Module
struct Model {
    var blocks: [Block]
}

/// What Espalier adds to the execution of a compiled program, for programs so small that the
/// execution itself is next to nothing.
@main
struct HostOverhead {
    static func main() throws {
        let device = try Client(try Plugin.find()).devices[0]
        Device.default = device

        let a = Tensor([1.0, 2.0, 3.0, 4.0])
        let b = Tensor([5.0, 6.0, 7.0, 8.0])

        let program = """
            module @add { func.func public @main(%0: tensor<4xf32>, %1: tensor<4xf32>) -> tensor<4xf32> {
              %2 = stablehlo.add %0, %1 : tensor<4xf32>
              func.return %2 : tensor<4xf32> } }
            """
        let executable = try device.client.compile(program)
        let scalars: [Float] = [1, 2, 3, 4]
        let buffer = try scalars.withUnsafeBytes {
            try device.client.buffer(copying: $0, as: .float32, shape: [4])
        }
        benchmark("execution alone: add, 4 elements") {
            _ = try executable.execute([buffer, buffer])
        }

        let add = jit { (x: Tensor, y: Tensor) in x + y }
        _ = add(a, b)
        benchmark("jitted add, 4 elements") { _ = add(a, b) }

        _ = a + b
        benchmark("eager add, 4 elements") { _ = a + b }
        benchmark("eager add of a literal") { _ = a + 1 }

        func zeros(_ count: Int) throws -> String {
            let types = Array(repeating: "tensor<4xf32>", count: count)
            let inputs = types.enumerated().map {
                "%\($0): \($1) {tf.aliasing_output = \($0) : i32}"
            }
            let sums = (0..<count).map { "%s\($0) = stablehlo.add %\($0), %\($0) : tensor<4xf32>" }
            let results = (0..<count).map { "%s\($0)" }
            return """
                module @step { func.func public @main(\(inputs.joined(separator: ", "))) -> (\(types.joined(separator: ", "))) {
                \(sums.joined(separator: "\n"))
                func.return \(results.joined(separator: ", ")) : \(types.joined(separator: ", ")) } }
                """
        }
        let fifty = try device.client.compile(try zeros(50))
        var buffers = try (0..<50).map { _ in
            try scalars.withUnsafeBytes {
                try device.client.buffer(copying: $0, as: .float32, shape: [4])
            }
        }
        benchmark("execution alone: 50 leaves donated") {
            buffers = try fifty.execute(buffers)
        }

        var model = Model(
            blocks: (0..<25).map { _ in
                Block(weight: Tensor([1.0, 2, 3, 4]), bias: Tensor([1.0, 2, 3, 4]))
            })
        let step = jit { (model: inout Model) in model = model + model }
        step(&model)
        step(&model)
        benchmark("jitted step, 50 leaves donated") { step(&model) }

        benchmark("flatten 50 leaves") { _ = model.leaves }

        // A thousand leaves of which the program reads one: what each leaf adds to a call.
        let types = Array(repeating: "tensor<4xf32>", count: 1000)
        let inputs = types.enumerated().map { "%\($0): \($1)" }.joined(separator: ", ")
        let first = try device.client.compile(
            """
            module @first { func.func public @main(\(inputs)) -> tensor<4xf32> {
            %s = stablehlo.add %0, %0 : tensor<4xf32>
            func.return %s : tensor<4xf32> } }
            """)
        let thousand = try (0..<1000).map { _ in
            try scalars.withUnsafeBytes {
                try device.client.buffer(copying: $0, as: .float32, shape: [4])
            }
        }
        benchmark("execution alone: 1,000 leaves read") { _ = try first.execute(thousand) }

        let large = Model(
            blocks: (0..<500).map { _ in
                Block(weight: Tensor([1.0, 2, 3, 4]), bias: Tensor([1.0, 2, 3, 4]))
            }
        ).map { $0 + 0 }
        let read = jit { (model: Model) in model.blocks[0].weight + model.blocks[0].weight }
        _ = read(large)
        benchmark("jitted call, 1,000 leaves read") { _ = read(large) }
        benchmark("flatten 1,000 leaves") { _ = large.leaves }
        Benchmark.main()
    }
}
