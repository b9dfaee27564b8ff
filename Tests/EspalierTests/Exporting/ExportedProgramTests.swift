import Testing

@testable import Espalier

@Module
private struct Line {
    var slope: Tensor
    var offset: Tensor

    func callAsFunction(_ x: Tensor) -> Tensor { slope * x + offset }
}

/// Programs apart from the functions that they were traced from.
@Suite struct ExportedProgramTests {
    private let line = Line(slope: Tensor([2.0, 3.0]), offset: Tensor(1.0))
    private let x = Tensor([5.0, 7.0])

    @Test func givesWhatTheFunctionGives() throws {
        let predict = jit { (model: Line, x: Tensor) in model(x) }
        for withCode in [false, true] {
            let program = try predict.lower(line, x).exported(machineCode: withCode)
            #expect(
                program.inputs.map(\.description) == [
                    "[0].slope: f32[2]", "[0].offset: f32[]", "[1]: f32[2]",
                ])
            #expect(program.outputs.map(\.description) == ["f32[2]"])
            #expect((program.machineCode == nil) == !withCode)
            #expect(try program(line, x) == [predict(line, x)])
            // The same leaves in another form.
            #expect(try program([line.slope, line.offset, x]) == [predict(line, x)])
        }
    }

    @Test func takesCapturedTensorsAlong() throws {
        let table = Tensor([1, 2, 3] as [Int32])
        let program = try jit { (x: Tensor) in x + table }.lower(table).exported()
        #expect(program.constants == [table])
        #expect(try program(table) == [table + table])
    }

    @Test func givesStateBeforeResults() throws {
        let step = jit { (model: inout Line, x: Tensor) -> Tensor in
            model.offset += 1
            return model(x).sum()
        }
        let program = try step.lower(line, x).exported()
        #expect(program.outputs.map(\.name) == ["[0].slope", "[0].offset", "[1]"])
        var model = line
        let loss = step(&model, x)
        let results = try program(line, x, like: TreePair(line, loss))
        #expect(results.first.leaves == model.leaves)
        #expect(results.second == loss)
        // The state that went in is still there.
        #expect(line.offset == Tensor(1.0))
    }

    @Test func readsMachineCodeOfThisMachineOnly() throws {
        let square = jit { (x: Tensor) in x * x }
        let program = try square.lower(x).exported(machineCode: true)
        let code = try #require(program.machineCode)
        #expect(code.fits(try Runtime.current.client))
        // Code of another processor, or bytes that aren't code, are left alone for the text.
        for other in [
            MachineCode(platform: code.platform, processor: "another", bytes: [1, 2, 3]),
            MachineCode(platform: "another", processor: code.processor, bytes: code.bytes),
            MachineCode(platform: code.platform, processor: code.processor, bytes: [1, 2, 3]),
        ] {
            let copy = try ExportedProgram(
                name: "square", inputs: program.inputs, outputs: program.outputs,
                stableHLO: program.stableHLO, constants: [], machineCode: other)
            #expect(try copy(x) == [x * x])
        }
    }

    @Test func saysWhatDoesNotFit() throws {
        let program = try jit { (model: Line, x: Tensor) in model(x) }.lower(line, x).exported()
        func problem(_ body: () throws -> [Tensor]) -> String {
            do {
                _ = try body()
                return ""
            } catch { return "\(error)" }
        }
        #expect(problem { try program(x) }.contains("have 1 leaves, and the program takes 3"))
        #expect(
            problem { try program(line, x.asType(.float64)) }.contains(
                "[1] is f64[2], and the program takes f32[2]"))
        #expect(
            problem { try program(line, Tensor([1.0])) }.contains("[1] is f32[1]"))
        #expect(
            problem { [try program(line, x, like: line).slope] }.contains(
                "the tree has 2 leaves, and the program gives 1"))
    }

    @Test func refusesSwiftFunctions() throws {
        let noisy = jit { (x: Tensor) -> Tensor in
            debugPrint("x is {}", x)
            return x
        }
        #expect(throws: TensorError.self) { try noisy.lower(x).exported() }
    }

    @Test func canBeCalledByManyTasks() async throws {
        let program = try jit { (x: Tensor) in (x * x).sum() }.lower(x).exported()
        let sums = try await withThrowingTaskGroup(of: Float.self) { group in
            for _ in 0..<8 { group.addTask { Float(try program(Tensor([5.0, 7.0]))[0]) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(sums == Array(repeating: 74, count: 8))
    }
}
