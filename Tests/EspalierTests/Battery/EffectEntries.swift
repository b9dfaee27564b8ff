@testable import Espalier

let effectEntries: [BatteryEntry] = [
    .unary("HostCall", spread([3], 0.5, 1.5)) { hostSine($0) },
    .binary("HostCall", variant: "vmapped at once", spread([2, 3]), spread([3], turn: 1)) {
        hostSquare($0 * $1, vmapMethod: .expandDims) + hostSquare($1, vmapMethod: .broadcastAll)
    },
    BatteryEntry("HostCall", variant: "effect", [spread([3], 0.5, 1.5)]) { x in
        [errorIf(x[0] * x[0], (x[0] .< 0).any(), "{} is negative", x[0])]
    },
]
