import PJRT

/// What programs avoid because their plugin computes it wrongly, found by ``PJRT/Plugin/check()``.
package struct PluginGuards: OptionSet, Sendable, Hashable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// `atan` of vectors gives the numbers of other elements.
    static let arcTangent = PluginGuards(rawValue: 1 << 0)
    /// `atan2(0, 0)` of operands that turn out to be constant is NaN.
    static let arcTangentOfZeros = PluginGuards(rawValue: 1 << 1)
    /// `log1p` of float64 is off by a hundred units in the last place.
    static let logPlusOne = PluginGuards(rawValue: 1 << 2)
    /// `atanh` of float64, the same.
    static let hyperbolicArcTangent = PluginGuards(rawValue: 1 << 3)
    /// The error grows with the exponent in `cbrt`.
    static let cubeRoot = PluginGuards(rawValue: 1 << 4)
    /// `erf` of float32 stops at 0.9999998.
    static let errorFunction = PluginGuards(rawValue: 1 << 5)
    /// The larger and the smaller of two constants ignore NaN.
    static let extremaOfConstants = PluginGuards(rawValue: 1 << 6)

    /// What programs avoid whose plugin is not known: those that are exported.
    static let all = PluginGuards(rawValue: (1 << 7) - 1)

    /// The guard against a fault, by the operation in which the check finds it.
    private static let byOperation: [String: PluginGuards] = [
        "atan": .arcTangent,
        "atan2 of constants": .arcTangentOfZeros,
        "log_plus_one": .logPlusOne,
        "atanh": .hyperbolicArcTangent,
        "cbrt": .cubeRoot,
        "erf beyond 4": .errorFunction,
        "maximum of constants": .extremaOfConstants,
        "minimum of constants": .extremaOfConstants,
        "clamp of constants": .extremaOfConstants,
    ]

    /// The guard against a fault; nil where there is no way round it.
    package static func against(_ fault: PluginFault) -> PluginGuards? {
        byOperation[fault.operation]
    }

    /// What programs of a client avoid.
    ///
    /// A plugin and a processor that were not seen before are checked, once, unless the environment says
    /// `ESPALIER_CHECK_PLUGIN=0`. Where that is so, or where the report can't be kept, everything is avoided that has been
    /// seen to be wrong in any plugin.
    static func needed(by client: Client, _ environment: [String: String]) -> PluginGuards {
        guard client.platformName == "cpu" else { return [] }
        if let value = environment["ESPALIER_CHECK_PLUGIN"], ["0", "false"].contains(value) {
            return .all
        }
        let name = client.plugin.path.split(separator: "/").suffix(2).joined(separator: "/")
        var isNew = false
        let report = client.rememberedReport {
            isNew = true
            Diagnostics.logger.notice(
                "checking \(name) on this processor, which takes some seconds, once")
        }
        guard let report else {
            Diagnostics.logger.notice(
                "what \(name) computes can't be checked, because the user's cache folder can't be written"
            )
            return .all
        }
        guard report.comparisons > 0 else {
            Diagnostics.logger.warning("\(report)")
            return .all
        }
        for fault in report.faults where isNew {
            if against(fault) == nil {
                Diagnostics.logger.warning("\(name) computes wrongly: \(fault)")
            } else {
                Diagnostics.logger.notice("programs avoid a fault of \(name): \(fault)")
            }
        }
        return report.faults.reduce([]) { $0.union(against($1) ?? []) }
    }
}
