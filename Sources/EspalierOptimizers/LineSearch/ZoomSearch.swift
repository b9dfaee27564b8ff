import Espalier

/// Where a search for a step size stands.
@Module
struct ZoomSearch {
    /// A place on the line: how far it is, the loss there, and the slope along the line.
    @Module
    struct Point {
        var step: Tensor
        var value: Tensor
        var slope: Tensor
    }

    var count: Tensor
    /// The place that was tried last, and the gradient there.
    var last: Point
    var gradient: [Tensor]
    /// How much the last place misses the two conditions by.
    var decreaseError: Tensor
    var curvatureError: Tensor
    /// The ends of an interval that has a good step size inside. The loss is lower at `low`.
    var low: Point
    var high: Point
    /// A third place for the cubic that is laid through the ends.
    var referenceStep: Tensor
    var referenceValue: Tensor
    /// The best place where the loss had fallen enough.
    var safeStep: Tensor
    var safeValue: Tensor
    var safeGradient: [Tensor]
    var isBracketed: Tensor
    var isDone: Tensor
    var hasFailed: Tensor
}

/// The numbers of a search for a step size by Nocedal and Wright, Numerical Optimization, algorithms
/// 3.5 and 3.6.
struct ZoomRule: Hashable {
    var maximumSteps: Int
    var maximumLearningRate: Double?
    var tolerance: Double
    var increase: Double
    var slopeTolerance: Double
    var curvatureTolerance: Double
    var approximateTolerance: Double?
    var precision: Double

    /// How much the loss at a step misses having fallen enough by (Hager and Zhang, 2006, for the
    /// approximate condition).
    func decreaseError(_ new: ZoomSearch.Point, _ start: ZoomSearch.Point) -> Tensor {
        var error = new.value - start.value - slopeTolerance * new.step * start.slope
        if let approximateTolerance {
            let factor: Double = 2 * slopeTolerance - 1
            let slopeError = new.slope - factor * start.slope
            let valueError = new.value - start.value - approximateTolerance * abs(start.value)
            error = minimum(maximum(slopeError, valueError), error)
        }
        error = maximum(error, 0)
        return which(isNaN(error), weak(.infinity), error)
    }

    /// How much the slope at a step misses being flat enough by.
    func curvatureError(_ new: ZoomSearch.Point, _ start: ZoomSearch.Point) -> Tensor {
        let error = maximum(abs(new.slope) - curvatureTolerance * abs(start.slope), 0)
        return which(isNaN(error), weak(.infinity), error)
    }
}

func select(
    _ condition: Tensor, _ a: ZoomSearch.Point, _ b: ZoomSearch.Point
) -> ZoomSearch.Point {
    ZoomSearch.Point(
        step: which(condition, a.step, b.step), value: which(condition, a.value, b.value),
        slope: which(condition, a.slope, b.slope))
}

extension ZoomRule {
    typealias Evaluate = (Tensor) -> (point: ZoomSearch.Point, gradient: [Tensor])

    /// Goes further until an interval is found that has a good step inside.
    func bracket(
        _ search: ZoomSearch, from start: ZoomSearch.Point, guess: Tensor, _ evaluate: Evaluate
    ) -> ZoomSearch {
        var next = search
        let previous = search.last
        let isFirst = search.count .== 0
        var size = which(isFirst, guess, increase * previous.step)
        var isLongest = Tensor(false)
        if let maximumLearningRate {
            isLongest = size .>= weak(maximumLearningRate)
            size = minimum(size, weak(maximumLearningRate))
        }
        let (point, gradient) = evaluate(size)
        next.try(point, gradient, by: self, from: start)
        let isSafe = next.decreaseError .<= weak(tolerance)
        next.keepSafe(where: isSafe)

        let endsHigh =
            (next.decreaseError .> 0) | ((point.value .>= previous.value) & !isFirst)
        let endsLow = (point.slope .>= 0) & !endsHigh
        let error = maximum(next.decreaseError, next.curvatureError)
        next.low = select(endsLow, point, previous)
        next.high = select(endsLow, previous, point)
        next.referenceStep = next.low.step
        next.referenceValue = next.low.value
        next.isBracketed = endsHigh | endsLow | (error .<= weak(tolerance))
        next.isDone = (error .<= weak(tolerance)) | (isLongest & !next.isBracketed)
        next.hasFailed = (next.count .>= int32(maximumSteps)) & !next.isDone
        return next
    }

