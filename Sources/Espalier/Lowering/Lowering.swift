import PJRT

/// A value in StableHLO text.
struct Value {
    let name: String
    let type: ShapedTensor
    /// Whether it is made of constants alone, so that the compiler may compute it.
    var isConstant = false
}

/// Writes StableHLO: the body of a function, and the module that it belongs to.
///
/// Every operation is written in MLIR's generic form, `"name"(operands) {attributes} : types`,
/// which all versions of the dialect parse alike.
final class Lowering {
    private var lines: [String] = []
    private var valueCount = 0
    private var depth = 2
    private var functions: [Program: String] = [:]
    private var functionTexts: [String] = []
    private var constants: [[UInt8]: [DType: Value]] = [:]
    /// Why the module can't be compiled: an intermediate value that is too large.
    private var failure: (any Error)?
    /// The Swift functions that the module calls.
    var callbacks: [HostCallback] = []
    /// The library that the module may call, where it is to run on the CPU and there is one.
    private(set) var lapack: LAPACK?
    /// Whether the module is to run on the CPU, and nowhere else.
    private let isForCPU: Bool
    /// What the module avoids because its plugin computes it wrongly.
    let guards: PluginGuards
    /// What the last effect gave and the next one takes: XLA runs independent operations in any order, or at once.
    var token: Value?

    /// The token that the next effect takes.
    var currentToken: Value { token ?? scalar(0, .int32) }

    /// Writes one operation, in a way that the plugin computes rightly, and gives its results.
    func emit(
        _ name: String, _ operands: [Value], attributes: String = "", regions: [String] = [],
        results: [ShapedTensor]
    ) -> [Value] {
        if let value = guarded(name, operands, results) { return [value] }
        return write(
            name, hidingConstants(name, operands), attributes: attributes, regions: regions,
            results: results)
    }

    /// Writes one operation and gives its results; one whose type is too large is what the module is refused for.
    func write(
        _ name: String, _ operands: [Value], attributes: String, regions: [String],
        results: [ShapedTensor]
    ) -> [Value] {
        if failure == nil {
            do {
                for type in results {
                    try SizeLimit.check(type, for: name)
                    if isForCPU { try SizeLimit.checkElements(type, for: name) }
                }
            } catch {
                failure = error
            }
        }
        let id = fresh()
        var text = ""
        if !results.isEmpty {
            text += results.count == 1 ? "\(id) = " : "\(id):\(results.count) = "
        }
        text += "\"\(name)\"(" + operands.map(\.name).joined(separator: ", ") + ")"
        if !regions.isEmpty { text += " (" + regions.joined(separator: ", ") + ")" }
        if !attributes.isEmpty { text += " {\(attributes)}" }
        text += " : (" + operands.map(\.type.stableHLO).joined(separator: ", ") + ") -> "
        let types = results.map(\.stableHLO)
        text += types.count == 1 ? types[0] : "(" + types.joined(separator: ", ") + ")"
        write(text)
        let isConstant =
            name.hasPrefix("stablehlo.") && name != "stablehlo.custom_call"
            && operands.allSatisfy(\.isConstant)
        guard results.count > 1 else {
            return results.map { Value(name: id, type: $0, isConstant: isConstant) }
        }
        return results.enumerated().map {
            Value(name: "\(id)#\($0)", type: $1, isConstant: isConstant)
        }
    }

    /// Writes one operation of one result.
    func emit(
        _ name: String, _ operands: [Value], attributes: String = "", regions: [String] = [],
        result: ShapedTensor
    ) -> Value {
        emit(name, operands, attributes: attributes, regions: regions, results: [result])[0]
    }

    /// A region with one block, for the operations that hold code.
    func region(
        _ types: [ShapedTensor], _ body: ([Value]) throws -> [Value]
    ) rethrows -> String {
        let outer = lines
        // Regions of loops are closed: they share no constants with what is around them.
        let outerConstants = constants
        let outerToken = token
        lines = []
        constants = [:]
        depth += 1
        defer {
            lines = outer
            constants = outerConstants
            token = outerToken
            depth -= 1
        }
        let arguments = types.map { Value(name: fresh(), type: $0) }
        let results = try body(arguments)
        _ = emit("stablehlo.return", results, results: [])
        let header =
            arguments.isEmpty
            ? ""
            : "^bb0(" + arguments.map { "\($0.name): \($0.type.stableHLO)" }.joined(separator: ", ")
                + "):\n"
        return "{\n" + header + lines.joined(separator: "\n") + "\n" + indentation(depth - 1) + "}"
    }

    /// A region that combines two scalars with one operation, as reductions and scatters hold.
    func combiner(_ operation: String, _ dtype: DType) -> String {
        let scalar = ShapedTensor(shape: [], dtype: dtype)
        return region([scalar, scalar]) { [emit(operation, $0, result: scalar)] }
    }

