import Espalier

/// A cell carried over sequences by `scan` (Flax's `RNN`; Equinox's users write the loop).
///
///     let layer = RNN(GRUCell(2, 16, key: key))
///     let y = layer(x)                                   // [batch, time, 2] gives [batch, time, 16]
///     let (all, last) = layer.run(x, from: someState)    // the last state, too
///     let z = layer(x, lengths: [7, 3])                  // sequences that end before the others
///
/// Input: `[..., time, inputs]`; output: `[..., time, hidden]`. Cells of images have more axes after that of time.
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

    /// The outputs of all steps, from the cell's initial state, of sequences that have lengths; see
    /// ``run(_:from:lengths:)``.
    public func callAsFunction(_ input: Tensor, lengths: Tensor?) -> Tensor {
        run(input, lengths: lengths).outputs
    }

    /// The outputs of all steps, and the state after the last one.
    ///
    /// With lengths, what stands after the end of a sequence is padding. It changes no state, so that the state that is
    /// returned is that at the sequence's own end, or in reverse, where the first step is the sequence's last element,
    /// that at its beginning. Outputs of padding are 0 (in Flax, whatever the cell makes of it).
    ///
    /// - Parameters:
    ///   - input: `[..., time, inputs]`.
    ///   - state: what to begin with; nil for the cell's initial state.
    ///   - lengths: how many elements each sequence has, integers `[...]` (Flax's `seq_lengths`); nil where all are as
    ///     long as the axis of time.
    public func run(
        _ input: Tensor, from state: Cell.CellState? = nil, lengths: Tensor? = nil
    ) -> (outputs: Tensor, state: Cell.CellState) {
        let timeAxis = -1 - cell.itemRank
        let sequence = checkedTensor([input] + [lengths].compactMap { $0 }) {
            guard input.rank > cell.itemRank else {
                throw TensorError(
                    "RNN",
                    """
                    the input has the shape \(input.shape), and it must have the axes \
                    \(cell.itemRank == 1 ? "[..., time, inputs]" : "[..., time], then \(cell.itemRank) of an item")
                    """)
            }
            let batch = Array(input.shape.dropLast(cell.itemRank + 1))
            if let lengths, !lengths.dtype.isInteger || lengths.shape != batch {
                throw TensorError(
                    "RNN",
                    """
                    the lengths must be integers of the shape \(batch), one for each sequence, and they are \
                    \(lengths.dtype) \(lengths.shape)
                    """)
            }
            return input.movingAxis(timeAxis, to: 0)
        }
        let batch = Array(input.shape.dropLast(cell.itemRank + 1))
        let start =
            state
            ?? cell.initialState(
                for: batch + input.shape.suffix(cell.itemRank), dtype: input.dtype)
        guard let lengths, input.rank > cell.itemRank else {
            let (last, outputs) = scan(
                initial: start, over: sequence, reverse: reverse, unroll: unroll
            ) { (state: Cell.CellState, x: Tensor) in
                let next = cell(x, state)
                return (next, cell.output(of: next))
            }
            let all = checkedTensor([outputs]) { outputs.movingAxis(0, to: timeAxis) }
            return (all, last)
        }
        let steps = Tensor.arange(input.shape[batch.count])
            .reshaped([-1] + Array(repeating: 1, count: batch.count))
        let isElement = steps .< lengths.asType(.int32)
        let (last, outputs) = scan(
            initial: start, over: TreePair(sequence, isElement), reverse: reverse, unroll: unroll
        ) { (state: Cell.CellState, step: TreePair<Tensor, Tensor>) in
            let next = cell(step.first, state)
            let kept = next.map(with: state) { which(over(step.second, $0), $0, $1) }
            let output = cell.output(of: next)
            return (kept, which(over(step.second, output), output, .zeros(like: output)))
        }
        let all = checkedTensor([outputs]) { outputs.movingAxis(0, to: timeAxis) }
        return (all, last)
    }

    /// A flag for each sequence, with the axes of what belongs to each.
    private func over(_ flags: Tensor, _ x: Tensor) -> Tensor {
        flags.reshaped(flags.shape + Array(repeating: 1, count: max(0, x.rank - flags.rank)))
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
    public func callAsFunction(_ input: Tensor) -> Tensor { run(input).outputs }

    /// The outputs of both, of sequences that have lengths; see ``RNN/run(_:from:lengths:)``.
    public func callAsFunction(_ input: Tensor, lengths: Tensor?) -> Tensor {
        run(input, lengths: lengths).outputs
    }

    /// The outputs of both, one beside the other, and the last state of each: that of the first at the sequence's end,
    /// that of the second at its beginning.
    ///
    /// - Parameters:
    ///   - input: `[..., time, inputs]`.
    ///   - states: what to begin with; nil for the cells' initial states.
    ///   - lengths: how many elements each sequence has; see ``RNN/run(_:from:lengths:)``.
    public func run(
        _ input: Tensor, from states: (Forward.CellState, Backward.CellState)? = nil,
        lengths: Tensor? = nil
    ) -> (outputs: Tensor, states: (Forward.CellState, Backward.CellState)) {
        let (first, end) = forward.run(input, from: states?.0, lengths: lengths)
        let (second, beginning) = backward.run(input, from: states?.1, lengths: lengths)
        let outputs = concatenate([first, second], axis: forward.cell.featureAxis)
        return (outputs, (end, beginning))
    }
}
