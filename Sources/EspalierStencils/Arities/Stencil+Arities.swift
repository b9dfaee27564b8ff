// Written by Scripts/generate-stencil-arities.py; change that, not this.

import Espalier

extension Stencil {
    /// The function of the window for the cells at an index of the first axis; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex) -> (Tensor) -> Tensor {
        get { { [latest] window in latest.checked(window, []) } }
        set { register(StencilFunction(newValue), [first.axisIndex]) }
    }

    /// The function of the window and one more argument for the cells at an index of the first axis; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex) -> (Tensor, Tensor) -> Tensor {
        get { { [latest] window, a in latest.checked(window, [a]) } }
        set { register(StencilFunction(newValue), [first.axisIndex]) }
    }

    /// The function of the window and two more arguments for the cells at an index of the first axis; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex) -> (Tensor, Tensor, Tensor) -> Tensor {
        get { { [latest] window, a, b in latest.checked(window, [a, b]) } }
        set { register(StencilFunction(newValue), [first.axisIndex]) }
    }

    /// The function of the window and three more arguments for the cells at an index of the first axis; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex) -> (Tensor, Tensor, Tensor, Tensor) -> Tensor {
        get { { [latest] window, a, b, c in latest.checked(window, [a, b, c]) } }
        set { register(StencilFunction(newValue), [first.axisIndex]) }
    }

    /// The function for the cells at an index of the first axis; reading gives the one that was assigned
    /// last.
    public subscript(_ first: some TensorIndex) -> StencilFunction {
        get { latest }
        set { register(newValue, [first.axisIndex]) }
    }

    /// Assigns a function to the cells at an index of the first axis; one that is assigned already gets them
    /// in addition and keeps its place.
    public mutating func assign(
        _ function: StencilFunction, to first: some TensorIndex
    ) {
        register(function, [first.axisIndex])
    }

    /// The function of the window for the cells at indices of the first 2 axes; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex) -> (Tensor) -> Tensor {
        get { { [latest] window in latest.checked(window, []) } }
        set { register(StencilFunction(newValue), [first.axisIndex, second.axisIndex]) }
    }

    /// The function of the window and one more argument for the cells at indices of the first 2 axes; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex) -> (Tensor, Tensor) ->
        Tensor
    {
        get { { [latest] window, a in latest.checked(window, [a]) } }
        set { register(StencilFunction(newValue), [first.axisIndex, second.axisIndex]) }
    }

    /// The function of the window and two more arguments for the cells at indices of the first 2 axes; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex) -> (
        Tensor, Tensor, Tensor
    ) -> Tensor {
        get { { [latest] window, a, b in latest.checked(window, [a, b]) } }
        set { register(StencilFunction(newValue), [first.axisIndex, second.axisIndex]) }
    }

    /// The function of the window and three more arguments for the cells at indices of the first 2 axes; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex) -> (
        Tensor, Tensor, Tensor, Tensor
    ) -> Tensor {
        get { { [latest] window, a, b, c in latest.checked(window, [a, b, c]) } }
        set { register(StencilFunction(newValue), [first.axisIndex, second.axisIndex]) }
    }

    /// The function for the cells at indices of the first 2 axes; reading gives the one that was assigned
    /// last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex) -> StencilFunction {
        get { latest }
        set { register(newValue, [first.axisIndex, second.axisIndex]) }
    }

    /// Assigns a function to the cells at indices of the first 2 axes; one that is assigned already gets them
    /// in addition and keeps its place.
    public mutating func assign(
        _ function: StencilFunction, to first: some TensorIndex, _ second: some TensorIndex
    ) {
        register(function, [first.axisIndex, second.axisIndex])
    }

    /// The function of the window for the cells at indices of the first 3 axes; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex,
        _ third: some TensorIndex
    ) -> (Tensor) -> Tensor {
        get { { [latest] window in latest.checked(window, []) } }
        set {
            register(
                StencilFunction(newValue), [first.axisIndex, second.axisIndex, third.axisIndex])
        }
    }

    /// The function of the window and one more argument for the cells at indices of the first 3 axes; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex,
        _ third: some TensorIndex
    ) -> (Tensor, Tensor) -> Tensor {
        get { { [latest] window, a in latest.checked(window, [a]) } }
        set {
            register(
                StencilFunction(newValue), [first.axisIndex, second.axisIndex, third.axisIndex])
        }
    }

    /// The function of the window and two more arguments for the cells at indices of the first 3 axes; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex,
        _ third: some TensorIndex
    ) -> (Tensor, Tensor, Tensor) -> Tensor {
        get { { [latest] window, a, b in latest.checked(window, [a, b]) } }
        set {
            register(
                StencilFunction(newValue), [first.axisIndex, second.axisIndex, third.axisIndex])
        }
    }

    /// The function of the window and three more arguments for the cells at indices of the first 3 axes; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex,
        _ third: some TensorIndex
    ) -> (Tensor, Tensor, Tensor, Tensor) -> Tensor {
        get { { [latest] window, a, b, c in latest.checked(window, [a, b, c]) } }
        set {
            register(
                StencilFunction(newValue), [first.axisIndex, second.axisIndex, third.axisIndex])
        }
    }

    /// The function for the cells at indices of the first 3 axes; reading gives the one that was assigned
    /// last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex,
        _ third: some TensorIndex
    ) -> StencilFunction {
        get { latest }
        set { register(newValue, [first.axisIndex, second.axisIndex, third.axisIndex]) }
    }

    /// Assigns a function to the cells at indices of the first 3 axes; one that is assigned already gets them
    /// in addition and keeps its place.
    public mutating func assign(
        _ function: StencilFunction, to first: some TensorIndex, _ second: some TensorIndex,
        _ third: some TensorIndex
    ) {
        register(function, [first.axisIndex, second.axisIndex, third.axisIndex])
    }

    /// The function of the window for the cells at indices of the first 4 axes; reading gives the one that
    /// was assigned last.
    public subscript(
        _ first: some TensorIndex,
        _ second: some TensorIndex,
        _ third: some TensorIndex,
        _ fourth: some TensorIndex
    ) -> (Tensor) -> Tensor {
        get { { [latest] window in latest.checked(window, []) } }
        set {
            register(
                StencilFunction(newValue),
                [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex])
        }
    }

    /// The function of the window and one more argument for the cells at indices of the first 4 axes; reading gives the one that
    /// was assigned last.
    public subscript(
        _ first: some TensorIndex,
        _ second: some TensorIndex,
        _ third: some TensorIndex,
        _ fourth: some TensorIndex
    ) -> (Tensor, Tensor) -> Tensor {
        get { { [latest] window, a in latest.checked(window, [a]) } }
        set {
            register(
                StencilFunction(newValue),
                [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex])
        }
    }

    /// The function of the window and two more arguments for the cells at indices of the first 4 axes; reading gives the one that
    /// was assigned last.
    public subscript(
        _ first: some TensorIndex,
        _ second: some TensorIndex,
        _ third: some TensorIndex,
        _ fourth: some TensorIndex
    ) -> (Tensor, Tensor, Tensor) -> Tensor {
        get { { [latest] window, a, b in latest.checked(window, [a, b]) } }
        set {
            register(
                StencilFunction(newValue),
                [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex])
        }
    }

    /// The function of the window and three more arguments for the cells at indices of the first 4 axes; reading gives the one that
    /// was assigned last.
    public subscript(
        _ first: some TensorIndex,
        _ second: some TensorIndex,
        _ third: some TensorIndex,
        _ fourth: some TensorIndex
    ) -> (Tensor, Tensor, Tensor, Tensor) -> Tensor {
        get { { [latest] window, a, b, c in latest.checked(window, [a, b, c]) } }
        set {
            register(
                StencilFunction(newValue),
                [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex])
        }
    }

    /// The function for the cells at indices of the first 4 axes; reading gives the one that was assigned
    /// last.
    public subscript(
        _ first: some TensorIndex,
        _ second: some TensorIndex,
        _ third: some TensorIndex,
        _ fourth: some TensorIndex
    ) -> StencilFunction {
        get { latest }
        set {
            register(
                newValue, [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex])
        }
    }

    /// Assigns a function to the cells at indices of the first 4 axes; one that is assigned already gets them
    /// in addition and keeps its place.
    public mutating func assign(
        _ function: StencilFunction, to first: some TensorIndex, _ second: some TensorIndex,
        _ third: some TensorIndex, _ fourth: some TensorIndex
    ) {
        register(function, [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex])
    }

    /// The function of the window for the cells at indices of the first 5 axes; reading gives the one that
    /// was assigned last.
    public subscript(
        _ first: some TensorIndex,
        _ second: some TensorIndex,
        _ third: some TensorIndex,
        _ fourth: some TensorIndex,
        _ fifth: some TensorIndex
    ) -> (Tensor) -> Tensor {
        get { { [latest] window in latest.checked(window, []) } }
        set {
            register(
                StencilFunction(newValue),
                [
                    first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                    fifth.axisIndex,
                ])
        }
    }

    /// The function of the window and one more argument for the cells at indices of the first 5 axes; reading gives the one that
    /// was assigned last.
    public subscript(
        _ first: some TensorIndex,
        _ second: some TensorIndex,
        _ third: some TensorIndex,
        _ fourth: some TensorIndex,
        _ fifth: some TensorIndex
    ) -> (Tensor, Tensor) -> Tensor {
        get { { [latest] window, a in latest.checked(window, [a]) } }
        set {
            register(
                StencilFunction(newValue),
                [
                    first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                    fifth.axisIndex,
                ])
        }
    }

    /// The function of the window and two more arguments for the cells at indices of the first 5 axes; reading gives the one that
    /// was assigned last.
    public subscript(
        _ first: some TensorIndex,
        _ second: some TensorIndex,
        _ third: some TensorIndex,
        _ fourth: some TensorIndex,
        _ fifth: some TensorIndex
    ) -> (Tensor, Tensor, Tensor) -> Tensor {
        get { { [latest] window, a, b in latest.checked(window, [a, b]) } }
        set {
            register(
                StencilFunction(newValue),
                [
                    first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                    fifth.axisIndex,
                ])
        }
    }

    /// The function of the window and three more arguments for the cells at indices of the first 5 axes; reading gives the one that
    /// was assigned last.
    public subscript(
        _ first: some TensorIndex,
        _ second: some TensorIndex,
        _ third: some TensorIndex,
        _ fourth: some TensorIndex,
        _ fifth: some TensorIndex
    ) -> (Tensor, Tensor, Tensor, Tensor) -> Tensor {
        get { { [latest] window, a, b, c in latest.checked(window, [a, b, c]) } }
        set {
            register(
                StencilFunction(newValue),
                [
                    first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                    fifth.axisIndex,
                ])
        }
    }

    /// The function for the cells at indices of the first 5 axes; reading gives the one that was assigned
    /// last.
    public subscript(
        _ first: some TensorIndex,
        _ second: some TensorIndex,
        _ third: some TensorIndex,
        _ fourth: some TensorIndex,
        _ fifth: some TensorIndex
    ) -> StencilFunction {
        get { latest }
        set {
            register(
                newValue,
                [
                    first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                    fifth.axisIndex,
                ])
        }
    }

    /// Assigns a function to the cells at indices of the first 5 axes; one that is assigned already gets them
    /// in addition and keeps its place.
    public mutating func assign(
        _ function: StencilFunction, to first: some TensorIndex, _ second: some TensorIndex,
        _ third: some TensorIndex, _ fourth: some TensorIndex, _ fifth: some TensorIndex
    ) {
        register(
            function,
            [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex, fifth.axisIndex])
    }

    /// The function of the window for the cells at indices of the first 6 axes; reading gives the one that
    /// was assigned last.
    public subscript(
        _ first: some TensorIndex,
        _ second: some TensorIndex,
        _ third: some TensorIndex,
        _ fourth: some TensorIndex,
        _ fifth: some TensorIndex,
        _ sixth: some TensorIndex
    ) -> (Tensor) -> Tensor {
        get { { [latest] window in latest.checked(window, []) } }
        set {
            register(
                StencilFunction(newValue),
                [
                    first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                    fifth.axisIndex, sixth.axisIndex,
                ])
        }
    }

    /// The function of the window and one more argument for the cells at indices of the first 6 axes; reading gives the one that
    /// was assigned last.
    public subscript(
        _ first: some TensorIndex,
        _ second: some TensorIndex,
        _ third: some TensorIndex,
        _ fourth: some TensorIndex,
        _ fifth: some TensorIndex,
        _ sixth: some TensorIndex
    ) -> (Tensor, Tensor) -> Tensor {
        get { { [latest] window, a in latest.checked(window, [a]) } }
        set {
            register(
                StencilFunction(newValue),
                [
                    first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                    fifth.axisIndex, sixth.axisIndex,
                ])
        }
    }

    /// The function of the window and two more arguments for the cells at indices of the first 6 axes; reading gives the one that
    /// was assigned last.
    public subscript(
        _ first: some TensorIndex,
        _ second: some TensorIndex,
        _ third: some TensorIndex,
        _ fourth: some TensorIndex,
        _ fifth: some TensorIndex,
        _ sixth: some TensorIndex
    ) -> (Tensor, Tensor, Tensor) -> Tensor {
        get { { [latest] window, a, b in latest.checked(window, [a, b]) } }
        set {
            register(
                StencilFunction(newValue),
                [
                    first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                    fifth.axisIndex, sixth.axisIndex,
                ])
        }
    }

    /// The function of the window and three more arguments for the cells at indices of the first 6 axes; reading gives the one that
    /// was assigned last.
    public subscript(
        _ first: some TensorIndex,
        _ second: some TensorIndex,
        _ third: some TensorIndex,
        _ fourth: some TensorIndex,
        _ fifth: some TensorIndex,
        _ sixth: some TensorIndex
    ) -> (Tensor, Tensor, Tensor, Tensor) -> Tensor {
        get { { [latest] window, a, b, c in latest.checked(window, [a, b, c]) } }
        set {
            register(
                StencilFunction(newValue),
                [
                    first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                    fifth.axisIndex, sixth.axisIndex,
                ])
        }
    }

    /// The function for the cells at indices of the first 6 axes; reading gives the one that was assigned
    /// last.
    public subscript(
        _ first: some TensorIndex,
        _ second: some TensorIndex,
        _ third: some TensorIndex,
        _ fourth: some TensorIndex,
        _ fifth: some TensorIndex,
        _ sixth: some TensorIndex
    ) -> StencilFunction {
        get { latest }
        set {
            register(
                newValue,
                [
                    first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                    fifth.axisIndex, sixth.axisIndex,
                ])
        }
    }

    /// Assigns a function to the cells at indices of the first 6 axes; one that is assigned already gets them
    /// in addition and keeps its place.
    public mutating func assign(
        _ function: StencilFunction, to first: some TensorIndex, _ second: some TensorIndex,
        _ third: some TensorIndex, _ fourth: some TensorIndex, _ fifth: some TensorIndex,
        _ sixth: some TensorIndex
    ) {
        register(
            function,
            [
                first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                fifth.axisIndex, sixth.axisIndex,
            ])
    }
}