    /// A constant with the given elements, row-major in host byte order.
    func constant(_ bytes: [UInt8], _ type: ShapedTensor) -> Value {
        if type.shape.isEmpty, let known = constants[bytes]?[type.dtype] { return known }
        let elements: String
        if type.count == 0 {
            elements = ""
        } else if type.dtype == .bool {
            elements = Self.nested(bytes.map { $0 == 0 ? "false" : "true" }[...], type.shape)
        } else {
            elements = "\"0x" + Self.hexadecimal(bytes) + "\""
        }
        let value = emit(
            "stablehlo.constant", [], attributes: "value = dense<\(elements)> : \(type.stableHLO)",
            result: type.strong)
        if type.shape.isEmpty { constants[bytes, default: [:]][type.dtype] = value }
        return value
    }

    /// A scalar constant that holds a number, converted to the dtype.
    func scalar(_ number: Double, _ dtype: DType) -> Value {
        constant(HostScalar(number, for: dtype).bytes(dtype), ShapedTensor(shape: [], dtype: dtype))
    }

    /// A constant of the given type whose elements all hold the same number.
    func splat(_ number: Double, _ type: ShapedTensor) -> Value {
        broadcast(scalar(number, type.dtype), to: type.shape, axes: [])
    }

    /// The value with its axes at the given places of a larger shape.
    func broadcast(_ value: Value, to shape: [Int], axes: [Int]) -> Value {
        if value.type.shape == shape { return value }
        return emit(
            "stablehlo.broadcast_in_dim", [value],
            attributes: "broadcast_dimensions = \(Self.array(axes))",
            result: value.type.with(shape: shape))
    }

    /// The value with a scalar around it and between its elements; negative amounts take elements away.
    func pad(
        _ value: Value, _ scalar: Value, low: [Int], high: [Int], interior: [Int]? = nil
    ) -> Value {
        let shape = value.type.shape
        let interior = interior ?? shape.map { _ in 0 }
        if (low + high + interior).allSatisfy({ $0 == 0 }) { return value }
        return emit(
            "stablehlo.pad", [value, scalar],
            attributes: """
                edge_padding_low = \(Self.array(low)), edge_padding_high = \(Self.array(high)), \
                interior_padding = \(Self.array(interior))
                """,
            result: value.type.with(
                shape: shape.indices.map {
                    low[$0] + high[$0] + shape[$0] + max(shape[$0] - 1, 0) * interior[$0]
                }))
    }

    /// An element of a vector, as a scalar.
    func element(_ index: Int, of vector: Value) -> Value {
        let one = emit(
            "stablehlo.slice", [vector],
            attributes: """
                start_indices = \(Self.array([index])), limit_indices = \(Self.array([index + 1])), \
                strides = \(Self.array([1]))
                """,
            result: vector.type.with(shape: [1]))
        return emit("stablehlo.reshape", [one], result: vector.type.with(shape: []))
    }

    /// Writes a program's equations in place and gives its outputs.
    func inline(_ program: Program, _ arguments: [Value]) throws -> [Value] {
        var environment = [Value?](repeating: nil, count: program.variableCount)
        func value(_ atom: Atom) throws -> Value {
            switch atom {
            case .variable(let variable): environment[variable.id]!
            case .literal(let tensor): constant(try tensor.hostBytes(), tensor.type)
            }
        }
        for (variable, argument) in zip(program.inputs, arguments) {
            environment[variable.id] = argument
        }
        let unwritten = UnwrittenPads(program)
        let misread = MisreadPads(program)
        for equation in program.equations where !unwritten.contains(equation) {
            let types = equation.outputs.map(\.type)
            let results =
                if let (border, inputs) = unwritten.read(by: equation),
                    let reader = equation.primitive as? any BorderReader
                {
                    try reader.lower(inputs.map(value), border, types, in: self)
                } else {
                    try lower(
                        equation.primitive,
                        misread.kept(equation, equation.inputs.map(value), self),
                        types)
                }
            for (variable, result) in zip(equation.outputs, results) {
                environment[variable.id] = Value(
                    name: result.name, type: variable.type, isConstant: result.isConstant)
            }
        }
        return try program.outputs.map(value)
    }

    /// Calls a program as a function of its own, written once however often it is called.
    func call(_ program: Program, _ arguments: [Value]) throws -> [Value] {
        let name: String
        if let known = functions[program] {
            name = known
        } else {
            name = "function\(functions.count)"
            functions[program] = name
            functionTexts.append(try function(program, name: name, visibility: "private"))
        }
        let tokens = program.hasEffects ? [currentToken] : []
        // The compiler writes the function in place, and then knows its constant arguments.
        let arguments = arguments.map { hidingConstants("func.call", [$0])[0] }
        let results = emit(
            "func.call", arguments + tokens, attributes: "callee = @\(name)",
            results: program.outputTypes + tokens.map(\.type))
        if program.hasEffects { token = results.last }
        return Array(results.prefix(program.outputs.count))
    }

    /// Writes operations as a function that stays one.
    ///
    /// On the CPU the compiler computes operations anew in each loop that reads their results, however long they take.
    func outlined(
        _ inputs: [Value], _ results: [ShapedTensor], _ body: ([Value]) throws -> [Value]
    ) rethrows -> [Value] {
        guard isForCPU else { return try body(inputs) }
        let name = "outlined\(functionTexts.count)"
        functionTexts.append("")
        let index = functionTexts.count - 1
        functionTexts[index] = try function(
            inputs.enumerated().map { Value(name: "%arg\($0)", type: $1.type) }, name: name,
            visibility: "private", body)
        return emit(
            "func.call", inputs,
            attributes: """
                callee = @\(name), mhlo.frontend_attributes = {inlineable = "false"}
                """,
            results: results)
    }

