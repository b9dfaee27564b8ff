import Foundation
import TestSupport
import Testing

@testable import EspalierIO

@Suite struct ImageGridTests {
    private var grid: ImageGrid {
        var grid = ImageGrid(title: "It's 2", columns: 2)
        grid.images = [
            .init("a_b", rows: [[0, 1], [0.5, 0]]), .init(pixels: [1, 0, 0, 1, 1, 1], width: 3),
            .init("c", rows: [[1]]),
        ]
        return grid
    }

    @Test func tellsGnuplotWhatToDraw() throws {
        let script = try grid.script(writingTo: "grid.png")
        #expect(script.contains("set terminal pngcairo size 200,286 noenhanced"))
        #expect(script.contains("set label 1 'It''s 2' at screen 0.5,screen 0.93"))
        #expect(script.contains("set title 'a_b' offset"))
        #expect(script.contains("$image0 << END_OF_IMAGE\n0.0 1.0\n0.5 0.0\nEND_OF_IMAGE\n"))
        #expect(script.contains("set xrange [-0.5:2.5]\nset yrange [1.5:-0.5]\n"))
        #expect(script.contains("$image1 << END_OF_IMAGE\n1.0 0.0 0.0\n1.0 1.0 1.0\nEND"))
        #expect(script.hasSuffix("plot $image2 matrix with image pixels\nunset multiplot\n"))
    }

    @Test func refusesWhatCannotBeDrawn() {
        func refuses(_ images: [ImageGrid.Image], columns: Int = 1, _ reason: String) {
            var grid = ImageGrid(columns: columns)
            grid.images = images
            #expect(throws: PlotError.unusable(reason: reason)) {
                try grid.write(to: "grid.png")
            }
        }
        refuses([], "there is no image to draw in 1 columns")
        refuses([.init(rows: [[1]])], columns: 0, "there is no image to draw in 0 columns")
        refuses(
            [.init(rows: [[1]])], columns: .max,
            """
            1 images of 100×125 pixels in 9223372036854775807 columns don't make a picture of at most 32767 pixels \
            across and down, with at least 12×30 for each
            """)
        for rows in [[], [[]], [[1], [1, 2]], [[.nan]]] as [[[Double]]] {
            refuses([.init(rows: rows)], "image 0 has no rows of finite numbers of one length")
        }
        refuses(
            [.init(pixels: [1, 2, 3], width: 2)],
            "image 0 has no rows of finite numbers of one length")
    }

    @Test(.needs(.gnuplot, (try? Gnuplot.find()) != nil))
    func drawsAPicture() throws {
        let folder = try TemporaryFolder()
        let file = folder["picture.png"]
        try grid.write(to: file.path)
        #expect(try Data(contentsOf: file).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }
}
