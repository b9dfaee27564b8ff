extension Client {
    /// Whether the plugin's compiler knows a switch by that name and takes the value for it.
    ///
    /// The compiler is asked: it compiles a program of one constant with the switch. Plugins have no list of their
    /// switches, and those of one version are not those of the next.
    public func accepts(_ name: String, _ value: CompilerOption) -> Bool {
        var options = CompileOptions()
        options.overrides[name] = value
        do {
            _ = try compile(Self.constantProgram, options: options)
            return true
        } catch {
            return false
        }
    }

    private static let constantProgram = """
        module @accepts {
          func.func public @main() -> tensor<f32> {
            %0 = stablehlo.constant dense<1.0> : tensor<f32>
            return %0 : tensor<f32>
          }
        }
        """
}
