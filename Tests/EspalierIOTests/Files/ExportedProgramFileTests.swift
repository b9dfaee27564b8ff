import Espalier
import Foundation
import PJRT
import TestSupport
import Testing

@testable import EspalierIO

/// Exported programs as files.
@Suite struct ExportedProgramFileTests {
    private let x = Tensor([[1.0, 2.0, 3.0]])
    /// One constant of a dtype that NumPy lacks.
    private let weight = Tensor([[1.0], [0.5], [0.25]]).asType(.bfloat16)

    private func program(machineCode: Bool = false) throws -> ExportedProgram {
        let weight = weight
        return try jit { (x: Tensor) in matmul(x, weight.asType(.float32)) }
            .lower(x).exported(machineCode: machineCode)
    }

    @Test(arguments: [false, true])
    func runsAgain(withMachineCode: Bool) throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "program.espalier")
        let program = try program(machineCode: withMachineCode)
        try program.write(to: file)
        for uses in [false, true] {
            let copy = try ExportedProgram(contentsOf: file, usingMachineCode: uses)
            #expect(copy.name == program.name)
            #expect(copy.inputs == program.inputs)
            #expect(copy.outputs == program.outputs)
            #expect(copy.stableHLO == program.stableHLO)
            #expect(copy.constants == program.constants)
            #expect((copy.machineCode != nil) == (uses && withMachineCode))
            #expect(try copy(x) == [Tensor([[2.75]])])
        }
    }

    /// Another reader of zip files sees the members.
    @Test func isAZipArchive() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "program.espalier")
        try program().write(to: file)
        let archive = try ZipArchive(file)
        #expect(archive.members.keys.sorted() == ["constants/0", "program.json", "program.mlir"])
    }

    @Test func damagedFilesAreErrors() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "program.espalier")
        func problem(_ members: [(name: String, bytes: [UInt8])]) throws -> String {
            try ZipArchive.write(members, to: file)
            do {
                _ = try ExportedProgram(contentsOf: file)
                return ""
            } catch { return "\(error)" }
        }
        func contents(
            version: Int = 1, dtype: String = "float32", shape: [Int] = [2]
        ) -> [UInt8] {
            Array(
                """
                {"format": "Espalier program", "version": \(version), "name": "f", "outputs": [],
                 "inputs": [],
                 "constants": [{"name": "c", "dtype": "\(dtype)", "shape": \(shape)}]}
                """.utf8)
        }
        let text = (name: "program.mlir", bytes: Array("module {}".utf8))
        #expect(try problem([]).contains("has no program.json"))
        #expect(try problem([("program.json", [1, 2])]).contains("can't be understood"))
        #expect(
            try problem([("program.json", contents(version: 9)), text]).contains("version 9"))
        #expect(
            try problem([("program.json", contents()), text]).contains("has no constants/0"))
        let short: (name: String, bytes: [UInt8]) = ("constants/0", [0, 0, 0])
        #expect(
            try problem([("program.json", contents()), text, short]).contains(
                "is f32[2] and has 3 bytes"))
        for shape in [[-1], [1 << 62, 1 << 62], [0, 1 << 62, 1 << 62]] as [[Int]] {
            let problem = try problem([("program.json", contents(shape: shape)), text])
            #expect(problem.contains("impossible shape"))
        }
        let strange = contents(dtype: "float3")
        #expect(try problem([("program.json", strange), text]).contains("dtype float3"))
    }
}
