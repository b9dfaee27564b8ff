// Written by Scripts/generate-arities.py; change that, not this.

extension Jitted {
    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<R: Tree>() -> R
    where Function == () -> R {
        var none = EmptyTree()
        return unsafeDowncast(compiled, to: CompiledFunction<EmptyTree, EmptyTree, R>.self).call(
            &none, EmptyTree())
    }

    /// The program that arguments like these are compiled to.
    public func lower<R: Tree>() -> Lowered
    where Function == () -> R {
        unsafeDowncast(compiled, to: CompiledFunction<EmptyTree, EmptyTree, R>.self).lowered(
            EmptyTree(), EmptyTree())
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<R1: Tree, R2: Tree>() -> (R1, R2)
    where Function == () -> (R1, R2) {
        var none = EmptyTree()
        let result = unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, EmptyTree, TreePair<R1, R2>>.self
        ).call(&none, EmptyTree())
        return (result.first, result.second)
    }

    /// The program that arguments like these are compiled to.
    public func lower<R1: Tree, R2: Tree>() -> Lowered
    where Function == () -> (R1, R2) {
        unsafeDowncast(compiled, to: CompiledFunction<EmptyTree, EmptyTree, TreePair<R1, R2>>.self)
            .lowered(EmptyTree(), EmptyTree())
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<R1: Tree, R2: Tree, R3: Tree>() -> (R1, R2, R3)
    where Function == () -> (R1, R2, R3) {
        var none = EmptyTree()
        let result = unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, EmptyTree, TreeTriple<R1, R2, R3>>.self
        ).call(&none, EmptyTree())
        return (result.first, result.second, result.third)
    }

