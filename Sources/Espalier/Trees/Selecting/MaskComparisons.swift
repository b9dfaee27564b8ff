// Masks by value. `model .< 0` selects elements, as `tensor .< 0` does.

extension Module {
    fileprivate func compared(with other: Tensor, _ compare: (Tensor, Tensor) -> Tensor) -> Mask<
        Self
    > {
        Mask(parts: leaves.map { $0.isAbsent ? .none : .elements(compare($0, other)) })
    }

    fileprivate func compared(
        with other: Self, _ name: String, _ compare: (Tensor, Tensor) -> Tensor
    ) -> Mask<Self> {
        if let poison = mismatch(with: other, in: name) {
            return Mask(parts: leaves.map { _ in .elements(poison) })
        }
        return Mask(
            parts: zip(leaves, other.leaves).map {
                $0.isAbsent || $1.isAbsent ? .none : .elements(compare($0, $1))
            })
    }
}

extension Module {
    /// The elements that are less than the number.
    public static func .< <S: TreeScalar>(a: Self, b: S) -> Mask<Self> {
        a.compared(with: b.weakTensor) { $0 .< $1 }
    }
    /// The elements that are less than those of the tensor, with which each leaf is broadcast.
    public static func .< (a: Self, b: Tensor) -> Mask<Self> { a.compared(with: b) { $0 .< $1 } }
    /// The elements that are less than those of the other module.
    public static func .< (a: Self, b: Self) -> Mask<Self> {
        a.compared(with: b, ".<") { $0 .< $1 }
    }

    /// The elements that are at most the number.
    public static func .<= <S: TreeScalar>(a: Self, b: S) -> Mask<Self> {
        a.compared(with: b.weakTensor) { $0 .<= $1 }
    }
    /// The elements that are at most those of the tensor, with which each leaf is broadcast.
    public static func .<= (a: Self, b: Tensor) -> Mask<Self> { a.compared(with: b) { $0 .<= $1 } }
    /// The elements that are at most those of the other module.
    public static func .<= (a: Self, b: Self) -> Mask<Self> {
        a.compared(with: b, ".<=") { $0 .<= $1 }
    }

    /// The elements that are greater than the number.
    public static func .> <S: TreeScalar>(a: Self, b: S) -> Mask<Self> {
        a.compared(with: b.weakTensor) { $0 .> $1 }
    }
    /// The elements that are greater than those of the tensor, with which each leaf is broadcast.
    public static func .> (a: Self, b: Tensor) -> Mask<Self> { a.compared(with: b) { $0 .> $1 } }
    /// The elements that are greater than those of the other module.
    public static func .> (a: Self, b: Self) -> Mask<Self> {
        a.compared(with: b, ".>") { $0 .> $1 }
    }

    /// The elements that are at least the number.
    public static func .>= <S: TreeScalar>(a: Self, b: S) -> Mask<Self> {
        a.compared(with: b.weakTensor) { $0 .>= $1 }
    }
    /// The elements that are at least those of the tensor, with which each leaf is broadcast.
    public static func .>= (a: Self, b: Tensor) -> Mask<Self> { a.compared(with: b) { $0 .>= $1 } }
    /// The elements that are at least those of the other module.
    public static func .>= (a: Self, b: Self) -> Mask<Self> {
        a.compared(with: b, ".>=") { $0 .>= $1 }
    }

    /// The elements that are equal to the number.
    public static func .== <S: TreeScalar>(a: Self, b: S) -> Mask<Self> {
        a.compared(with: b.weakTensor) { $0 .== $1 }
    }
    /// The elements that are equal to those of the tensor, with which each leaf is broadcast.
    public static func .== (a: Self, b: Tensor) -> Mask<Self> { a.compared(with: b) { $0 .== $1 } }
    /// The elements that are equal to those of the other module.
    public static func .== (a: Self, b: Self) -> Mask<Self> {
        a.compared(with: b, ".==") { $0 .== $1 }
    }

    /// The elements that are different from the number.
    public static func .!= <S: TreeScalar>(a: Self, b: S) -> Mask<Self> {
        a.compared(with: b.weakTensor) { $0 .!= $1 }
    }
    /// The elements that are different from those of the tensor, with which each leaf is broadcast.
    public static func .!= (a: Self, b: Tensor) -> Mask<Self> { a.compared(with: b) { $0 .!= $1 } }
    /// The elements that are different from those of the other module.
    public static func .!= (a: Self, b: Self) -> Mask<Self> {
        a.compared(with: b, ".!=") { $0 .!= $1 }
    }
}
