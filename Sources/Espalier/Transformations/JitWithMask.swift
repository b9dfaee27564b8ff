// `jit(f, where: mask)` for functions of one argument, whose mask tree it is. With several
// arguments a predicate on leaves says which argument it means by the path.

/// The function, compiled as a whole; the program takes the leaves that the mask selects, and the
/// others become constants of it: other contents of such a leaf trace the function again.
public func jit<A: Tree, R: Tree>(
    label: String = "jit", _ function: @escaping (A) -> R, where mask: Mask<A>
) -> Jitted<(A) -> R> {
    jit(label: label, function, where: mask.contains)
}

/// The function, compiled as a whole; the program takes the leaves that the mask selects, and the
/// others become constants of it: other contents of such a leaf trace the function again.
public func jit<A: Tree, R1: Tree, R2: Tree>(
    label: String = "jit", _ function: @escaping (A) -> (R1, R2), where mask: Mask<A>
) -> Jitted<(A) -> (R1, R2)> {
    jit(label: label, function, where: mask.contains)
}

/// The function, compiled as a whole; the program takes the leaves that the mask selects, and the
/// others become constants of it: other contents of such a leaf trace the function again.
public func jit<A: Tree>(
    label: String = "jit", _ function: @escaping (inout A) -> Void, where mask: Mask<A>
) -> Jitted<(inout A) -> Void> {
    jit(label: label, function, where: mask.contains)
}

/// The function, compiled as a whole; the program takes the leaves that the mask selects, and the
/// others become constants of it: other contents of such a leaf trace the function again.
public func jit<A: Tree, R: Tree>(
    label: String = "jit", _ function: @escaping (inout A) -> R, where mask: Mask<A>
) -> Jitted<(inout A) -> R> {
    jit(label: label, function, where: mask.contains)
}