    init(lapack: LAPACK? = nil, isForCPU: Bool = false, guards: PluginGuards = []) {
        self.lapack = lapack
        self.isForCPU = isForCPU
        self.guards = guards
    }

    /// The text of a whole module whose `main` is the program, for any device.
    static func module(_ program: Program, name: String, aliases: [Int?] = []) throws -> String {
        try lower(program, name: name, aliases: aliases).text
    }

    /// The text of a whole module whose `main` is the program, and the Swift functions that it calls.
    ///
    /// - Parameters:
    ///   - aliases: for each input the output that may take its memory over, where there is one.
    ///   - lapack: what decompositions of matrices may be left to.
    ///   - isForCPU: whether the module is to run on the CPU, and nowhere else.
    ///   - guards: what the module avoids.
    static func lower(
        _ program: Program, name: String, aliases: [Int?] = [], lapack: LAPACK? = nil,
        isForCPU: Bool = false, guards: PluginGuards = []
    ) throws -> (text: String, callbacks: [HostCallback]) {
        let lowering = Lowering(lapack: lapack, isForCPU: isForCPU, guards: guards)
        let main = try lowering.function(
            program, name: "main", visibility: "public", aliases: aliases)
        if let failure = lowering.failure { throw failure }
        let functions = ([main] + lowering.functionTexts).joined(separator: "\n")
        return ("module @\(identifier(name)) {\n\(functions)\n}\n", lowering.callbacks)
    }

    private func function(
        _ program: Program, name: String, visibility: String, aliases: [Int?] = []
    ) throws -> String {
        var parameters = program.inputs.enumerated().map {
            Value(name: "%arg\($0)", type: $1.type)
        }
        // A function that is called passes the token on.
        guard visibility == "private", program.hasEffects else {
            return try function(
                parameters, name: name, visibility: visibility, aliases: aliases
            ) { try inline(program, $0) }
        }
        parameters.append(Value(name: "%token", type: ShapedTensor(shape: [], dtype: .int32)))
        return try function(parameters, name: name, visibility: visibility, aliases: aliases) {
            token = $0.last
            return try inline(program, $0.dropLast()) + [currentToken]
        }
    }

    private func function(
        _ parameters: [Value], name: String, visibility: String, aliases: [Int?] = [],
        _ body: ([Value]) throws -> [Value]
    ) rethrows -> String {
        let outer = (lines, constants, depth, token)
        (lines, constants, depth, token) = ([], [:], 2, nil)
        defer { (lines, constants, depth, token) = outer }
        let results = try body(parameters)
        write(
            results.isEmpty
                ? "func.return"
                : "func.return " + results.map(\.name).joined(separator: ", ") + " : "
                    + results.map(\.type.stableHLO).joined(separator: ", "))
        let signature = parameters.enumerated().map { index, value in
            let alias = index < aliases.count ? aliases[index] : nil
            let attribute = alias.map { " {tf.aliasing_output = \($0) : i32}" } ?? ""
            return "\(value.name): \(value.type.stableHLO)\(attribute)"
        }
        let types = results.map(\.type.stableHLO).joined(separator: ", ")
        return
            "  func.func \(visibility) @\(name)(\(signature.joined(separator: ", "))) -> (\(types)) {\n"
            + lines.joined(separator: "\n") + "\n  }"
    }

    private func fresh() -> String {
        defer { valueCount += 1 }
        return "%\(valueCount)"
    }

    private func indentation(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

    private func write(_ text: String) { lines.append(indentation(depth) + text) }
}

extension Lowering {
    /// `array<i64: 1, 2>`.
    static func array(_ numbers: [Int]) -> String {
        numbers.isEmpty
            ? "array<i64>" : "array<i64: " + numbers.map(String.init).joined(separator: ", ") + ">"
    }

    /// `1, 2` in brackets, as the structured attributes want it.
    static func list(_ numbers: [Int]) -> String {
        "[" + numbers.map(String.init).joined(separator: ", ") + "]"
    }

    private static func nested(_ elements: ArraySlice<String>, _ shape: [Int]) -> String {
        guard let first = shape.first else { return elements.first! }
        let stride = elements.count / first
        let parts = (0..<first).map { index in
            let start = elements.startIndex + index * stride
            return nested(elements[start..<start + stride], Array(shape.dropFirst()))
        }
        return "[" + parts.joined(separator: ", ") + "]"
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        return String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
            for (index, byte) in bytes.enumerated() {
                buffer[2 * index] = digits[Int(byte >> 4)]
                buffer[2 * index + 1] = digits[Int(byte & 15)]
            }
            return bytes.count * 2
        }
    }

    private static func identifier(_ name: String) -> String {
        let kept = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        return kept.first.map { $0.isLetter } == true ? String(kept) : "program_" + String(kept)
    }
}
