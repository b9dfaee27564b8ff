/// Says that leaves of a state which were one tensor come out of a traced function as several.
///
/// Tensors are values, so nothing keeps two leaves the same: weights that were tied by storing one tensor
/// twice are learned apart from the first step on. It is said when the function is traced, and so once for
/// each structure, and costs later calls nothing. ``treeCheck(_:)`` finds such leaves before.
///
/// - Parameters:
///   - leaves: The state as it was given.
///   - inputs: What stood for its leaves in the function.
///   - outputs: Its leaves afterwards; other leaves than before are not looked at.
func reportLeavesThatComeApart(
    _ leaves: [TreeLeaf], _ inputs: [Tensor], _ outputs: [Tensor], label: String
) {
    guard leaves.count == outputs.count else { return }
    let trainable = leaves.indices.filter { leaves[$0].isTrainable }
    let groups = Dictionary(grouping: trainable) { ObjectIdentifier(leaves[$0].tensor.node) }
    for tied in groups.values.sorted(by: { $0[0] < $1[0] }) where tied.count > 1 {
        let changes = tied.contains { outputs[$0].node !== inputs[$0].node }
        guard changes, Set(tied.map { ObjectIdentifier(outputs[$0].node) }).count > 1 else {
            continue
        }
        Diagnostics.logger.warning(
            """
            \(label): \(tied.map { leaves[$0].path.description }.joined(separator: " and ")) of the state \
            are one tensor, and come back as different ones. Weights that are meant to stay the same belong \
            in one property, which each use reads; weights that are not, in a tensor each.
            """)
    }
}
