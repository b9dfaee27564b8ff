/// How the page looks.
let pageStyle = """
    :root {
      --ground: #f6f5f1; --surface: #ffffff; --raised: #fbfaf8; --line: #e4e1d9; --text: #23261f; --soft: #6d7066;
      --faint: #9a9c92; --accent: #3f7d4e; --accent-soft: #e3efe4; --mark: #ffe9a8; --low: 43, 98, 190;
      --middle: 250, 249, 246; --high: 208, 84, 34; --empty: 205, 200, 190;
      --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
      --mono: ui-monospace, "SF Mono", "Cascadia Code", "JetBrains Mono", "Noto Sans Mono", "DejaVu Sans Mono", monospace;
      --shadow: 0 1px 2px rgba(40, 38, 30, .05), 0 4px 16px rgba(40, 38, 30, .05);
    }
    :root[data-theme="dark"] {
      --ground: #14171a; --surface: #1b1f23; --raised: #20252a; --line: #2d3338; --text: #e4e6e1; --soft: #9ca39c;
      --faint: #6c736e; --accent: #7cc48c; --accent-soft: #23372a; --mark: #6a5618; --low: 96, 156, 255;
      --middle: 32, 37, 42; --high: 255, 138, 76; --empty: 70, 74, 80; --shadow: 0 1px 2px rgba(0, 0, 0, .3);
    }
    @media (prefers-color-scheme: dark) {
      :root:not([data-theme="light"]) {
        --ground: #14171a; --surface: #1b1f23; --raised: #20252a; --line: #2d3338; --text: #e4e6e1; --soft: #9ca39c;
        --faint: #6c736e; --accent: #7cc48c; --accent-soft: #23372a; --mark: #6a5618; --low: 96, 156, 255;
        --middle: 32, 37, 42; --high: 255, 138, 76; --empty: 70, 74, 80; --shadow: 0 1px 2px rgba(0, 0, 0, .3);
      }
    }
    * { box-sizing: border-box; }
    html, body { height: 100%; margin: 0; }
    body { display: flex; flex-direction: column; background: var(--ground); color: var(--text);
      font: 14px/1.45 var(--sans); -webkit-font-smoothing: antialiased; }
    button, input { font: inherit; color: inherit; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }

    header { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 14px; padding: 12px 20px;
      background: var(--surface); border-bottom: 1px solid var(--line); }
    .logo { width: 26px; height: 26px; fill: var(--accent); flex: none; }
    .logo path { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; opacity: .75; }
    h1 { margin: 0; font-size: 17px; font-weight: 650; letter-spacing: -.01em; }
    #totals { color: var(--soft); font-variant-numeric: tabular-nums; }
    #totals b { color: var(--text); font-weight: 600; }
    #totals span + span::before { content: "·"; margin: 0 8px; color: var(--faint); }
    .tools { display: flex; gap: 8px; margin-left: auto; align-items: center; flex: 0 1 auto; min-width: 0; }
    .tools button, .copy { padding: 5px 11px; background: var(--raised); border: 1px solid var(--line);
      border-radius: 7px; cursor: pointer; }
    .tools button:hover, .copy:hover { border-color: var(--faint); }
    .search { display: flex; align-items: center; gap: 8px; padding: 0 8px 0 10px; background: var(--raised);
      border: 1px solid var(--line); border-radius: 7px; min-width: 0; width: 290px; }
    .search:focus-within { border-color: var(--accent); box-shadow: 0 0 0 3px var(--accent-soft); }
    .search svg { width: 14px; height: 14px; flex: none; fill: none; stroke: var(--faint); stroke-width: 1.8;
      stroke-linecap: round; }
    .search input { flex: 1; min-width: 0; border: 0; outline: 0; background: none; padding: 6px 0; }
    kbd { font: 11px var(--mono); color: var(--faint); border: 1px solid var(--line); border-radius: 4px;
      padding: 0 5px; }
    #theme { width: 34px; padding: 5px 0; text-align: center; }

    main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(360px, 1fr) minmax(380px, 44%);
      gap: 14px; padding: 14px 20px 20px; }
    main > section { background: var(--surface); border: 1px solid var(--line); border-radius: 12px;
      box-shadow: var(--shadow); min-height: 0; }
    #browser { display: flex; flex-direction: column; overflow: hidden; }
    #found { padding: 8px 16px; color: var(--soft); border-bottom: 1px solid var(--line); font-size: 13px; }
    #found:empty { display: none; }
    #scroll { flex: 1; overflow: auto; padding: 6px 0; }
    #tree { position: relative; outline: 0; }

    .row { position: absolute; left: 6px; right: 6px; height: 30px; display: flex; align-items: center; gap: 7px;
      padding-right: 10px; border-radius: 7px; cursor: default; white-space: nowrap; }
    .row:hover { background: var(--raised); }
    .row.selected { background: var(--accent-soft); }
    #tree:focus-visible .row.selected { box-shadow: inset 0 0 0 2px var(--accent); }
    .indent { flex: none; align-self: stretch; background-image: repeating-linear-gradient(to right,
      transparent 0 15px, var(--line) 15px 16px, transparent 16px 18px); }
    .twist { flex: none; width: 16px; text-align: center; color: var(--soft); }
    .twist svg { width: 9px; height: 9px; fill: currentColor; transition: transform .12s; }
    [aria-expanded="true"] > .twist svg { transform: rotate(90deg); }
    .dot { width: 8px; height: 8px; border-radius: 50%; margin: 0 4px; display: inline-block; flex: none; }
    .dot.static { border-radius: 2px; background: none !important; border: 1.5px solid var(--faint); }
    .name { font: 13px var(--mono); overflow: hidden; text-overflow: ellipsis; flex: 0 1 auto; min-width: 3ch; }
    .row.module > .name { font-weight: 600; }
    .name mark { background: var(--mark); color: inherit; border-radius: 3px; }
    .type { color: var(--soft); overflow: hidden; text-overflow: ellipsis; flex: 0 100 auto; min-width: 0; }
    .type.shape { font: 12px var(--mono); }
    .tag { font-size: 11px; color: var(--soft); border: 1px solid var(--line); border-radius: 99px; padding: 0 7px;
      flex: none; }
    .tag.frozen { color: rgb(var(--low)); border-color: rgba(var(--low), .4); background: rgba(var(--low), .08); }
    .grow { flex: 1; }
    .thumb { height: 14px; width: 64px; border-radius: 3px; flex: none; image-rendering: pixelated; }
    .amount { flex: none; width: 72px; text-align: right; color: var(--soft); font-size: 12.5px;
      font-variant-numeric: tabular-nums; }
    .share { flex: none; width: 64px; height: 4px; border-radius: 2px; background: var(--line); overflow: hidden; }
    .share i { display: block; height: 100%; background: var(--accent); border-radius: 2px; }

    #details { overflow: hidden; }
    #sheet { height: 100%; overflow: auto; padding: 18px 20px 22px; outline: 0; }
    #details h2 { margin: 2px 0 12px; font: 600 18px/1.3 var(--mono); overflow-wrap: anywhere; }
    .path { display: flex; gap: 10px; align-items: flex-start; margin-bottom: 10px; }
    .path code { flex: 1; font: 12.5px/1.7 var(--mono); color: var(--soft); overflow-wrap: anywhere; padding-top: 3px; }
    .path a { color: inherit; text-decoration: none; cursor: pointer; }
    .path a:hover { color: var(--accent); text-decoration: underline; }
    .copy { flex: none; font-size: 12.5px; }
    .chips { display: flex; flex-wrap: wrap; gap: 6px; margin: 0 0 16px; }
    .chips .tag { font-size: 12px; padding: 2px 10px; display: inline-flex; align-items: center; }
    .chips .dot { margin: 0 6px 0 0; }
    .facts { display: flex; flex-wrap: wrap; gap: 1px; margin: 0 0 18px;
      background: var(--line); border: 1px solid var(--line); border-radius: 9px; overflow: hidden; }
    .facts div { flex: 1 1 108px; background: var(--raised); padding: 8px 12px; }
    .facts dt { color: var(--soft); font-size: 12px; }
    .facts dd { margin: 1px 0 0; font: 13.5px var(--mono); font-variant-numeric: tabular-nums;
      overflow-wrap: anywhere; }
    .facts .alarm { color: rgb(var(--high)); font-weight: 700; }
    #details h3 { margin: 18px 0 8px; font-size: 12px; font-weight: 600; color: var(--soft); letter-spacing: .02em; }
    .histogram { width: 100%; height: 74px; display: block; }
    .histogram rect { fill: var(--accent); opacity: .8; }
    .axis, .legend { display: flex; justify-content: space-between; color: var(--soft); font: 12px var(--mono); }
    .axis { border-top: 1px solid var(--line); padding-top: 4px; }
    .map { display: block; width: 100%; border-radius: 8px; border: 1px solid var(--line);
      image-rendering: pixelated; }
    .legend { align-items: center; gap: 10px; margin-top: 8px; }
    .legend i { flex: 1; height: 8px; border-radius: 4px; }
    .note { color: var(--soft); font-size: 12.5px; margin: 8px 0 0; min-height: 1.5em; }
    pre.values { font: 12.5px/1.5 var(--mono); background: var(--raised); border: 1px solid var(--line);
      border-radius: 8px; padding: 10px 12px; overflow: auto; margin: 0; }
    .parts { list-style: none; padding: 0; margin: 0; }
    .parts li { display: flex; align-items: center; gap: 10px; padding: 4px 0; cursor: pointer; }
    .parts li:hover .name { color: var(--accent); }
    .parts .share { width: 30%; height: 6px; }
    #hint { display: flex; flex-wrap: wrap; gap: 4px 14px; padding: 8px 16px; border-top: 1px solid var(--line);
      color: var(--faint); font-size: 12px; }
    #hint kbd { margin-right: 4px; }
    #toast { position: fixed; bottom: 26px; left: 50%; transform: translate(-50%, 12px); background: var(--text);
      color: var(--surface); padding: 7px 16px; border-radius: 99px; opacity: 0; transition: .16s; pointer-events: none; }
    #toast.shown { opacity: 1; transform: translate(-50%, 0); }

    @media (max-width: 860px) {
      header { padding: 10px 12px; }
      .tools { margin-left: 0; width: 100%; }
      .search { flex: 1; width: auto; }
      kbd, #hint { display: none; }
      #totals { font-size: 13px; }
      #totals span + span::before { margin: 0 5px; }
      main { grid-template-columns: minmax(0, 1fr); grid-template-rows: minmax(150px, 42%) minmax(0, 1fr); gap: 10px;
        padding: 10px; }
      .share, .thumb { display: none; }
      #sheet { padding: 14px; }
    }
    @media (max-width: 480px) { .row .tag:not(.frozen) { display: none; } #unfold, #fold { display: none; } }
    @media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
    """
