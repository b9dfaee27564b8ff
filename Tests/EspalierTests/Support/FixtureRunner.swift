import EspalierTestSupport
import Testing

@testable import Espalier

/// How a recorded function is called in this library.
typealias FixtureFunction = @Sendable (FixtureCall) throws -> [Tensor]

/// The operands and attributes of a recorded call.
struct FixtureCall {
    /// The arguments, traced where the case is compiled.
    let inputs: [Tensor]
    /// The arguments' recorded values, for what must be known while tracing, such as masks.
    let constants: [Tensor]
    let attributes: FixtureValue

    subscript(index: Int) -> Tensor { inputs[index] }

    func int(_ name: String) throws -> Int { try #require(attributes[name].int, "\(name)") }
    func ints(_ name: String) throws -> [Int] { try #require(attributes[name].ints, "\(name)") }
    func double(_ name: String) throws -> Double {
        try #require(attributes[name].double, "\(name)")
    }
    func string(_ name: String) throws -> String {
        try #require(attributes[name].string, "\(name)")
    }
    func bool(_ name: String) -> Bool { attributes[name].bool ?? false }

    /// The attribute `axes`; nil means all.
    var axes: [Int]? { attributes["axes"].ints }

    /// A number as a literal makes it: whole or floating, weakly typed.
    func number(_ name: String) throws -> Tensor {
        if let whole = attributes[name].int { return .weak(whole) }
        return .weak(try double(name))
    }

    /// The attribute `dtype`.
    func dtype() throws -> DType {
        let name = try string("dtype")
        return try #require(DType.allCases.first { $0.description == name }, "\(name)")
    }
}

/// The recorded calls of one area and the functions that they call.
struct FixtureArea: Sendable {
    let name: String
    /// Recorded functions that the library does not have yet, and why.
    let notYet: [String: String]
    /// Where this library decides otherwise than JAX.
    let exceptions: [FixtureException]
    /// Recorded calls with arguments that a function does not take yet.
    let omissions: [FixtureOmission]
    let functions: [String: FixtureFunction]
    private let file: Result<FixtureFile, any Error>

    init(
        _ name: String, notYet: [String: String] = [:], exceptions: [FixtureException] = [],
        omissions: [FixtureOmission] = [], functions: [String: FixtureFunction]
    ) {
        self.name = name
        self.notYet = notYet
        self.exceptions = exceptions
        self.omissions = omissions
        self.functions = functions
        file = Result { try FixtureFile.shared(name) }
    }

    /// The names of the functions that can be checked.
    var names: [String] { functions.keys.sorted() }

    /// Every recorded function is either called or listed as missing, and none is both.
    func checkCompleteness(outside: Set<String> = []) throws {
        let recorded = Set(try file.get().functions)
        #expect(recorded.subtracting(outside) == Set(functions.keys).union(notYet.keys))
        #expect(Set(functions.keys).isDisjoint(with: notYet.keys))
    }

    /// Runs every case of a function, and records an issue for each number that disagrees.
    ///
    /// Compiling takes nearly all the time, so that several cases are compiled as one program.
    ///
    /// - Parameter derivatives: whether they are checked, too.
    func check(_ function: String, derivatives: Bool = true) throws {
        let call = try #require(functions[function])
        let cases = try file.get().cases(of: function).filter { example in
            !omissions.contains { $0.applies(example) }
        }
        #expect(!cases.isEmpty, "no case of \(function)")
        for start in stride(from: 0, to: cases.count, by: Self.casesPerProgram) {
            let chunk = cases[start..<min(start + Self.casesPerProgram, cases.count)]
            let runs = try chunk.map { try FixtureRun($0, call, derivatives: derivatives) }
            Self.compute(runs)
            for difference in runs.flatMap({ $0.differences(exceptions) }) {
                Issue.record("\(difference)")
            }
        }
    }

    private static func compute(_ runs: [FixtureRun]) {
        do {
            try FixtureRun.compute(runs)
        } catch {
            // One case spoils the program: the cases by themselves say which.
            for run in runs {
                do { try FixtureRun.compute([run]) } catch { run.error = error }
            }
        }
    }

    private static let casesPerProgram = 40
}

/// One case on its way through the library.
private final class FixtureRun {
    let example: FixtureCase
    let function: FixtureFunction
    let inputs: [Tensor]
    private let checksDerivatives: Bool
    var error: (any Error)?
    /// What is compared, in the order in which the program gives it.
    private var quantities: [Quantity] = []
    private var results: [Tensor] = []

    private struct Quantity {
        let name: String
        /// What JAX computed; nil for an error that has to be small.
        let expected: FixtureArray?
        let isValue: Bool
    }

    init(
        _ example: FixtureCase, _ function: @escaping FixtureFunction, derivatives: Bool
    ) throws {
        self.example = example
        self.function = function
        checksDerivatives = derivatives
        inputs = try example.inputs.map(Tensor.init(fixture:))
    }

    /// Compiles and runs the cases as one program.
    static func compute(_ runs: [FixtureRun]) throws {
        let operands = try runs.map { try $0.operands }
        var counts: [Int] = []
        let traced = try trace(operands.joined().map(\.type)) { tracers in
            var rest = tracers[...]
            return runs.indices.flatMap { index -> [Tensor] in
                let own = Array(rest.prefix(operands[index].count))
                rest = rest.dropFirst(own.count)
                do {
                    let outputs = try withErrors { try runs[index].outputs(own) }
                    counts.append(outputs.count)
                    return outputs
                } catch {
                    runs[index].error = error
                    counts.append(0)
                    return []
                }
            }
        }
        let results = try Runtime.current.run(
            traced.program, traced.captures + operands.joined(), name: "fixtures")
        var rest = results[...]
        for (run, count) in zip(runs, counts) {
            run.results = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
    }

    /// The inputs, then the tangents and cotangents that the case has.
    private var operands: [Tensor] {
        get throws {
            guard checksDerivatives else { return inputs }
            let given =
                (example.tangents ?? []).compactMap { $0 }
                + (example.cotangents ?? []).compactMap { $0 }
            return inputs + (try given.map(Tensor.init(fixture:)))
        }
    }

    /// Everything that the case records, computed from ``operands``.
    private func outputs(_ operands: [Tensor]) throws -> [Tensor] {
        quantities = []
        error = nil
        let arguments = Array(operands[..<inputs.count])
        var directions = operands[inputs.count...].makeIterator()
        let call = { [function, inputs, attributes = example.attributes] (arguments: [Tensor]) in
            try function(FixtureCall(inputs: arguments, constants: inputs, attributes: attributes))
        }
        let values = try call(arguments)
        try #require(values.count == example.outputs.count, "\(values.count) results")
        for (index, expected) in example.outputs.enumerated() {
            quantities.append(Quantity(name: "value \(index)", expected: expected, isValue: true))
        }
        var results = values
        guard checksDerivatives, let tangentFixtures = example.tangents else { return results }

        let tangents = tangentFixtures.map { $0 == nil ? nil : directions.next() }
        let (primals, pushed) = try pushforward(arguments, tangents, call)
        for (index, expected) in (example.outputTangents ?? []).enumerated() {
            guard let expected else { continue }
            quantities.append(Quantity(name: "jvp \(index)", expected: expected, isValue: false))
            results.append(pushed[index] ?? fill(0, primals[index].type.strong))
        }

        if comparesDifferences {
            quantities.append(Quantity(name: "difference quotient", expected: nil, isValue: false))
            results.append(try differenceError(arguments, tangents, pushed, call))
        }

        guard let cotangentFixtures = example.cotangents else { return results }
        let cotangents = cotangentFixtures.map { $0 == nil ? nil : directions.next() }
        let active = tangents.map { $0 != nil }
        let pullback = { (arguments: [Tensor]) in
            try linearize(arguments, active: active, call).linear.pullback(cotangents)
        }
        func record(_ kind: String, _ fixtures: [FixtureArray?]?, _ tensors: [Tensor]) {
            for (index, (expected, tensor)) in zip((fixtures ?? []).compactMap { $0 }, tensors)
                .enumerated()
            {
                quantities.append(
                    Quantity(name: "\(kind) \(index)", expected: expected, isValue: false))
                results.append(tensor)
            }
        }
        guard example.firstOrderOnly != true else {
            record("vjp", example.inputCotangents, try pullback(arguments))
            return results
        }
        let (pulled, second) = try pushforward(arguments, tangents, pullback)
        let curvature = zip(pulled, second).map { $1 ?? fill(0, $0.type.strong) }
        record("vjp", example.inputCotangents, pulled)
        let zeros = example.inputCotangents?.map { array in
            array.map {
                FixtureArray(
                    dtype: $0.dtype, shape: $0.shape,
                    bytes: .init(repeating: 0, count: $0.bytes.count))
            }
        }
        record("jvp of vjp", example.secondOrder ?? zeros, curvature)
        return results
    }

    /// Whether the derivative is also compared with difference quotients, which need all the digits of float64.
    private var comparesDifferences: Bool {
        let isWide = { (dtype: String) in ["float64", "complex128"].contains(dtype) }
        return zip(example.inputs, example.tangents ?? []).allSatisfy { input, tangent in
            tangent == nil || isWide(input.dtype)
        } && example.outputs.allSatisfy { isWide($0.dtype) || !$0.dtype.hasPrefix("float") }
            && !Self.withoutDifferences.contains { $0.applies(example) }
    }

    /// Recorded calls whose derivative is not the limit of difference quotients.
    private static let withoutDifferences = [
        FixtureOmission(reason: "a step function, of complex numbers too") {
            $0.function == "sign"
        },
        FixtureOmission(reason: "steps, whose derivative is that of the number itself") {
            $0.function == "reducePrecision"
        },
        FixtureOmission(reason: "the derivative is that of the symmetric matrix") {
            $0.function == "solvePositiveDefinite"
                || $0.function == "cholesky" && $0.attributes["symmetrize"].bool == false
        },
        FixtureOmission(reason: "the exact derivative of a series that was cut short") {
            $0.function == "logNdtr" && $0.attributes["seriesOrder"].int == 0
        },
        FixtureOmission(reason: "the second derivative jumps") {
            $0.function == "softSign" && $0.name.contains("at the kink")
        },
    ]

    /// How far the derivative is from a difference quotient, relative to the larger of the two and of 1.
    private func differenceError(
        _ arguments: [Tensor], _ tangents: [Tensor?], _ pushed: [Tensor?],
        _ call: ([Tensor]) throws -> [Tensor]
    ) throws -> Tensor {
        let step = 1e-5
        func moved(_ factor: Double) throws -> [Tensor] {
            try call(
                zip(arguments, tangents).map { argument, tangent in
                    tangent.map { argument + Tensor.weak(factor * step) * $0 } ?? argument
                })
        }
        let (here, up, down) = (try moved(0), try moved(1), try moved(-1))
        var error = Tensor(0.0 as Double)
        for index in here.indices where here[index].dtype.isInexact && here[index].count > 0 {
            let after = (up[index] - here[index]) / Tensor.weak(step)
            let before = (here[index] - down[index]) / Tensor.weak(step)
            let expected = pushed[index] ?? fill(0, here[index].type.strong)
            // The two sides agree where the function is smooth; at a kink or the end of a domain they tell nothing.
            let gap = abs(after - before)
            let distance = abs((after + before) / 2 - expected) - gap
            let size = maximum(1, maximum(abs(expected), abs(after)))
            let known = which(isFinite(gap), distance / size, zeros(like: gap))
            error = maximum(error, known.max().asType(.float64))
        }
        return error
    }

    /// The largest element of the tangents times that of the cotangents.
    private var directionSize: Double {
        get throws {
            try [example.tangents, example.cotangents].reduce(1) { product, arrays in
                product * (try (arrays ?? []).compactMap { try $0?.largestMagnitude }.max() ?? 1)
            }
        }
    }

    /// What disagrees with JAX, a line for each quantity.
    func differences(_ exceptions: [FixtureException]) -> [String] {
        if let error { return ["\(example.name): \(error)"] }
        return zip(quantities, results).compactMap { quantity, result in
            do {
                return try difference(quantity, result, exceptions).map {
                    "\(example.name), \(quantity.name): \($0)"
                }
            } catch {
                return "\(example.name), \(quantity.name): \(error)"
            }
        }
    }

    private func difference(
        _ quantity: Quantity, _ result: Tensor, _ exceptions: [FixtureException]
    ) throws -> String? {
        guard var recorded = quantity.expected else {
            let error = Double(result)
            return error < ErrorBound.recordedDerivatives ? nil : "off by \(error)"
        }
        if quantity.isValue {
            recorded = try FixtureCorrection.corrected(recorded, of: example)
        }
        let found = try FixtureArray(result)
        let exception = exceptions.first { $0.applies(example, recorded.dtype, found.dtype) }
        let expected =
            try exception.map { _ in try recorded.converted(to: found.dtype) } ?? recorded
        let tolerance = Tolerance(
            function: example.function, isValue: quantity.isValue,
            directionSize: try directionSize)
        return try tolerance.difference(found, expected)
    }
}

/// A decision of this library that differs from JAX's: results of another dtype.
///
/// The recorded numbers are converted to the dtype found before they are compared.
struct FixtureException: Sendable {
    let reason: String
    /// Whether a case may have the found dtype in place of the expected one.
    let applies: @Sendable (_ example: FixtureCase, _ expected: String, _ found: String) -> Bool
}

/// Recorded calls that are left out.
struct FixtureOmission: Sendable {
    let reason: String
    let applies: @Sendable (FixtureCase) -> Bool
}

extension FixtureArray {
    /// The numbers rounded to another dtype.
    func converted(to name: String) throws -> FixtureArray {
        let target = try FixtureArray(dtype: name, shape: shape, bytes: []).tensorType
        let bytes = HostScalar.read(bytes, try tensorType).flatMap { $0.bytes(target) }
        return FixtureArray(dtype: name, shape: shape, bytes: bytes)
    }
}

extension FixtureCase {
    /// Whether the first operand is float32: one dtype is enough where the dtype makes no difference.
    var isSinglePrecision: Bool { inputs.first?.dtype == "float32" }
}
