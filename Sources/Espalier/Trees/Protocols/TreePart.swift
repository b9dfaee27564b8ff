/// The root of the kinds that a leaf can have.
///
/// A kind says what a leaf is for. Kinds form a hierarchy, written as classes that are never
/// instantiated: selecting a kind selects the kinds below it. A kind of one's own is one line,
/// `final class Momentum: OptState {}`, put on a property with `@Field(kind: Momentum.self)`.
/// The hierarchy is that of Treex.
open class TreePart {
    /// Kinds are only compared, never made.
    private init() {}

    /// Whether another kind is this one or below it.
    class func includes(_ kind: TreePart.Type) -> Bool { kind is Self.Type }
}

// MARK: - What is learned, and what is kept

/// A leaf that is learned. The kind of a floating or complex leaf that is not marked otherwise.
open class Parameter: TreePart {}

/// A leaf that is kept between steps but not learned.
open class State: TreePart {}

/// The key of a random number generator.
open class Rng: State {}

/// State that belongs to a model.
open class ModelState: State {}

/// Running statistics over batches.
open class BatchStat: ModelState {}

/// Values kept to be used again.
open class Cache: ModelState {}

/// State that belongs to an optimiser.
open class OptState: State {}

// MARK: - What is reported

/// A leaf that is written during a step to be reported.
open class Log: TreePart {}

/// A term of the loss.
open class Loss: Log {}

/// A measure of quality.
open class Metric: Log {}
