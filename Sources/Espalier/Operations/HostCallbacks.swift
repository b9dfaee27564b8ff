/// How `vmap` goes through a callback (`vmap_method` of `jax.pure_callback`).
public enum CallbackVmapMethod: Sendable, Hashable {
    /// The function is called for one example after another.
    case sequential
    /// The function is called once, with a batch axis in front of every input: of size one where all examples
    /// share the input. Its results have the batch axis in front too.
    case expandDims
    /// The function is called once, with every input repeated along a batch axis in front. Its results have the
    /// batch axis in front too.
    case broadcastAll
}

// MARK: - Functions with results

/// The results of a Swift function, which compiled programs call where they need it (`jax.pure_callback`).
///
///     let y = pureCallback(resultTypes: [x.shapedType], x) { inputs in
///         let numbers = try inputs[0].scalars(as: Float.self)
///         return [Tensor(scalars: numbers.map(specialFunction), shape: inputs[0].shape)]
///     }[0]
///
/// It works eagerly and in `jit`, `vmap`, `scan`, `cond` and the other transformations. The results must depend on
/// the inputs alone: the call may be left out where nobody uses them, done again, or done at another time; a
/// function that does something belongs into ``ioCallback(resultTypes:_:vmapMethod:calling:)``. To be differentiated the
/// call needs a rule, by `customJVP` or `customVJP` around it.
///
/// The function gets tensors in host memory and makes its results with `Tensor(scalars:shape:)`. Operations on
/// tensors are refused in it, because they could wait forever for the program that called it. It may run on any
/// thread, with the usual stack of the system, and on several at once; a call of a program with callbacks returns
/// when the program is done. Callbacks need a plugin for the CPU with PJRT's FFI extension.
///
/// - Parameters:
///   - resultTypes: shapes and dtypes of what the function gives, for one example.
///   - inputs: what the function gets.
///   - vmapMethod: how `vmap` goes through the call. JAX has no default and refuses `vmap` then.
///   - function: an error that it throws, and results of other types, become an error of the call.
public func pureCallback(
    resultTypes: [ShapedTensor], _ inputs: Tensor...,
    vmapMethod: CallbackVmapMethod = .sequential,
    calling function: @escaping @Sendable ([Tensor]) throws -> [Tensor]
) -> [Tensor] {
    call("pureCallback", .pure, resultTypes, inputs, vmapMethod, function)
}

/// The same for a list of inputs.
public func pureCallback(
    resultTypes: [ShapedTensor], inputs: [Tensor], vmapMethod: CallbackVmapMethod = .sequential,
    calling function: @escaping @Sendable ([Tensor]) throws -> [Tensor]
) -> [Tensor] {
    call("pureCallback", .pure, resultTypes, inputs, vmapMethod, function)
}

/// The results of a Swift function that does something besides, such as reading a file
/// (`jax.experimental.io_callback` with `ordered=True`).
///
/// As ``pureCallback(resultTypes:_:vmapMethod:calling:)``, but the function is called exactly once each time that the
/// program comes to its place, in the order of the program, also where nobody uses the results. It has no derivative.
public func ioCallback(
    resultTypes: [ShapedTensor], _ inputs: Tensor...,
    vmapMethod: CallbackVmapMethod = .sequential,
    calling function: @escaping @Sendable ([Tensor]) throws -> [Tensor]
) -> [Tensor] {
    call("ioCallback", .effect, resultTypes, inputs, vmapMethod, function)
}

/// The same for a list of inputs.
public func ioCallback(
    resultTypes: [ShapedTensor], inputs: [Tensor], vmapMethod: CallbackVmapMethod = .sequential,
    calling function: @escaping @Sendable ([Tensor]) throws -> [Tensor]
) -> [Tensor] {
    call("ioCallback", .effect, resultTypes, inputs, vmapMethod, function)
}

private func call(
    _ name: String, _ kind: HostCall.Kind, _ types: [ShapedTensor], _ inputs: [Tensor],
    _ vmapMethod: CallbackVmapMethod, _ function: @escaping HostFunction.Body
) -> [Tensor] {
    // Poisoned results have the declared types.
    do {
        if let poison = firstPoison(inputs) { throw unusable(poison, in: name) }
        let call = HostCall(
            function: HostFunction(name, function), resultTypes: types.map(\.strong), kind: kind,
            vmapMethod: vmapMethod)
        return try bind(call, inputs)
    } catch {
        let poison = failed(error)
        return types.map { failed(unusable(poison, in: name), like: $0) }
    }
}

// MARK: - Functions without results

/// Calls a Swift function with the values that tensors have when the program comes to this place
/// (`jax.debug.callback` with `ordered=True`).
///
///     debugCallback(loss) { values in recorder.append(Float(values[0])) }
///
/// As ``ioCallback(resultTypes:_:vmapMethod:calling:)`` the call happens exactly once each time, in the order of the program,
/// and is never left out. Under `vmap` it happens for one example after another; derivatives pass it by, so that
/// `grad` calls the function once, with the values. An error that the function throws becomes an error of the
/// call of the program.
public func debugCallback(
    _ values: Tensor..., calling function: @escaping @Sendable ([Tensor]) throws -> Void
) {
    effect("debugCallback", values) { try function($0) }
}

/// An effect without results, which derivatives pass by.
///
/// - Returns: the error that it ended with, inside `withErrors`.
@discardableResult
func effect(
    _ name: String, _ values: [Tensor], _ function: @escaping @Sendable ([Tensor]) throws -> Void
) -> Tensor? {
    do {
        if let poison = firstPoison(values) {
            return failed(unusable(poison, in: name))
        }
        let call = HostCall(
            function: HostFunction(name) {
                try function($0)
                return []
            }, resultTypes: [], kind: .debug, vmapMethod: .sequential)
        _ = try bind(call, values)
        return nil
    } catch {
        return failed(error)
    }
}
