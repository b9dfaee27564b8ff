// Divisors and multiples of whole numbers.

/// The greatest common divisor of each pair of integers, not negative (`jax.numpy.gcd`); with 0 the other number.
///
/// Floats have none: an error.
public func gcd(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        let operands = try wholeNumbers(a, b, "gcd")
        return Formula.gcd(operands[0], operands[1])
    }
}

/// The least common multiple of each pair of integers, not negative (`jax.numpy.lcm`); with 0 it is 0.
///
/// Floats have none: an error.
public func lcm(_ a: Tensor, _ b: Tensor) -> Tensor {
    checked(a, b) {
        let operands = try wholeNumbers(a, b, "lcm")
        let divisor = Formula.gcd(operands[0], operands[1])
        return which(divisor .== 0, 0, operands[0] * floorDivide(operands[1], divisor))
    }
}

/// The sizes of two integers in their common dtype.
private func wholeNumbers(_ a: Tensor, _ b: Tensor, _ name: String) throws -> [Tensor] {
    let operands = try promoted([a, b])
    guard operands[0].dtype.isInteger else {
        throw TensorError(
            name, "needs integers, and the operands are \(a.dtype) and \(b.dtype)")
    }
    return operands.map(abs)
}

extension Formula {
    /// Euclid's algorithm, until no remainder is left anywhere.
    fileprivate static let gcd = Formula(
        name: "gcd", domain: .integer,
        value: { x in
            let found = whileLoop(
                initial: TreePair(x[0], x[1]), while: { ($0.second .!= 0).any() }
            ) { pair in
                let goesOn = pair.second .!= 0
                let divisor = which(goesOn, pair.second, 1)
                return TreePair(
                    which(goesOn, pair.second, pair.first),
                    which(goesOn, remainder(pair.first, divisor), 0))
            }
            return found.first
        }, rule: isFlat)
}
