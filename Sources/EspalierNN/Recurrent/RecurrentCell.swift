import Espalier

/// One step of a recurrent network: from an input and a state to the next state.
///
/// ``RNN`` and ``BidirectionalRNN`` carry a cell over sequences.
public protocol RecurrentCell: Module, Sendable {
    /// What goes from one step to the next.
    associatedtype CellState: Tree

    /// The next state.
    ///
    /// - Parameters:
    ///   - input: `[..., inputs]`.
    ///   - state: as ``initialState(_:dtype:)`` or the step before gave it.
    func callAsFunction(_ input: Tensor, _ state: CellState) -> CellState

    /// The state before the first step: zeros.
    ///
    /// - Parameters:
    ///   - batch: the sizes of the axes before that of the features.
    ///   - dtype: that of the inputs.
    func initialState(_ batch: [Int], dtype: DType) -> CellState

    /// The state before the first step, for inputs of a shape.
    ///
    /// Where one item has a single axis, which is the default, it is ``initialState(_:dtype:)`` for the axes before it.
    func initialState(for shape: [Int], dtype: DType) -> CellState

    /// What a step gives out, `[..., hidden]`.
    func output(of state: CellState) -> Tensor

    /// How many of the last axes belong to one item: 1 for a vector of features, which is the default, more for images.
    var itemRank: Int { get }

    /// The place of the features among the axes, counted from the last: -1 by default.
    var featureAxis: Int { get }
}

extension RecurrentCell {
    /// The state for the axes before that of the features.
    public func initialState(for shape: [Int], dtype: DType) -> CellState {
        initialState(Array(shape.dropLast()), dtype: dtype)
    }

    /// One: a vector of features.
    public var itemRank: Int { 1 }

    /// The last one.
    public var featureAxis: Int { -1 }
}

extension RecurrentCell where CellState == Tensor {
    /// The state itself.
    public func output(of state: Tensor) -> Tensor { state }
}

/// Weights for several gates at once: `[gates · hidden, inputs]`, `[gates · hidden, hidden]` and a bias, within
/// ±1/√hidden.
func gateWeights(
    _ cell: String, gates: Int, _ inputs: Int, _ hidden: Int, useBias: Bool, _ dtype: DType,
    _ products: ProductSettings, _ keys: [Key]?
) -> (input: Tensor, hidden: Tensor, bias: Tensor?) {
    let problem =
        inputs < 0 || hidden < 1
        ? "the sizes must be positive, and they are \(inputs) and \(hidden)" : products.problem
    let limit = (1 / Double(hidden)).squareRoot()
    let rows = max(hidden, 0).saturatingMultiply(gates)
    let weight = parameter(keys?[0], cell, problem: problem) {
        uniformWeights($0, [rows, inputs], dtype, limit: limit)
    }
    let recurrent = parameter(keys?[1], cell, problem: problem) {
        uniformWeights($0, [rows, hidden], dtype, limit: limit)
    }
    let bias =
        useBias && problem == nil
        ? parameter(keys?[2]) { uniformWeights($0, [rows], dtype, limit: limit) } : nil
    return (weight, recurrent, bias)
}

/// Checks the features of a state.
func requireState(_ cell: String, _ state: Tensor, _ count: Int) throws {
    guard state.shape.last == count else {
        throw TensorError(
            cell,
            """
            the state has the shape \(state.shape), and its last axis must have the size \(count), that of the hidden \
            features
            """)
    }
}
