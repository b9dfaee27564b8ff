import Espalier
import EspalierOptimizers

/// The trees of the recorded cases: lists.
@Module
struct Leaves {
    var items: [Tensor]
}

/// What a compiled step changes.
@Module
struct Training {
    var model: Leaves
    var optimizer: Optimizer
}

/// The loss that some of the cases were told at a step.
func recordedLoss(_ step: Int) -> Double { max(3 - 0.4 * Double(step), 1) }
