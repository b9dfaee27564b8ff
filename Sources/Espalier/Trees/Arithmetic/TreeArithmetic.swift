// Modules compute leaf by leaf. Constants are those of the left module; a tensor or number on
// either side goes with every leaf. Frozen leaves, and leaves that are not there on one side, stay
// as they are.

// MARK: - Two modules

extension Module {
    /// Adds leaf by leaf.
    public static func += (a: inout Self, b: Self) { a.combine(with: b, "+") { $0 + $1 } }
    /// Subtracts leaf by leaf.
    public static func -= (a: inout Self, b: Self) { a.combine(with: b, "-") { $0 - $1 } }
    /// Multiplies leaf by leaf.
    public static func *= (a: inout Self, b: Self) { a.combine(with: b, "*") { $0 * $1 } }
    /// Divides leaf by leaf.
    public static func /= (a: inout Self, b: Self) { a.combine(with: b, "/") { $0 / $1 } }

    /// The sum, leaf by leaf.
    public static func + (a: Self, b: Self) -> Self { a.combined(with: b, "+") { $0 + $1 } }
    /// The difference, leaf by leaf.
    public static func - (a: Self, b: Self) -> Self { a.combined(with: b, "-") { $0 - $1 } }
    /// The product, leaf by leaf.
    public static func * (a: Self, b: Self) -> Self { a.combined(with: b, "*") { $0 * $1 } }
    /// The quotient, leaf by leaf.
    public static func / (a: Self, b: Self) -> Self { a.combined(with: b, "/") { $0 / $1 } }

    /// The module with every leaf negated.
    public static prefix func - (a: Self) -> Self { a.changed { -$0 } }
    /// The module itself.
    public static prefix func + (a: Self) -> Self { a }
}

// MARK: - A module and a tensor

extension Module {
    /// Adds the tensor to every leaf.
    public static func += (a: inout Self, b: Tensor) { a.change { $0 + b } }
    /// Subtracts the tensor from every leaf.
    public static func -= (a: inout Self, b: Tensor) { a.change { $0 - b } }
    /// Multiplies every leaf by the tensor.
    public static func *= (a: inout Self, b: Tensor) { a.change { $0 * b } }
    /// Divides every leaf by the tensor.
    public static func /= (a: inout Self, b: Tensor) { a.change { $0 / b } }

    /// Every leaf plus the tensor.
    public static func + (a: Self, b: Tensor) -> Self { a.changed { $0 + b } }
    /// Every leaf minus the tensor.
    public static func - (a: Self, b: Tensor) -> Self { a.changed { $0 - b } }
    /// Every leaf times the tensor.
    public static func * (a: Self, b: Tensor) -> Self { a.changed { $0 * b } }
    /// Every leaf divided by the tensor.
    public static func / (a: Self, b: Tensor) -> Self { a.changed { $0 / b } }

    /// The tensor plus every leaf.
    public static func + (a: Tensor, b: Self) -> Self { b.changed { a + $0 } }
    /// The tensor minus every leaf.
    public static func - (a: Tensor, b: Self) -> Self { b.changed { a - $0 } }
    /// The tensor times every leaf.
    public static func * (a: Tensor, b: Self) -> Self { b.changed { a * $0 } }
    /// The tensor divided by every leaf.
    public static func / (a: Tensor, b: Self) -> Self { b.changed { a / $0 } }
}

// MARK: - A module and a number

extension Module {
    /// Adds the number to every leaf.
    public static func += <S: TreeScalar>(a: inout Self, b: S) { a += b.weakTensor }
    /// Subtracts the number from every leaf.
    public static func -= <S: TreeScalar>(a: inout Self, b: S) { a -= b.weakTensor }
    /// Multiplies every leaf by the number.
    public static func *= <S: TreeScalar>(a: inout Self, b: S) { a *= b.weakTensor }
    /// Divides every leaf by the number.
    public static func /= <S: TreeScalar>(a: inout Self, b: S) { a /= b.weakTensor }

    /// Every leaf plus the number.
    public static func + <S: TreeScalar>(a: Self, b: S) -> Self { a + b.weakTensor }
    /// Every leaf minus the number.
    public static func - <S: TreeScalar>(a: Self, b: S) -> Self { a - b.weakTensor }
    /// Every leaf times the number.
    public static func * <S: TreeScalar>(a: Self, b: S) -> Self { a * b.weakTensor }
    /// Every leaf divided by the number.
    public static func / <S: TreeScalar>(a: Self, b: S) -> Self { a / b.weakTensor }

    /// The number plus every leaf.
    public static func + <S: TreeScalar>(a: S, b: Self) -> Self { a.weakTensor + b }
    /// The number minus every leaf.
    public static func - <S: TreeScalar>(a: S, b: Self) -> Self { a.weakTensor - b }
    /// The number times every leaf.
    public static func * <S: TreeScalar>(a: S, b: Self) -> Self { a.weakTensor * b }
    /// The number divided by every leaf.
    public static func / <S: TreeScalar>(a: S, b: Self) -> Self { a.weakTensor / b }
}
