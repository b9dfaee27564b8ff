import Espalier
import EspalierIO
import Foundation
import TestSupport
import Testing

/// What writers do with what is under a name already, and what may be a name.
@Suite struct OutputFileTests {
    private let folder: TemporaryFolder
    private let x = Tensor([1.0, 2.0])

    init() throws { folder = try TemporaryFolder() }

    private func mode(_ url: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    }

    private func names() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
    }

    @Test(arguments: [0o600, 0o640, 0o444, 0o755])
    func modesStay(mode: Int) throws {
        let url = folder["x.npy"]
        try Tensor(0.0).write(npy: url)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
        try x.write(npy: url)
        #expect(try Tensor(npy: url) == x)
        #expect(try self.mode(url) == mode)
    }

    @Test func newFilesFollowTheMaskOfTheProcess() throws {
        try folder.write("", to: "other")
        try x.write(npy: folder["x.npy"])
        #expect(try mode(folder["x.npy"]) == mode(folder["other"]))
    }

    /// The link stays a link, and what it leads to is written, present or absent.
    @Test func linksAreWrittenThrough() throws {
        try FileManager.default.createDirectory(
            at: folder["far"], withIntermediateDirectories: true)
        let manager = FileManager.default
        try manager.createSymbolicLink(
            atPath: folder["link"].path, withDestinationPath: "second")
        try manager.createSymbolicLink(
            atPath: folder["second"].path, withDestinationPath: folder["far/x"].path)
        for _ in 0..<2 {
            try SafeTensors.write(["x": x], to: folder["link"])
            #expect(
                try manager.destinationOfSymbolicLink(atPath: folder["link"].path) == "second")
            #expect(try SafeTensors(contentsOf: folder["far/x"])["x"] == x)
        }
        #expect(try manager.contentsOfDirectory(atPath: folder["far"].path) == ["x"])
        try manager.createSymbolicLink(atPath: folder["loop"].path, withDestinationPath: "loop")
        #expect(throws: FileError.self) { try x.write(npy: folder["loop"]) }
    }

    @Test func devicesPipesAndFoldersStay() throws {
        let pipe = folder["pipe"]
        #expect(mkfifo(pipe.path, 0o600) == 0)
        try FileManager.default.createSymbolicLink(
            atPath: folder["to the pipe"].path, withDestinationPath: pipe.path)
        // What an open pipe is called.
        var ends: [Int32] = [0, 0]
        #expect(Foundation.pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        for (url, kind) in [
            (pipe, "pipe"), (folder["to the pipe"], "pipe"),
            (URL(filePath: "/dev/fd/\(ends[1])"), "pipe"),
            (URL(filePath: "/dev/null"), "device"), (folder.url, "folder"),
        ] {
            let error = #expect(throws: FileError.self) {
                try NumPyArchive.write(["x": x], to: url)
            }
            #expect(error?.reason.contains("is a \(kind)") == true, "\(String(describing: error))")
        }
        #expect(try names() == ["pipe", "to the pipe"])
        var plot = LinePlot()
        plot.curves = [LinePlot.Curve(y: [1, 2])]
        #expect(mkfifo(folder["plot.svg"].path, 0o600) == 0)
        #expect(throws: PlotError.self) { try plot.write(to: folder["plot.svg"].path) }
    }

    @Test func namesMayBeAsLongAsTheSystemTakes() throws {
        for name in [String(repeating: "n", count: 255), String(repeating: "é", count: 127)] {
            try x.write(npy: folder[name])
            #expect(try Tensor(npy: folder[name]) == x)
        }
        let longer = folder[String(repeating: "n", count: 256)]
        #expect(throws: FileError.self) { try x.write(npy: longer) }
        #expect(try names().count == 2)
    }

    @Test func otherAddressesThanFilesAreRefused() throws {
        let url = try #require(URL(string: "https://example.org/x.npy"))
        for body: () throws -> Void in [
            { try x.write(npy: url) }, { _ = try Tensor(npy: url) },
            { _ = try Tensor(idx: url) }, { _ = try NumPyArchive(contentsOf: url) },
            { _ = try SafeTensors(contentsOf: url) }, { _ = try CSVTable(contentsOf: url) },
            { _ = try ExportedProgram(contentsOf: url) }, { _ = try CheckpointFolder(url) },
            { _ = try EventFile(in: url) }, { try [x].save(to: url) },
        ] {
            let error = #expect(throws: FileError.self) { try body() }
            #expect(error?.reason.contains("scheme https") == true)
        }
        // Without a scheme it is a path.
        let path = try #require(URL(string: folder["y.npy"].path))
        try x.write(npy: path)
        #expect(try Tensor(npy: path) == x)
    }
}
