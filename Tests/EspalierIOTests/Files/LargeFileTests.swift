import Espalier
import EspalierIO
import Foundation
import TestSupport
import Testing

/// Memory of the process itself, without the pages of files, in MiB.
private func anonymousMebibytes() throws -> Double {
    let text = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("RssAnon:") })
    return try #require(line.split(separator: " ").dropLast().last.flatMap { Double($0) }) / 1024
}

/// The part of 1 GiB that is read; nil where the process is shared with other tests, so that its memory says nothing.
private let fraction = ProcessInfo.processInfo.environment["ESPALIER_ENDURANCE"].flatMap(
    Double.init)

/// Files as large as the weights of real models: `make endurance` reads 1 GiB, `make test` a twentieth.
@Suite(
    .serialized,
    .needs(
        .ownProcess,
        fraction != nil && FileManager.default.fileExists(atPath: "/proc/self/status")))
struct LargeFileTests {
    /// The tensors are the file's pages, also while a program computes with them.
    @Test func loadsWithoutACopy() throws {
        let folder = try TemporaryFolder()
        let url = folder["large.safetensors"]
        let mebibytes = 1024 * (fraction ?? 0)
        let names = ["a", "b", "c", "d"]
        let count = Int(mebibytes * 1_048_576) / 4 / names.count / 16 * 16
        let largest = jit { (x: Tensor) in x.max() }
        do {
            let weights = Tensor.ones([count])
            try SafeTensors.write(
                Dictionary(uniqueKeysWithValues: names.map { ($0, weights) }), to: url)
            #expect(Float(largest(weights)) == 1)
        }
        let before = try anonymousMebibytes()
        let tensors = try SafeTensors(contentsOf: url).tensors()
        for name in names {
            let tensor = try #require(tensors[name])
            #expect(tensor.shape == [count])
            #expect(Float(largest(tensor)) == 1)
        }
        let added = try anonymousMebibytes() - before
        #expect(added < mebibytes / 8, "\(added) MiB for a file of \(mebibytes) MiB")
    }
}
