/// A picture of several small grey images, each with a caption, drawn by gnuplot.
///
///     var grid = ImageGrid(title: "Misread", columns: 4)
///     grid.images = digits.map { ImageGrid.Image("reads 3, is 8", rows: $0) }
///     try grid.write(to: "misread.png")
///
/// gnuplot is a program of its own (`apt-get install gnuplot-nox`) and is needed only here.
public struct ImageGrid: Sendable, Hashable {
    /// One image.
    public struct Image: Sendable, Hashable {
        /// What stands above it; empty for nothing.
        public var caption: String
        /// Its numbers, the topmost row first, all rows of one length.
        public var rows: [[Double]]

        /// An image of rows of numbers.
        public init(_ caption: String = "", rows: [[Double]]) {
            self.caption = caption
            self.rows = rows
        }

        /// An image of numbers that stand row by row, so many in a row.
        ///
        /// Numbers that don't fill a row are a row that is too short, which can't be drawn.
        public init(_ caption: String = "", pixels: some Sequence<Double>, width: Int) {
            let pixels = Array(pixels)
            let starts = stride(from: 0, to: pixels.count, by: max(width, 1))
            self.init(
                caption,
                rows: starts.map { Array(pixels[$0..<min($0 + max(width, 1), pixels.count)]) })
        }
    }

    /// What stands above the picture.
    public var title: String
    /// How many images stand in a row.
    public var columns: Int
    /// The numbers that are white and black; beyond them nothing changes.
    public var range: ClosedRange<Double> = 0...1
    /// The width of an image with the space around it, in pixels.
    public var cellWidth = 100
    /// The height of an image with its caption, in pixels.
    public var cellHeight = 125
    /// The images, row by row.
    public var images: [Image] = []

    /// A grid without images.
    public init(title: String = "", columns: Int) {
        self.title = title
        self.columns = columns
    }

    /// Draws the picture into a file, which is replaced if it exists.
    ///
    /// - Parameter path: the file; its name ends in `.png` or `.svg`, which decides the format.
    /// - Throws: ``PlotError/notInstalled(searched:)`` where there is no gnuplot,
    ///   ``PlotError/failed(message:)`` with what gnuplot says, and ``PlotError/unusable(reason:)`` for
    ///   another format, for no images, for images without numbers or with rows of different lengths, and for numbers
    ///   that aren't finite.
    public func write(to path: String) throws(PlotError) {
        let script = try script(writingTo: path)
        try Gnuplot.find().run(script)
    }

    /// What gnuplot is told to do.
    func script(writingTo path: String) throws(PlotError) -> String {
        let terminal = try Gnuplot.terminal(for: path)
        guard !images.isEmpty, columns > 0 else {
            throw .unusable(reason: "there is no image to draw in \(columns) columns")
        }
        // More pixels than gnuplot's libraries can draw across.
        let limit = 32_767
        guard (12...limit).contains(cellWidth), (30...limit).contains(cellHeight),
            columns <= limit / cellWidth,
            (images.count - 1) / columns < (limit - 36) / cellHeight
        else {
            throw .unusable(
                reason:
                    "\(images.count) images of \(cellWidth)×\(cellHeight) pixels in \(columns) columns don't make a "
                    + "picture of at most \(limit) pixels across and down, with at least 12×30 for each"
            )
        }
        for (index, image) in images.enumerated() {
            let width = image.rows.first?.count ?? 0
            guard width > 0,
                image.rows.allSatisfy({ $0.count == width && $0.allSatisfy(\.isFinite) })
            else {
                throw .unusable(
                    reason: "image \(index) has no rows of finite numbers of one length")
            }
        }
        let titleHeight = title.isEmpty ? 0 : 36
        let rowCount = (images.count + columns - 1) / columns
        let (width, height) = (columns * cellWidth, rowCount * cellHeight + titleHeight)
        var lines = [
            "set terminal \(terminal) size \(width),\(height) noenhanced background rgb 'white'",
            "set output \(Gnuplot.quoted(path))",
            "set multiplot",
            "set label 1 \(Gnuplot.label(title)) at screen 0.5,screen "
                + "\(1 - 0.5 * Double(titleHeight) / Double(height)) center",
            "unset key", "unset tics", "unset colorbox", "set border linecolor rgb '#c0c0c0'",
            "set palette defined (0 'white', 1 'black')",
            "set cbrange [\(range.lowerBound):\(range.upperBound)]",
            "set size ratio -1",
        ]
        for (index, image) in images.enumerated() {
            let (row, column) = (index / columns, index % columns)
            // Above each image is the place of its caption.
            let top = titleHeight + row * cellHeight + (image.caption.isEmpty ? 4 : 25)
            let bottom = titleHeight + (row + 1) * cellHeight - 4
            func across(_ pixel: Int) -> Double { Double(pixel) / Double(width) }
            func up(_ pixel: Int) -> Double { 1 - Double(pixel) / Double(height) }
            lines += [
                "set lmargin at screen \(across(column * cellWidth + 6))",
                "set rmargin at screen \(across((column + 1) * cellWidth - 6))",
                "set tmargin at screen \(up(top))", "set bmargin at screen \(up(bottom))",
                "set xrange [-0.5:\(Double(image.rows[0].count) - 0.5)]",
                "set yrange [\(Double(image.rows.count) - 0.5):-0.5]",
                "set title \(Gnuplot.label(image.caption)) offset 0,-0.6",
                "$image\(index) << END_OF_IMAGE",
            ]
            lines += image.rows.map { $0.map(String.init(describing:)).joined(separator: " ") }
            lines += ["END_OF_IMAGE", "plot $image\(index) matrix with image pixels"]
            if index == 0 { lines.append("unset label 1") }
        }
        lines.append("unset multiplot")
        return lines.joined(separator: "\n") + "\n"
    }
}
