@testable import Espalier

let effectEntries: [BatteryEntry] = [
    .unary("HostCall", spread([3], 0.5, 1.5)) { hostSine($0) },
    BatteryEntry("HostCall", variant: "vmapped at once", [spread([2, 3]), spread([3], turn: 1)]) {
        x in
        let product = customJVP({ (x: Tensor) in
            onHost(x, vmapMethod: .expandDims) { $0 * $0 }
        }) { (x: Tensor, dx: Tensor) in
            (onHost(x, vmapMethod: .broadcastAll) { $0 * $0 }, 2 * x * dx)
        }
        return [product(x[0] * x[1])]
    },
    BatteryEntry("HostCall", variant: "effect", [spread([3], 0.5, 1.5)]) { x in
        [errorIf(x[0] * x[0], (x[0] .< 0).any(), "{} is negative", x[0])]
    },
]
