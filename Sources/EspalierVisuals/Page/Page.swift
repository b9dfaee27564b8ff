import Espalier

extension Tree {
    /// The tree as a web page to look around in: one file, which needs no network.
    ///
    ///     try model.save(.html, to: "model.html")
    ///
    /// The page has the tree, to fold and unfold and to search, and for what is selected its path, to copy, its shape,
    /// dtype, size and kind, the mean, the deviation, the extremes and the numbers of elements that are not finite, their
    /// distribution, and a heat map. `model.html#encoder.layers[0]` opens the page at a node. Keys: arrows move
    /// and fold, Enter folds, `/` searches, `c` copies the path.
    ///
    /// Heat maps are drawn from means over blocks, so a page stays at some megabytes whatever the model's size. Tensors
    /// that are traced have no elements and show their types alone.
    ///
    /// - Parameter title: what stands at the top; the name of the tree's type if it is nil.
    public func html(title: String? = nil) -> String {
        let outline = TreeOutline(of: self)
        let title = escapedForHTML(title ?? outline.typeName)
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title)</title>
            <style>
            \(pageStyle)
            </style>
            </head>
            <body>
            \(pageBody.replacing("TITLE", with: title))
            <script type="application/json" id="model">\(PageData(outline).json)</script>
            <script>
            \(pageScript)
            </script>
            </body>
            </html>
            """
    }
}

/// What the page has before the script fills it.
private let pageBody = """
    <header>
      <svg class="logo" viewBox="0 0 32 32" aria-hidden="true"><path d="M16 30V4M16 24H5V15M16 24h11v-9M16 15H9V8\
    M16 15h7V8"/><circle cx="16" cy="4" r="2.4"/><circle cx="5" cy="14" r="2.4"/><circle cx="27" cy="14" r="2.4"/>\
    <circle cx="9" cy="7" r="2.4"/><circle cx="23" cy="7" r="2.4"/></svg>
      <h1>TITLE</h1>
      <div id="totals"></div>
      <div class="tools">
        <label class="search"><svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.5"/>\
    <path d="m10.5 10.5 4 4"/></svg><input id="search" type="search" placeholder="Search names, types, shapes" \
    aria-label="Search" autocomplete="off" spellcheck="false"><kbd>/</kbd></label>
        <button id="unfold" title="Unfold everything">Unfold</button>
        <button id="fold" title="Fold everything">Fold</button>
        <button id="theme" aria-label="Colours"></button>
      </div>
    </header>
    <main>
      <section id="browser" aria-label="Tree"><div id="found" role="status"></div>
        <div id="scroll"><div id="tree" role="tree" tabindex="0" aria-label="Modules and leaves"></div></div>
        <div id="hint" aria-hidden="true"><span><kbd>↑</kbd><kbd>↓</kbd>move</span><span><kbd>←</kbd><kbd>→</kbd>fold</span>\
    <span><kbd>/</kbd>search</span><span><kbd>c</kbd>copy the path</span></div></section>
      <section id="details" aria-label="Details"><div id="sheet" tabindex="-1"></div></section>
    </main>
    <div id="toast" role="status" aria-live="polite"></div>
    <noscript>This page needs JavaScript, which it carries itself.</noscript>
    """
