import Foundation
import TestSupport
import Testing

@testable import PJRT

/// Our ABI header against the official one.
///
/// The declarations of ours are read from the file itself, so that nothing can be added there without
/// being compared. Both headers go into one C file of static assertions, which the compiler checks.
@Suite struct ABITests {
    static let sources = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/CPJRT")

    /// The folder with the official header: that of `make headers`, or one beside any plugin.
    static let official = include(with: "pjrt_c_api.h")

    /// The folder with XLA's header for foreign functions, which is part of JAX.
    static let foreign = include(with: "xla/ffi/api/c_api.h")

    private static func include(with header: String) -> URL? {
        let plugins = Plugin.installed.map { URL(filePath: $0).deletingLastPathComponent() }
        return
            ([cacheFolder.appending(path: "headers")]
            + plugins.map { $0.appending(path: "include") })
            .first { FileManager.default.fileExists(atPath: $0.appending(path: header).path) }
    }

    @Test(.needs(.headers, official != nil))
    func agreesWithTheOfficialHeader() throws {
        let official = try #require(Self.official)
        let assertions = try Self.assertions()
        // A reading that misses most of the header would agree with anything.
        #expect(assertions.count > 500)
        let (status, output) = try Self.compile(assertions, official: official)
        #expect(status == 0, "\(output)")
    }

    @Test(.needs(.headers, official != nil && foreign != nil))
    func agreesWithTheHeaderOfForeignFunctions() throws {
        let (official, foreign) = (try #require(Self.official), try #require(Self.foreign))
        let header = try String(
            contentsOf: Self.sources.appending(path: "include/cpjrt_ffi_abi.h"), encoding: .utf8)
        var assertions: [String] = []
        for (name, fields) in Self.structures(in: header) where name.hasPrefix("XLA") {
            // The function table of ours ends where we need no more.
            if name != "XLA_FFI_Api" { assertions.append("sizeof(C\(name)) == sizeof(\(name))") }
            assertions += fields.map { "offsetof(C\(name), \($0)) == offsetof(\(name), \($0))" }
        }
        for value in header.matches(of: /(?m)^    C(XLA_FFI_\w+) = \d+,$/) {
            assertions.append("C\(value.1) == (int)\(value.1)")
        }
        #expect(assertions.count > 80)
        let (status, output) = try Self.compile(
            assertions, official: official, others: [foreign],
            headers: ["xla/ffi/api/c_api.h", "cpjrt_ffi_abi.h"])
        #expect(status == 0, "\(output)")
    }

    @Test(.needs(.headers, official != nil))
    func wouldNoticeADifference() throws {
        let official = try #require(Self.official)
        let wrong = [
            "CPJRT_Buffer_Type_F32 == (int)PJRT_Buffer_Type_F64",
            "offsetof(CPJRT_Api, PJRT_Buffer_Delete) == offsetof(PJRT_Api, PJRT_Buffer_Destroy)",
        ]
        for assertion in wrong {
            let (status, output) = try Self.compile([assertion], official: official)
            #expect(status != 0)
            #expect(output.contains("static assertion failed"))
        }
    }

    /// Everything that must hold, as C expressions.
    static func assertions() throws -> [String] {
        let header = try String(
            contentsOf: sources.appending(path: "include/cpjrt_abi.h"), encoding: .utf8)
        let calls = try String(contentsOf: sources.appending(path: "calls.c"), encoding: .utf8)
        var result: [String] = []

        for (name, fields) in structures(in: header) {
            // The function table of ours ends where we need no more.
            if name != "PJRT_Api" { result.append("sizeof(C\(name)) == sizeof(\(name))") }
            for field in fields {
                result.append("offsetof(C\(name), \(field)) == offsetof(\(name), \(field))")
                result.append(
                    "sizeof(((C\(name) *)0)->\(field)) == sizeof(((\(name) *)0)->\(field))")
            }
        }
        for value in header.matches(of: /(?m)^    C(PJRT_\w+) = \d+,$/) {
            result.append("C\(value.1) == (int)\(value.1)")
        }
        for value in header.matches(of: /CPJRT_Extension_Type_(\w+) =/) {
            let name = "PJRT_Extension_Type_\(value.1)"
            result.append("C\(name) == (int)\(name)")
        }
        // The sizes that the calls pass along, by the last field that each names.
        for call in calls.matches(of: /(?:ARGS\(|CPJRT_SIZE_THROUGH\(CPJRT_)\s*(\w+),\s*(\w+)/) {
            let type = String(call.1)
            guard type != "name" else { continue }
            let structure = header.contains("} CPJRT_\(type)_Args;") ? type + "_Args" : type
            result.append(
                "CPJRT_SIZE_THROUGH(CPJRT_\(structure), \(call.2)) == PJRT_\(structure)_STRUCT_SIZE"
            )
        }
        return result
    }

    /// The structs of a header with the names of their fields, those of unions inside included.
    private static func structures(in header: String) -> [(name: String, fields: [String])] {
        var result: [(String, [String])] = []
        var fields: [String] = []
        for line in header.split(separator: "\n") {
            if line.hasPrefix("typedef struct") {
                fields = []
            } else if let end = line.wholeMatch(of: /} C((?:PJRT|XLA)_\w+);/) {
                if !fields.isEmpty { result.append((String(end.1), fields)) }
                fields = []
            } else if line.contains("CPJRT_HEAD") {
                fields += ["struct_size", "extension_start"]
            } else if let slot = line.firstMatch(of: /CPJRT_SLOT\((\w+)\)$/) {
                fields.append(String(slot.1))
            } else if let function = line.firstMatch(of: /\(\*(\w+)\)\(.*\);/) {
                fields.append(String(function.1))
            } else if let field = line.firstMatch(of: /^ .*?(\w+);/), !line.contains("unused_") {
                fields.append(String(field.1))
            }
        }
        return result
    }

    /// Has the compiler check the assertions, with both headers in one file.
    private static func compile(
        _ assertions: [String], official: URL, others: [URL] = [],
        headers: [String] = ["cpjrt_abi.h"]
    ) throws -> (status: Int32, output: String) {
        let folder = try TemporaryFolder()
        let checks = assertions.map { "_Static_assert(\($0), \"\($0)\");\n" }.joined()
        let text = (["pjrt_c_api.h"] + headers).map { "#include \"\($0)\"\n" }.joined() + checks
        let file = try folder.write(text, to: "abi.c")
        let result = try run(
            ["clang", "-std=c11", "-fsyntax-only"]
                + ([official, sources.appending(path: "include")] + others)
                .flatMap { ["-I", $0.path] } + [file.path])
        return (result.status, result.output + result.errors)
    }
}
