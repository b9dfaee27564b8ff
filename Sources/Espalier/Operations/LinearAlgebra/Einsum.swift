/// Sums of products by Einstein's convention (`jax.numpy.einsum`).
///
///     einsum("bij,bjk->bik", a, b)      // a batch of matrix products
///     einsum("ii", a)                   // the trace
///     einsum("...i,i->...", a, w)       // a weighted sum over the last axis
///
/// Each operand's axes are named by letters, and axes of one name have one size (or 1, which is broadcast). Names
/// that the output lacks are summed over; a name that stands twice in one operand takes the diagonal; `...` stands for
/// any further axes, which are broadcast. Without `->` the output has the names that stand only once, in the order of
/// the alphabet, after the axes of `...`. More than two operands are contracted in pairs: always the pair whose product
/// takes the least memory beyond what its operands took.
///
/// - Precondition: the specification fits the operands.
public func einsum(_ specification: String, _ operands: Tensor...) -> Tensor {
    einsum(specification, operands)
}

/// Sums of products by Einstein's convention over a list of operands; see ``einsum(_:_:)-(_,Tensor...)``.
public func einsum(_ specification: String, _ operands: [Tensor]) -> Tensor {
    checked(operands) {
        let subscripts = try Subscripts(specification, ranks: operands.map(\.rank))
        return try Contraction(subscripts, try promoted(operands)).result()
    }
}

/// The names of all axes. Letters have their code point as a name, and the axes of `...` -1, -2 … from the last.
private struct Subscripts {
    let text: String
    var inputs: [[Int]]
    var output: [Int]

    init(_ text: String, ranks: [Int]) throws {
        self.text = text
        let sides = text.filter { $0 != " " }.components(around: "->")
        guard sides.count <= 2 else { throw Self.error(text, "has more than one ->") }
        let terms = sides[0].split(separator: ",", omittingEmptySubsequences: false).map(
            String.init)
        guard terms.count == ranks.count else {
            throw Self.error(text, "names \(terms.count) operands, and \(ranks.count) are given")
        }
        inputs = []
        for (index, (term, rank)) in zip(terms, ranks).enumerated() {
            let (before, after) = try Self.letters(term, text)
            let named = before.count + (after?.count ?? 0)
            guard after == nil ? named == rank : named <= rank else {
                throw Self.error(
                    text,
                    "names \(named) axes of operand \(index) by \"\(term)\", which has rank \(rank)"
                )
            }
            inputs.append(before + (0..<rank - named).map { $0 - (rank - named) } + (after ?? []))
        }
        let all = inputs.joined()
        let broadcast = Set(all.filter { $0 < 0 }).sorted()
        guard sides.count == 2 else {
            let once = Set(all).filter { name in name > 0 && all.filter { $0 == name }.count == 1 }
            output = broadcast + once.sorted()
            return
        }
        let (before, after) = try Self.letters(sides[1], text)
        // Axes of `...` that the output lacks are summed over.
        output = before + (after.map { broadcast + $0 } ?? [])
        for name in output where !all.contains(name) {
            throw Self.error(
                text, "names the axis \(Self.letter(name)) in the output, and no operand has it")
        }
        guard Set(output).count == output.count else {
            throw Self.error(text, "names an axis twice in the output")
        }
    }

    static func error(_ text: String, _ what: String) -> TensorError {
        TensorError("einsum", "the specification \"\(text)\" \(what)")
    }

    static func letter(_ name: Int) -> String {
        name < 0 ? "..." : UnicodeScalar(UInt32(name)).map(String.init) ?? "?"
    }

    /// The names before the ellipsis, and those after it where there is one.
    private static func letters(_ term: String, _ text: String) throws -> ([Int], [Int]?) {
        let parts = term.components(around: "...")
        guard parts.count <= 2 else { throw error(text, "has more than one ... in \"\(term)\"") }
        let names = try parts.map { part in
            try part.unicodeScalars.map { scalar in
                guard scalar.isASCII, scalar.properties.isAlphabetic else {
                    throw error(
                        text,
                        "has \"\(scalar)\" where a letter, \"...\", \",\" or \"->\" is expected")
                }
                return Int(scalar.value)
            }
        }
        return (names[0], names.count == 2 ? names[1] : nil)
    }
}

extension String {
    /// The parts between the occurrences of a separator.
    fileprivate func components(around separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}

/// Operands with named axes on their way to one.
private struct Contraction {
    struct Term {
        var tensor: Tensor
        var names: [Int]
    }

    let output: [Int]
    var terms: [Term]

