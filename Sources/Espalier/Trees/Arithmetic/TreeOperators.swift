// The rarer operators, leaf by leaf, by the same rules. `|` merges two modules: see
// TreeMerging.swift.

extension Module {
    /// The remainder, with the sign of the divisor as in Python, leaf by leaf.
    public static func % (a: Self, b: Self) -> Self { a.combined(with: b, "%") { $0 % $1 } }
    /// The remainder, with the sign of the divisor as in Python, of every leaf and the tensor.
    public static func % (a: Self, b: Tensor) -> Self { a.changed { $0 % b } }
    /// The remainder, with the sign of the divisor as in Python, of the tensor and every leaf.
    public static func % (a: Tensor, b: Self) -> Self { b.changed { a % $0 } }
    /// The remainder, with the sign of the divisor as in Python, of every leaf and the number.
    public static func % <S: TreeScalar>(a: Self, b: S) -> Self { a % b.weakTensor }
    /// The remainder, with the sign of the divisor as in Python, of the number and every leaf.
    public static func % <S: TreeScalar>(a: S, b: Self) -> Self { a.weakTensor % b }

    /// The power, leaf by leaf.
    public static func ** (a: Self, b: Self) -> Self { a.combined(with: b, "**") { $0 ** $1 } }
    /// The power, of every leaf and the tensor.
    public static func ** (a: Self, b: Tensor) -> Self { a.changed { $0 ** b } }
    /// The power, of the tensor and every leaf.
    public static func ** (a: Tensor, b: Self) -> Self { b.changed { a ** $0 } }
    /// The power, of every leaf and the number.
    public static func ** <S: TreeScalar>(a: Self, b: S) -> Self { a ** b.weakTensor }
    /// The power, of the number and every leaf.
    public static func ** <S: TreeScalar>(a: S, b: Self) -> Self { a.weakTensor ** b }

    /// The bitwise and, leaf by leaf.
    public static func & (a: Self, b: Self) -> Self { a.combined(with: b, "&") { $0 & $1 } }
    /// The bitwise and, of every leaf and the tensor.
    public static func & (a: Self, b: Tensor) -> Self { a.changed { $0 & b } }
    /// The bitwise and, of the tensor and every leaf.
    public static func & (a: Tensor, b: Self) -> Self { b.changed { a & $0 } }
    /// The bitwise and, of every leaf and the number.
    public static func & <S: TreeScalar>(a: Self, b: S) -> Self { a & b.weakTensor }
    /// The bitwise and, of the number and every leaf.
    public static func & <S: TreeScalar>(a: S, b: Self) -> Self { a.weakTensor & b }

    /// The bitwise exclusive or, leaf by leaf.
    public static func ^ (a: Self, b: Self) -> Self { a.combined(with: b, "^") { $0 ^ $1 } }
    /// The bitwise exclusive or, of every leaf and the tensor.
    public static func ^ (a: Self, b: Tensor) -> Self { a.changed { $0 ^ b } }
    /// The bitwise exclusive or, of the tensor and every leaf.
    public static func ^ (a: Tensor, b: Self) -> Self { b.changed { a ^ $0 } }
    /// The bitwise exclusive or, of every leaf and the number.
    public static func ^ <S: TreeScalar>(a: Self, b: S) -> Self { a ^ b.weakTensor }
    /// The bitwise exclusive or, of the number and every leaf.
    public static func ^ <S: TreeScalar>(a: S, b: Self) -> Self { a.weakTensor ^ b }

    /// The leaves shifted to the left, leaf by leaf.
    public static func << (a: Self, b: Self) -> Self { a.combined(with: b, "<<") { $0 << $1 } }
    /// The leaves shifted to the left, of every leaf and the tensor.
    public static func << (a: Self, b: Tensor) -> Self { a.changed { $0 << b } }
    /// The leaves shifted to the left, of the tensor and every leaf.
    public static func << (a: Tensor, b: Self) -> Self { b.changed { a << $0 } }
    /// The leaves shifted to the left, of every leaf and the number.
    public static func << <S: TreeScalar>(a: Self, b: S) -> Self { a << b.weakTensor }
    /// The leaves shifted to the left, of the number and every leaf.
    public static func << <S: TreeScalar>(a: S, b: Self) -> Self { a.weakTensor << b }

    /// The leaves shifted to the right, leaf by leaf.
    public static func >> (a: Self, b: Self) -> Self { a.combined(with: b, ">>") { $0 >> $1 } }
    /// The leaves shifted to the right, of every leaf and the tensor.
    public static func >> (a: Self, b: Tensor) -> Self { a.changed { $0 >> b } }
    /// The leaves shifted to the right, of the tensor and every leaf.
    public static func >> (a: Tensor, b: Self) -> Self { b.changed { a >> $0 } }
    /// The leaves shifted to the right, of every leaf and the number.
    public static func >> <S: TreeScalar>(a: Self, b: S) -> Self { a >> b.weakTensor }
    /// The leaves shifted to the right, of the number and every leaf.
    public static func >> <S: TreeScalar>(a: S, b: Self) -> Self { a.weakTensor >> b }

    /// The bits of every leaf inverted; of bools, the opposite.
    public static prefix func ~ (a: Self) -> Self { a.changed { ~$0 } }
}

/// The module with the magnitude of every leaf.
public func abs<M: Module>(_ module: M) -> M { module.changed { abs($0) } }

/// The quotients rounded down, leaf by leaf (`//` in Python).
public func floorDivide<M: Module>(_ a: M, _ b: M) -> M {
    a.combined(with: b, "floorDivide") { floorDivide($0, $1) }
}

/// The quotients of every leaf and the tensor, rounded down.
public func floorDivide<M: Module>(_ a: M, _ b: Tensor) -> M { a.changed { floorDivide($0, b) } }

/// The quotients of the tensor and every leaf, rounded down.
public func floorDivide<M: Module>(_ a: Tensor, _ b: M) -> M { b.changed { floorDivide(a, $0) } }

/// The matrix products, leaf by leaf (`@` in Python).
public func matmul<M: Module>(_ a: M, _ b: M) -> M {
    a.combined(with: b, "matmul") { matmul($0, $1) }
}

/// The matrix product of every leaf with the tensor.
public func matmul<M: Module>(_ a: M, _ b: Tensor) -> M { a.changed { matmul($0, b) } }

/// The matrix product of the tensor with every leaf.
public func matmul<M: Module>(_ a: Tensor, _ b: M) -> M { b.changed { matmul(a, $0) } }
