import Espalier
import Logging
import TestSupport
import Testing

@Module
private struct Tied {
    var input: Tensor
    var output: Tensor
    @BatchStat var mean: Tensor
    @BatchStat var variance: Tensor
}

/// Weights that were tied by storing one tensor twice come apart, and the library says so.
@Suite struct TiedLeavesTests {
    private let weight = Tensor.ones([2])
    private let zero = Tensor.zeros([2])

    private var model: Tied { Tied(input: weight, output: weight, mean: zero, variance: zero) }

    /// What a jitted step of the model says, called twice.
    private func warnings(_ function: @escaping (inout Tied) -> Void) -> [String] {
        let book = LogBook()
        var model = model
        Diagnostics.withLogger(Logger(label: "test") { _ in book }) {
            let step = jit { (model: inout Tied) in function(&model) }
            step(&model)
            step(&model)
        }
        return book.lines
    }

    @Test func saysOnceWhichLeavesComeApart() {
        let said = warnings { model in
            model.input -= 0.1 * model.input
            model.output -= 0.1 * model.output
        }
        #expect(said.count == 1)
        #expect(said.first?.contains("input and output of the state are one tensor") == true)
    }

    @Test func oneOfThemChanges() {
        #expect(warnings { $0.output += 1 }.count == 1)
    }

    @Test func saysNothingOfLeavesThatStayTheSame() {
        #expect(warnings { _ in }.isEmpty)
        #expect(warnings { $0.mean += 1 }.isEmpty)
        #expect(
            warnings { model in
                model.input *= 2
                model.output = model.input
            }.isEmpty)
    }

    @Test func saysNothingOfFrozenLeaves() {
        var frozen = model.frozen()
        let book = LogBook()
        Diagnostics.withLogger(Logger(label: "test") { _ in book }) {
            jit { (model: inout Tied) in model.mean += 1 }(&frozen)
        }
        #expect(book.lines.isEmpty)
    }
}
