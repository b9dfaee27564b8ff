import EspalierTestSupport

@testable import Espalier

/// The index of a recorded call, whose arrays are numbered after the operand.
func recordedIndex(_ attributes: FixtureValue, _ inputs: [Tensor]) -> [AxisIndex] {
    (attributes["index"].array ?? []).map { item in
        if let place = item["int"].int { return place.axisIndex }
        if let bounds = item["slice"].array {
            return .slice(bounds[0].int, bounds[1].int, bounds[2].int ?? 1)
        }
        if let array = item["array"].int { return inputs[1 + array].axisIndex }
        return item["newaxis"].isNull ? .ellipsis : .newAxis
    }
}

func recordedMode(_ attributes: FixtureValue) -> IndexMode? {
    switch attributes["mode"].string {
    case "clip": .clip
    case "fill", "drop": .fillOrDrop
    default: nil
    }
}
