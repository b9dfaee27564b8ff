import Synchronization
import Testing

@testable import PJRT

@Suite struct HostCallbackTests {
    /// y = callback(x) for two vectors of four numbers.
    static func program(_ callback: HostCallback, sideEffect: Bool = false) -> String {
        """
        module @calling {
          func.func public @main(%x: tensor<4xf32>) -> tensor<4xf32> {
            %0 = "stablehlo.custom_call"(%x) {\(callback.attributes), has_side_effect = \(sideEffect),
              operand_layouts = [dense<[0]> : tensor<1xindex>],
              result_layouts = [dense<[0]> : tensor<1xindex>]} : (tensor<4xf32>) -> tensor<4xf32>
            return %0 : tensor<4xf32>
          }
        }
        """
    }

    /// Each element times a number.
    static func times(_ factor: Float) -> HostCallback {
        HostCallback { arguments, results in
            let x = arguments[0].bytes.bindMemory(to: Float.self)
            let y = results[0].bytes.bindMemory(to: Float.self)
            for index in x.indices { y[index] = factor * x[index] }
        }
    }

    @Test(arguments: Plugins.paths)
    func callsASwiftFunction(path: String) throws {
        let client = try Plugins.client(path)
        let seen = Mutex<[String]>([])
        let callback = HostCallback { arguments, results in
            seen.withLock {
                $0.append("\(arguments.map(\.elementType)) \(arguments.map(\.shape))")
            }
            let x = arguments[0].bytes.bindMemory(to: Float.self)
            let y = results[0].bytes.bindMemory(to: Float.self)
            for index in x.indices { y[index] = 2 * x[index] }
        }
        let program = try client.compile(Self.program(callback), callbacks: [callback])
        let result = try program.execute([try client.buffer([1, 2, 3, 4])])
        #expect(try result[0].floats() == [2, 4, 6, 8])
        #expect(seen.withLock { $0 } == ["[PJRT.ElementType.float32] [[4]]"])
        #expect(throws: PJRTError.self) { try program.serialize() }
    }

    @Test(arguments: Plugins.paths)
    func passesErrorsOn(path: String) throws {
        struct Refusal: Error, CustomStringConvertible {
            let description = "no: {0} 'ünïcode' and\nlines"
        }
        let client = try Plugins.client(path)
        for sideEffect in [false, true] {
            let callback = HostCallback { _, _ in throw Refusal() }
            let program = try client.compile(
                Self.program(callback, sideEffect: sideEffect), callbacks: [callback])
            let x = try client.buffer([1, 2, 3, 4])
            #expect(throws: PJRTError.hostCallback(message: Refusal().description)) {
                try program.execute([x])
            }
        }
    }

    @Test(arguments: Plugins.paths)
    func livesAsLongAsTheExecutable(path: String) throws {
        let client = try Plugins.client(path)
        weak var callback: HostCallback?
        var program: Executable?
        do {
            let made = Self.times(3)
            callback = made
            program = try client.compile(Self.program(made), callbacks: [made])
        }
        #expect(callback != nil)
        let result = try #require(program).execute([try client.buffer([1, 2, 3, 4])])
        #expect(try result[0].floats() == [3, 6, 9, 12])
        program = nil
        #expect(callback == nil)
    }

    @Test(arguments: Plugins.paths)
    func answersManyTasks(path: String) async throws {
        let client = try Plugins.client(path)
        try await withThrowingTaskGroup { group in
            for factor in 0..<8 {
                group.addTask {
                    let callback = Self.times(Float(factor))
                    let program = try client.compile(Self.program(callback), callbacks: [callback])
                    for turn in 0..<20 {
                        let x = try client.buffer([Float(turn), 1, 2, 3])
                        let y = try program.execute([x])[0].floats()
                        #expect(y == [Float(turn), 1, 2, 3].map { Float(factor) * $0 })
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
