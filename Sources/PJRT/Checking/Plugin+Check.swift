import Dispatch
import Foundation
import Synchronization

extension Plugin {
    /// Compares what the plugin computes with the host's own mathematics.
    ///
    /// All elementwise functions, products, reductions, sorts, windows, convolutions and loops are tried, on vectors of
    /// 1 to 100,000 elements, of special numbers and of constants. It takes some seconds. XLA's plugins compile other
    /// instructions for other processors, so that a plugin without faults on one may have some on another.
    ///
    ///     let report = try Plugin.find().check()
    ///     print(report)
    ///
    /// A program that ends the process, as a broken plugin may, ends this one.
    ///
    /// - Throws: The plugin's error when no client can be started. What the plugin refuses to compile is a fault.
    public func check() throws(PJRTError) -> PluginReport {
        try Client(self).check()
    }
}

extension Client {
    /// Compares what the plugin computes on the first device with the host's own mathematics; see ``Plugin/check()``.
    public func check() -> PluginReport {
        check(progress: { _ in })
    }

    /// The check, which says what it is about to try.
    func check(progress: (String) -> Void) -> PluginReport {
        var options = CompileOptions()
        if isCPU, accepts("xla_cpu_enable_fast_min_max", false) {
            options.overrides["xla_cpu_enable_fast_min_max"] = false
        }
        var faults: [PluginFault] = []
        var comparisons = 0
        for (part, programs) in Self.parts {
            progress(part)
            let programs = programs()
            comparisons += programs.reduce(0) { $0 + $1.comparisons }
            faults += run(programs, options)
        }
        return PluginReport(
            plugin: plugin.path, processor: Processor.description, comparisons: comparisons,
            faults: Self.merged(faults))
    }

    /// The faults of programs, which are compiled side by side.
    private func run(_ programs: [CheckProgram], _ options: CompileOptions) -> [PluginFault] {
        let found = Mutex<[Int: [PluginFault]]>([:])
        DispatchQueue.concurrentPerform(iterations: programs.count) { index in
            let faults = programs[index].run(self, options: options)
            found.withLock { $0[index] = faults }
        }
        return found.withLock { found in programs.indices.flatMap { found[$0] ?? [] } }
    }

    private static let parts: [(String, @Sendable () -> [CheckProgram])] = [
        ("constants", ConstantCheck.programs), ("elementwise functions", ElementwiseCheck.programs),
        ("products, reductions, windows, sorts and loops", StructuralCheck.programs),
    ]

    /// One fault for each operation and type, with all sizes in which it shows.
    private static func merged(_ faults: [PluginFault]) -> [PluginFault] {
        var result: [PluginFault] = []
        for fault in faults {
            let index = result.firstIndex {
                $0.operation == fault.operation && $0.type == fault.type
            }
            guard let index else {
                result.append(fault)
                continue
            }
            let known = result[index]
            result[index] = PluginFault(
                operation: known.operation, type: known.type,
                sizes: Array(Set(known.sizes + fault.sizes)).sorted(), example: known.example)
        }
        return result
    }
}
