import TestSupport
import Testing

@testable import Espalier

/// What rests on the eigenvalues of general matrices, which only LAPACK computes.
@Suite struct SchurFixtureTests {
    /// What `make compare` calls, too.
    static var area: FixtureArea { schurs }

    @Test(.needs(.lapack, LAPACK.isInstalled), arguments: schurs.names)
    func agreesWithJAX(_ function: String) throws { try schurs.check(function) }

    @Test func isComplete() throws { try schurs.checkCompleteness() }
}

private let schurs = FixtureArea(
    "schur",
    functions: [
        "eigvals": { [eigvals($0[0])] },
        "eig": { call in
            let (values, vectors) = eig(call[0])
            return [values, vectors]
        },
        "schur": { call in
            let isComplex = call.attributes["output"].string == "complex"
            let (t, z) = schur(call[0], output: isComplex ? .complex : .real)
            // See Scripts/fixtures/areas/schur.py.
            return t.dtype.isComplex
                ? [
                    diagonal(t, axis1: -2, axis2: -1), abs(t), abs(z),
                    z.matmul(t).matmul(conjugate(z).swappingAxes(-1, -2)),
                ] : [t, z]
        },
        "complexSchur": { call in
            let (t, z) = complexSchur(call[0], call[1])
            return [t, z]
        },
        "sqrtm": { [sqrtm($0[0])] },
        "funm": { [funm($0[0]) { sin($0) }] },
        "solveSylvester": { [solveSylvester($0[0], $0[1], $0[2])] },
        "roots": { [roots($0[0], stripZeros: false)] },
    ])
