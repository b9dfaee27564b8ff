import Espalier
import Foundation
import PJRT

extension ExportedProgram {
    /// Writes the program as a file, which appears as a whole or not at all.
    ///
    ///     try step.lower(model, batch).exported().write(to: URL(filePath: "step.espalier"))
    ///
    /// The file is a zip archive, without compression, of `program.json`, which lists inputs, outputs and constants,
    /// `program.mlir`, the StableHLO as text, the elements of the constants and, if there is any, the machine code.
    ///
    /// - Throws: ``FileError`` where the file can't be written.
    public func write(to url: URL) throws {
        let contents = Contents(
            format: Contents.format, version: Contents.version, name: name,
            inputs: inputs.map(Contents.Value.init), outputs: outputs.map(Contents.Value.init),
            constants: constants.map {
                Contents.Value(Value(name: "", type: $0.shapedType))
            },
            machineCode: machineCode.map {
                Contents.Machine(platform: $0.platform, processor: $0.processor)
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        var members = [("program.json", Array(try encoder.encode(contents)))]
        members.append(("program.mlir", Array(stableHLO.utf8)))
        for (index, constant) in constants.enumerated() {
            members.append((Self.member(index), try constant.withHostBytes { Array($0) }))
        }
        if let machineCode { members.append(("machine-code", machineCode.bytes)) }
        try ZipArchive.write(members.map { (name: $0.0, bytes: $0.1) }, to: url)
    }

    /// Reads a program that ``write(to:)`` wrote.
    ///
    /// - Parameters:
    ///   - url: the file.
    ///   - usingMachineCode: whether machine code in the file is run, where it fits this processor and plugin. It can do
    ///     anything that this process can: allow it for files that you made. Without it the program is compiled
    ///     from its text.
    /// - Throws: ``FileError`` where the file can't be read, is damaged, or is of a later version.
    public init(contentsOf url: URL, usingMachineCode: Bool = false) throws {
        let archive = try ZipArchive(url)
        func bytes(_ name: String) throws -> [UInt8] {
            guard let member = archive.members[name] else {
                throw FileError(url.path, "is no exported program: it has no \(name)")
            }
            return try archive.contents(of: member)
        }
        let contents: Contents
        do {
            let json = try bytes("program.json")
            contents = try JSONDecoder().decode(Contents.self, from: Data(json))
            if let key = duplicateKey(in: json) {
                throw FileError(url.path, "program.json has \(key) twice")
            }
        } catch let error as DecodingError {
            throw FileError(url.path, "program.json can't be understood: \(error)")
        }
        guard contents.format == Contents.format, contents.version == Contents.version else {
            throw FileError(
                url.path,
                """
                is \(contents.format), version \(contents.version), and \(Contents.format), version \
                \(Contents.version), can be read
                """)
        }
        let constants = try contents.constants.enumerated().map { index, value in
            let type = try value.value(url.path).type
            let bytes = try bytes(Self.member(index))
            guard bytes.count == type.byteCount else {
                throw FileError(
                    url.path, "constant \(index) is \(type) and has \(bytes.count) bytes")
            }
            return Tensor(
                storage: bytes.withUnsafeBytes { AlignedStorage(copying: $0) }, type: type)
        }
        var machineCode: MachineCode?
        if usingMachineCode, let machine = contents.machineCode {
            machineCode = MachineCode(
                platform: machine.platform, processor: machine.processor,
                bytes: try bytes("machine-code"))
        }
        try self.init(
            name: contents.name, inputs: try contents.inputs.map { try $0.value(url.path) },
            outputs: try contents.outputs.map { try $0.value(url.path) },
            stableHLO: String(decoding: try bytes("program.mlir"), as: UTF8.self),
            constants: constants, machineCode: machineCode)
    }

    private static func member(_ constant: Int) -> String { "constants/\(constant)" }
}

/// What `program.json` holds.
private struct Contents: Codable {
    static let format = "Espalier program"
    static let version = 1

    struct Value: Codable {
        let name: String
        let dtype: String
        let shape: [Int]

        init(_ value: ExportedProgram.Value) {
            name = value.name
            dtype = value.type.dtype.description
            shape = value.type.shape
        }

        func value(_ path: String) throws -> ExportedProgram.Value {
            guard let dtype = DType.allCases.first(where: { $0.description == dtype }) else {
                throw FileError(path, "\(name) has the dtype \(dtype), which isn't known")
            }
            // Sizes whose product overflows belong to no tensor.
            var count = dtype.byteSize
            for size in shape {
                let (product, overflows) = count.multipliedReportingOverflow(by: max(size, 1))
                guard size >= 0, !overflows else {
                    throw FileError(path, "\(name) has the impossible shape \(shape)")
                }
                count = product
            }
            return .init(name: name, type: ShapedTensor(shape: shape, dtype: dtype))
        }
    }

    struct Machine: Codable {
        let platform: String
        let processor: String
    }

    let format: String
    let version: Int
    let name: String
    let inputs: [Value]
    let outputs: [Value]
    let constants: [Value]
    let machineCode: Machine?
}
