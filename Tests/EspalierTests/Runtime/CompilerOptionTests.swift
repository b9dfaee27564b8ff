import Testing

@testable import Espalier

/// XLA's own switches for some programs.
@Suite struct CompilerOptionTests {
    @Test func optionsOfEveryTypeReachTheCompiler() throws {
        let x = Tensor([1.0, 2.0])
        let double = jit { (x: Tensor) in x + x }
        let result = withCompilerOptions([
            "xla_backend_optimization_level": 0, "xla_llvm_disable_expensive_passes": true,
        ]) {
            withCompilerOptions(["xla_cpu_parallel_codegen_split_count": "2"]) { double(x) }
        }
        #expect(result == [2.0, 4.0])
    }

    @Test func unknownOptionsAreNamed() {
        let message = mistake {
            _ = withCompilerOptions(["xla_no_such_switch": true]) {
                jit { (x: Tensor) in x * 3 }(Tensor([1.0]))
            }
        }
        #expect(message?.contains("xla_no_such_switch") == true)
    }
}
