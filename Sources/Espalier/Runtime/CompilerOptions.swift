import Foundation
import PJRT
import Synchronization

/// How programs are compiled.
enum CompilerOptions {
    /// The compiler options of the current task.
    @TaskLocal static var current: [String: CompilerOption] = [:]

    static let quickVariable = "ESPALIER_DISABLE_MOST_OPTIMIZATIONS"

    /// The options of all programs: what a platform needs for right numbers, and what the environment asks for.
    static func shared(
        _ environment: [String: String], platform: String
    ) -> [String: CompilerOption] {
        var options: [String: CompilerOption] = [:]
        if platform == "cpu" {
            // By default the CPU's compiler may take the number where a maximum has a NaN and a number to choose from.
            options["xla_cpu_enable_fast_min_max"] = false
        }
        guard let value = environment[quickVariable], !["", "0", "false"].contains(value) else {
            return options
        }
        options.merge(quick) { $1 }
        if platform == "cpu" { options.merge(quickOnCPU) { $1 } }
        return options
    }

    private static let quick: [String: CompilerOption] = [
        "xla_backend_optimization_level": 0, "xla_llvm_disable_expensive_passes": true,
    ]

    /// Loops in the place of MLIR's pipelines for fusions, which take most of the time to compile small programs, and one
    /// module of LLVM rather than one for each kernel.
    private static let quickOnCPU: [String: CompilerOption] = [
        fusionEmitters: false, "xla_cpu_parallel_codegen_split_count": 1,
    ]

    /// The switch of older plugins between MLIR's pipelines for fusions and loops.
    static let fusionEmitters = "xla_cpu_use_fusion_emitters"
}

/// The compiler options of all programs of a runtime, without those that its plugin turned out not to know.
final class SharedOptions: Sendable {
    private let options: Mutex<[String: CompilerOption]>

    init(_ options: [String: CompilerOption]) { self.options = Mutex(options) }

    var current: [String: CompilerOption] { options.withLock { $0 } }

    /// Leaves options out from now on, and says so once in the log; false where there is none to leave out.
    func drop(_ unknown: [String: CompilerOption]) -> Bool {
        let dropped = options.withLock { options in
            unknown.keys.filter { options.removeValue(forKey: $0) != nil }.sorted()
        }
        if !dropped.isEmpty {
            Diagnostics.logger.notice(
                "the plugin has no compiler option \(dropped.joined(separator: ", "))")
        }
        return !unknown.isEmpty
    }
}

extension CompileOptions {
    /// Options of all programs, and over them those of a scope.
    init(
        _ shared: [String: CompilerOption], _ scope: [String: CompilerOption], for text: String
    ) {
        self.init()
        overrides = shared
        // Without them numbers that are too large for a float8 become zero.
        if overrides[CompilerOptions.fusionEmitters] != nil && text.contains("f8E") {
            overrides[CompilerOptions.fusionEmitters] = nil
        }
        overrides.merge(scope) { $1 }
    }
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
