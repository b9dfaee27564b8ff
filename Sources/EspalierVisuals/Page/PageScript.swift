/// What the page does.
let pageScript = #"""
    "use strict";
    const $ = (id) => document.getElementById(id);
    function el(tag, attributes = {}, ...children) {
      const node = document.createElement(tag);
      for (const [key, value] of Object.entries(attributes)) {
        if (value === false || value == null) continue;
        if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
        else if (key === "style") node.style.cssText = value;
        else node.setAttribute(key, value === true ? "" : value);
      }
      node.append(...children.filter((child) => child != null));
      return node;
    }
    function svg(tag, attributes, ...children) {
      const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      node.append(...children);
      return node;
    }
    const grouped = (number) => number.toLocaleString("en-US");
    function bytes(count) {
      const units = ["B", "KB", "MB", "GB", "TB"];
      let unit = 0;
      while (count >= 1024 && unit < 4) { count /= 1024; unit += 1; }
      return (unit ? count.toFixed(2) : count) + " " + units[unit];
    }
    function short(x) {
      if (x == null) return "–";
      if (Number.isInteger(x) && Math.abs(x) < 1e7) return grouped(x).replace("-", "−");
      const size = Math.abs(x);
      const text = size >= 1e-3 && size < 1e5 ? String(Number(x.toPrecision(5))) : x.toExponential(3);
      return text.replaceAll("-", "−");
    }
    const percent = (part) => (!(part > 0) ? "0" : part < 0.0005 ? "< 0.1" : part < 0.0995 ? (part * 100).toFixed(1)
      : Math.round(part * 100)) + " %";

    // ---- The model: nodes in the order of a walk, with sums over what is below.

    const root = JSON.parse($("model").textContent);
    const nodes = [];
    const byPath = new Map();
    (function read(node, parent, depth, place, siblings) {
      Object.assign(node, { id: nodes.length, parent, depth, place, siblings, open: depth === 0 });
      nodes.push(node);
      const name = node.n || "";
      node.path = !parent ? "" : parent.path === "" || name.startsWith("[") ? parent.path + name : parent.path + "." + name;
      byPath.set(node.path, node);
      node.count = node.c || 0;
      node.bytes = node.b || 0;
      node.leaves = node.d ? 1 : 0;
      for (const [index, child] of (node.m || []).entries()) {
        read(child, node, depth + 1, index + 1, node.m.length);
        node.count += child.count;
        node.bytes += child.bytes;
        node.leaves += child.leaves;
      }
      node.text = [node.path, node.t, node.z, node.k, node.v, node.f && "frozen", node.x && "static"]
        .filter(Boolean).join(" ").toLowerCase();
    })(root, null, 0, 1, 1);
    // A small model is shown as a whole.
    if (nodes.length <= 40) for (const node of nodes) node.open = true;

    const kinds = ["Parameter", "BatchStat", "State", "Rng"];
    const colours = ["#4c9a5f", "#d9a21b", "#8b6fc0", "#d0668a", "#3d98b8", "#c06f3d", "#7a8794"];
    for (const node of nodes) if (node.k && !kinds.includes(node.k)) kinds.push(node.k);
    const kindColour = (kind) => colours[kinds.indexOf(kind) % colours.length];
    const dot = (node) => el("span", {
      class: node.x ? "dot static" : "dot", style: node.k && !node.x ? "background:" + kindColour(node.k) : null,
    });

    // ---- What is shown: the unfolded rows, or what a search finds with what it is in.

    const rowHeight = 30;
    let rows = [];
    let words = [];
    let selected = root;

    function gather() {
      rows = [];
      let found = 0;
      if (words.length) {
        for (const node of nodes) node.hit = node.kept = false;
        for (const node of nodes) {
          if (!node.parent || !words.every((word) => node.text.includes(word))) continue;
          node.hit = true;
          found += 1;
          for (let at = node; at && !at.kept; at = at.parent) at.kept = true;
        }
        for (const node of nodes) {
          if (!node.kept) continue;
          let shown = true;
          for (let at = node.parent; at && shown; at = at.parent) shown = !at.closed;
          if (shown) rows.push(node);
        }
      } else {
        (function walk(node) {
          rows.push(node);
          if (node.m && node.open) node.m.forEach(walk);
        })(root);
      }
      $("found").textContent = words.length
        ? (found === 0 ? "Nothing found" : grouped(found) + " of " + grouped(nodes.length - 1) + " found") : "";
      $("tree").style.height = rows.length * rowHeight + "px";
      drawn.clear();
      $("tree").replaceChildren();
      draw();
    }
    const isOpen = (node) => (words.length ? !node.closed : node.open);

    // Only rows that can be seen, and some around them, are in the document.
    const drawn = new Map();
    function draw() {
      const scroll = $("scroll");
      const first = Math.max(0, Math.floor(scroll.scrollTop / rowHeight) - 8);
      const last = Math.min(rows.length, Math.ceil((scroll.scrollTop + scroll.clientHeight) / rowHeight) + 8);
      for (const [index, row] of drawn) {
        if (index < first || index >= last) { row.remove(); drawn.delete(index); }
      }
      for (let index = first; index < last; index += 1) {
        if (drawn.has(index)) continue;
        const row = makeRow(rows[index], index);
        drawn.set(index, row);
        $("tree").append(row);
      }
    }

    function marked(name) {
      const lower = name.toLowerCase();
      const word = words.find((word) => lower.includes(word));
      if (!word) return [name];
      const at = lower.indexOf(word);
      return [name.slice(0, at), el("mark", {}, name.slice(at, at + word.length)), name.slice(at + word.length)];
    }

    function makeRow(node, index) {
      const isModule = Boolean(node.m);
      const row = el("div", {
        class: "row" + (isModule ? " module" : "") + (node === selected ? " selected" : ""),
        role: "treeitem", id: "row" + node.id, "aria-level": node.depth + 1, "aria-posinset": node.place,
        "aria-setsize": node.siblings, "aria-selected": String(node === selected),
        "aria-expanded": isModule && node.m.length ? String(isOpen(node)) : null,
        style: "top:" + index * rowHeight + "px", "data-path": node.path,
        onclick: () => { select(node); $("tree").focus({ preventScroll: true }); },
        ondblclick: () => toggle(node),
      });
      const twist = el("span", { class: "twist", onclick: (event) => { event.stopPropagation(); toggle(node); } });
      if (isModule && node.m.length) twist.append(svg("svg", { viewBox: "0 0 10 10" }, svg("path", { d: "M2 0l6 5-6 5z" })));
      row.append(el("span", { class: "indent", style: "width:" + node.depth * 18 + "px" }), twist);
      if (!isModule) row.append(dot(node));
      row.append(el("span", { class: "name" }, ...marked(node.n || node.t)));
      if (isModule) { if (node.n) row.append(el("span", { class: "type" }, node.t)); }
      else row.append(el("span", { class: "type shape" }, node.v || node.z));
      if (node.f && (isModule || !node.parent.f)) row.append(el("span", { class: "tag frozen" }, "frozen"));
      row.append(el("span", { class: "grow" }));
      if (node.h) {
        const canvas = el("canvas", { class: "thumb", "aria-hidden": "true" });
        paint(canvas, node, 64, 14);
        row.append(canvas);
      } else if (isModule && node.count && root.count) {
        row.append(el("span", { class: "share", title: percent(node.count / root.count) + " of all elements" },
          el("i", { style: "width:" + (100 * node.count) / root.count + "%" })));
      }
      if (node.count) row.append(el("span", { class: "amount" }, grouped(node.count)));
      else row.append(el("span", { class: "amount" }));
      return row;
    }

    function toggle(node, open = !isOpen(node)) {
      if (!node.m || !node.m.length) return;
      if (words.length) node.closed = !open; else node.open = open;
      gather();
    }

    function reveal(node) {
      let changed = false;
      for (let at = node.parent; at; at = at.parent) {
        if (words.length ? at.closed : !at.open) { at.open = true; at.closed = false; changed = true; }
      }
      if (changed) gather();
      const index = rows.indexOf(node);
      if (index < 0) return;
      const scroll = $("scroll");
      const top = index * rowHeight;
      if (top < scroll.scrollTop) scroll.scrollTop = top;
      else if (top + rowHeight > scroll.scrollTop + scroll.clientHeight - 12) {
        scroll.scrollTop = top + rowHeight - scroll.clientHeight + 12;
      }
      draw();
    }

    function select(node, { keepAddress = false } = {}) {
      selected = node;
      reveal(node);
      for (const row of $("tree").children) {
        const isSelected = row.id === "row" + node.id;
        row.classList.toggle("selected", isSelected);
        row.setAttribute("aria-selected", String(isSelected));
      }
      $("tree").setAttribute("aria-activedescendant", "row" + node.id);
      if (!keepAddress) {
        try { history.replaceState(null, "", node.path ? "#" + encodeURIComponent(node.path) : location.pathname); } catch {}
      }
      showDetails(node);
    }

    // ---- Heat maps.

    const mapBytes = new Map();
    function cellsOf(node) {
      if (!mapBytes.has(node)) {
        const text = atob(node.h[6].replaceAll("-", "+").replaceAll("_", "/"));
        mapBytes.set(node, Uint8Array.from(text, (character) => character.charCodeAt(0)));
      }
      return mapBytes.get(node);
    }
    function palette() {
      const style = getComputedStyle(document.documentElement);
      const read = (name) => style.getPropertyValue(name).split(",").map(Number);
      return { low: read("--low"), middle: read("--middle"), high: read("--high"), empty: read("--empty") };
    }
    let paletteNow = null;
    // Values of both signs spread from a neutral zero; others run from neutral to one colour.
    function colourAt(value, low, high) {
      const colours = (paletteNow ||= palette());
      const reach = Math.max(Math.abs(low), Math.abs(high)) || 1;
      let part = value / reach;
      if (low >= 0 && high > low) part = (value - low) / (high - low);
      else if (high <= 0 && high > low) part = (value - high) / (high - low);
      const end = part < 0 ? colours.low : colours.high;
      const weight = Math.sqrt(Math.min(1, Math.abs(part)));
      return colours.middle.map((middle, index) => Math.round(middle + (end[index] - middle) * weight));
    }
    function paint(canvas, node, maxColumns, maxRows) {
      const [, , cellRows, cellColumns, low, high] = node.h;
      const cells = cellsOf(node);
      const columns = Math.min(cellColumns, maxColumns || cellColumns);
      const lines = Math.min(cellRows, maxRows || cellRows);
      canvas.width = columns;
      canvas.height = lines;
      const context = canvas.getContext("2d");
      const image = context.createImageData(columns, lines);
      const table = [];
      for (let index = 0; index < 255; index += 1) table.push(colourAt(low + ((high - low) * index) / 254, low, high));
      table.push((paletteNow ||= palette()).empty);
      for (let y = 0; y < lines; y += 1) {
        const from = Math.floor((y * cellRows) / lines) * cellColumns;
        for (let x = 0; x < columns; x += 1) {
          const colour = table[cells[from + Math.floor((x * cellColumns) / columns)]];
          image.data.set([...colour, 255], 4 * (y * columns + x));
        }
      }
      context.putImageData(image, 0, 0);
    }
    function heatMap(node) {
      const [tall, wide, cellRows, cellColumns, low, high] = node.h;
      const canvas = el("canvas", { class: "map", role: "img", "aria-label": "Heat map of " + node.path });
      paint(canvas, node);
      // As wide as the page, unless that would make it higher than 330 pixels. Cells needn't be squares.
      const ratio = Math.min(1, Math.max(0.08, cellRows / cellColumns));
      canvas.style.aspectRatio = String(1 / ratio);
      const width = "width:min(100%, max(120px, " + Math.round(330 / ratio) + "px))";
      const stops = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1]
        .map((part) => "rgb(" + colourAt(low + (high - low) * part, low, high) + ")").join(",");
      const perCell = Math.round((tall * wide) / (cellRows * cellColumns));
      const still = perCell > 1 ? "Each cell is the mean of about " + grouped(perCell) + " elements." : "One cell for each element.";
      const note = el("p", { class: "note" }, still);
      canvas.addEventListener("mousemove", (event) => {
        const box = canvas.getBoundingClientRect();
        const x = Math.min(cellColumns - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * cellColumns)));
        const y = Math.min(cellRows - 1, Math.max(0, Math.floor(((event.clientY - box.top) / box.height) * cellRows)));
        const code = cellsOf(node)[y * cellColumns + x];
        const span = (cell, cells, all) => {
          const from = Math.ceil((cell * all) / cells);
          const to = Math.ceil(((cell + 1) * all) / cells) - 1;
          return from >= to ? String(from) : from + "–" + to;
        };
        const value = code === 255 ? "no number" : short(low + ((high - low) * code) / 254);
        note.textContent = "[" + span(y, cellRows, tall) + ", " + span(x, cellColumns, wide) + "] ≈ " + value;
      });
      canvas.addEventListener("mouseleave", () => { note.textContent = still; });
      return [
        el("div", { style: width }, canvas, el("div", { class: "legend" }, el("span", {}, short(low)),
          el("i", { style: "background:linear-gradient(to right," + stops + ")" }), el("span", {}, short(high)))),
        note,
      ];
    }
    function histogram(node) {
      const most = Math.max(...node.g);
      const width = 100 / node.g.length;
      const drawing = svg("svg", { class: "histogram", viewBox: "0 0 100 40", preserveAspectRatio: "none", role: "img",
        "aria-label": "Distribution of the elements" });
      node.g.forEach((count, index) => {
        const height = count ? Math.max(0.8, (40 * count) / most) : 0;
        const bar = svg("rect", { x: index * width + width * 0.08, y: 40 - height, width: width * 0.84, height });
        bar.append(svg("title", {}, grouped(count)));
        drawing.append(bar);
      });
      return [drawing, el("div", { class: "axis" }, el("span", {}, short(node.a[2])), el("span", {}, short(node.a[3])))];
    }

    // ---- Details of the selected node.

    function facts(pairs) {
      return el("dl", { class: "facts" }, ...pairs.map(([name, value, alarm]) =>
        el("div", {}, el("dt", {}, name), el("dd", { class: alarm ? "alarm" : null }, value))));
    }
    function pathLine(node) {
      const code = el("code", { id: "path" });
      const steps = [];
      for (let at = node; at; at = at.parent) steps.unshift(at);
      for (const step of steps.slice(1)) {
        if (step !== steps[1] && !step.n.startsWith("[")) code.append(".");
        code.append(step === node ? step.n : el("a", { onclick: () => select(step) }, step.n));
      }
      if (!node.path) code.append(node.t);
      return el("div", { class: "path" }, code,
        el("button", { class: "copy", onclick: copyPath, title: "Copy the path (c)" }, "Copy path"));
    }
    function showDetails(node) {
      const parts = [pathLine(node), el("h2", {}, node.n || node.t)];
      const chips = el("div", { class: "chips" });
      chips.append(el("span", { class: "tag" }, node.m || !node.k ? node.t : "", node.k ? dot(node) : null, node.k || ""));
      if (node.f) chips.append(el("span", { class: "tag frozen" }, "frozen"));
      if (node.x) chips.append(el("span", { class: "tag" }, "static"));
      parts.push(chips);
      if (node.m) {
        parts.push(facts([["Elements", grouped(node.count)], ["Size", bytes(node.bytes)], ["Leaves", grouped(node.leaves)],
          ["Share", root.count ? percent(node.count / root.count) : "–"]]));
        parts.push(...partsOf(node));
      } else if (node.d) {
        const known = [["Shape", "[" + node.s.join(", ") + "]"], ["Dtype", node.d], ["Elements", grouped(node.c)],
          ["Size", bytes(node.b)]];
        const share = ["Share", percent(node.c / root.count)];
        if (node.a) {
          const [mean, deviation, low, high, nans, infinities] = node.a;
          parts.push(facts([...known, ["Mean", short(mean)], ["Deviation", short(deviation)], ["Minimum", short(low)],
            ["Maximum", short(high)], ["NaN", grouped(nans), nans > 0], ["Infinite", grouped(infinities), infinities > 0],
            share]));
          if (node.e) parts.push(el("h3", {}, "Values"), el("pre", { class: "values" }, node.e));
          if (node.g && node.c > 4) parts.push(el("h3", {}, "Distribution"), ...histogram(node));
          parts.push(el("h3", {}, "Heat map"), ...heatMap(node));
        } else {
          parts.push(facts([...known, share]), el("p", { class: "note" }, "There are no elements to look at."));
        }
      } else {
        parts.push(el("pre", { class: "values" }, node.v));
      }
      $("sheet").replaceChildren(...parts);
      $("sheet").scrollTop = 0;
    }
    function partsOf(node) {
      const list = el("ul", { class: "parts" });
      const largest = Math.max(...node.m.map((child) => child.count), 1);
      const shown = [...node.m].sort((a, b) => b.count - a.count).slice(0, 40).sort((a, b) => a.id - b.id);
      for (const child of shown) {
        list.append(el("li", { onclick: () => select(child) }, el("span", { class: "name" }, child.n),
          el("span", { class: "type" }, child.m ? child.t : child.v || child.z), el("span", { class: "grow" }),
          child.count ? el("span", { class: "share" }, el("i", { style: "width:" + (100 * child.count) / largest + "%" })) : null,
          el("span", { class: "amount" }, child.count ? grouped(child.count) : "")));
      }
      const more = node.m.length - shown.length;
      return [el("h3", {}, "Inside"), list, more > 0 ? el("p", { class: "note" }, "and " + grouped(more) + " smaller ones") : ""];
    }

    // ---- Copying, searching, colours, keys.

    let toastTimer = 0;
    function toast(text) {
      $("toast").textContent = text;
      $("toast").classList.add("shown");
      clearTimeout(toastTimer);
      toastTimer = setTimeout(() => $("toast").classList.remove("shown"), 1400);
    }
    async function copyPath() {
      const text = selected.path || selected.t;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const area = el("textarea", { style: "position:fixed;opacity:0" });
        area.value = text;
        document.body.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
      }
      toast("Copied " + text);
    }

    let searchTimer = 0;
    function search() {
      words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const node of nodes) node.closed = false;
      $("scroll").scrollTop = 0;
      gather();
      if (!words.length) reveal(selected);
    }
    $("search").addEventListener("input", () => {
      clearTimeout(searchTimer);
      searchTimer = setTimeout(search, nodes.length > 2000 ? 120 : 0);
    });
    $("search").addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        $("search").value = "";
        search();
        $("tree").focus();
      } else if (event.key === "Enter" || event.key === "ArrowDown") {
        event.preventDefault();
        clearTimeout(searchTimer);
        search();
        const first = rows.find((node) => node.hit) || rows[0];
        select(first);
        $("tree").focus();
      }
    });

    function setAll(open) {
      for (const node of nodes) { node.open = open || node === root; node.closed = !open && node !== root; }
      gather();
      if (!open) { while (!rows.includes(selected)) selected = selected.parent; select(selected); }
    }
    $("unfold").addEventListener("click", () => setAll(true));
    $("fold").addEventListener("click", () => setAll(false));

    const themes = ["auto", "light", "dark"];
    let theme = "auto";
    try { theme = localStorage.getItem("espalier-theme") || "auto"; } catch {}
    function applyTheme() {
      if (theme === "auto") document.documentElement.removeAttribute("data-theme");
      else document.documentElement.setAttribute("data-theme", theme);
      $("theme").textContent = { auto: "◐", light: "☀", dark: "☾" }[theme];
      $("theme").title = "Colours: " + theme;
      paletteNow = null;
      drawn.clear();
      $("tree").replaceChildren();
      draw();
      showDetails(selected);
    }
    $("theme").addEventListener("click", () => {
      theme = themes[(themes.indexOf(theme) + 1) % 3];
      try { localStorage.setItem("espalier-theme", theme); } catch {}
      applyTheme();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);

    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
      if (event.key === "/") {
        event.preventDefault();
        $("search").focus();
        $("search").select();
      } else if (event.key === "c") copyPath();
    });
    $("tree").addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const index = rows.indexOf(selected);
      const page = Math.max(1, Math.floor($("scroll").clientHeight / rowHeight) - 1);
      const go = (to) => rows.length && select(rows[Math.min(rows.length - 1, Math.max(0, to))]);
      const foldable = selected.m && selected.m.length;
      const actions = {
        ArrowDown: () => go(index + 1),
        ArrowUp: () => go(index - 1),
        PageDown: () => go(index + page),
        PageUp: () => go(index - page),
        Home: () => go(0),
        End: () => go(rows.length - 1),
        ArrowRight: () => {
          if (!foldable) return;
          if (!isOpen(selected)) toggle(selected, true); else go(index + 1);
        },
        ArrowLeft: () => {
          if (foldable && isOpen(selected) && selected.parent) toggle(selected, false);
          else if (selected.parent) select(selected.parent);
        },
        Enter: () => (foldable ? toggle(selected) : $("sheet").focus()),
        " ": () => toggle(selected),
        "*": () => {
          for (const node of selected.parent ? selected.parent.m : [selected]) node.open = true;
          gather();
        },
      };
      if (actions[event.key]) { event.preventDefault(); actions[event.key](); }
    });
    $("sheet").addEventListener("keydown", (event) => { if (event.key === "Escape") $("tree").focus(); });
    $("scroll").addEventListener("scroll", draw, { passive: true });
    addEventListener("resize", draw);
    function follow() {
      let path = "";
      try { path = decodeURIComponent(location.hash.slice(1)); } catch {}
      select(byPath.get(path) || root, { keepAddress: true });
    }
    addEventListener("hashchange", follow);

    const modules = nodes.filter((node) => node.m).length;
    $("totals").append(el("span", {}, el("b", {}, grouped(root.count)), " elements"), el("span", {}, el("b", {}, bytes(root.bytes))),
      el("span", {}, grouped(root.leaves) + (root.leaves === 1 ? " leaf" : " leaves")),
      el("span", {}, grouped(modules) + (modules === 1 ? " module" : " modules")));
    gather();
    follow();
    applyTheme();
    $("tree").focus({ preventScroll: true });
    """#
