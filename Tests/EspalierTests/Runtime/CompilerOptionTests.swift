import EspalierTestSupport
import Logging
import PJRT
import TestSupport
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

    @Test func theEnvironmentTurnsOptimisationOff() {
        func options(_ value: String?, _ platform: String) -> [String: CompilerOption] {
            let environment = value.map { [CompilerOptions.quickVariable: $0] } ?? [:]
            return CompilerOptions.shared(environment, platform: platform)
        }
        for value in [nil, "", "0", "false"] {
            #expect(options(value, "cpu") == ["xla_cpu_enable_fast_min_max": false])
            #expect(options(value, "cuda").isEmpty)
        }
        #expect(options("1", "cpu")["xla_backend_optimization_level"] == 0)
        #expect(options("1", "cpu")["xla_cpu_use_fusion_emitters"] == false)
        // Other compilers have switches of their own.
        #expect(options("true", "cuda")["xla_backend_optimization_level"] == 0)
        #expect(options("true", "cuda")["xla_cpu_use_fusion_emitters"] == nil)
    }

    @Test func optionsThatThePluginLacksAreLeftOut() throws {
        let shared = SharedOptions(["xla_no_such_switch": true, "xla_cpu_use_thunk_runtime": true])
        let client = try Runtime.current.client
        let book = LogBook()
        func drop() -> Bool {
            Diagnostics.withLogger(Logger(label: "test") { _ in book }) {
                shared.drop(shared.current.filter { !client.accepts($0.key, $0.value) })
            }
        }
        #expect(drop())
        #expect(shared.current["xla_no_such_switch"] == nil)
        #expect(book.lines.filter { $0.contains("xla_no_such_switch") }.count == 1)
        #expect(!drop())
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
