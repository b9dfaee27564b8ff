import Espalier
import Foundation

/// Makes the operands of a workload and gives the call to measure; nobody looks at anything but its results.
public typealias Workload = () throws -> (() throws -> [Tensor])

/// Runs workloads when it is told to, so that a script can alternate them with other libraries'.
///
/// Reads commands from standard input, `prepare NAME` or `run NAME`, and answers each with a line:
/// the milliseconds that the first call took, the sum of the results (of their moduli, if asked) and the bytes that the process
/// grew by; or the milliseconds of a call.
public func serve(_ workloads: [String: Workload], sumsModuli: Bool = false) throws {
    // The peers' process has compiled something before as well.
    _ = try jit { (x: Tensor) in x + 1 }(Tensor(1.0)).wait()
    var runs: [String: () throws -> [Tensor]] = [:]
    while let line = readLine() {
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2, let workload = workloads[words[1]] else {
            print("error: unknown command \(line); workloads: \(workloads.keys.sorted())")
            fflush(nil)
            continue
        }
        if words[0] == "prepare" {
            let call = try workload()
            runs[words[1]] = call
            let before = peakMemory()
            let (results, time) = try timed(call)
            let grown = peakMemory() - before
            let sum = results.reduce(0.0) {
                $0 + Double((sumsModuli ? abs($1) : $1).asType(.float64).sum())
            }
            print("\(time) \(sum) \(grown)")
        } else if let call = runs[words[1]] {
            print(try timed(call).milliseconds)
        }
        fflush(nil)
    }
}

private func timed(
    _ call: () throws -> [Tensor]
) throws -> (results: [Tensor], milliseconds: Double) {
    let clock = ContinuousClock()
    let start = clock.now
    let results = try call().map { try $0.wait() }
    return (results, (clock.now - start) / .milliseconds(1))
}

/// The largest memory of the process so far, in bytes.
private func peakMemory() -> Int {
    var usage = rusage()
    _ = getrusage(0, &usage)  // RUSAGE_SELF
    return Int(usage.ru_maxrss) * 1024
}
