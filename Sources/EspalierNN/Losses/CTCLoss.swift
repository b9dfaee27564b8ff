import Espalier

/// Connectionist temporal classification: minus the logarithm of the probability of labels whose places in a sequence
/// are not known (`optax.ctc_loss`).
///
/// - Parameters:
///   - logits: `[batch, time, classes]`.
///   - logitPaddings: `[batch, time]`, 1 after the end of a sequence and 0 before.
///   - labels: integers `[batch, n]`.
///   - labelPaddings: `[batch, n]`, 1 after the last label and 0 before.
///   - blank: the class that stands for no label.
///   - logEpsilon: what stands for the logarithm of 0.
/// - Returns: `[batch]`.
public func ctcLoss(
    _ logits: Tensor, logitPaddings: Tensor, labels: Tensor, labelPaddings: Tensor, blank: Int = 0,
    logEpsilon: Double = -1e5
) -> Tensor {
    checkedTensor([logits, logitPaddings, labels, labelPaddings]) {
        try requireSequences(
            "ctcLoss", logits, logitPaddings: logitPaddings, labels: labels,
            labelPaddings: labelPaddings, blank: blank)
        return CTC(logits, labels, labelPaddings, blank, logEpsilon)
            .sums(logitPaddings, collects: false).loss
    }
}

/// ``ctcLoss(_:logitPaddings:labels:labelPaddings:blank:logEpsilon:)`` together with what it is computed from: the
/// logarithms of the probability of all that was read up to each time (`optax.ctc_loss_with_forward_probs`).
///
/// The parameters mean what they do there.
///
/// - Returns: the loss, `[batch]`; for each time, the logarithm of the probability that k labels are complete and a blank
///   was the last, `[time, batch, n + 1]`; and that the k-th label was the last, `[time, batch, n]`. At the last time what
///   ends in a label counts as complete, too.
public func ctcLossWithForwardProbabilities(
    _ logits: Tensor, logitPaddings: Tensor, labels: Tensor, labelPaddings: Tensor, blank: Int = 0,
    logEpsilon: Double = -1e5
) -> (loss: Tensor, blanks: Tensor, labels: Tensor) {
    var (blanks, emitted) = (logits, logits)
    let loss = checkedTensor([logits, logitPaddings, labels, labelPaddings]) {
        try requireSequences(
            "ctcLossWithForwardProbabilities", logits, logitPaddings: logitPaddings,
            labels: labels, labelPaddings: labelPaddings, blank: blank)
        let sums = CTC(logits, labels, labelPaddings, blank, logEpsilon)
            .sums(logitPaddings, collects: true)
        (blanks, emitted) = (sums.blanks ?? sums.loss, sums.labels ?? sums.loss)
        return sums.loss
    }
    // What goes wrong goes wrong for all three.
    return (loss, checkedTensor([loss]) { blanks }, checkedTensor([loss]) { emitted })
}

/// Checks what both functions take.
private func requireSequences(
    _ name: String, _ logits: Tensor, logitPaddings: Tensor, labels: Tensor,
    labelPaddings: Tensor, blank: Int
) throws {
    guard logits.rank == 3, labels.rank == 2, labels.dtype.isInteger,
        labels.shape == labelPaddings.shape, logitPaddings.shape == logits.shape.dropLast(),
        labels.shape[0] == logits.shape[0], (0..<logits.shape[2]).contains(blank),
        labels.shape[1] > 0
    else {
        throw TensorError(
            name,
            """
            logits [batch, time, classes] and labels [batch, n], integers, need paddings of the shapes \
            [batch, time] and [batch, n] and a blank among the classes; the shapes are \(logits.shape), \
            \(labels.shape), \(logitPaddings.shape) and \(labelPaddings.shape), and the blank is \(blank)
            """)
    }
}

/// The sums over all ways to place the labels, taken forward in time.
private struct CTC {
    /// How likely each label is at each time, `[time, batch, n]`.
    let label: Tensor
    /// How likely the blank is at each time, `[time, batch, 1]`.
    let blank: Tensor
    /// Which labels are followed by themselves, `[batch, n]`: a blank must lie between.
    let isRepeated: Tensor
    /// How many labels there are, `[batch]`.
    let lengths: Tensor
    let logEpsilon: Double

    init(
        _ logits: Tensor, _ labels: Tensor, _ paddings: Tensor, _ blank: Int, _ logEpsilon: Double
    ) {
        let logarithms = logSoftmax(logits)
        let (count, dtype) = (labels.shape[1], logarithms.dtype)
        let chosen = oneHot(labels, logits.shape[2]).asType(dtype)
        label = einsum("btk,bnk->tbn", logarithms, chosen)
        self.blank = logarithms.movingAxis(1, to: 0)[.ellipsis, blank..<blank + 1]
        let pairs = labels[0..., 0..<count - 1] .== labels[0..., 1..<count]
        isRepeated = pad(pairs.asType(dtype), [(0, 0), (0, 1)])
        lengths = count - paddings.asType(.float32).sum(axis: 1).asType(.int32)
        self.logEpsilon = logEpsilon
    }

    /// The states of a blank after k labels, with what comes from the k-th label.
    private func joined(_ blanks: Tensor, _ added: Tensor) -> Tensor {
        let count = added.shape[1]
        return concatenate(
            [blanks[0..., 0..<1], logAddExp(blanks[0..., 1..<count + 1], added)], axis: -1)
    }

    /// The loss and, where they are collected, the states after each time.
    func sums(
        _ paddings: Tensor, collects: Bool
    ) -> (loss: Tensor, blanks: Tensor?, labels: Tensor?) {
        let (batch, count) = (label.shape[1], label.shape[2])
        let never = Tensor.full([batch, count], logEpsilon.asScalar, dtype: label.dtype)
        let start = TreePair(
            concatenate([Tensor.zeros([batch, 1], dtype: label.dtype), never], axis: -1), never)
        let steps = TreeTriple(label, blank, paddings.asType(label.dtype).transposed())
        let (last, states) = scan(initial: start, over: steps) {
            (
                state: TreePair<Tensor, Tensor>, step: TreeTriple<Tensor, Tensor, Tensor>
            ) -> (TreePair<Tensor, Tensor>, [TreePair<Tensor, Tensor>]) in
            let (blanks, labels) = (state.first, state.second)
            let (label, blank) = (step.first, step.second)
            let isPadding = step.third.reshaped([batch, 1])
            // To the next label directly, unless it is the same one.
            let ready = joined(blanks, labels + logEpsilon * isRepeated)
            let nextLabels = logAddExp(ready[0..., 0..<count] + label, labels + label)
            let nextBlanks = joined(
                ready + blank, labels + blank + logEpsilon * (1 - isRepeated))
            let next = TreePair(
                isPadding * blanks + (1 - isPadding) * nextBlanks,
                isPadding * labels + (1 - isPadding) * nextLabels)
            return (next, collects ? [next] : [])
        }
        let ends = joined(last.first, last.second)
        let loss = -(ends * oneHot(lengths, count + 1).asType(ends.dtype)).sum(axis: 1)
        guard let all = states.first else { return (loss, nil, nil) }
        let times = all.first.shape[0]
        let before = all.first[0..<max(times - 1, 0)]
        let blanks = concatenate([before, ends.expanded(at: 0)], axis: 0)
        return (loss, blanks, all.second)
    }
}
