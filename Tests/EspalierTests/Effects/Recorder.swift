import Numerics
import Synchronization

@testable import Espalier

/// What functions on any thread leave behind.
final class Recorder: Sendable {
    private let stored = Mutex<[String]>([])

    var lines: [String] { stored.withLock { $0 } }

    func add(_ line: String) { stored.withLock { $0.append(line) } }
}

/// The lines that `debugPrint` writes meanwhile; for tests that run one after another.
func printed(_ body: () throws -> Void) rethrows -> [String] {
    let recorder = Recorder()
    let before = DebugOutput.sink
    DebugOutput.sink = { recorder.add($0) }
    defer { DebugOutput.sink = before }
    try body()
    return recorder.lines
}

/// The same for one example of float64 numbers, element by element, called from programs.
func onHost(
    _ x: Tensor, vmapMethod: CallbackVmapMethod = .sequential,
    _ function: @escaping @Sendable (Double) -> Double
) -> Tensor {
    pureCallback(resultTypes: [x.shapedType], x, vmapMethod: vmapMethod) { inputs in
        let numbers = try inputs[0].scalars(as: Double.self)
        return [Tensor(scalars: numbers.map(function), shape: inputs[0].shape)]
    }[0]
}

/// A sine whose values come from the host, with derivatives of any order.
func hostSine(_ x: Tensor) -> Tensor {
    let sine = customJVP({ (x: Tensor) in onHost(x) { Double.sin($0) } }) {
        (x: Tensor, dx: Tensor) -> (Tensor, Tensor) in (hostSine(x), hostCosine(x) * dx)
    }
    return sine(x)
}

private func hostCosine(_ x: Tensor) -> Tensor {
    let cosine = customJVP({ (x: Tensor) in onHost(x) { Double.cos($0) } }) {
        (x: Tensor, dx: Tensor) -> (Tensor, Tensor) in (hostCosine(x), -hostSine(x) * dx)
    }
    return cosine(x)
}

/// A square whose values come from the host.
func hostSquare(_ x: Tensor, vmapMethod: CallbackVmapMethod) -> Tensor {
    let square = customJVP({ (x: Tensor) in onHost(x, vmapMethod: vmapMethod) { $0 * $0 } }) {
        (x: Tensor, dx: Tensor) -> (Tensor, Tensor) in
        (hostSquare(x, vmapMethod: vmapMethod), 2 * x * dx)
    }
    return square(x)
}