    /// The program that arguments like these are compiled to.
    public func lower<R1: Tree, R2: Tree, R3: Tree>() -> Lowered
    where Function == () -> (R1, R2, R3) {
        unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, EmptyTree, TreeTriple<R1, R2, R3>>.self
        ).lowered(EmptyTree(), EmptyTree())
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, R: Tree>(_ a: A) -> R
    where Function == (A) -> R {
        var none = EmptyTree()
        return unsafeDowncast(compiled, to: CompiledFunction<EmptyTree, A, R>.self).call(&none, a)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, R: Tree>(_ a: A) -> Lowered
    where Function == (A) -> R {
        unsafeDowncast(compiled, to: CompiledFunction<EmptyTree, A, R>.self).lowered(EmptyTree(), a)
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, R1: Tree, R2: Tree>(_ a: A) -> (R1, R2)
    where Function == (A) -> (R1, R2) {
        var none = EmptyTree()
        let result = unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, A, TreePair<R1, R2>>.self
        ).call(&none, a)
        return (result.first, result.second)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, R1: Tree, R2: Tree>(_ a: A) -> Lowered
    where Function == (A) -> (R1, R2) {
        unsafeDowncast(compiled, to: CompiledFunction<EmptyTree, A, TreePair<R1, R2>>.self).lowered(
            EmptyTree(), a)
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, R1: Tree, R2: Tree, R3: Tree>(_ a: A) -> (R1, R2, R3)
    where Function == (A) -> (R1, R2, R3) {
        var none = EmptyTree()
        let result = unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, A, TreeTriple<R1, R2, R3>>.self
        ).call(&none, a)
        return (result.first, result.second, result.third)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, R1: Tree, R2: Tree, R3: Tree>(_ a: A) -> Lowered
    where Function == (A) -> (R1, R2, R3) {
        unsafeDowncast(compiled, to: CompiledFunction<EmptyTree, A, TreeTriple<R1, R2, R3>>.self)
            .lowered(EmptyTree(), a)
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, R: Tree>(_ a: A, _ b: B) -> R
    where Function == (A, B) -> R {
        var none = EmptyTree()
        return unsafeDowncast(compiled, to: CompiledFunction<EmptyTree, TreePair<A, B>, R>.self)
            .call(&none, TreePair(a, b))
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, R: Tree>(_ a: A, _ b: B) -> Lowered
    where Function == (A, B) -> R {
        unsafeDowncast(compiled, to: CompiledFunction<EmptyTree, TreePair<A, B>, R>.self).lowered(
            EmptyTree(), TreePair(a, b))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, R1: Tree, R2: Tree>(_ a: A, _ b: B) -> (R1, R2)
    where Function == (A, B) -> (R1, R2) {
        var none = EmptyTree()
        let result = unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, TreePair<A, B>, TreePair<R1, R2>>.self
        ).call(&none, TreePair(a, b))
        return (result.first, result.second)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, R1: Tree, R2: Tree>(_ a: A, _ b: B) -> Lowered
    where Function == (A, B) -> (R1, R2) {
        unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, TreePair<A, B>, TreePair<R1, R2>>.self
        ).lowered(EmptyTree(), TreePair(a, b))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, R1: Tree, R2: Tree, R3: Tree>(_ a: A, _ b: B) -> (
        R1, R2, R3
    )
    where Function == (A, B) -> (R1, R2, R3) {
        var none = EmptyTree()
        let result = unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, TreePair<A, B>, TreeTriple<R1, R2, R3>>.self
        ).call(&none, TreePair(a, b))
        return (result.first, result.second, result.third)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, R1: Tree, R2: Tree, R3: Tree>(_ a: A, _ b: B) -> Lowered
    where Function == (A, B) -> (R1, R2, R3) {
        unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, TreePair<A, B>, TreeTriple<R1, R2, R3>>.self
        ).lowered(EmptyTree(), TreePair(a, b))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, R: Tree>(_ a: A, _ b: B, _ c: C) -> R
    where Function == (A, B, C) -> R {
        var none = EmptyTree()
        return unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, TreeTriple<A, B, C>, R>.self
        ).call(&none, TreeTriple(a, b, c))
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, R: Tree>(_ a: A, _ b: B, _ c: C) -> Lowered
    where Function == (A, B, C) -> R {
        unsafeDowncast(compiled, to: CompiledFunction<EmptyTree, TreeTriple<A, B, C>, R>.self)
            .lowered(EmptyTree(), TreeTriple(a, b, c))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, R1: Tree, R2: Tree>(
        _ a: A, _ b: B, _ c: C
    ) -> (R1, R2)
    where Function == (A, B, C) -> (R1, R2) {
        var none = EmptyTree()
        let result = unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, TreeTriple<A, B, C>, TreePair<R1, R2>>.self
        ).call(&none, TreeTriple(a, b, c))
        return (result.first, result.second)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, R1: Tree, R2: Tree>(_ a: A, _ b: B, _ c: C)
        -> Lowered
    where Function == (A, B, C) -> (R1, R2) {
        unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, TreeTriple<A, B, C>, TreePair<R1, R2>>.self
        ).lowered(EmptyTree(), TreeTriple(a, b, c))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, R1: Tree, R2: Tree, R3: Tree>(
        _ a: A, _ b: B, _ c: C
    ) -> (R1, R2, R3)
    where Function == (A, B, C) -> (R1, R2, R3) {
        var none = EmptyTree()
        let result = unsafeDowncast(
            compiled,
            to: CompiledFunction<EmptyTree, TreeTriple<A, B, C>, TreeTriple<R1, R2, R3>>.self
        ).call(&none, TreeTriple(a, b, c))
        return (result.first, result.second, result.third)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, R1: Tree, R2: Tree, R3: Tree>(
        _ a: A, _ b: B, _ c: C
    ) -> Lowered
    where Function == (A, B, C) -> (R1, R2, R3) {
        unsafeDowncast(
            compiled,
            to: CompiledFunction<EmptyTree, TreeTriple<A, B, C>, TreeTriple<R1, R2, R3>>.self
        ).lowered(EmptyTree(), TreeTriple(a, b, c))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, D: Tree, R: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D
    ) -> R
    where Function == (A, B, C, D) -> R {
        var none = EmptyTree()
        return unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, TreeQuadruple<A, B, C, D>, R>.self
        ).call(&none, TreeQuadruple(a, b, c, d))
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, R: Tree>(_ a: A, _ b: B, _ c: C, _ d: D)
        -> Lowered
    where Function == (A, B, C, D) -> R {
        unsafeDowncast(compiled, to: CompiledFunction<EmptyTree, TreeQuadruple<A, B, C, D>, R>.self)
            .lowered(EmptyTree(), TreeQuadruple(a, b, c, d))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, D: Tree, R1: Tree, R2: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D
    ) -> (R1, R2)
    where Function == (A, B, C, D) -> (R1, R2) {
        var none = EmptyTree()
        let result = unsafeDowncast(
            compiled,
            to: CompiledFunction<EmptyTree, TreeQuadruple<A, B, C, D>, TreePair<R1, R2>>.self
        ).call(&none, TreeQuadruple(a, b, c, d))
        return (result.first, result.second)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, R1: Tree, R2: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D
    ) -> Lowered
    where Function == (A, B, C, D) -> (R1, R2) {
        unsafeDowncast(
            compiled,
            to: CompiledFunction<EmptyTree, TreeQuadruple<A, B, C, D>, TreePair<R1, R2>>.self
        ).lowered(EmptyTree(), TreeQuadruple(a, b, c, d))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, D: Tree, R1: Tree, R2: Tree, R3: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D
    ) -> (R1, R2, R3)
    where Function == (A, B, C, D) -> (R1, R2, R3) {
        var none = EmptyTree()
        let result = unsafeDowncast(
            compiled,
            to: CompiledFunction<EmptyTree, TreeQuadruple<A, B, C, D>, TreeTriple<R1, R2, R3>>.self
        ).call(&none, TreeQuadruple(a, b, c, d))
        return (result.first, result.second, result.third)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, R1: Tree, R2: Tree, R3: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D
    ) -> Lowered
    where Function == (A, B, C, D) -> (R1, R2, R3) {
        unsafeDowncast(
            compiled,
            to: CompiledFunction<EmptyTree, TreeQuadruple<A, B, C, D>, TreeTriple<R1, R2, R3>>.self
        ).lowered(EmptyTree(), TreeQuadruple(a, b, c, d))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E
    ) -> R
    where Function == (A, B, C, D, E) -> R {
        var none = EmptyTree()
        return unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, TreeQuintuple<A, B, C, D, E>, R>.self
        ).call(&none, TreeQuintuple(a, b, c, d, e))
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E
    ) -> Lowered
    where Function == (A, B, C, D, E) -> R {
        unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, TreeQuintuple<A, B, C, D, E>, R>.self
        ).lowered(EmptyTree(), TreeQuintuple(a, b, c, d, e))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R1: Tree, R2: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E
    ) -> (R1, R2)
    where Function == (A, B, C, D, E) -> (R1, R2) {
        var none = EmptyTree()
        let result = unsafeDowncast(
            compiled,
            to: CompiledFunction<EmptyTree, TreeQuintuple<A, B, C, D, E>, TreePair<R1, R2>>.self
        ).call(&none, TreeQuintuple(a, b, c, d, e))
        return (result.first, result.second)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R1: Tree, R2: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E
    ) -> Lowered
    where Function == (A, B, C, D, E) -> (R1, R2) {
        unsafeDowncast(
            compiled,
            to: CompiledFunction<EmptyTree, TreeQuintuple<A, B, C, D, E>, TreePair<R1, R2>>.self
        ).lowered(EmptyTree(), TreeQuintuple(a, b, c, d, e))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<
        A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R1: Tree, R2: Tree, R3: Tree
    >(_ a: A, _ b: B, _ c: C, _ d: D, _ e: E) -> (R1, R2, R3)
    where Function == (A, B, C, D, E) -> (R1, R2, R3) {
        var none = EmptyTree()
        let result = unsafeDowncast(
            compiled,
            to: CompiledFunction<EmptyTree, TreeQuintuple<A, B, C, D, E>, TreeTriple<R1, R2, R3>>
                .self
        ).call(&none, TreeQuintuple(a, b, c, d, e))
        return (result.first, result.second, result.third)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R1: Tree, R2: Tree, R3: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E
    ) -> Lowered
    where Function == (A, B, C, D, E) -> (R1, R2, R3) {
        unsafeDowncast(
            compiled,
            to: CompiledFunction<EmptyTree, TreeQuintuple<A, B, C, D, E>, TreeTriple<R1, R2, R3>>
                .self
        ).lowered(EmptyTree(), TreeQuintuple(a, b, c, d, e))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F
    ) -> R
    where Function == (A, B, C, D, E, F) -> R {
        var none = EmptyTree()
        return unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, TreeSextuple<A, B, C, D, E, F>, R>.self
        ).call(&none, TreeSextuple(a, b, c, d, e, f))
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F
    ) -> Lowered
    where Function == (A, B, C, D, E, F) -> R {
        unsafeDowncast(
            compiled, to: CompiledFunction<EmptyTree, TreeSextuple<A, B, C, D, E, F>, R>.self
        ).lowered(EmptyTree(), TreeSextuple(a, b, c, d, e, f))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<
        A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R1: Tree, R2: Tree
    >(_ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F) -> (R1, R2)
    where Function == (A, B, C, D, E, F) -> (R1, R2) {
        var none = EmptyTree()
        let result = unsafeDowncast(
            compiled,
            to: CompiledFunction<EmptyTree, TreeSextuple<A, B, C, D, E, F>, TreePair<R1, R2>>.self
        ).call(&none, TreeSextuple(a, b, c, d, e, f))
        return (result.first, result.second)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R1: Tree, R2: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F
    ) -> Lowered
    where Function == (A, B, C, D, E, F) -> (R1, R2) {
        unsafeDowncast(
            compiled,
            to: CompiledFunction<EmptyTree, TreeSextuple<A, B, C, D, E, F>, TreePair<R1, R2>>.self
        ).lowered(EmptyTree(), TreeSextuple(a, b, c, d, e, f))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<
        A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R1: Tree, R2: Tree, R3: Tree
    >(_ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F) -> (R1, R2, R3)
    where Function == (A, B, C, D, E, F) -> (R1, R2, R3) {
        var none = EmptyTree()
        let result = unsafeDowncast(
            compiled,
            to: CompiledFunction<EmptyTree, TreeSextuple<A, B, C, D, E, F>, TreeTriple<R1, R2, R3>>
                .self
        ).call(&none, TreeSextuple(a, b, c, d, e, f))
        return (result.first, result.second, result.third)
    }

    /// The program that arguments like these are compiled to.
    public func lower<
        A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R1: Tree, R2: Tree, R3: Tree
    >(_ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F) -> Lowered
    where Function == (A, B, C, D, E, F) -> (R1, R2, R3) {
        unsafeDowncast(
            compiled,
            to: CompiledFunction<EmptyTree, TreeSextuple<A, B, C, D, E, F>, TreeTriple<R1, R2, R3>>
                .self
        ).lowered(EmptyTree(), TreeSextuple(a, b, c, d, e, f))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree>(_ a: inout A)
    where Function == (inout A) -> Void {
        _ = unsafeDowncast(compiled, to: CompiledFunction<A, EmptyTree, EmptyTree>.self).call(
            &a, EmptyTree())
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree>(_ a: A) -> Lowered
    where Function == (inout A) -> Void {
        unsafeDowncast(compiled, to: CompiledFunction<A, EmptyTree, EmptyTree>.self).lowered(
            a, EmptyTree())
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, R: Tree>(_ a: inout A) -> R
    where Function == (inout A) -> R {
        return unsafeDowncast(compiled, to: CompiledFunction<A, EmptyTree, R>.self).call(
            &a, EmptyTree())
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, R: Tree>(_ a: A) -> Lowered
    where Function == (inout A) -> R {
        unsafeDowncast(compiled, to: CompiledFunction<A, EmptyTree, R>.self).lowered(a, EmptyTree())
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, R1: Tree, R2: Tree>(_ a: inout A) -> (R1, R2)
    where Function == (inout A) -> (R1, R2) {
        let result = unsafeDowncast(
            compiled, to: CompiledFunction<A, EmptyTree, TreePair<R1, R2>>.self
        ).call(&a, EmptyTree())
        return (result.first, result.second)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, R1: Tree, R2: Tree>(_ a: A) -> Lowered
    where Function == (inout A) -> (R1, R2) {
        unsafeDowncast(compiled, to: CompiledFunction<A, EmptyTree, TreePair<R1, R2>>.self).lowered(
            a, EmptyTree())
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, R1: Tree, R2: Tree, R3: Tree>(_ a: inout A) -> (R1, R2, R3)
    where Function == (inout A) -> (R1, R2, R3) {
        let result = unsafeDowncast(
            compiled, to: CompiledFunction<A, EmptyTree, TreeTriple<R1, R2, R3>>.self
        ).call(&a, EmptyTree())
        return (result.first, result.second, result.third)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, R1: Tree, R2: Tree, R3: Tree>(_ a: A) -> Lowered
    where Function == (inout A) -> (R1, R2, R3) {
        unsafeDowncast(compiled, to: CompiledFunction<A, EmptyTree, TreeTriple<R1, R2, R3>>.self)
            .lowered(a, EmptyTree())
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree>(_ a: inout A, _ b: B)
    where Function == (inout A, B) -> Void {
        _ = unsafeDowncast(compiled, to: CompiledFunction<A, B, EmptyTree>.self).call(&a, b)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree>(_ a: A, _ b: B) -> Lowered
    where Function == (inout A, B) -> Void {
        unsafeDowncast(compiled, to: CompiledFunction<A, B, EmptyTree>.self).lowered(a, b)
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, R: Tree>(_ a: inout A, _ b: B) -> R
    where Function == (inout A, B) -> R {
        return unsafeDowncast(compiled, to: CompiledFunction<A, B, R>.self).call(&a, b)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, R: Tree>(_ a: A, _ b: B) -> Lowered
    where Function == (inout A, B) -> R {
        unsafeDowncast(compiled, to: CompiledFunction<A, B, R>.self).lowered(a, b)
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, R1: Tree, R2: Tree>(_ a: inout A, _ b: B) -> (
        R1, R2
    )
    where Function == (inout A, B) -> (R1, R2) {
        let result = unsafeDowncast(compiled, to: CompiledFunction<A, B, TreePair<R1, R2>>.self)
            .call(&a, b)
        return (result.first, result.second)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, R1: Tree, R2: Tree>(_ a: A, _ b: B) -> Lowered
    where Function == (inout A, B) -> (R1, R2) {
        unsafeDowncast(compiled, to: CompiledFunction<A, B, TreePair<R1, R2>>.self).lowered(a, b)
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, R1: Tree, R2: Tree, R3: Tree>(_ a: inout A, _ b: B)
        -> (R1, R2, R3)
    where Function == (inout A, B) -> (R1, R2, R3) {
        let result = unsafeDowncast(
            compiled, to: CompiledFunction<A, B, TreeTriple<R1, R2, R3>>.self
        ).call(&a, b)
        return (result.first, result.second, result.third)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, R1: Tree, R2: Tree, R3: Tree>(_ a: A, _ b: B) -> Lowered
    where Function == (inout A, B) -> (R1, R2, R3) {
        unsafeDowncast(compiled, to: CompiledFunction<A, B, TreeTriple<R1, R2, R3>>.self).lowered(
            a, b)
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree>(_ a: inout A, _ b: B, _ c: C)
    where Function == (inout A, B, C) -> Void {
        _ = unsafeDowncast(compiled, to: CompiledFunction<A, TreePair<B, C>, EmptyTree>.self).call(
            &a, TreePair(b, c))
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree>(_ a: A, _ b: B, _ c: C) -> Lowered
    where Function == (inout A, B, C) -> Void {
        unsafeDowncast(compiled, to: CompiledFunction<A, TreePair<B, C>, EmptyTree>.self).lowered(
            a, TreePair(b, c))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, R: Tree>(_ a: inout A, _ b: B, _ c: C)
        -> R
    where Function == (inout A, B, C) -> R {
        return unsafeDowncast(compiled, to: CompiledFunction<A, TreePair<B, C>, R>.self).call(
            &a, TreePair(b, c))
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, R: Tree>(_ a: A, _ b: B, _ c: C) -> Lowered
    where Function == (inout A, B, C) -> R {
        unsafeDowncast(compiled, to: CompiledFunction<A, TreePair<B, C>, R>.self).lowered(
            a, TreePair(b, c))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, R1: Tree, R2: Tree>(
        _ a: inout A, _ b: B, _ c: C
    ) -> (R1, R2)
    where Function == (inout A, B, C) -> (R1, R2) {
        let result = unsafeDowncast(
            compiled, to: CompiledFunction<A, TreePair<B, C>, TreePair<R1, R2>>.self
        ).call(&a, TreePair(b, c))
        return (result.first, result.second)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, R1: Tree, R2: Tree>(_ a: A, _ b: B, _ c: C)
        -> Lowered
    where Function == (inout A, B, C) -> (R1, R2) {
        unsafeDowncast(compiled, to: CompiledFunction<A, TreePair<B, C>, TreePair<R1, R2>>.self)
            .lowered(a, TreePair(b, c))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, R1: Tree, R2: Tree, R3: Tree>(
        _ a: inout A, _ b: B, _ c: C
    ) -> (R1, R2, R3)
    where Function == (inout A, B, C) -> (R1, R2, R3) {
        let result = unsafeDowncast(
            compiled, to: CompiledFunction<A, TreePair<B, C>, TreeTriple<R1, R2, R3>>.self
        ).call(&a, TreePair(b, c))
        return (result.first, result.second, result.third)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, R1: Tree, R2: Tree, R3: Tree>(
        _ a: A, _ b: B, _ c: C
    ) -> Lowered
    where Function == (inout A, B, C) -> (R1, R2, R3) {
        unsafeDowncast(
            compiled, to: CompiledFunction<A, TreePair<B, C>, TreeTriple<R1, R2, R3>>.self
        ).lowered(a, TreePair(b, c))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, D: Tree>(
        _ a: inout A, _ b: B, _ c: C, _ d: D
    )
    where Function == (inout A, B, C, D) -> Void {
        _ = unsafeDowncast(compiled, to: CompiledFunction<A, TreeTriple<B, C, D>, EmptyTree>.self)
            .call(&a, TreeTriple(b, c, d))
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree>(_ a: A, _ b: B, _ c: C, _ d: D) -> Lowered
    where Function == (inout A, B, C, D) -> Void {
        unsafeDowncast(compiled, to: CompiledFunction<A, TreeTriple<B, C, D>, EmptyTree>.self)
            .lowered(a, TreeTriple(b, c, d))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, D: Tree, R: Tree>(
        _ a: inout A, _ b: B, _ c: C, _ d: D
    ) -> R
    where Function == (inout A, B, C, D) -> R {
        return unsafeDowncast(compiled, to: CompiledFunction<A, TreeTriple<B, C, D>, R>.self).call(
            &a, TreeTriple(b, c, d))
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, R: Tree>(_ a: A, _ b: B, _ c: C, _ d: D)
        -> Lowered
    where Function == (inout A, B, C, D) -> R {
        unsafeDowncast(compiled, to: CompiledFunction<A, TreeTriple<B, C, D>, R>.self).lowered(
            a, TreeTriple(b, c, d))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, D: Tree, R1: Tree, R2: Tree>(
        _ a: inout A, _ b: B, _ c: C, _ d: D
    ) -> (R1, R2)
    where Function == (inout A, B, C, D) -> (R1, R2) {
        let result = unsafeDowncast(
            compiled, to: CompiledFunction<A, TreeTriple<B, C, D>, TreePair<R1, R2>>.self
        ).call(&a, TreeTriple(b, c, d))
        return (result.first, result.second)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, R1: Tree, R2: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D
    ) -> Lowered
    where Function == (inout A, B, C, D) -> (R1, R2) {
        unsafeDowncast(
            compiled, to: CompiledFunction<A, TreeTriple<B, C, D>, TreePair<R1, R2>>.self
        ).lowered(a, TreeTriple(b, c, d))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, D: Tree, R1: Tree, R2: Tree, R3: Tree>(
        _ a: inout A, _ b: B, _ c: C, _ d: D
    ) -> (R1, R2, R3)
    where Function == (inout A, B, C, D) -> (R1, R2, R3) {
        let result = unsafeDowncast(
            compiled, to: CompiledFunction<A, TreeTriple<B, C, D>, TreeTriple<R1, R2, R3>>.self
        ).call(&a, TreeTriple(b, c, d))
        return (result.first, result.second, result.third)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, R1: Tree, R2: Tree, R3: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D
    ) -> Lowered
    where Function == (inout A, B, C, D) -> (R1, R2, R3) {
        unsafeDowncast(
            compiled, to: CompiledFunction<A, TreeTriple<B, C, D>, TreeTriple<R1, R2, R3>>.self
        ).lowered(a, TreeTriple(b, c, d))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree>(
        _ a: inout A, _ b: B, _ c: C, _ d: D, _ e: E
    )
    where Function == (inout A, B, C, D, E) -> Void {
        _ = unsafeDowncast(
            compiled, to: CompiledFunction<A, TreeQuadruple<B, C, D, E>, EmptyTree>.self
        ).call(&a, TreeQuadruple(b, c, d, e))
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E
    ) -> Lowered
    where Function == (inout A, B, C, D, E) -> Void {
        unsafeDowncast(compiled, to: CompiledFunction<A, TreeQuadruple<B, C, D, E>, EmptyTree>.self)
            .lowered(a, TreeQuadruple(b, c, d, e))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R: Tree>(
        _ a: inout A, _ b: B, _ c: C, _ d: D, _ e: E
    ) -> R
    where Function == (inout A, B, C, D, E) -> R {
        return unsafeDowncast(compiled, to: CompiledFunction<A, TreeQuadruple<B, C, D, E>, R>.self)
            .call(&a, TreeQuadruple(b, c, d, e))
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E
    ) -> Lowered
    where Function == (inout A, B, C, D, E) -> R {
        unsafeDowncast(compiled, to: CompiledFunction<A, TreeQuadruple<B, C, D, E>, R>.self)
            .lowered(a, TreeQuadruple(b, c, d, e))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R1: Tree, R2: Tree>(
        _ a: inout A, _ b: B, _ c: C, _ d: D, _ e: E
    ) -> (R1, R2)
    where Function == (inout A, B, C, D, E) -> (R1, R2) {
        let result = unsafeDowncast(
            compiled, to: CompiledFunction<A, TreeQuadruple<B, C, D, E>, TreePair<R1, R2>>.self
        ).call(&a, TreeQuadruple(b, c, d, e))
        return (result.first, result.second)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R1: Tree, R2: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E
    ) -> Lowered
    where Function == (inout A, B, C, D, E) -> (R1, R2) {
        unsafeDowncast(
            compiled, to: CompiledFunction<A, TreeQuadruple<B, C, D, E>, TreePair<R1, R2>>.self
        ).lowered(a, TreeQuadruple(b, c, d, e))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<
        A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R1: Tree, R2: Tree, R3: Tree
    >(_ a: inout A, _ b: B, _ c: C, _ d: D, _ e: E) -> (R1, R2, R3)
    where Function == (inout A, B, C, D, E) -> (R1, R2, R3) {
        let result = unsafeDowncast(
            compiled,
            to: CompiledFunction<A, TreeQuadruple<B, C, D, E>, TreeTriple<R1, R2, R3>>.self
        ).call(&a, TreeQuadruple(b, c, d, e))
        return (result.first, result.second, result.third)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, R1: Tree, R2: Tree, R3: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E
    ) -> Lowered
    where Function == (inout A, B, C, D, E) -> (R1, R2, R3) {
        unsafeDowncast(
            compiled,
            to: CompiledFunction<A, TreeQuadruple<B, C, D, E>, TreeTriple<R1, R2, R3>>.self
        ).lowered(a, TreeQuadruple(b, c, d, e))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree>(
        _ a: inout A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F
    )
    where Function == (inout A, B, C, D, E, F) -> Void {
        _ = unsafeDowncast(
            compiled, to: CompiledFunction<A, TreeQuintuple<B, C, D, E, F>, EmptyTree>.self
        ).call(&a, TreeQuintuple(b, c, d, e, f))
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F
    ) -> Lowered
    where Function == (inout A, B, C, D, E, F) -> Void {
        unsafeDowncast(
            compiled, to: CompiledFunction<A, TreeQuintuple<B, C, D, E, F>, EmptyTree>.self
        ).lowered(a, TreeQuintuple(b, c, d, e, f))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R: Tree>(
        _ a: inout A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F
    ) -> R
    where Function == (inout A, B, C, D, E, F) -> R {
        return unsafeDowncast(
            compiled, to: CompiledFunction<A, TreeQuintuple<B, C, D, E, F>, R>.self
        ).call(&a, TreeQuintuple(b, c, d, e, f))
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F
    ) -> Lowered
    where Function == (inout A, B, C, D, E, F) -> R {
        unsafeDowncast(compiled, to: CompiledFunction<A, TreeQuintuple<B, C, D, E, F>, R>.self)
            .lowered(a, TreeQuintuple(b, c, d, e, f))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<
        A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R1: Tree, R2: Tree
    >(_ a: inout A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F) -> (R1, R2)
    where Function == (inout A, B, C, D, E, F) -> (R1, R2) {
        let result = unsafeDowncast(
            compiled, to: CompiledFunction<A, TreeQuintuple<B, C, D, E, F>, TreePair<R1, R2>>.self
        ).call(&a, TreeQuintuple(b, c, d, e, f))
        return (result.first, result.second)
    }

    /// The program that arguments like these are compiled to.
    public func lower<A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R1: Tree, R2: Tree>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F
    ) -> Lowered
    where Function == (inout A, B, C, D, E, F) -> (R1, R2) {
        unsafeDowncast(
            compiled, to: CompiledFunction<A, TreeQuintuple<B, C, D, E, F>, TreePair<R1, R2>>.self
        ).lowered(a, TreeQuintuple(b, c, d, e, f))
    }

    /// Runs the compiled function.
    @inlinable
    public func callAsFunction<
        A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R1: Tree, R2: Tree, R3: Tree
    >(_ a: inout A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F) -> (R1, R2, R3)
    where Function == (inout A, B, C, D, E, F) -> (R1, R2, R3) {
        let result = unsafeDowncast(
            compiled,
            to: CompiledFunction<A, TreeQuintuple<B, C, D, E, F>, TreeTriple<R1, R2, R3>>.self
        ).call(&a, TreeQuintuple(b, c, d, e, f))
        return (result.first, result.second, result.third)
    }

    /// The program that arguments like these are compiled to.
    public func lower<
        A: Tree, B: Tree, C: Tree, D: Tree, E: Tree, F: Tree, R1: Tree, R2: Tree, R3: Tree
    >(_ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F) -> Lowered
    where Function == (inout A, B, C, D, E, F) -> (R1, R2, R3) {
        unsafeDowncast(
            compiled,
            to: CompiledFunction<A, TreeQuintuple<B, C, D, E, F>, TreeTriple<R1, R2, R3>>.self
        ).lowered(a, TreeQuintuple(b, c, d, e, f))
    }

}
