import Espalier
import EspalierStencils
import Foundation

/// Conway's life on a torus: a cell lives on with two or three neighbours and is born with three.
func life(_ folder: URL) throws -> String {
    let generation = kmap(kernelSize: [3, 3], padding: .same, boundary: .periodic) { x in
        let neighbours = x.sum() - x[1, 1]
        return which((neighbours .== 3) | ((neighbours .== 2) & (x[1, 1] .== 1)), 1, 0)
    }
    let advance = jit { (cells: Tensor) in
        scan(initial: cells, count: 40) { cells in (generation(cells), cells) }
    }
    // A glider goes one step down and right in four generations.
    let glider = Tensor.zeros([64, 64], dtype: .int32)
        .at[0..<3, 0..<3].set(Tensor([[0, 1, 0], [0, 0, 1], [1, 1, 1]]))
    let (after, _) = advance(glider)
    try check(after == glider.rolled(by: [10, 10], axes: [0, 1]), "the glider lost its way")

    let start = Tensor.zeros([96, 96], dtype: .int32)
        .at[46..<49, 46..<49].set(Tensor([[0, 1, 1], [1, 1, 0], [0, 1, 0]]))
    var (cells, seen) = (start, start)
    for _ in 0..<10 {
        let (next, history) = advance(cells)
        cells = next
        seen = maximum(seen * 0.9, history.sum(axis: 0) .> 0)
    }
    try Picture(maximum(0.5 * seen.asType(.float32), cells), scale: 3)
        .write(to: folder.appending(path: "life.png"))
    return
        "a glider flies 10 cells in 40 generations; \(Int(cells.sum())) cells of an r-pentomino after 400"
}