    /// Makes the interval smaller.
    func zoom(
        _ search: ZoomSearch, from start: ZoomSearch.Point, _ evaluate: Evaluate
    ) -> ZoomSearch {
        var next = search
        let (low, high) = (search.low, search.high)
        let width = abs(high.step - low.step)
        let (left, right) = (minimum(high.step, low.step), maximum(high.step, low.step))

        let cubic = cubicMinimum(low, high, search.referenceStep, search.referenceValue)
        let quadratic = quadraticMinimum(low, high)
        func isInside(_ size: Tensor, _ margin: Double) -> Tensor {
            (size .> left + margin * width) & (size .< right - margin * width)
        }
        let size = which(
            isInside(cubic, 0.2), cubic,
            which(isInside(quadratic, 0.1), quadratic, (low.step + high.step) / 2))
        let (point, gradient) = evaluate(size)
        next.try(point, gradient, by: self, from: start)
        next.keepSafe(
            where: (next.decreaseError .<= weak(tolerance)) & (point.value .< search.safeValue))
        let error = maximum(next.decreaseError, next.curvatureError)
        next.isDone = error .<= weak(tolerance)

        let endsHigh = (next.decreaseError .> 0) | (point.value .>= low.value)
        let turns = (point.slope * (high.step - low.step) .>= 0) & !endsHigh
        next.high = select(turns, low, select(endsHigh, point, high))
        next.low = select(endsHigh, low, point)
        next.referenceStep = which(endsHigh | turns, high.step, low.step)
        next.referenceValue = which(endsHigh | turns, high.value, low.value)
        let isTooSmall = width .<= weak(precision)
        next.hasFailed =
            ((next.count .>= int32(maximumSteps)) | (isTooSmall & (next.safeStep .> 0)))
            & !next.isDone
        return next
    }
}

extension ZoomSearch {
    /// Notes the place that was tried.
    fileprivate mutating func `try`(
        _ point: Point, _ newGradient: [Tensor], by rule: ZoomRule, from start: Point
    ) {
        count = incremented(count)
        last = point
        gradient = newGradient
        decreaseError = rule.decreaseError(point, start)
        curvatureError = rule.curvatureError(point, start)
    }

    /// Notes that the last place is one to fall back to.
    fileprivate mutating func keepSafe(where condition: Tensor) {
        safeStep = which(condition, last.step, safeStep)
        safeValue = which(condition, last.value, safeValue)
        safeGradient = zipMap(gradient, safeGradient) { which(condition, $0, $1) }
    }

    /// Falls back to the best place where the loss had fallen enough, if the search has failed.
    func fallingBack() -> ZoomSearch {
        var next = self
        let isSafe = hasFailed & ((safeStep .> 0) | isInfinite(decreaseError))
        next.last.step = which(isSafe, safeStep, last.step)
        next.last.value = which(isSafe, safeValue, last.value)
        next.gradient = zipMap(safeGradient, gradient) { which(isSafe, $0, $1) }
        return next
    }
}

/// Where the cubic through three places with the slope of the first has its minimum.
private func cubicMinimum(
    _ a: ZoomSearch.Point, _ b: ZoomSearch.Point, _ step: Tensor, _ value: Tensor
) -> Tensor {
    let (db, dc) = (b.step - a.step, step - a.step)
    let denominator = square(db * dc) * (db - dc)
    let restB = b.value - a.value - a.slope * db
    let restC = value - a.value - a.slope * dc
    let third = (square(dc) * restB - square(db) * restC) / denominator
    let second = (db * db * db * restC - dc * dc * dc * restB) / denominator
    let root = sqrt(square(second) - 3 * third * a.slope)
    return a.step + (root - second) / (3 * third)
}

/// Where the parabola through two places with the slope of the first has its minimum.
private func quadraticMinimum(_ a: ZoomSearch.Point, _ b: ZoomSearch.Point) -> Tensor {
    let width = b.step - a.step
    let second = (b.value - a.value - a.slope * width) / square(width)
    return a.step - a.slope / (2 * second)
}
