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
        guard logits.rank == 3, labels.rank == 2, labels.dtype.isInteger,
            labels.shape == labelPaddings.shape, logitPaddings.shape == logits.shape.dropLast(),
            labels.shape[0] == logits.shape[0], (0..<logits.shape[2]).contains(blank),
            labels.shape[1] > 0
        else {
            throw TensorError(
                "ctcLoss",
                """
                logits [batch, time, classes] and labels [batch, n], integers, need paddings of the shapes \
                [batch, time] and [batch, n] and a blank among the classes; the shapes are \(logits.shape), \
                \(labels.shape), \(logitPaddings.shape) and \(labelPaddings.shape), and the blank is \(blank)
                """)
        }
        return CTC(logits, labels, labelPaddings, blank, logEpsilon).loss(logitPaddings)
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

    func loss(_ paddings: Tensor) -> Tensor {
        let (batch, count) = (label.shape[1], label.shape[2])
        let never = Tensor.full([batch, count], logEpsilon.asScalar, dtype: label.dtype)
        let start = TreePair(
            concatenate([Tensor.zeros([batch, 1], dtype: label.dtype), never], axis: -1), never)
        let steps = TreeTriple(label, blank, paddings.asType(label.dtype).transposed())
        let (last, _) = scan(initial: start, over: steps) {
            (
                state: TreePair<Tensor, Tensor>, step: TreeTriple<Tensor, Tensor, Tensor>
            ) -> (TreePair<Tensor, Tensor>, EmptyTree) in
            let (blanks, labels) = (state.first, state.second)
            let (label, blank) = (step.first, step.second)
            let isPadding = step.third.reshaped([batch, 1])
            // To the next label directly, unless it is the same one.
            let ready = joined(blanks, labels + logEpsilon * isRepeated)
            let nextLabels = logAddExp(ready[0..., 0..<count] + label, labels + label)
            let nextBlanks = joined(
                ready + blank, labels + blank + logEpsilon * (1 - isRepeated))
            return (
                TreePair(
                    isPadding * blanks + (1 - isPadding) * nextBlanks,
                    isPadding * labels + (1 - isPadding) * nextLabels), EmptyTree()
            )
        }
        let ends = joined(last.first, last.second)
        return -(ends * oneHot(lengths, count + 1).asType(ends.dtype)).sum(axis: 1)
    }
}
