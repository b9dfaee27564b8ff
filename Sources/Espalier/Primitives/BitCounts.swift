/// How many bits of an integer are set, or how many in front are not (`jax.lax.population_count`, `jax.lax.clz`).
struct BitCount: UnaryElementwise {
    enum Kind: String {
        case set = "population_count"
        case leadingZeros = "clz"
    }

    let kind: Kind

    var name: String { kind.rawValue }
    var operation: String {
        kind == .set ? "stablehlo.popcnt" : "stablehlo.count_leading_zeros"
    }
    var accepted: (kind: String, test: @Sendable (DType) -> Bool) {
        ("integer", { $0.isInteger })
    }

    func derivative(_ x: Tensor, _ y: Tensor) throws -> Tensor? { nil }
}
