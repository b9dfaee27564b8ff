import Espalier
import Foundation

/// The code of README.md, in its order. `make tour` runs it and compares what it prints with what the
/// README says.
@main
enum Tour {
    static func main() throws {
        tensors()
        indices()
        transformations()
        modules()
        selecting()
        let page = FileManager.default.temporaryDirectory.appending(path: "network.html").path
        try looking(page: page)
        state()
        let file = FileManager.default.temporaryDirectory.appending(
            path: "training.safetensors")
        try training(file: file)
        randomness()
        controlFlow()
        stencils()
        try errors()
    }
}
