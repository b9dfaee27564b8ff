import PJRT

/// The compiler options of the current task.
enum CompilerOptions {
    @TaskLocal static var current: [String: CompilerOption] = [:]
}

/// Calls a function; programs that are compiled meanwhile are compiled with these switches of XLA
/// (`compiler_options` of `jax.jit`).
///
///     let y = withCompilerOptions(["xla_backend_optimization_level": 0]) { step(&model) }
///
/// What was compiled before stays as it is. Which switches there are depends on the plugin; one that it doesn't
/// know, or a value of the wrong type, is a mistake of the operation that is compiled, which repeats what the plugin
/// says. Scopes inside one another add up.
public func withCompilerOptions<Result>(
    _ options: [String: CompilerOption], _ body: () throws -> Result
) rethrows -> Result {
    let all = CompilerOptions.current.merging(options) { $1 }
    return try CompilerOptions.$current.withValue(all, operation: body)
}
