/// A picture of curves, drawn by gnuplot.
///
///     var plot = LinePlot(title: "Training", xLabel: "step", yLabel: "loss")
///     plot.hasLogarithmicY = true
///     plot.curves = [LinePlot.Curve("loss", y: losses)]
///     try plot.write(to: "loss.png")
///
/// gnuplot is a program of its own (`apt-get install gnuplot-nox`) and is needed only here.
public struct LinePlot: Sendable, Hashable {
    /// One curve: points that are joined by a line.
    public struct Curve: Sendable, Hashable {
        /// Its name in the legend; empty for none.
        public var label: String
        /// The points' horizontal places.
        public var x: [Double]
        /// The points' vertical places, as many as horizontal ones. Points that are not finite are gaps.
        public var y: [Double]
        /// The thickness of the line, in gnuplot's units.
        public var width = 1.5
        /// The colour as `#rrggbb`; nil takes the next of the palette.
        public var color: String?

        /// A curve through points.
        ///
        /// - Parameters:
        ///   - label: its name in the legend.
        ///   - x: the horizontal places; nil counts from 1.
        ///   - y: the vertical places.
        public init(_ label: String = "", x: [Double]? = nil, y: [Double]) {
            self.label = label
            self.x = x ?? y.indices.map { Double($0 + 1) }
            self.y = y
        }
    }

    /// What stands above the picture.
    public var title: String
    /// What stands below the horizontal axis.
    public var xLabel: String
    /// What stands beside the vertical axis.
    public var yLabel: String
    /// Whether the vertical axis has a logarithmic scale; points at zero and below are left out of it.
    public var hasLogarithmicY = false
    /// The width of the picture in pixels.
    public var width = 800
    /// The height of the picture in pixels.
    public var height = 500
    /// The curves; later ones are drawn over earlier ones.
    public var curves: [Curve] = []

    /// A plot without curves.
    public init(title: String = "", xLabel: String = "", yLabel: String = "") {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
    }

    /// Draws the picture into a file, which is replaced if it exists.
    ///
    /// - Parameter path: the file; its name ends in `.png` or `.svg`, which decides the format.
    /// - Throws: ``PlotError/notInstalled(searched:)`` where there is no gnuplot,
    ///   ``PlotError/failed(message:)`` with what gnuplot says, and ``PlotError/unusable(reason:)`` for
    ///   another format, for curves without points, or where x and y have different lengths.
    public func write(to path: String) throws(PlotError) {
        let script = try script(writingTo: path)
        try Gnuplot.find().run(script)
    }
}

// MARK: - The script

extension LinePlot {
    /// Colours that people with the common forms of colour blindness can tell apart (Okabe and Ito, 2008).
    private static let palette = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]

    /// What gnuplot is told to do.
    func script(writingTo path: String) throws(PlotError) -> String {
        let terminal = try Gnuplot.terminal(for: path)
        for curve in curves where curve.x.count != curve.y.count {
            throw .unusable(
                reason: "the curve '\(curve.label)' has \(curve.x.count) x and \(curve.y.count) y")
        }
        guard curves.contains(where: { zip($0.x, $0.y).contains { isDrawn($0, $1) } }) else {
            throw .unusable(reason: "there is no point to draw")
        }
        var lines = [
            "set terminal \(terminal) size \(width),\(height) noenhanced background rgb 'white'",
            "set output \(Gnuplot.quoted(path))",
            "set title \(Gnuplot.label(title))", "set xlabel \(Gnuplot.label(xLabel))",
            "set ylabel \(Gnuplot.label(yLabel))",
            "set border 3 linecolor rgb '#808080'", "set tics nomirror textcolor rgb 'black'",
            "set grid linecolor rgb '#e0e0e0'", "set key top right",
        ]
        if hasLogarithmicY { lines += ["set logscale y", "set format y '%g'"] }
        var colorCount = 0
        var parts: [String] = []
        for (index, curve) in curves.enumerated() {
            lines.append("$curve\(index) << END_OF_CURVE")
            // An empty line is a gap in the curve.
            lines += zip(curve.x, curve.y).map { isDrawn($0, $1) ? "\($0) \($1)" : "" }
            lines.append("END_OF_CURVE")
            let color = curve.color ?? Self.palette[colorCount % Self.palette.count]
            if curve.color == nil { colorCount += 1 }
            let name = curve.label.isEmpty ? "notitle" : "title \(Gnuplot.label(curve.label))"
            parts.append(
                "$curve\(index) using 1:2 with lines linewidth \(curve.width) "
                    + "linecolor rgb \(Gnuplot.label(color)) \(name)")
        }
        lines.append("plot " + parts.joined(separator: ", "))
        return lines.joined(separator: "\n") + "\n"
    }

    private func isDrawn(_ x: Double, _ y: Double) -> Bool {
        x.isFinite && y.isFinite && (!hasLogarithmicY || y > 0)
    }
}
