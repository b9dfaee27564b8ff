/// A StableHLO program under construction whose results are compared with right ones.
///
/// Many comparisons share a program, because compiling takes nearly all the time.
struct CheckProgram: Sendable {
    /// A value of the program.
    struct Value: Sendable {
        let name: String
        let type: CheckedType
        let shape: [Int]

        var text: String { "tensor<\(shape.map { "\($0)x" }.joined())\(type.rawValue)>" }
        var count: Int { shape.reduce(1, *) }
    }

    /// A result that has to have some property.
    private struct Expectation: Sendable {
        let operation: String
        let type: CheckedType
        let size: Int
        let value: Value
        /// What is wrong with the result's bytes, or nil.
        let fault: @Sendable (UnsafeRawBufferPointer) -> String?
    }

    private var parameters: [(value: Value, bytes: [UInt8])] = []
    private var lines: [String] = []
    private var expectations: [Expectation] = []
    private var count = 0

    /// The number of comparisons.
    var comparisons: Int { expectations.count }

    private mutating func value(_ type: CheckedType, _ shape: [Int]) -> Value {
        count += 1
        return Value(name: "%v\(count)", type: type, shape: shape)
    }

    /// A parameter with the given elements.
    mutating func input(_ numbers: [Double], _ type: CheckedType, _ shape: [Int]? = nil) -> Value {
        let value = value(type, shape ?? [numbers.count])
        parameters.append((value, type.bytes(numbers)))
        return value
    }

    /// A parameter with the given elements again and again.
    mutating func input(repeating numbers: [Double], count: Int, _ type: CheckedType) -> Value {
        let value = value(type, [count])
        let period = type.bytes(numbers)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * type.element.byteSize + period.count)
        while bytes.count < count * type.element.byteSize { bytes += period }
        parameters.append((value, Array(bytes.prefix(count * type.element.byteSize))))
        return value
    }

    /// A constant with the given elements.
    mutating func constant(
        _ numbers: [Double], _ type: CheckedType, _ shape: [Int]? = nil
    ) -> Value {
        let value = value(type, shape ?? [numbers.count])
        let elements =
            type == .bool
            ? "[" + numbers.map { $0 == 0 ? "false" : "true" }.joined(separator: ", ") + "]"
            : "\"0x" + type.bytes(numbers).map { Self.hexadecimal($0) }.joined() + "\""
        lines.append(
            "\(value.name) = \"stablehlo.constant\"() {value = dense<\(elements)> : \(value.text)}"
                + " : () -> \(value.text)")
        return value
    }

    /// One operation of one result.
    mutating func emit(
        _ operation: String, _ operands: [Value], attributes: String = "", regions: String = "",
        _ type: CheckedType, _ shape: [Int]
    ) -> Value {
        emit(
            operation, operands, attributes: attributes, regions: regions,
            results: [(type, shape)])[0]
    }

    /// One operation.
    mutating func emit(
        _ operation: String, _ operands: [Value], attributes: String = "", regions: String = "",
        results: [(type: CheckedType, shape: [Int])]
    ) -> [Value] {
        let id = value(results[0].type, []).name
        let values = results.enumerated().map { index, result in
            let name = results.count == 1 ? id : "\(id)#\(index)"
            return Value(name: name, type: result.type, shape: result.shape)
        }
        let types = values.map(\.text).joined(separator: ", ")
        lines.append(
            "\(results.count == 1 ? id : "\(id):\(results.count)") = \"\(operation)\"("
                + operands.map(\.name).joined(separator: ", ") + ")"
                + (regions.isEmpty ? "" : " (\(regions))")
                + (attributes.isEmpty ? "" : " {\(attributes)}")
                + " : (" + operands.map(\.text).joined(separator: ", ") + ") -> "
                + (results.count == 1 ? types : "(\(types))"))
        return values
    }

    /// Expects a result whose bytes have no fault.
    mutating func expect(
        _ operation: String, _ value: Value, size: Int? = nil,
        faultOfBytes fault: @escaping @Sendable (UnsafeRawBufferPointer) -> String?
    ) {
        expectations.append(
            Expectation(
                operation: operation, type: value.type, size: size ?? value.count, value: value,
                fault: fault))
    }

    /// Expects a result whose elements have no fault.
    mutating func expect(
        _ operation: String, _ value: Value, size: Int? = nil,
        fault: @escaping @Sendable ([Double]) -> String?
    ) {
        expect(operation, value, size: size, faultOfBytes: { fault(value.type.numbers($0)) })
    }

    /// Expects a result that has exactly these elements.
    mutating func expect(
        _ operation: String, _ value: Value, size: Int? = nil, equals right: [Double]
    ) {
        expect(operation, value, size: size) { found in
            guard found.count == right.count else {
                return "\(found.count) elements in place of \(right.count)"
            }
            let index = found.indices.first {
                found[$0] != right[$0] && !(found[$0].isNaN && right[$0].isNaN)
            }
            return index.map {
                "element \($0) is \(found[$0]) and should be \(right[$0])"
            }
        }
    }

    /// The program's text.
    private var text: String {
        let signature = parameters.map { "\($0.value.name): \($0.value.text)" }
        let results = expectations.map(\.value)
        let types = results.map(\.text).joined(separator: ", ")
        return """
            module @check {
              func.func public @main(\(signature.joined(separator: ", "))) -> (\(types)) {
            \(lines.map { "    " + $0 }.joined(separator: "\n"))
                "func.return"(\(results.map(\.name).joined(separator: ", "))) : (\(types)) -> ()
              }
            }
            """
    }

    /// Compiles and runs the program, and compares.
    ///
    /// - Returns: what is wrong; a program that the plugin refuses is one fault.
    func run(_ client: Client, options: CompileOptions) -> [PluginFault] {
        guard !expectations.isEmpty else { return [] }
        do {
            let executable = try client.compile(text, options: options)
            let arguments = try parameters.map { value, bytes in
                try bytes.withUnsafeBytes { bytes throws(PJRTError) in
                    try client.buffer(copying: bytes, as: value.type.element, shape: value.shape)
                }
            }
            let results = try executable.execute(arguments)
            return try zip(expectations, results).compactMap { expectation, result in
                let bytes = UnsafeMutableRawBufferPointer.allocate(
                    byteCount: result.byteCount, alignment: 16)
                defer { bytes.deallocate() }
                try result.copyToHost(into: bytes)
                return expectation.fault(UnsafeRawBufferPointer(bytes)).map {
                    PluginFault(
                        operation: expectation.operation, type: expectation.type.rawValue,
                        sizes: [expectation.size], example: $0)
                }
            }
        } catch {
            let operations = Set(expectations.map(\.operation)).sorted().joined(separator: ", ")
            return [
                PluginFault(
                    operation: operations, type: expectations[0].type.rawValue, sizes: [],
                    example: "\(error)")
            ]
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 2 ? digits : "0" + digits
    }
}

extension CheckProgram {
    /// A region of one block that combines two scalars with one operation.
    static func combiner(_ operation: String, _ type: CheckedType) -> String {
        let scalar = "tensor<\(type.rawValue)>"
        return """
            {
              ^bb0(%a: \(scalar), %b: \(scalar)):
                %c = "\(operation)"(%a, %b) : (\(scalar), \(scalar)) -> \(scalar)
                "stablehlo.return"(%c) : (\(scalar)) -> ()
            }
            """
    }
}
