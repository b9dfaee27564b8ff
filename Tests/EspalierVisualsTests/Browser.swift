import Foundation
import TestSupport

/// Chromium, driven by a script.
enum Browser {
    /// One thing to do.
    enum Step {
        case evaluate(String)
        case key(String)
        case type(String)
        case screenshot(String)
        case window(Int, Int)
        case colours(String)

        fileprivate var object: [String: Any] {
            switch self {
            case .evaluate(let expression): ["evaluate": expression]
            case .key(let key): ["key": key]
            case .type(let text): ["type": text]
            case .screenshot(let path): ["screenshot": path]
            case .window(let width, let height): ["window": [width, height]]
            case .colours(let name): ["colours": name]
            }
        }
    }

    static var isThere: Bool {
        let environment = ProcessInfo.processInfo.environment
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        let names = ["chromium", "chromium-browser", "google-chrome"]
        return environment["CHROMIUM"] != nil
            || folders.contains { folder in
                names.contains { FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)") }
            }
    }

    /// Opens a page at a node and does things to it.
    ///
    /// - Returns: for each step what came of it, as text; nil where nothing does.
    static func drive(_ page: String, at fragment: String = "", _ steps: [Step]) throws
        -> [String?]
    {
        let folder = try TemporaryFolder()
        let file = try folder.write(page, to: "page.html")
        let input = try JSONSerialization.data(withJSONObject: steps.map(\.object))
        let address = file.path + (fragment.isEmpty ? "" : "#" + fragment)
        let output = try output(
            of: ["python3", script, address], input: String(decoding: input, as: UTF8.self))
        return try JSONDecoder().decode([Result].self, from: Data(output.utf8)).map(\.text)
    }

    private static let script = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Scripts/drive-page.py").path

    /// A value of JSON as text.
    private struct Result: Decodable {
        var text: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                text = nil
            } else if let truth = try? container.decode(Bool.self) {
                text = "\(truth)"
            } else if let number = try? container.decode(Int.self) {
                text = "\(number)"
            } else {
                text = try container.decode(String.self)
            }
        }
    }
}
