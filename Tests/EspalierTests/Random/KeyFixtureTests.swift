import EspalierTestSupport
import Testing

@testable import Espalier

/// Everything that `jax.random` gives, in both layouts: bit for bit where ``DrawBound`` has no bound.
@Suite struct KeyFixtureTests {
    private static let file = Result { try FixtureFile("random") }

    @Test(arguments: sampled.keys.sorted())
    func agreesWithJAX(_ function: String) throws {
        let examples = try Self.file.get().cases(of: function)
        // Compiling takes nearly all the time, so that several draws are compiled as one program.
        for start in stride(from: 0, to: examples.count, by: 40) {
            let some = Array(examples[start..<min(start + 40, examples.count)])
            for (example, result) in zip(some, try Self.draws(some)) {
                let difference = try Self.difference(example, result)
                #expect(difference == nil, "\(example.name)")
            }
        }
    }

    /// What is drawn, by one program.
    ///
    /// The bounds of truncated draws are arguments of JAX's program; in one program here their error functions would be
    /// folded, so that they are drawn without.
    private static func draws(_ examples: [FixtureCase]) throws -> [Tensor] {
        guard !examples.isEmpty else { return [] }
        let operands = try examples.map { try $0.inputs.map(Tensor.init(fixture:)) }
        guard examples[0].function != "truncatedNormal" else {
            return try zip(examples, operands).map { example, operands in
                try withErrors { try draw(example, operands) }
            }
        }
        let traced = try trace(operands.joined().map(\.type)) { tracers in
            var rest = tracers[...]
            return try withErrors {
                try zip(examples, operands).map { example, operands in
                    defer { rest = rest.dropFirst(operands.count) }
                    return try draw(example, Array(rest.prefix(operands.count)))
                }
            }
        }
        return try Runtime.current.run(
            traced.program, traced.captures + operands.joined(), name: "draws")
    }

    private static func draw(_ example: FixtureCase, _ operands: [Tensor]) throws -> Tensor {
        let layout: Key.Layout =
            example.attributes["partitionable"].bool == true ? .partitionable : .original
        let draw = try #require(sampled[example.function])
        let key = Key(data: operands[0], layout)
        let result = try draw(Draw(key, Array(operands.dropFirst()), example.attributes))
        // With 64-bit types enabled JAX counts in int64.
        return example.outputs[0].dtype == "int64" && result.dtype == .int32
            ? try convert(result, to: .int64) : result
    }

    /// What is wrong with a draw; nil where it is the recorded one.
    private static func difference(_ example: FixtureCase, _ result: Tensor) throws -> String? {
        let (found, expected) = (try FixtureArray(result), example.outputs[0])
        if found == expected { return nil }
        guard found.dtype == expected.dtype, found.shape == expected.shape else {
            return "it is \(found.dtype)\(found.shape), not \(expected.dtype)\(expected.shape)"
        }
        guard let bound = DrawBound.of(example) else { return "it differs: \(result)" }
        let distance = try bound.distance(found, expected)
        Margins.record("\(example.function) \(example.name)", distance / bound.units)
        return distance <= bound.units ? nil : "it is off by \(distance) units: \(result)"
    }

    @Test func isComplete() throws {
        let recorded = Set(try Self.file.get().functions)
        #expect(recorded == Set(sampled.keys).union(["key"]))
    }

    @Test(arguments: try file.get().cases(of: "key").filter(\.x64))
    func seeds(_ example: FixtureCase) throws {
        let seed = try #require(example.attributes["seed"].int)
        #expect(try Key(seed).data.hostBytes() == example.outputs[0].bytes)
        #expect(try Key(seed: Tensor(seed)).data.hostBytes() == example.outputs[0].bytes)
    }
}

/// One recorded draw.
struct Draw {
    let key: Key
    let operands: [Tensor]
    let attributes: FixtureValue

    init(_ key: Key, _ operands: [Tensor], _ attributes: FixtureValue) {
        self.key = key
        self.operands = operands
        self.attributes = attributes
    }

    var shape: [Int] { attributes["shape"].ints ?? [] }

    /// The recorded dtype; where none is, JAX's default, which is float64 where 64-bit types are enabled.
    var dtype: DType {
        let recorded = DType.allCases.first { $0.description == attributes["dtype"].string }
        return recorded ?? (operands.contains { $0.dtype == .float64 } ? .float64 : .float32)
    }

    /// The recorded shape; nil where it is left to the parameters.
    var given: [Int]? { attributes["shape"].ints }

    func resolution() throws -> Key.Resolution {
        try #require(Key.Resolution(rawValue: attributes["mode"].string ?? "low"))
    }

