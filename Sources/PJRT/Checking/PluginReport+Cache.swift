import Foundation
import Synchronization

extension Client {
    /// The report of a check of this plugin on this processor: that of an earlier process where there is one, and else
    /// that of a check which is made now and remembered.
    ///
    /// Reports lie in `espalier/checks` in the user's cache folder, by the plugin's file, its size and date, what the
    /// processor can do, and `XLA_FLAGS`. A check that ended its process twice is not made a third time: the report
    /// says so.
    ///
    /// - Parameters:
    ///   - willCheck: called before a check that takes some seconds.
    ///   - folder: where reports are kept; nil for the user's cache folder.
    /// - Returns: nil where there is no such report and none could be kept, so that each process would have to check.
    package func rememberedReport(
        in folder: String? = nil, willCheck: () -> Void = {}
    ) -> PluginReport? {
        guard let cache = ReportCache(plugin, in: folder) else { return nil }
        if let report = cache.report { return report }
        let earlier = cache.interruptedParts
        if earlier.count >= 2 {
            let report = PluginReport(
                plugin: plugin.path, processor: Processor.description, comparisons: 0,
                faults: [
                    PluginFault(
                        operation: "check", type: "any", sizes: [],
                        example: "two checks ended their process, the last while trying "
                            + earlier[earlier.count - 1])
                ])
            cache.keep(report)
            return report
        }
        guard cache.begin("preparations") else { return nil }
        willCheck()
        return Self.checking.withLock { _ in
            // Another thread was at it meanwhile.
            if let report = cache.report { return report }
            let report = check { _ = cache.begin($0) }
            cache.keep(report)
            return report
        }
    }

    /// One check at a time.
    private static let checking = Mutex(())
}

/// The files of one plugin's report.
struct ReportCache {
    private let report_: URL
    private let key: String
    private let folder: URL

    /// Incremented when the check changes.
    private static let version = 1

    /// What is kept.
    private struct Entry: Codable {
        let key: String
        let report: PluginReport
    }

    /// nil where there is no cache folder.
    init?(_ plugin: Plugin, in folder: String?) {
        let environment = ProcessInfo.processInfo.environment
        guard
            let folder = folder ?? cacheFolder(in: environment).map({ $0 + "/checks" }),
            let attributes = try? FileManager.default.attributesOfItem(atPath: plugin.path)
        else { return nil }
        let date = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        key = [
            "\(Self.version)", plugin.path, "\(attributes[.size] ?? 0)", "\(date)",
            Processor.description, Processor.features, environment["XLA_FLAGS"] ?? "",
        ].joined(separator: "\n")
        self.folder = URL(filePath: folder)
        report_ = self.folder.appending(path: Self.name(of: key) + ".json")
    }

    /// A file's name for a key (FNV-1a).
    private static func name(of key: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }

    /// The report that is kept; nil where there is none, or where it is damaged.
    var report: PluginReport? {
        guard FileStatus(report_.path)?.isRegular == true,
            let data = try? Data(contentsOf: report_),
            let entry = try? JSONDecoder().decode(Entry.self, from: data), entry.key == key
        else { return nil }
        return entry.report
    }

    /// The file that says what this process is trying.
    private var mark: URL {
        report_.deletingPathExtension()
            .appendingPathExtension("\(ProcessInfo.processInfo.processIdentifier).running")
    }

    /// Says what is tried next; false where the folder can't be written.
    func begin(_ part: String) -> Bool {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(part.utf8).write(to: mark, options: .atomic)
            return true
        } catch {
            return false
        }
    }

    /// Keeps a report, and forgets what was tried. A report that can't be kept is made again by the next process.
    func keep(_ report: PluginReport) {
        if let data = try? JSONEncoder().encode(Entry(key: key, report: report)) {
            try? data.write(to: report_, options: .atomic)
        }
        for mark in marks
        where !Self.isRunning(mark) || mark.lastPathComponent == self.mark.lastPathComponent {
            try? FileManager.default.removeItem(at: mark)
        }
    }

    /// What processes were trying that are no more and left no report.
    var interruptedParts: [String] {
        marks.filter { !Self.isRunning($0) }
            .compactMap { try? String(contentsOf: $0, encoding: .utf8) }
    }

    private var marks: [URL] {
        let name = report_.deletingPathExtension().lastPathComponent
        let files = try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        return (files ?? []).filter {
            $0.lastPathComponent.hasPrefix(name + ".") && $0.pathExtension == "running"
                && FileStatus($0.path)?.isRegular == true
        }
    }

    private static func isRunning(_ mark: URL) -> Bool {
        let number = Int32(mark.deletingPathExtension().pathExtension)
        return number.map { kill($0, 0) == 0 } ?? false
    }
}