    init(_ subscripts: Subscripts, _ operands: [Tensor]) throws {
        output = subscripts.output
        terms = zip(operands, subscripts.inputs).map { Term(tensor: $0, names: $1) }
        var sizes: [Int: Int] = [:]
        for term in terms {
            for (name, size) in zip(term.names, term.tensor.shape) {
                let known = sizes[name] ?? 1
                guard known == size || known == 1 || size == 1 else {
                    throw Subscripts.error(
                        subscripts.text,
                        """
                        gives the axis \(Subscripts.letter(name)) the sizes \(known) and \(size), in operands of \
                        the shapes \(operands.map { "\($0.shape)" }.joined(separator: ", "))
                        """)
                }
                sizes[name] = known == 1 ? size : known
            }
        }
        for index in terms.indices { try prepare(&terms[index], sizes) }
    }

    /// Removes axes of size 1 that are broadcast and takes diagonals.
    private func prepare(_ term: inout Term, _ sizes: [Int: Int]) throws {
        let kept = term.names.indices.filter {
            term.tensor.shape[$0] == sizes[term.names[$0]]
        }
        term.tensor = try reshape(term.tensor, to: kept.map { term.tensor.shape[$0] })
        term.names = kept.map { term.names[$0] }
        while let second = term.names.indices.first(where: {
            term.names[..<$0].contains(term.names[$0])
        }),
            let first = term.names.firstIndex(of: term.names[second])
        {
            // The diagonal of an n × n matrix is every (n + 1)th of its elements in a row.
            let others = term.names.indices.filter { $0 != first && $0 != second }
            let size = term.tensor.shape[first]
            let rest = others.map { term.tensor.shape[$0] }
            let front = try permuteAxes(term.tensor, [first, second] + others)
            let flat = try reshape(front, to: [size * size] + rest)
            term.tensor = try bind1(
                Slice(
                    starts: flat.shape.map { _ in 0 }, limits: flat.shape,
                    strides: [size + 1] + rest.map { _ in 1 }), flat)
            term.names = [term.names[first]] + others.map { term.names[$0] }
        }
    }

    func result() throws -> Tensor {
        var terms = terms
        while terms.count > 1 {
            let (i, j) = cheapestPair(terms)
            let pair = (terms[i], terms[j])
            terms.remove(at: j)
            terms.remove(at: i)
            let needed = Set(output).union(terms.flatMap(\.names))
            terms.append(try contracted(pair.0, pair.1, needed))
        }
        let last = try summed(terms[0], keeping: Set(output))
        let order = output.compactMap { last.names.firstIndex(of: $0) }
        return try permuteAxes(last.tensor, order)
    }

    /// The pair after whose contraction the fewest numbers are left, and of several the one with the fewest
    /// multiplications. Outer products, which only add numbers, come last by that.
    private func cheapestPair(_ terms: [Term]) -> (Int, Int) {
        var best = (pair: (0, 1), growth: Double.infinity, work: Double.infinity)
        for i in terms.indices {
            for j in terms.indices where j > i && terms.count > 2 {
                let others = terms.indices.filter { $0 != i && $0 != j }.flatMap { terms[$0].names }
                let needed = Set(output).union(others)
                var sizes: [Int: Int] = [:]
                for term in [terms[i], terms[j]] {
                    for (name, size) in zip(term.names, term.tensor.shape) { sizes[name] = size }
                }
                let work = sizes.values.reduce(1.0) { $0 * Double($1) }
                let result = sizes.filter { needed.contains($0.key) }.values.reduce(1.0) {
                    $0 * Double($1)
                }
                let growth = result - Double(terms[i].tensor.count + terms[j].tensor.count)
                if (growth, work) < (best.growth, best.work) { best = ((i, j), growth, work) }
            }
        }
        return best.pair
    }

    /// The term with the axes that are not needed summed over.
    private func summed(_ term: Term, keeping needed: Set<Int>) throws -> Term {
        let axes = term.names.indices.filter { !needed.contains(term.names[$0]) }
        guard !axes.isEmpty else { return term }
        let isBool = term.tensor.dtype == .bool
        return Term(
            tensor: try isBool
                ? bind1(ReduceOr(axes: axes), term.tensor) : reduceSum(term.tensor, axes: axes),
            names: term.names.filter { needed.contains($0) })
    }

    private func contracted(_ first: Term, _ second: Term, _ needed: Set<Int>) throws -> Term {
        let a = try summed(first, keeping: needed.union(second.names))
        let b = try summed(second, keeping: needed.union(first.names))
        let common = a.names.filter { b.names.contains($0) }
        let batch = common.filter { needed.contains($0) }
        let inner = common.filter { !needed.contains($0) }
        func places(_ names: [Int], _ term: Term) -> [Int] {
            names.compactMap { term.names.firstIndex(of: $0) }
        }
        let tensor = try contract(
            a.tensor, b.tensor, places(inner, a), places(inner, b),
            batch: (places(batch, a), places(batch, b)), "einsum")
        let free = { (term: Term) in term.names.filter { !common.contains($0) } }
        return Term(tensor: tensor, names: batch + free(a) + free(b))
    }
}
