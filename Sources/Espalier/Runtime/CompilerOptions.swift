import Foundation
import PJRT

/// How programs are compiled.
enum CompilerOptions {
    /// The compiler options of the current task.
    @TaskLocal static var current: [String: CompilerOption] = [:]

    static let quickVariable = "ESPALIER_DISABLE_MOST_OPTIMIZATIONS"

    /// The options that the environment asks for, for all programs.
    static func ofEnvironment(
        _ environment: [String: String], platform: String
    ) -> [String: CompilerOption] {
        guard let value = environment[quickVariable], !["", "0", "false"].contains(value) else {
            return [:]
        }
        return platform == "cpu" ? quick.merging(quickOnCPU) { $1 } : quick
    }

    private static let quick: [String: CompilerOption] = [
        "xla_backend_optimization_level": 0, "xla_llvm_disable_expensive_passes": true,
    ]

    /// Loops in the place of MLIR's pipelines for fusions, which take most of the time to compile small programs, and one
    /// module of LLVM rather than one for each kernel.
    private static let quickOnCPU: [String: CompilerOption] = [
        "xla_cpu_use_fusion_emitters": false, "xla_cpu_parallel_codegen_split_count": 1,
    ]
}

/// Calls a function; programs that are compiled meanwhile are compiled with these switches of XLA
/// (`compiler_options` of `jax.jit`).
///
///     let y = withCompilerOptions(["xla_backend_optimization_level": 0]) { step(&model) }
///
/// What was compiled before stays as it is. Which switches there are depends on the plugin; one that it doesn't
/// know, or a value of the wrong type, is a mistake of the operation that is compiled, which repeats what the plugin
/// says. Scopes inside one another add up.
///
/// Where most programs run once, as in tests, compiling is nearly all that is waited for. With
/// `ESPALIER_DISABLE_MOST_OPTIMIZATIONS=1` in the environment all programs are compiled without optimisation
/// (`JAX_DISABLE_MOST_OPTIMIZATIONS`), in a third to an eighth of the time on the CPU; numbers may then differ in their
/// last digits. Options given here take precedence.
public func withCompilerOptions<Result>(
    _ options: [String: CompilerOption], _ body: () throws -> Result
) rethrows -> Result {
    let all = CompilerOptions.current.merging(options) { $1 }
    return try CompilerOptions.$current.withValue(all, operation: body)
}
