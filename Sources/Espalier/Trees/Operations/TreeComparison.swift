import Numerics

/// Whether trees have the same structure, and their leaves the same dtypes, shapes and elements.
///
/// NaN differs from itself. Weak and strong dtypes are told apart only by their names. Compare
/// `equinox.tree_equal`.
public func treeEqual<T: Tree>(_ first: T, _ others: T...) -> Bool {
    let structure = StructureRecord(of: first)
    let leaves = first.leaves
    return others.allSatisfy { other in
        structure.matches(other)
            && zip(leaves, other.leaves).allSatisfy { a, b in
                a.node === b.node || !a.isAbsent && !b.isAbsent && a.dtype == b.dtype && a == b
            }
    }
}

/// How far two trees are apart: what ``treeClose(_:_:relative:absolute:)`` gives.
public struct TreeCloseness: Sendable {
    /// Whether the trees have the same children, and their leaves the same shapes and close
    /// elements.
    public let isClose: Bool
    /// The leaf that exceeds the allowed difference most; nil where the trees are of different
    /// forms or have no leaves.
    public let worst: Path?
    /// The largest ratio of a difference to the one that is allowed there; at most 1 where the
    /// trees are close.
    public let excess: Double
    private let text: String

    fileprivate init(isClose: Bool, worst: Path? = nil, excess: Double = 0, _ text: String) {
        self.isClose = isClose
        self.worst = worst
        self.excess = excess
        self.text = text
    }
}

extension TreeCloseness: CustomStringConvertible {
    /// The worst leaf and how far it is off: `l1.weight differs most: 0.5 against 0.25 at [0, 1],
    /// allowed 1e-08`.
    public var description: String { text }
}

/// Compares trees up to rounding: `|a - b| <= absolute + relative · |b|` for each element, and says
/// which leaf is worst.
///
///     #expect(treeClose(model, expected).isClose)
///
/// The trees have to hold the same children, or they are not close; constants may differ. NaN is
/// close to NaN. Compare `numpy.allclose` and `equinox.tree_equal` with tolerances.
public func treeClose<T: Tree>(
    _ a: T, _ b: T, relative: Double = 1e-5, absolute: Double = 1e-8
) -> TreeCloseness {
    guard StructureRecord(of: a, structuralOnly: true).matches(b) else {
        let difference = structureDifference(a, b, structuralOnly: true).map { ": \($0)" } ?? ""
        return TreeCloseness(isClose: false, "the trees have different structures\(difference)")
    }
    var worst = (excess: -1.0, path: Path(), text: "")
    for (path, (x, y)) in zip(a.paths, zip(a.leaves, b.leaves)) {
        if x.isAbsent && y.isAbsent { continue }
        guard x.isAbsent == y.isAbsent, x.shape == y.shape else {
            let form = { (leaf: Tensor) in leaf.isAbsent ? "\(leaf)" : leaf.shapeText }
            return TreeCloseness(
                isClose: false, worst: path, excess: .infinity,
                "\(path) is \(form(x)) and \(form(y))")
        }
        let left: [HostScalar]
        let right: [HostScalar]
        do {
            left = HostScalar.read(try x.readable("treeClose").hostBytes(), x.dtype)
            right = HostScalar.read(try y.readable("treeClose").hostBytes(), y.dtype)
        } catch {
            _ = failed(error)
            return TreeCloseness(isClose: false, worst: path, "\(error)")
        }
        for (offset, (p, q)) in zip(left, right).enumerated() {
            let excess = p.excess(over: q, relative: relative, absolute: absolute)
            guard excess > worst.excess else { continue }
            let place = x.rank == 0 ? "" : " at \(Lattice(shape: x.shape).place(offset))"
            worst = (excess, path, "\(p.text(x.dtype)) against \(q.text(y.dtype))\(place)")
        }
    }
    guard worst.excess >= 0 else { return TreeCloseness(isClose: true, "no elements to compare") }
    let allowed = "allowed is \(relative) of it and \(absolute)"
    return TreeCloseness(
        isClose: worst.excess <= 1, worst: worst.path, excess: worst.excess,
        worst.excess == 0
            ? "all elements are equal"
            : "\(worst.path) differs most: \(worst.text); \(allowed)")
}

extension HostScalar {
    /// The ratio of the difference from another number to the allowed one; 0 if they are equal.
    fileprivate func excess(
        over other: HostScalar, relative: Double, absolute: Double
    ) -> Double {
        let isNaN = { (x: HostScalar) in x.real.isNaN || x.imaginary.isNaN }
        if self == other || real == other.real && imaginary == other.imaginary
            || isNaN(self) && isNaN(other)
        {
            return 0
        }
        let difference = Double.hypot(real - other.real, imaginary - other.imaginary)
        let allowed = absolute + relative * Double.hypot(other.real, other.imaginary)
        return difference.isFinite && allowed > 0 && allowed.isFinite
            ? difference / allowed : .infinity
    }
}
