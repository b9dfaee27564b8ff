import PJRT

extension Program: CustomStringConvertible {
    /// The program as text, one equation a line, variables named a, b, c … in order; control characters in parameters
    /// are written as escapes.
    public var description: String {
        var names = VariableNames()
        return render(&names, indentation: "").printable(keepingLines: true)
    }

    fileprivate func render(_ names: inout VariableNames, indentation: String) -> String {
        let inner = indentation + "    "
        let parameters = inputs.map { names.declare($0) }.joined(separator: " ")
        var lines = ["{ lambda \(parameters) ."]
        for equation in equations {
            let results = equation.outputs.map { names.declare($0) }.joined(separator: " ")
            let operands = equation.inputs.map { names.use($0) }.joined(separator: " ")
            var parameters = equation.primitive.printedParameters.map { "\($0.name)=\($0.value)" }
            for (name, program) in equation.primitive.programs {
                var nested = VariableNames()
                parameters.append("\(name)=" + program.render(&nested, indentation: inner))
            }
            let bracket = parameters.isEmpty ? "" : "[" + parameters.joined(separator: " ") + "]"
            let assignment = results.isEmpty ? "" : results + " = "
            lines.append("\(inner)\(assignment)\(equation.primitive.name)\(bracket) \(operands)")
        }
        let results = outputs.map { names.use($0) }.joined(separator: ", ")
        lines.append("\(indentation)  in (\(results)) }")
        return lines.joined(separator: "\n")
    }
}

/// Names for the variables of one program, in the order of their appearance.
private struct VariableNames {
    private var names: [Int: String] = [:]

    mutating func declare(_ variable: Variable) -> String {
        let name = Self.name(names.count)
        names[variable.id] = name
        return "\(name):\(variable.type)"
    }

    func use(_ atom: Atom) -> String {
        switch atom {
        case .variable(let variable): names[variable.id] ?? "?\(variable.id)"
        case .literal(let tensor): "\(tensor.description):\(tensor.type)"
        }
    }

    private static func name(_ index: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(97 + index % 26)))
        return index < 26 ? letter : name(index / 26 - 1) + letter
    }
}
