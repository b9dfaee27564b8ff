import EspalierTestSupport
import Foundation
import Testing

@testable import Espalier

/// Some random programs.
struct ProgramFile: Sendable, CustomTestStringConvertible {
    let name: String
    let programs: [ComparedProgram]

    var description: String { name }
    var testDescription: String { name }

    static let parts: [ProgramFile] = {
        guard let folder = ComparisonReport.folder,
            let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        else { return [] }
        do {
            return try names.filter { $0.hasPrefix("programs-") }.sorted().map { name in
                let data = try Data(contentsOf: folder.appendingPathComponent(name))
                let root = try JSONSerialization.jsonObject(with: data) as? [String: Any]
                let texts = FixtureValue(root?["programs"]).array ?? []
                let numbers = try JSONDecoder().decode(Numbers.self, from: data).programs
                return ProgramFile(
                    name: String(name.dropLast(5)),
                    programs: try zip(texts, numbers).map { try ComparedProgram($0, $1) })
            }
        } catch {
            Issue.record(error)
            return []
        }
    }()

    private struct Numbers: Decodable { let programs: [ComparedProgram.Numbers] }
}

/// One program with JAX's values, gradients, gradients of a batch, tangents and Hessian.
struct ComparedProgram: Sendable {
    struct Numbers: Decodable, Sendable {
        let number: Int
        let arrays: [String: [FixtureArray]]
        let quantities: [String: [Quantity]]
    }

    struct Quantity: Decodable, Sendable {
        let found: FixtureArray
        let bound: TruthAndBound

        private enum CodingKeys: CodingKey { case found }

        init(from decoder: any Decoder) throws {
            found = try decoder.container(keyedBy: CodingKeys.self)
                .decode(FixtureArray.self, forKey: .found)
            bound = try TruthAndBound(from: decoder)
        }
    }

    private let numbers: Numbers
    private let interpreter: ProgramInterpreter
    private let results: [Int]
    private let weights: [Tensor]

    init(_ text: FixtureValue, _ numbers: Numbers) throws {
        self.numbers = numbers
        interpreter = try ProgramInterpreter(text["ops"])
        results = try #require(text["results"].ints)
        weights = try (numbers.arrays["weights"] ?? []).map(Tensor.init(fixture:))
    }

    func compare(_ report: inout ComparisonReport) {
        report.calls += 1
        do {
            let arguments = try ["inputs", "others", "tangents"].map { name in
                try (numbers.arrays[name] ?? []).map(Tensor.init(fixture:))
            }
            let compiled = jit { (flat: [Tensor]) -> [Tensor] in quantities(flat).flatMap(\.1) }
            let flat = arguments.flatMap { $0 }
            try check(try withErrors { compiled(flat) }, "jit", flat, &report)
            // What runs operation by operation gives the same.
            try check(try withErrors { value(arguments[0]) }, "eager", flat, &report)
        } catch {
            report.differences.append("program \(numbers.number): \(error)")
        }
    }

    private func check(
        _ found: [Tensor], _ how: String, _ flat: [Tensor], _ report: inout ComparisonReport
    ) throws {
        let names = how == "eager" ? ["value"] : names
        let expected = names.flatMap { name in
            (numbers.quantities[name] ?? []).enumerated().map { ("\(name) \($0)", $1) }
        }
        try #require(found.count == expected.count)
        for (tensor, (name, quantity)) in zip(found, expected) {
            report.arrays += 1
            let array = FixtureArray(
                dtype: "\(tensor.dtype)", shape: tensor.shape, bytes: try tensor.hostBytes())
            if array == quantity.found {
                report.equal += 1
            } else if let text = try quantity.bound.difference(
                array, quantity.found, signedZeros: false)
            {
                report.differences.append("program \(numbers.number), \(how) \(name): \(text)")
            }
        }
    }

    private var names: [String] {
        ["value", "grad", "vmapGrad", "jvp", "hessian"].filter { numbers.quantities[$0] != nil }
    }

    private func value(_ inputs: [Tensor]) -> [Tensor] {
        do {
            let values = try interpreter.run(inputs)
            return results.map { values[$0] }
        } catch {
            Issue.record(error)
            return []
        }
    }

    private func loss(_ inputs: [Tensor]) -> Tensor {
        let terms = zip(value(inputs), weights).map { ($0 * $1).sum() }
        return terms.dropFirst().reduce(terms[0]) { $0 + $1 }
    }

    /// What is compared, by name, of the inputs, the second examples and the tangents.
    private func quantities(_ flat: [Tensor]) -> [(String, [Tensor])] {
        let count = flat.count / 3
        let inputs = Array(flat[..<count])
        let others = Array(flat[count..<2 * count])
        let tangents = Array(flat[(2 * count)...])
        return names.map { name in
            switch name {
            case "value": return (name, value(inputs))
            case "grad": return (name, grad { (x: [Tensor]) in loss(x) }(inputs))
            case "vmapGrad":
                let stacked = zip(inputs, others).map { stack([$0, $1]) }
                return (
                    name, vmap { (x: [Tensor]) in grad { (x: [Tensor]) in loss(x) }(x) }(stacked)
                )
            case "jvp":
                return (name, jvp({ (x: [Tensor]) in value(x) }, inputs, tangent: tangents).1)
            default:
                let rest = inputs.dropFirst()
                return (name, [hessian { (x: Tensor) in loss([x] + rest) }(inputs[0])])
            }
        }
    }
}
