import EspalierTestSupport
import Testing

@testable import Espalier

/// The fields of a recorded call that fixtures lack.
struct ComparisonFields: Decodable, Sendable {
    /// For each input the axis along which two examples are stacked.
    let batchAxes: [Int?]?
    /// The second example of each input.
    let others: [FixtureArray]?
    /// What `jax.vmap` gives.
    let batched: [FixtureArray]?
}

/// One recorded call: its value, derivatives and batch, computed here and compared.
final class ComparedCall {
    let example: FixtureCase
    private let fields: ComparisonFields
    private let function: FixtureFunction
    private let exceptions: [FixtureException]
    private let inputs: [Tensor]
    private var quantities: [Quantity] = []
    private var results: [Tensor] = []
    private var error: (any Error)?

    private struct Quantity {
        let name: String
        let expected: FixtureArray
        let bound: TruthAndBound?
        let isValue: Bool
    }

    init(
        _ example: FixtureCase, _ fields: ComparisonFields, _ area: FixtureArea,
        _ function: @escaping FixtureFunction
    ) throws {
        self.example = example
        self.fields = fields
        self.function = function
        exceptions = area.exceptions
        inputs = try example.inputs.map(Tensor.init(fixture:))
    }

    /// Compiles and runs calls as one program, and adds what differs to the report.
    static func compare(_ calls: [ComparedCall], _ report: inout ComparisonReport) {
        do {
            try compute(calls)
        } catch {
            // One call spoils the program: the calls by themselves say which.
            for call in calls {
                do { try compute([call]) } catch { call.error = error }
            }
        }
        for call in calls { call.add(to: &report) }
    }

    private static func compute(_ calls: [ComparedCall]) throws {
        let operands = try calls.map { try $0.operands }
        var counts: [Int] = []
        let traced = try trace(operands.joined().map(\.type)) { tracers in
            var rest = tracers[...]
            return zip(calls, operands).flatMap { call, own -> [Tensor] in
                let arguments = Array(rest.prefix(own.count))
                rest = rest.dropFirst(own.count)
                do {
                    let outputs = try withErrors { try call.outputs(arguments) }
                    counts.append(outputs.count)
                    return outputs
                } catch {
                    call.error = error
                    counts.append(0)
                    return []
                }
            }
        }
        let results = try Runtime.current.run(
            traced.program, traced.captures + operands.joined(), name: "compared calls")
        var rest = results[...]
        for (call, count) in zip(calls, counts) {
            call.results = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
    }

    /// The inputs, the tangents and cotangents, then the second examples.
    private var operands: [Tensor] {
        get throws {
            let given =
                (example.tangents ?? []).compactMap { $0 }
                + (example.cotangents ?? []).compactMap { $0 } + (fields.others ?? [])
            return inputs + (try given.map(Tensor.init(fixture:)))
        }
    }

    private func outputs(_ operands: [Tensor]) throws -> [Tensor] {
        quantities = []
        error = nil
        var results: [Tensor] = []
        func record(
            _ kind: String, _ tensors: [Tensor], _ expected: [FixtureArray?],
            _ bounds: [TruthAndBound?]?, isValue: Bool = false
        ) {
            for (index, (tensor, expected)) in zip(tensors, expected).enumerated() {
                guard let expected else { continue }
                quantities.append(
                    Quantity(
                        name: "\(kind) \(index)", expected: expected, bound: bounds?[index],
                        isValue: isValue))
                results.append(tensor)
            }
        }
        let arguments = Array(operands[..<inputs.count])
        var rest = operands[inputs.count...].makeIterator()
        let call = { [function, inputs, attributes = example.attributes] (arguments: [Tensor]) in
            try function(FixtureCall(inputs: arguments, constants: inputs, attributes: attributes))
        }
        let values = try call(arguments)
        try #require(values.count == example.outputs.count, "\(values.count) results")
        for (value, output) in zip(values, example.outputs)
        where value.dtype.isInexact && example.cotangents != nil {
            // Cotangents have the dtype of the recorded result.
            let dtype = try output.tensorType
            try #require(value.dtype == dtype, "\(value.type), not \(dtype)")
        }
        record("value", values, example.outputs, example.bounds?.outputs, isValue: true)

        let tangents = (example.tangents ?? []).map { $0 == nil ? nil : rest.next() }
        let cotangents = (example.cotangents ?? []).map { $0 == nil ? nil : rest.next() }
        if let expected = example.outputTangents {
            let (primals, pushed) = try pushforward(arguments, tangents, call)
            record(
                "jvp", zip(primals, pushed).map { $1 ?? fill(0, $0.type.strong) }, expected,
                example.bounds?.outputTangents)
        }
        if let expected = example.inputCotangents {
            let active = tangents.map { $0 != nil }
            let pullback = { (arguments: [Tensor]) in
                try linearize(arguments, active: active, call).linear.pullback(cotangents)
            }
            func spread(_ tensors: [Tensor]) -> [Tensor] {
                var rest = tensors.makeIterator()
                // What has no derivative has no place among the results.
                return active.map { ($0 ? rest.next() : nil) ?? arguments[0] }
            }
            if let second = example.secondOrder {
                let (pulled, curvature) = try pushforward(arguments, tangents, pullback)
                record("vjp", spread(pulled), expected, example.bounds?.inputCotangents)
                record(
                    "jvp of vjp",
                    spread(zip(pulled, curvature).map { $1 ?? fill(0, $0.type.strong) }), second,
                    example.bounds?.secondOrder)
            } else {
                record(
                    "vjp", spread(try pullback(arguments)), expected,
                    example.bounds?.inputCotangents
                )
            }
        }
        if let axes = fields.batchAxes, let expected = fields.batched {
            let stacked = zip(arguments, axes).map { argument, axis -> Tensor in
                let other = rest.next() ?? argument
                return axis.map { stack([argument, other], axis: $0) } ?? argument
            }
            record(
                "vmap", try Rules.vmap(call, stacked, axes: axes), expected,
                example.bounds?.batched,
                isValue: true)
        }
        return results
    }

    private func add(to report: inout ComparisonReport) {
        report.calls += 1
        if let error {
            report.differences.append("\(example.name): \(error)")
            return
        }
        for (quantity, result) in zip(quantities, results) {
            report.arrays += 1
            do {
                if let text = try difference(quantity, result, &report) {
                    report.differences.append("\(example.name), \(quantity.name): \(text)")
                }
            } catch {
                report.differences.append("\(example.name), \(quantity.name): \(error)")
            }
        }
    }

    private func difference(
        _ quantity: Quantity, _ result: Tensor, _ report: inout ComparisonReport
    ) throws -> String? {
        let found = FixtureArray(
            dtype: result.dtype.description, shape: result.shape, bytes: try result.hostBytes())
        if found == quantity.expected {
            report.equal += 1
            return nil
        }
        var expected = quantity.expected
        if found.dtype != expected.dtype,
            exceptions.contains(where: { $0.applies(example, expected.dtype, found.dtype) })
        {
            expected = try expected.converted(to: found.dtype)
            report.otherDTypes += 1
        } else if let bound = quantity.bound {
            return try bound.difference(found, expected, signedZeros: quantity.isValue)
        }
        let directions = [example.tangents, example.cotangents]
        let size = try directions.reduce(1.0) { product, arrays in
            product * (try (arrays ?? []).compactMap { try $0?.largestMagnitude }.max() ?? 1)
        }
        let tolerance = Tolerance(
            function: example.function, isValue: quantity.isValue, directionSize: size)
        return try tolerance.difference(found, expected)
    }
}
