import Espalier

/// A cell carried over sequences by `scan` (Flax's `RNN`; Equinox's users write the loop).
///
///     let layer = RNN(GRUCell(2, 16, key: key))
///     let y = layer(x)                                   // [batch, time, 2] gives [batch, time, 16]
///     let (all, last) = layer.run(x, from: someState)    // the last state, too
///
/// Input: `[..., time, inputs]`; output: `[..., time, hidden]`.
@Module
public struct RNN<Cell: RecurrentCell>: Layer, Sendable {
    /// The cell.
    public var cell: Cell
    /// Whether the sequence is gone through from its end; outputs keep the places of their inputs.
    public let reverse: Bool
    /// How many steps are written out in one turn of the compiled loop.
    public let unroll: Int

    /// A cell to be carried over sequences.
    public init(_ cell: Cell, reverse: Bool = false, unroll: Int = 1) {
        self.cell = cell
        self.reverse = reverse
        self.unroll = unroll
    }

    /// The outputs of all steps, from the cell's initial state.
    public func callAsFunction(_ input: Tensor) -> Tensor { run(input).outputs }

    /// The outputs of all steps, and the state after the last one.
    ///
    /// - Parameters:
    ///   - input: `[..., time, inputs]`.
    ///   - state: what to begin with; nil for the cell's initial state.
    public func run(
        _ input: Tensor, from state: Cell.CellState? = nil
    ) -> (outputs: Tensor, state: Cell.CellState) {
        let sequence = checkedTensor([input]) {
            guard input.rank >= 2 else {
                throw TensorError(
                    "RNN",
                    "the input has the shape \(input.shape), and it must have the axes [..., time, inputs]"
                )
            }
            return input.movingAxis(-2, to: 0)
        }
        let batch = Array(input.shape.dropLast(2))
        let start = state ?? cell.initialState(batch, dtype: input.dtype)
        let (last, outputs) = scan(
            initial: start, over: sequence, reverse: reverse, unroll: unroll
        ) { (state: Cell.CellState, x: Tensor) in
            let next = cell(x, state)
            return (next, cell.output(of: next))
        }
        let all = checkedTensor([outputs]) { outputs.movingAxis(0, to: -2) }
        return (all, last)
    }
}

/// Two cells carried over sequences, one from the beginning and one from the end (Flax's `Bidirectional`).
///
/// Input: `[..., time, inputs]`; output: `[..., time, hidden of the first + hidden of the second]`.
@Module
public struct BidirectionalRNN<Forward: RecurrentCell, Backward: RecurrentCell>: Layer, Sendable {
    /// What goes from the beginning.
    public var forward: RNN<Forward>
    /// What goes from the end.
    public var backward: RNN<Backward>

    /// Two cells to be carried over sequences.
    public init(forward: Forward, backward: Backward, unroll: Int = 1) {
        self.forward = RNN(forward, unroll: unroll)
        self.backward = RNN(backward, reverse: true, unroll: unroll)
    }

    /// The outputs of both, one beside the other.
    public func callAsFunction(_ input: Tensor) -> Tensor {
        concatenate([forward(input), backward(input)], axis: -1)
    }
}
