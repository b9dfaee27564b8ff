// Written by Scripts/generate-stencil-arities.py; change that, not this.

import Espalier

extension Stencil {
    /// The function of the window for the cells at an index of the first axis; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex) -> (Tensor) -> Tensor {
        get { { [latest] window in latest.checked(window, []) } }
        set { assign(StencilFunction(newValue), to: [first.axisIndex]) }
    }

    /// The function of the window and one more argument for the cells at an index of the first axis; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex) -> (Tensor, Tensor) -> Tensor {
        get { { [latest] window, a in latest.checked(window, [a]) } }
        set { assign(StencilFunction(newValue), to: [first.axisIndex]) }
    }

    /// The function of the window and two more arguments for the cells at an index of the first axis; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex) -> (Tensor, Tensor, Tensor) -> Tensor {
        get { { [latest] window, a, b in latest.checked(window, [a, b]) } }
        set { assign(StencilFunction(newValue), to: [first.axisIndex]) }
    }

    /// The function of the window and three more arguments for the cells at an index of the first axis; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex) -> (Tensor, Tensor, Tensor, Tensor) -> Tensor {
        get { { [latest] window, a, b, c in latest.checked(window, [a, b, c]) } }
        set { assign(StencilFunction(newValue), to: [first.axisIndex]) }
    }

    /// The function for the cells at an index of the first axis; reading gives the one that was assigned
    /// last.
    public subscript(_ first: some TensorIndex) -> StencilFunction {
        get { latest }
        set { assign(newValue, to: [first.axisIndex]) }
    }

    /// The function of the window for the cells at indices of the first 2 axes; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex) -> (Tensor) -> Tensor {
        get { { [latest] window in latest.checked(window, []) } }
        set { assign(StencilFunction(newValue), to: [first.axisIndex, second.axisIndex]) }
    }

    /// The function of the window and one more argument for the cells at indices of the first 2 axes; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex) -> (Tensor, Tensor) ->
        Tensor
    {
        get { { [latest] window, a in latest.checked(window, [a]) } }
        set { assign(StencilFunction(newValue), to: [first.axisIndex, second.axisIndex]) }
    }

    /// The function of the window and two more arguments for the cells at indices of the first 2 axes; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex) -> (
        Tensor, Tensor, Tensor
    ) -> Tensor {
        get { { [latest] window, a, b in latest.checked(window, [a, b]) } }
        set { assign(StencilFunction(newValue), to: [first.axisIndex, second.axisIndex]) }
    }

    /// The function of the window and three more arguments for the cells at indices of the first 2 axes; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex) -> (
        Tensor, Tensor, Tensor, Tensor
    ) -> Tensor {
        get { { [latest] window, a, b, c in latest.checked(window, [a, b, c]) } }
        set { assign(StencilFunction(newValue), to: [first.axisIndex, second.axisIndex]) }
    }

    /// The function for the cells at indices of the first 2 axes; reading gives the one that was assigned
    /// last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex) -> StencilFunction {
        get { latest }
        set { assign(newValue, to: [first.axisIndex, second.axisIndex]) }
    }

    /// The function of the window for the cells at indices of the first 3 axes; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex,
        _ third: some TensorIndex
    ) -> (Tensor) -> Tensor {
        get { { [latest] window in latest.checked(window, []) } }
        set {
            assign(
                StencilFunction(newValue), to: [first.axisIndex, second.axisIndex, third.axisIndex])
        }
    }

    /// The function of the window and one more argument for the cells at indices of the first 3 axes; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex,
        _ third: some TensorIndex
    ) -> (Tensor, Tensor) -> Tensor {
        get { { [latest] window, a in latest.checked(window, [a]) } }
        set {
            assign(
                StencilFunction(newValue), to: [first.axisIndex, second.axisIndex, third.axisIndex])
        }
    }

    /// The function of the window and two more arguments for the cells at indices of the first 3 axes; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex,
        _ third: some TensorIndex
    ) -> (Tensor, Tensor, Tensor) -> Tensor {
        get { { [latest] window, a, b in latest.checked(window, [a, b]) } }
        set {
            assign(
                StencilFunction(newValue), to: [first.axisIndex, second.axisIndex, third.axisIndex])
        }
    }

    /// The function of the window and three more arguments for the cells at indices of the first 3 axes; reading gives the one that
    /// was assigned last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex,
        _ third: some TensorIndex
    ) -> (Tensor, Tensor, Tensor, Tensor) -> Tensor {
        get { { [latest] window, a, b, c in latest.checked(window, [a, b, c]) } }
        set {
            assign(
                StencilFunction(newValue), to: [first.axisIndex, second.axisIndex, third.axisIndex])
        }
    }

    /// The function for the cells at indices of the first 3 axes; reading gives the one that was assigned
    /// last.
    public subscript(_ first: some TensorIndex, _ second: some TensorIndex,
        _ third: some TensorIndex
    ) -> StencilFunction {
        get { latest }
        set { assign(newValue, to: [first.axisIndex, second.axisIndex, third.axisIndex]) }
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
            assign(
                StencilFunction(newValue),
                to: [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex])
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
            assign(
                StencilFunction(newValue),
                to: [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex])
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
            assign(
                StencilFunction(newValue),
                to: [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex])
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
            assign(
                StencilFunction(newValue),
                to: [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex])
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
            assign(
                newValue,
                to: [first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex])
        }
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
            assign(
                StencilFunction(newValue),
                to: [
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
            assign(
                StencilFunction(newValue),
                to: [
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
            assign(
                StencilFunction(newValue),
                to: [
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
            assign(
                StencilFunction(newValue),
                to: [
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
            assign(
                newValue,
                to: [
                    first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                    fifth.axisIndex,
                ])
        }
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
            assign(
                StencilFunction(newValue),
                to: [
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
            assign(
                StencilFunction(newValue),
                to: [
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
            assign(
                StencilFunction(newValue),
                to: [
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
            assign(
                StencilFunction(newValue),
                to: [
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
            assign(
                newValue,
                to: [
                    first.axisIndex, second.axisIndex, third.axisIndex, fourth.axisIndex,
                    fifth.axisIndex, sixth.axisIndex,
                ])
        }
    }
}
