import Espalier

/// What rules keep between steps: a tree like any other, which can be printed, saved, and be part of
/// the state of a compiled step.
///
/// All rules keep their state in this one type, so that optimisers of different kinds can take each
/// other's place:
///
///     print(optimizer.state.parts[0].numbers["count"])
///     print(optimizer.state.parts[0].slots["mu"]?[0].shape)
@Module
public struct TransformationState: Sendable, Hashable {
    /// Single tensors by name, such as the count of steps.
    @OptState public var numbers: [String: Tensor]
    /// Lists by name that hold one tensor for each leaf that is learned, such as a moment of the
    /// gradients.
    @OptState public var slots: [String: [Tensor]]
    /// The states of the rules inside.
    @OptState public var parts: [TransformationState]

    /// A state of the given numbers, slots and parts; by default it is empty.
    public init(
        numbers: [String: Tensor] = [:], slots: [String: [Tensor]] = [:],
        parts: [TransformationState] = []
    ) {
        self.numbers = numbers
        self.slots = slots
        self.parts = parts
    }
}

extension TransformationState {
    /// The tensor of a name, in this state or the first that has it inside; nil if there is none.
    public func number(_ name: String) -> Tensor? {
        if let own = numbers[name] { return own }
        for part in parts {
            if let found = part.number(name) { return found }
        }
        return nil
    }

    /// The slot of a name, in this state or the first that has it inside; nil if there is none.
    public func slot(_ name: String) -> [Tensor]? {
        if let own = slots[name] { return own }
        for part in parts {
            if let found = part.slot(name) { return found }
        }
        return nil
    }

    /// Sets the tensors of a name, in this state and all inside.
    ///
    /// - Returns: how many there were.
    @discardableResult
    mutating func setNumbers(_ name: String, _ value: Tensor) -> Int {
        var count = 0
        if let old = numbers[name] {
            numbers[name] = value.broadcast(to: old.shape).asType(old.dtype)
            count += 1
        }
        for index in parts.indices { count += parts[index].setNumbers(name, value) }
        return count
    }

    // MARK: For rules

    /// A state that counts steps.
    static func counting(_ slots: [String: [Tensor]] = [:]) -> TransformationState {
        TransformationState(numbers: ["count": .zeros([], dtype: .int32)], slots: slots)
    }

    /// A tensor of this state, which has to be there.
    func own(_ name: String) -> Tensor {
        numbers[name]
            ?? mistake(
                "update",
                "the state holds no number \(name): it belongs to another optimiser, or was never initialised"
            )
    }

    /// The slot of this state that belongs to the updates.
    func own(_ name: String, for updates: [Tensor]) -> [Tensor] {
        if let slot = slots[name], slot.count == updates.count { return slot }
        let poison = mistake(
            "update",
            """
            the state holds \(slots[name].map { "\($0.count) tensors" } ?? "no slot") \(name) for \(updates.count) \
            leaves: it belongs to another optimiser or to another model
            """)
        return updates.map { _ in poison }
    }

    /// Counts a step.
    ///
    /// - Returns: how many steps there were with this one.
    mutating func advance(_ name: String = "count") -> Tensor {
        let next = incremented(own(name))
        numbers[name] = next
        return next
    }
}

/// One more, up to the largest number that there is (`optax.safe_increment`).
func incremented(_ count: Tensor) -> Tensor { minimum(count, 2_147_483_646) + 1 }

/// The one state or the other.
func select(
    _ condition: Tensor, _ a: TransformationState, _ b: TransformationState
) -> TransformationState {
    a.map(with: b) { which(condition, $0, $1) }
}