    func int(_ name: String) throws -> Int { try #require(attributes[name].int) }
    func double(_ name: String) throws -> Double { try #require(attributes[name].double) }

    /// A number of the recorded dtype.
    func bound(_ name: String) throws -> Tensor {
        Tensor(.integer(Int64(try int(name))), dtype, isWeak: false)
    }

    /// What `vmap` gives over a batch of keys.
    func mapped(_ body: (Key) throws -> Tensor) throws -> Tensor {
        let batching = BatchingInterpreter(
            parent: Interpreter.current, size: key.data.shape[0], axisName: nil)
        let tracer = Key(unchecked: batching.join(key.data, 0), key.layout)
        let (value, axis) = batching.split(try batching.run { try body(tracer) })
        return try batchedInFront(value, axis, size: batching.batch.size)
    }
}

/// How each recorded function is called.
let sampled: [String: @Sendable (Draw) throws -> Tensor] =
    sampledWithoutParameters.merging(sampledWithParameters) { _, second in second }

private let sampledWithoutParameters: [String: @Sendable (Draw) throws -> Tensor] = [
    "split": { stack(try $0.key.split($0.int("count")).map(\.data)) },
    "foldIn": { $0.key.folded(in: try $0.int("data")).data },
    "bits": { draw in
        let width = try draw.int("width")
        let dtype = try #require(
            [8: DType.uint8, 16: .uint16, 32: .uint32, 64: .uint64][width])
        return draw.key.bits(draw.shape, dtype: dtype)
    },
    "uniform": {
        $0.key.uniform($0.shape, in: try $0.double("min")..<$0.double("max"), dtype: $0.dtype)
    },
    "normal": { $0.key.normal($0.shape, dtype: $0.dtype) },
    "truncatedNormal": {
        $0.key.truncatedNormal(
            $0.shape, in: try $0.double("lower")...$0.double("upper"), dtype: $0.dtype)
    },
    "bernoulli": { $0.key.bernoulli(try $0.double("p"), $0.shape) },
    "bernoulliArray": {
        $0.key.bernoulli($0.operands[0], $0.given, resolution: try $0.resolution())
    },
    "randint": {
        $0.key.integers(
            $0.shape, from: try $0.bound("min"), to: try $0.bound("max"), dtype: $0.dtype)
    },
    "randintArray": {
        $0.key.integers($0.shape, from: $0.operands[0], to: $0.operands[1], dtype: $0.dtype)
    },
    "rademacher": { $0.key.rademacher($0.shape, dtype: $0.dtype) },
    "gumbel": { $0.key.gumbel($0.shape, resolution: try $0.resolution(), dtype: $0.dtype) },
    "exponential": { $0.key.exponential($0.shape, dtype: $0.dtype) },
    "laplace": { $0.key.laplace($0.shape, dtype: $0.dtype) },
    "logistic": { $0.key.logistic($0.shape, dtype: $0.dtype) },
    "cauchy": { $0.key.cauchy($0.shape, dtype: $0.dtype) },
    "categorical": {
        $0.key.categorical(
            logits: $0.operands[0], axis: try $0.int("axis"), shape: $0.given,
            replace: $0.attributes["replace"].bool ?? true, resolution: try $0.resolution())
    },
    "permutation": { $0.key.permutation(try $0.int("count")) },
    "permutationArray": {
        $0.key.permutation(
            of: $0.operands[0], axis: try $0.int("axis"),
            independent: $0.attributes["independent"].bool ?? false)
    },
    "choice": {
        $0.key.choice(try $0.int("count"), $0.shape, replace: $0.attributes["replace"].bool ?? true)
    },
    "choiceArray": {
        $0.key.choice(
            of: $0.operands[0], $0.shape, replace: $0.attributes["replace"].bool ?? true,
            axis: $0.attributes["axis"].int ?? 0)
    },
    "choiceWeighted": {
        $0.key.choice(
            of: $0.operands[0], $0.shape, replace: $0.attributes["replace"].bool ?? true,
            p: $0.operands[1], axis: $0.attributes["axis"].int ?? 0, resolution: try $0.resolution()
        )
    },
    "splitShape": { draw in
        let shape = draw.shape
        #expect(draw.key.splitBatch(shape).shape == shape)
        return draw.key.splitBatch(shape).data
    },
    "splitArray": { draw in
        let keys = draw.key.splitBatch(try draw.int("count"))
        let shape = draw.shape
        return stack(keys.shape[0] == 3 ? (0..<3).map { keys[$0].splitBatch(shape).data } : [])
    },
    "vmapNormal": { draw in try draw.mapped { $0.normal([2]) } },
    "vmapSplit": { draw in try draw.mapped { $0.splitBatch(2).data } },
    "vmapRandint": { draw in try draw.mapped { $0.integers([3], in: 0..<10) } },
    "chain": { draw in
        var key = draw.key
        var draws: [Tensor] = []
        for _ in 0..<5 {
            let (next, drawing) = key.split()
            draws.append(drawing.normal())
            key = next
        }
        return stack(draws)
    },
]
