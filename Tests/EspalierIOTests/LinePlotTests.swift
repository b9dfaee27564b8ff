import Foundation
import TestSupport
import Testing

@testable import EspalierIO

@Suite struct LinePlotTests {
    @Test func tellsGnuplotWhatToDraw() throws {
        var plot = LinePlot(title: "It's\nlearning", xLabel: "step", yLabel: "loss")
        plot.hasLogarithmicY = true
        plot.curves = [.init("a_b", y: [1, .nan, 0.25, 0]), .init(x: [0, 2], y: [3, 4])]
        let script = try plot.script(writingTo: "loss.png")
        #expect(script.contains("set terminal pngcairo size 800,500 noenhanced"))
        #expect(script.contains("set title 'It''s learning'\n"))
        #expect(script.contains("set logscale y\n"))
        #expect(script.contains("$curve0 << END_OF_CURVE\n1.0 1.0\n\n3.0 0.25\n\nEND_OF_CURVE\n"))
        #expect(script.contains("$curve1 << END_OF_CURVE\n0.0 3.0\n2.0 4.0\nEND_OF_CURVE\n"))
        #expect(script.contains("title 'a_b', $curve1"))
        #expect(script.hasSuffix("notitle\n"))
        #expect(try plot.script(writingTo: "loss.svg").contains("set terminal svg"))
    }

    @Test func refusesWhatCannotBeDrawn() {
        var plot = LinePlot()
        #expect(throws: PlotError.unusable(reason: "there is no point to draw")) {
            try plot.write(to: "loss.png")
        }
        plot.curves = [.init("a", x: [1], y: [1, 2])]
        #expect(throws: PlotError.unusable(reason: "the curve 'a' has 1 x and 2 y")) {
            try plot.write(to: "loss.png")
        }
        plot.curves = [.init(y: [1])]
        #expect(
            throws: PlotError.unusable(
                reason: "the name of the picture has to end in .png or .svg: loss.gif")
        ) { try plot.write(to: "loss.gif") }
    }

    @Test func saysWhereGnuplotWasLookedFor() {
        #expect(throws: PlotError.notInstalled(searched: ["/nowhere", "/neither"])) {
            try Gnuplot.find(in: "/nowhere:/neither")
        }
        #expect(
            "\(PlotError.notInstalled(searched: ["/nowhere", "/neither"]))"
                == "gnuplot is not installed; searched /nowhere, /neither")
    }

    @Test func passesOnWhatAProgramSays() throws {
        let folder = try TemporaryFolder()
        func run(_ script: String) throws {
            let program = try folder.write("#!/bin/sh\n" + script, to: "gnuplot")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: program.path)
            try Gnuplot.find(in: folder.path).run("plot x")
        }
        try run(#"grep -q "plot x" "$1""#)
        #expect(throws: PlotError.failed(message: "cannot open file; output not changed")) {
            try run(#"echo "\"$1\" line 2: cannot open file; output not changed" >&2; exit 1"#)
        }
        #expect(throws: PlotError.failed(message: "it ended with status 3")) { try run("exit 3") }
    }

    @Test(.needs(.gnuplot, (try? Gnuplot.find()) != nil))
    func drawsAPicture() throws {
        let folder = try TemporaryFolder()
        let file = folder["picture.png"]
        var plot = LinePlot(title: "Squares")
        plot.curves = [.init("squares", y: (1...10).map { Double($0 * $0) })]
        try plot.write(to: file.path)
        #expect(try Data(contentsOf: file).starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(throws: PlotError.self) { try plot.write(to: "/nowhere/at/all.png") }
    }
}
