// Written by Scripts/generate-arities.py; change that, not this.

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<R: Tree>(
    label: String = "jit", _ function: @escaping () -> R, where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<() -> R> {
    Jitted(
        CompiledFunction<EmptyTree, EmptyTree, R>(label: label, where: filter) {
            _, _ in
            return function()
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<R1: Tree, R2: Tree>(
    label: String = "jit", _ function: @escaping () -> (R1, R2),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<() -> (R1, R2)> {
    Jitted(
        CompiledFunction<EmptyTree, EmptyTree, TreePair<R1, R2>>(label: label, where: filter) {
            _, _ in
            let r = function()
            return TreePair(r.0, r.1)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<R1: Tree, R2: Tree, R3: Tree>(
    label: String = "jit", _ function: @escaping () -> (R1, R2, R3),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<() -> (R1, R2, R3)> {
    Jitted(
        CompiledFunction<EmptyTree, EmptyTree, TreeTriple<R1, R2, R3>>(label: label, where: filter)
        {
            _, _ in
            let r = function()
            return TreeTriple(r.0, r.1, r.2)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, R: Tree>(
    label: String = "jit", _ function: @escaping (A) -> R, where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A) -> R> {
    Jitted(
        CompiledFunction<EmptyTree, A, R>(label: label, where: filter) {
            _, arguments in
            return function(arguments)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, R1: Tree, R2: Tree>(
    label: String = "jit", _ function: @escaping (A) -> (R1, R2),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A) -> (R1, R2)> {
    Jitted(
        CompiledFunction<EmptyTree, A, TreePair<R1, R2>>(label: label, where: filter) {
            _, arguments in
            let r = function(arguments)
            return TreePair(r.0, r.1)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, R1: Tree, R2: Tree, R3: Tree>(
    label: String = "jit", _ function: @escaping (A) -> (R1, R2, R3),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A) -> (R1, R2, R3)> {
    Jitted(
        CompiledFunction<EmptyTree, A, TreeTriple<R1, R2, R3>>(label: label, where: filter) {
            _, arguments in
            let r = function(arguments)
            return TreeTriple(r.0, r.1, r.2)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, R: Tree>(
    label: String = "jit", _ function: @escaping (A, B) -> R,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A, B) -> R> {
    Jitted(
        CompiledFunction<EmptyTree, TreePair<A, B>, R>(label: label, where: filter) {
            _, arguments in
            return function(arguments.first, arguments.second)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, R1: Tree, R2: Tree>(
    label: String = "jit", _ function: @escaping (A, B) -> (R1, R2),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A, B) -> (R1, R2)> {
    Jitted(
        CompiledFunction<EmptyTree, TreePair<A, B>, TreePair<R1, R2>>(label: label, where: filter) {
            _, arguments in
            let r = function(arguments.first, arguments.second)
            return TreePair(r.0, r.1)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, R1: Tree, R2: Tree, R3: Tree>(
    label: String = "jit", _ function: @escaping (A, B) -> (R1, R2, R3),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A, B) -> (R1, R2, R3)> {
    Jitted(
        CompiledFunction<EmptyTree, TreePair<A, B>, TreeTriple<R1, R2, R3>>(
            label: label, where: filter
        ) {
            _, arguments in
            let r = function(arguments.first, arguments.second)
            return TreeTriple(r.0, r.1, r.2)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, R: Tree>(
    label: String = "jit", _ function: @escaping (A, B, C) -> R,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A, B, C) -> R> {
    Jitted(
        CompiledFunction<EmptyTree, TreeTriple<A, B, C>, R>(label: label, where: filter) {
            _, arguments in
            return function(arguments.first, arguments.second, arguments.third)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, R1: Tree, R2: Tree>(
    label: String = "jit", _ function: @escaping (A, B, C) -> (R1, R2),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A, B, C) -> (R1, R2)> {
    Jitted(
        CompiledFunction<EmptyTree, TreeTriple<A, B, C>, TreePair<R1, R2>>(
            label: label, where: filter
        ) {
            _, arguments in
            let r = function(arguments.first, arguments.second, arguments.third)
            return TreePair(r.0, r.1)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, R1: Tree, R2: Tree, R3: Tree>(
    label: String = "jit", _ function: @escaping (A, B, C) -> (R1, R2, R3),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A, B, C) -> (R1, R2, R3)> {
    Jitted(
        CompiledFunction<EmptyTree, TreeTriple<A, B, C>, TreeTriple<R1, R2, R3>>(
            label: label, where: filter
        ) {
            _, arguments in
            let r = function(arguments.first, arguments.second, arguments.third)
            return TreeTriple(r.0, r.1, r.2)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, R: Tree>(
    label: String = "jit", _ function: @escaping (A, B, C, D) -> R,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A, B, C, D) -> R> {
    Jitted(
        CompiledFunction<EmptyTree, TreeQuadruple<A, B, C, D>, R>(label: label, where: filter) {
            _, arguments in
            return function(arguments.first, arguments.second, arguments.third, arguments.fourth)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, R1: Tree, R2: Tree>(
    label: String = "jit", _ function: @escaping (A, B, C, D) -> (R1, R2),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A, B, C, D) -> (R1, R2)> {
    Jitted(
        CompiledFunction<EmptyTree, TreeQuadruple<A, B, C, D>, TreePair<R1, R2>>(
            label: label, where: filter
        ) {
            _, arguments in
            let r = function(arguments.first, arguments.second, arguments.third, arguments.fourth)
            return TreePair(r.0, r.1)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, R1: Tree, R2: Tree, R3: Tree>(
    label: String = "jit", _ function: @escaping (A, B, C, D) -> (R1, R2, R3),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A, B, C, D) -> (R1, R2, R3)> {
    Jitted(
        CompiledFunction<EmptyTree, TreeQuadruple<A, B, C, D>, TreeTriple<R1, R2, R3>>(
            label: label, where: filter
        ) {
            _, arguments in
            let r = function(arguments.first, arguments.second, arguments.third, arguments.fourth)
            return TreeTriple(r.0, r.1, r.2)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R: Tree>(
    label: String = "jit", _ function: @escaping (A, B, C, D, E) -> R,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A, B, C, D, E) -> R> {
    Jitted(
        CompiledFunction<EmptyTree, TreeQuintuple<A, B, C, D, E>, R>(label: label, where: filter) {
            _, arguments in
            return function(
                arguments.first, arguments.second, arguments.third, arguments.fourth,
                arguments.fifth)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R1: Tree, R2: Tree>(
    label: String = "jit", _ function: @escaping (A, B, C, D, E) -> (R1, R2),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A, B, C, D, E) -> (R1, R2)> {
    Jitted(
        CompiledFunction<EmptyTree, TreeQuintuple<A, B, C, D, E>, TreePair<R1, R2>>(
            label: label, where: filter
        ) {
            _, arguments in
            let r = function(
                arguments.first, arguments.second, arguments.third, arguments.fourth,
                arguments.fifth)
            return TreePair(r.0, r.1)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R1: Tree, R2: Tree, R3: Tree>(
    label: String = "jit", _ function: @escaping (A, B, C, D, E) -> (R1, R2, R3),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A, B, C, D, E) -> (R1, R2, R3)> {
    Jitted(
        CompiledFunction<EmptyTree, TreeQuintuple<A, B, C, D, E>, TreeTriple<R1, R2, R3>>(
            label: label, where: filter
        ) {
            _, arguments in
            let r = function(
                arguments.first, arguments.second, arguments.third, arguments.fourth,
                arguments.fifth)
            return TreeTriple(r.0, r.1, r.2)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R: Tree>(
    label: String = "jit", _ function: @escaping (A, B, C, D, E, F) -> R,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A, B, C, D, E, F) -> R> {
    Jitted(
        CompiledFunction<EmptyTree, TreeSextuple<A, B, C, D, E, F>, R>(label: label, where: filter)
        {
            _, arguments in
            return function(
                arguments.first, arguments.second, arguments.third, arguments.fourth,
                arguments.fifth, arguments.sixth)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R1: Tree, R2: Tree>(
    label: String = "jit", _ function: @escaping (A, B, C, D, E, F) -> (R1, R2),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A, B, C, D, E, F) -> (R1, R2)> {
    Jitted(
        CompiledFunction<EmptyTree, TreeSextuple<A, B, C, D, E, F>, TreePair<R1, R2>>(
            label: label, where: filter
        ) {
            _, arguments in
            let r = function(
                arguments.first, arguments.second, arguments.third, arguments.fourth,
                arguments.fifth, arguments.sixth)
            return TreePair(r.0, r.1)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R1: Tree, R2: Tree, R3: Tree>(
    label: String = "jit", _ function: @escaping (A, B, C, D, E, F) -> (R1, R2, R3),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(A, B, C, D, E, F) -> (R1, R2, R3)> {
    Jitted(
        CompiledFunction<EmptyTree, TreeSextuple<A, B, C, D, E, F>, TreeTriple<R1, R2, R3>>(
            label: label, where: filter
        ) {
            _, arguments in
            let r = function(
                arguments.first, arguments.second, arguments.third, arguments.fourth,
                arguments.fifth, arguments.sixth)
            return TreeTriple(r.0, r.1, r.2)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree>(
    label: String = "jit", _ function: @escaping (inout A) -> Void,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A) -> Void> {
    Jitted(
        CompiledFunction<A, EmptyTree, EmptyTree>(label: label, where: filter) {
            state, _ in
            function(&state)
            return EmptyTree()
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, R: Tree>(
    label: String = "jit", _ function: @escaping (inout A) -> R,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A) -> R> {
    Jitted(
        CompiledFunction<A, EmptyTree, R>(label: label, where: filter) {
            state, _ in
            return function(&state)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, R1: Tree, R2: Tree>(
    label: String = "jit", _ function: @escaping (inout A) -> (R1, R2),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A) -> (R1, R2)> {
    Jitted(
        CompiledFunction<A, EmptyTree, TreePair<R1, R2>>(label: label, where: filter) {
            state, _ in
            let r = function(&state)
            return TreePair(r.0, r.1)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, R1: Tree, R2: Tree, R3: Tree>(
    label: String = "jit", _ function: @escaping (inout A) -> (R1, R2, R3),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A) -> (R1, R2, R3)> {
    Jitted(
        CompiledFunction<A, EmptyTree, TreeTriple<R1, R2, R3>>(label: label, where: filter) {
            state, _ in
            let r = function(&state)
            return TreeTriple(r.0, r.1, r.2)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B) -> Void,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B) -> Void> {
    Jitted(
        CompiledFunction<A, B, EmptyTree>(label: label, where: filter) {
            state, arguments in
            function(&state, arguments)
            return EmptyTree()
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, R: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B) -> R,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B) -> R> {
    Jitted(
        CompiledFunction<A, B, R>(label: label, where: filter) {
            state, arguments in
            return function(&state, arguments)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, R1: Tree, R2: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B) -> (R1, R2),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B) -> (R1, R2)> {
    Jitted(
        CompiledFunction<A, B, TreePair<R1, R2>>(label: label, where: filter) {
            state, arguments in
            let r = function(&state, arguments)
            return TreePair(r.0, r.1)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, R1: Tree, R2: Tree, R3: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B) -> (R1, R2, R3),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B) -> (R1, R2, R3)> {
    Jitted(
        CompiledFunction<A, B, TreeTriple<R1, R2, R3>>(label: label, where: filter) {
            state, arguments in
            let r = function(&state, arguments)
            return TreeTriple(r.0, r.1, r.2)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B, C) -> Void,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B, C) -> Void> {
    Jitted(
        CompiledFunction<A, TreePair<B, C>, EmptyTree>(label: label, where: filter) {
            state, arguments in
            function(&state, arguments.first, arguments.second)
            return EmptyTree()
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, R: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B, C) -> R,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B, C) -> R> {
    Jitted(
        CompiledFunction<A, TreePair<B, C>, R>(label: label, where: filter) {
            state, arguments in
            return function(&state, arguments.first, arguments.second)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, R1: Tree, R2: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B, C) -> (R1, R2),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B, C) -> (R1, R2)> {
    Jitted(
        CompiledFunction<A, TreePair<B, C>, TreePair<R1, R2>>(label: label, where: filter) {
            state, arguments in
            let r = function(&state, arguments.first, arguments.second)
            return TreePair(r.0, r.1)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, R1: Tree, R2: Tree, R3: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B, C) -> (R1, R2, R3),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B, C) -> (R1, R2, R3)> {
    Jitted(
        CompiledFunction<A, TreePair<B, C>, TreeTriple<R1, R2, R3>>(label: label, where: filter) {
            state, arguments in
            let r = function(&state, arguments.first, arguments.second)
            return TreeTriple(r.0, r.1, r.2)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B, C, D) -> Void,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B, C, D) -> Void> {
    Jitted(
        CompiledFunction<A, TreeTriple<B, C, D>, EmptyTree>(label: label, where: filter) {
            state, arguments in
            function(&state, arguments.first, arguments.second, arguments.third)
            return EmptyTree()
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, R: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B, C, D) -> R,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B, C, D) -> R> {
    Jitted(
        CompiledFunction<A, TreeTriple<B, C, D>, R>(label: label, where: filter) {
            state, arguments in
            return function(&state, arguments.first, arguments.second, arguments.third)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, R1: Tree, R2: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B, C, D) -> (R1, R2),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B, C, D) -> (R1, R2)> {
    Jitted(
        CompiledFunction<A, TreeTriple<B, C, D>, TreePair<R1, R2>>(label: label, where: filter) {
            state, arguments in
            let r = function(&state, arguments.first, arguments.second, arguments.third)
            return TreePair(r.0, r.1)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, R1: Tree, R2: Tree, R3: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B, C, D) -> (R1, R2, R3),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B, C, D) -> (R1, R2, R3)> {
    Jitted(
        CompiledFunction<A, TreeTriple<B, C, D>, TreeTriple<R1, R2, R3>>(
            label: label, where: filter
        ) {
            state, arguments in
            let r = function(&state, arguments.first, arguments.second, arguments.third)
            return TreeTriple(r.0, r.1, r.2)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B, C, D, E) -> Void,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B, C, D, E) -> Void> {
    Jitted(
        CompiledFunction<A, TreeQuadruple<B, C, D, E>, EmptyTree>(label: label, where: filter) {
            state, arguments in
            function(&state, arguments.first, arguments.second, arguments.third, arguments.fourth)
            return EmptyTree()
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B, C, D, E) -> R,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B, C, D, E) -> R> {
    Jitted(
        CompiledFunction<A, TreeQuadruple<B, C, D, E>, R>(label: label, where: filter) {
            state, arguments in
            return function(
                &state, arguments.first, arguments.second, arguments.third, arguments.fourth)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R1: Tree, R2: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B, C, D, E) -> (R1, R2),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B, C, D, E) -> (R1, R2)> {
    Jitted(
        CompiledFunction<A, TreeQuadruple<B, C, D, E>, TreePair<R1, R2>>(
            label: label, where: filter
        ) {
            state, arguments in
            let r = function(
                &state, arguments.first, arguments.second, arguments.third, arguments.fourth)
            return TreePair(r.0, r.1)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R1: Tree, R2: Tree, R3: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B, C, D, E) -> (R1, R2, R3),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B, C, D, E) -> (R1, R2, R3)> {
    Jitted(
        CompiledFunction<A, TreeQuadruple<B, C, D, E>, TreeTriple<R1, R2, R3>>(
            label: label, where: filter
        ) {
            state, arguments in
            let r = function(
                &state, arguments.first, arguments.second, arguments.third, arguments.fourth)
            return TreeTriple(r.0, r.1, r.2)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B, C, D, E, F) -> Void,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B, C, D, E, F) -> Void> {
    Jitted(
        CompiledFunction<A, TreeQuintuple<B, C, D, E, F>, EmptyTree>(label: label, where: filter) {
            state, arguments in
            function(
                &state, arguments.first, arguments.second, arguments.third, arguments.fourth,
                arguments.fifth)
            return EmptyTree()
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B, C, D, E, F) -> R,
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B, C, D, E, F) -> R> {
    Jitted(
        CompiledFunction<A, TreeQuintuple<B, C, D, E, F>, R>(label: label, where: filter) {
            state, arguments in
            return function(
                &state, arguments.first, arguments.second, arguments.third, arguments.fourth,
                arguments.fifth)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R1: Tree, R2: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B, C, D, E, F) -> (R1, R2),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B, C, D, E, F) -> (R1, R2)> {
    Jitted(
        CompiledFunction<A, TreeQuintuple<B, C, D, E, F>, TreePair<R1, R2>>(
            label: label, where: filter
        ) {
            state, arguments in
            let r = function(
                &state, arguments.first, arguments.second, arguments.third, arguments.fourth,
                arguments.fifth)
            return TreePair(r.0, r.1)
        })
}

/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it.
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
public func jit<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R1: Tree, R2: Tree, R3: Tree>(
    label: String = "jit", _ function: @escaping (inout A, B, C, D, E, F) -> (R1, R2, R3),
    where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<(inout A, B, C, D, E, F) -> (R1, R2, R3)> {
    Jitted(
        CompiledFunction<A, TreeQuintuple<B, C, D, E, F>, TreeTriple<R1, R2, R3>>(
            label: label, where: filter
        ) {
            state, arguments in
            let r = function(
                &state, arguments.first, arguments.second, arguments.third, arguments.fourth,
                arguments.fifth)
            return TreeTriple(r.0, r.1, r.2)
        })
}
