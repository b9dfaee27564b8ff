import Foundation
import TestSupport
import Testing

@testable import PJRT

@Suite struct StressTests {
    @Test(arguments: Plugins.paths)
    func runsFromManyTasksAtOnce(path: String) async throws {
        let client = try Plugins.client(path)
        let addition = try client.compile(Programs.addition)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    var sum = try client.buffer([0, 0, 0, 0])
                    let step = try client.buffer([Float](repeating: Float(task), count: 4))
                    for _ in 0..<500 { sum = try addition.execute([sum, step])[0] }
                    #expect(try sum.floats() == [Float](repeating: Float(500 * task), count: 4))
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(arguments: Plugins.paths)
    func compilesFromManyTasksAtOnce(path: String) async throws {
        let client = try Plugins.client(path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 1...4 {
                group.addTask {
                    let increment = try client.compile(Programs.increment(task))
                    let x = try client.buffer([Float](repeating: 1, count: task))
                    #expect(try increment.execute([x])[0].floats().allSatisfy { $0 == 2 })
                }
            }
            try await group.waitForAll()
        }
    }

    /// Other tests run in this process at the same time, and they may well grow it. A leak grows it
    /// in every window, so one flat window in a few is enough: 100,000 leaked objects of the
    /// smallest size would show as 1.6 MB.
    ///
    /// It needs a process of its own, where nothing else takes memory: `make test` gives it one.
    @Test(.needs(.ownProcess, residentBytes != nil && hasOwnProcess), arguments: Plugins.paths)
    func leavesMemoryFlat(path: String) throws {
        let client = try Plugins.client(path)
        let addition = try client.compile(Programs.addition)
        let storage = AlignedStorage(byteCount: 16) { _ in }
        let x = try client.buffer([1, 2, 3, 4])
        func window(_ count: Int) throws {
            for index in 0..<count {
                let result = try addition.execute([x, x])[0]
                switch index % 32 {
                case 0: _ = try result.floats()
                case 1: _ = try client.share(storage, as: .float32, shape: [4])
                case 2: _ = try client.buffer([1, 2, 3, 4])
                case 3:
                    try result.delete()
                    #expect(throws: PJRTError.self) { try result.waitUntilReady() }
                default: break
                }
            }
        }
        try window(20_000)
        var growths: [Int] = []
        repeat {
            let before = try #require(residentBytes)
            try window(100_000)
            growths.append(try #require(residentBytes) - before)
        } while growths.count < 6 && growths[growths.count - 1] >= 1 << 20
        #expect(growths.contains { $0 < 1 << 20 }, "\(growths)")
    }
}

/// Whether this run is for the tests that measure the memory of the process.
private var hasOwnProcess: Bool {
    ProcessInfo.processInfo.environment["ESPALIER_ENDURANCE"] != nil
}

/// The memory that this process has in use, where the system says so.
private var residentBytes: Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else {
        return nil
    }
    return text.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 4096 }
}
