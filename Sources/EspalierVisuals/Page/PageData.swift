import Espalier

/// The model as the page's script reads it: JSON with names of one letter.
struct PageData {
    private(set) var json = ""
    /// How many cells the heat map of a leaf may have, so that the page stays small where there are many leaves.
    private let cells: Int

    /// All heat maps together.
    private static let allCells = 1_500_000

    init(_ outline: TreeOutline) {
        let count = outline.leafCount
        cells = max(36, min(96 * 96, Self.allCells / max(count, 1)))
        write(outline)
    }

    private mutating func write(_ node: TreeOutline) {
        json += "{\"n\":\(jsonText(node.name)),\"t\":\(jsonText(node.typeName))"
        if node.isFrozen { json += ",\"f\":1" }
        if node.isStatic { json += ",\"x\":1" }
        switch node.content {
        case .module(let children):
            json += ",\"m\":["
            for (index, child) in children.filter({ !$0.isHidden }).enumerated() {
                if index > 0 { json += "," }
                write(child)
            }
            json += "]"
        case .constant(let constant):
            json += ",\"v\":\(jsonText(constant.text))"
        case .leaf(let tensor):
            write(tensor, kind: "\(node.leafKind)")
        }
        json += "}"
    }

    private mutating func write(_ tensor: Tensor, kind: String) {
        json += ",\"k\":\(jsonText(kind))"
        guard tensor.hasElements else {
            json += ",\"v\":\(jsonText(tensor.shapeText))"
            return
        }
        json += ",\"d\":\"\(tensor.dtype)\",\"z\":\"\(tensor.shapeText)\",\"s\":\(tensor.shape)"
        json += ",\"c\":\(tensor.count),\"b\":\(tensor.byteCount)"
        guard let found = LeafStatistics(tensor, cells: cells) else { return }
        let numbers = [found.mean, found.deviation, found.minimum, found.maximum].map(number)
        json +=
            ",\"a\":[\(numbers.joined(separator: ",")),\(found.nanCount),\(found.infinityCount)]"
        if found.finiteCount > 1 && found.maximum > found.minimum {
            json += ",\"g\":[\(found.histogram.map(String.init).joined(separator: ","))]"
        }
        let map = found.heatMap
        json += ",\"h\":[\(map.rows),\(map.columns),\(map.cellRows),\(map.cellColumns),"
        json += "\(number(map.low)),\(number(map.high)),\"\(base64URL(map.cells))\"]"
        if tensor.count <= 16 { json += ",\"e\":\(jsonText(tensor.concrete?.description ?? ""))" }
    }

    /// A number with as many digits as are of use.
    private func number(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        let short = Float(value)
        return short.isFinite && (value == 0 || short.isNormal) ? "\(short)" : "\(value)"
    }
}

extension TreeOutline {
    fileprivate var leafCount: Int {
        switch content {
        case .leaf: 1
        case .constant: 0
        case .module(let children): children.reduce(0) { $0 + $1.leafCount }
        }
    }
}
