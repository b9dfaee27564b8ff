@testable import Espalier

/// How the recorded distributions with parameters are called.
let sampledWithParameters: [String: @Sendable (Draw) throws -> Tensor] = [
    "gamma": { $0.key.gamma($0.operands[0], $0.given, dtype: $0.dtype) },
    "loggamma": { $0.key.logGamma($0.operands[0], $0.given, dtype: $0.dtype) },
    "beta": { $0.key.beta($0.operands[0], $0.operands[1], $0.given, dtype: $0.dtype) },
    "dirichlet": { $0.key.dirichlet($0.operands[0], $0.given, dtype: $0.dtype) },
    "chisquare": { $0.key.chiSquare($0.operands[0], $0.given, dtype: $0.dtype) },
    "t": { $0.key.t($0.operands[0], $0.given, dtype: $0.dtype) },
    "f": { $0.key.f($0.operands[0], $0.operands[1], $0.given, dtype: $0.dtype) },
    "pareto": { $0.key.pareto($0.operands[0], $0.given, dtype: $0.dtype) },
    "lognormal": { $0.key.logNormal($0.operands[0], $0.given, dtype: $0.dtype) },
    "rayleigh": { $0.key.rayleigh($0.operands[0], $0.given, dtype: $0.dtype) },
    "wald": { $0.key.wald($0.operands[0], $0.given, dtype: $0.dtype) },
    "triangular": {
        $0.key.triangular(
            $0.operands[0], $0.operands[1], $0.operands[2], $0.given, dtype: $0.dtype)
    },
    "weibullMin": {
        $0.key.weibullMin(
            scale: $0.operands[0], concentration: $0.operands[1], $0.given, dtype: $0.dtype)
    },
    "maxwell": { $0.key.maxwell($0.shape, dtype: $0.dtype) },
    "doubleSidedMaxwell": {
        $0.key.doubleSidedMaxwell(
            location: $0.operands[0], scale: $0.operands[1], $0.shape, dtype: $0.dtype)
    },
    "generalizedNormal": {
        $0.key.generalizedNormal($0.operands[0], $0.given, dtype: $0.dtype)
    },
    "ball": {
        $0.key.ball(try $0.int("dimensions"), p: $0.operands[0], $0.shape, dtype: $0.dtype)
    },
    "poisson": { $0.key.poisson($0.operands[0], $0.given, dtype: $0.dtype) },
    "binomial": { $0.key.binomial($0.operands[0], $0.operands[1], $0.given, dtype: $0.dtype) },
    "multinomial": {
        $0.key.multinomial($0.operands[0], $0.operands[1], $0.given, dtype: $0.dtype)
    },
    "geometric": { $0.key.geometric($0.operands[0], $0.given, dtype: $0.dtype) },
    "vmapGamma": { draw in
        let (data, layout) = (draw.key.data, draw.key.layout)
        return vmap { (data: Tensor, a: Tensor) in Key(data: data, layout).gamma(a) }(
            data, draw.operands[0])
    },
    "vmapPoisson": { draw in
        let (data, layout) = (draw.key.data, draw.key.layout)
        return vmap { (data: Tensor, a: Tensor) in Key(data: data, layout).poisson(a, [2]) }(
            data, draw.operands[0])
    },
    "vmapBinomial": { draw in
        let (data, layout) = (draw.key.data, draw.key.layout)
        return vmap { (data: Tensor, a: Tensor) in Key(data: data, layout).binomial(a, 0.5, [2]) }(
            data, draw.operands[0])
    },
]
