/* The page of a case comes alive: a path lights up in tree and table, keys walk the tree, what-if on actions.
   Everything is on the page without it. */
(function () {
  "use strict";
  var figure = document.getElementById("tree-figure");
  if (!figure) return;
  var canvases = Array.prototype.slice.call(figure.querySelectorAll(".canvas"));
  var svgs = canvases.map(function (canvas) { return canvas.querySelector("svg"); }).filter(Boolean);
  var outline = document.getElementById("outline");
  var rows = Array.prototype.slice.call(document.querySelectorAll("table.paths tbody tr[data-path]"));
  var counter = figure.querySelector("[data-path-count]");
  var whatif = document.querySelector(".whatif");
  var kept = null;
  var off = {};

  document.querySelectorAll(".js-only").forEach(function (each) { each.hidden = false; });
  if (outline && window.matchMedia("(min-width: 45em)").matches && !inOutline(location.hash)) outline.open = false;

  function inOutline(hash) {
    var target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    return !!(target && outline && outline.contains(target));
  }
  function words(text) { return (text || "").split(/\s+/).filter(Boolean); }
  function each(selector, act) { svgs.forEach(function (svg) { svg.querySelectorAll(selector).forEach(act); }); }

  /* ── what stands above an event, from the wires of the drawing ── */
  var above = {};
  each("[data-from][data-to]", function (wire) {
    var from = wire.getAttribute("data-from"), to = wire.getAttribute("data-to");
    if (from !== to && !wire.classList.contains("dash")) (above[to] = above[to] || {})[from] = true;
  });
  function withAbove(events) {
    var found = {}, pending = events.slice();
    while (pending.length) {
      var name = pending.pop();
      if (found[name]) continue;
      found[name] = true;
      Object.keys(above[name] || {}).forEach(function (next) { pending.push(next); });
    }
    return found;
  }

  function light(events, climb) {
    var on = climb ? withAbove(events) : events.reduce(function (all, name) { all[name] = true; return all; }, {});
    svgs.forEach(function (svg) { svg.classList.toggle("sel", events.length > 0); });
    each("[data-event]", function (node) { node.classList.toggle("on", !!on[node.getAttribute("data-event")]); });
    each("[data-of]", function (node) { node.classList.toggle("on", !!on[node.getAttribute("data-of")]); });
    each("[data-from][data-to]", function (wire) {
      wire.classList.toggle("on", !!(on[wire.getAttribute("data-from")] && on[wire.getAttribute("data-to")]));
    });
  }
  function path(row) { return row ? words(row.getAttribute("data-events")) : []; }
  function show() { light(path(kept), true); }
  function keep(row, write) {
    kept = row;
    rows.forEach(function (other) { other.classList.toggle("on", other === row); other.setAttribute("aria-selected", String(other === row)); });
    if (counter) counter.textContent = counter.textContent.replace(/–|\d+/, row ? row.getAttribute("data-path") : "–");
    show();
    if (write) {
      var address = new URL(location.href);
      if (row) address.searchParams.set("path", row.getAttribute("data-path")); else address.searchParams.delete("path");
      history.replaceState(null, "", address);
    }
  }

  rows.forEach(function (row) {
    row.addEventListener("mouseenter", function () { light(path(row), true); });
    row.addEventListener("mouseleave", show);
    row.addEventListener("focus", function () { light(path(row), true); });
    row.addEventListener("blur", show);
    row.addEventListener("click", function (event) { if (!event.target.closest("a")) keep(kept === row ? null : row, true); });
    row.addEventListener("keydown", function (event) {
      if (event.target !== row) return;
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); keep(kept === row ? null : row, true); }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        var next = rows[rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)];
        if (next) { event.preventDefault(); next.focus(); }
      }
    });
  });

  /* ── actions: hover shows the events they break; the head of a column switches one off ── */
  document.querySelectorAll("[data-action-row]").forEach(function (row) {
    row.addEventListener("mouseenter", function () { light(words(row.getAttribute("data-breaks")), false); });
    row.addEventListener("mouseleave", show);
  });
  document.querySelectorAll("table.paths th[data-action]").forEach(function (head) {
    var name = head.getAttribute("data-action");
    var button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "true");
    button.setAttribute("aria-label", name);
    button.textContent = "✓";
    button.addEventListener("click", function () { off[name] = !off[name]; whatIf(); });
    head.appendChild(button);
  });
  function whatIf() {
    var bare = 0, any = Object.keys(off).some(function (name) { return off[name]; });
    document.querySelectorAll("table.paths [data-action]").forEach(function (cell) {
      var name = cell.getAttribute("data-action");
      cell.classList.toggle("off", !!off[name]);
      var button = cell.querySelector("button");
      if (button) { button.setAttribute("aria-pressed", String(!off[name])); button.textContent = off[name] ? "✗" : "✓"; }
    });
    rows.forEach(function (row) {
      var left = words(row.getAttribute("data-breaks")).filter(function (name) { return !off[name]; });
      var open = left.length === 0;
      row.classList.toggle("unwhat", any && open);
      if (open) bare += 1;
    });
    if (whatif) {
      whatif.hidden = !any;
      whatif.textContent = any ? whatif.getAttribute("data-text").replace("{n}", bare).replace("{of}", rows.length) : "";
    }
  }

  /* ── an event of the tree: its lines elsewhere on the page ── */
  function ofEvent(name) { return document.querySelectorAll('#outline li[data-event="' + CSS.escape(name) + '"]'); }
  each("[data-event]", function (node) {
    var name = node.getAttribute("data-event");
    node.addEventListener("mouseenter", function () {
      rows.forEach(function (row) { row.classList.toggle("lit", path(row).indexOf(name) >= 0); });
    });
    node.addEventListener("mouseleave", function () { rows.forEach(function (row) { row.classList.remove("lit"); }); });
  });
  function jump() {
    if (!inOutline(location.hash)) return;
    outline.open = true;
    var line = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    line.scrollIntoView({ block: "center" });
    line.focus({ preventScroll: true });
  }
  window.addEventListener("hashchange", jump);

  /* ── keys: arrows walk, Enter follows, Esc clears ── */
  function nodeOf(name) {
    for (var i = 0; i < svgs.length; i++) {
      var found = svgs[i].querySelector('[data-event="' + CSS.escape(name) + '"]:not(.transfer)');
      if (found) return found;
    }
    return null;
  }
  function focusNode(node) {
    if (!node) return;
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "nearest", inline: "center" });
  }
  figure.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(input|textarea|select)$/i.test(event.target.tagName)) return;
    var key = event.key;
    if (key === "+" || key === "=") { zoom(1.2); event.preventDefault(); return; }
    if (key === "-") { zoom(1 / 1.2); event.preventDefault(); return; }
    if (key === "0") { fit(); event.preventDefault(); return; }
    if (key === "f" || key === "F") { full(); event.preventDefault(); return; }
    if (key === "Escape") { keep(null, true); light([], false); return; }
    var node = event.target.closest ? event.target.closest("[data-event]") : null;
    if (!node && /^Arrow/.test(key) && event.target.classList.contains("canvas")) {
      focusNode(svgs[0].querySelector("[data-event].top") || svgs[0].querySelector("[data-event]"));
      event.preventDefault();
      return;
    }
    if (!node) return;
    if (key === "Enter") {
      var link = node.closest("a");
      if (link) { event.preventDefault(); follow(link.getAttribute("href")); }
      return;
    }
    var parents = words(node.getAttribute("data-parent")), causes = words(node.getAttribute("data-edges"));
    var next = null;
    if (key === "ArrowUp") next = parents[0] && nodeOf(parents[0]);
    if (key === "ArrowDown") next = causes[0] && nodeOf(causes[0]);
    if (key === "ArrowLeft" || key === "ArrowRight") {
      var parent = parents[0] && nodeOf(parents[0]);
      var siblings = parent ? words(parent.getAttribute("data-edges")) : [];
      var at = siblings.indexOf(node.getAttribute("data-event"));
      next = at >= 0 ? nodeOf(siblings[at + (key === "ArrowRight" ? 1 : -1)] || "") : null;
    }
    if (/^Arrow/.test(key)) { event.preventDefault(); focusNode(next); }
  });
  function follow(href) {
    if (!href || href.charAt(0) !== "#") return;
    if (document.fullscreenElement) document.exitFullscreen();
    if (location.hash === href) jump(); else location.hash = href;
    if (href.indexOf("#n-") === 0) focusNode(document.getElementById(decodeURIComponent(href.slice(1))));
  }

  /* ── zoom and pan ── */
  var scale = 1;
  svgs.forEach(function (svg) { svg._w = svg.viewBox.baseVal.width || svg.clientWidth; svg._h = svg.viewBox.baseVal.height || svg.clientHeight; });
  function paint() { svgs.forEach(function (svg) { svg.style.minWidth = "0"; svg.style.width = svg._w * scale + "px"; svg.style.height = svg._h * scale + "px"; }); }
  function zoom(factor, canvas, x, y) {
    var before = scale;
    scale = Math.min(4, Math.max(.25, scale * factor));
    paint();
    canvases.forEach(function (each) {
      var cx = each === canvas ? x : each.clientWidth / 2, cy = each === canvas ? y : each.clientHeight / 2;
      each.scrollLeft = (each.scrollLeft + cx) * scale / before - cx;
      each.scrollTop = (each.scrollTop + cy) * scale / before - cy;
    });
  }
  function fit() { scale = fitting(); paint(); }
  /* The words of a tree are easy to read at 7/8 of their size, and can be read at 3/4. */
  var EASY = .875, LEAST = .75;
  function fitting() {
    var widest = Math.max.apply(null, svgs.map(function (svg) { return svg._w; }));
    return Math.min(1, (canvases[0].clientWidth - 4) / widest);
  }
  function start() {
    figure.classList.remove("broad");
    if (fitting() < EASY) figure.classList.add("broad");
    /* The whole tree where it can be read; where it cannot (on a phone), the top event and what stands around it. */
    scale = fitting() < LEAST ? EASY : fitting();
    paint();
    canvases.forEach(function (canvas) {
      canvas.scrollLeft = parseFloat(canvas.getAttribute("data-top") || ".5") * canvas.scrollWidth - canvas.clientWidth / 2;
    });
  }
  /* While a broad tree stands over the list of contents, the list is put away: nothing that is covered takes the focus. */
  function beside() {
    var side = document.querySelector(".md-sidebar--secondary");
    if (!side || !figure.classList.contains("broad") || !window.IntersectionObserver) return;
    var list = side.querySelector(".md-nav"), below = Math.max(0, window.innerHeight - (list ? list.offsetHeight : 0) - 100);
    new IntersectionObserver(function (seen) {
      document.body.classList.toggle("tree-beside", seen[seen.length - 1].isIntersecting && figure.classList.contains("broad"));
    }, { rootMargin: "-60px 0px -" + below + "px 0px" }).observe(figure);
  }
  function full() { if (document.fullscreenElement) document.exitFullscreen(); else if (figure.requestFullscreen) figure.requestFullscreen(); }
  canvases.forEach(function (canvas) {
    canvas.addEventListener("wheel", function (event) {
      if (!event.ctrlKey) return;
      event.preventDefault();
      var box = canvas.getBoundingClientRect();
      zoom(event.deltaY < 0 ? 1.1 : 1 / 1.1, canvas, event.clientX - box.left, event.clientY - box.top);
    }, { passive: false });
    var from = null, moved = false;
    canvas.addEventListener("pointerdown", function (event) {
      if (event.pointerType !== "mouse" || event.button !== 0) return;
      from = { x: event.clientX, y: event.clientY, left: canvas.scrollLeft, top: canvas.scrollTop };
      moved = false;
    });
    window.addEventListener("pointermove", function (event) {
      if (!from) return;
      if (Math.abs(event.clientX - from.x) + Math.abs(event.clientY - from.y) > 4) { moved = true; figure.classList.add("panning"); }
      canvas.scrollLeft = from.left - (event.clientX - from.x);
      canvas.scrollTop = from.top - (event.clientY - from.y);
    });
    window.addEventListener("pointerup", function () { from = null; figure.classList.remove("panning"); });
    canvas.addEventListener("click", function (event) { if (moved) { event.preventDefault(); moved = false; } }, true);
    canvas.addEventListener("dragstart", function (event) { event.preventDefault(); });
  });

  figure.querySelectorAll("[data-tree]").forEach(function (button) {
    button.addEventListener("click", function () {
      var what = button.getAttribute("data-tree");
      if (what === "in") zoom(1.2);
      if (what === "out") zoom(1 / 1.2);
      if (what === "fit") fit();
      if (what === "full") full();
      if (what === "all") keep(null, true);
      if (what === "next") keep(rows[(rows.indexOf(kept) + 1) % rows.length], true);
    });
  });

  /* ── symbol set, remembered on this machine ── */
  function symbols(name) {
    svgs.forEach(function (svg) { svg.classList.toggle("symbols-iec", name === "iec"); svg.classList.toggle("symbols-ansi", name === "ansi"); });
    document.querySelectorAll(".legendbox svg").forEach(function (svg) { svg.classList.toggle("symbols-iec", name === "iec"); svg.classList.toggle("symbols-ansi", name === "ansi"); });
    figure.querySelectorAll("[data-symbols]").forEach(function (button) { button.setAttribute("aria-pressed", String(button.getAttribute("data-symbols") === name)); });
  }
  figure.querySelectorAll("[data-symbols]").forEach(function (button) {
    button.addEventListener("click", function () {
      var name = button.getAttribute("data-symbols");
      symbols(name);
      try { localStorage.setItem("rca-symbols", name); } catch (blocked) { /* a private window keeps nothing */ }
    });
  });
  try { var saved = localStorage.getItem("rca-symbols"); if (saved === "ansi" || saved === "iec") symbols(saved); } catch (blocked) { /* the same */ }

  document.querySelectorAll("[data-print]").forEach(function (button) { button.addEventListener("click", function () { window.print(); }); });
  window.addEventListener("beforeprint", function () { document.querySelectorAll(".md-content details").forEach(function (each) { each.open = true; }); });

  if (svgs.length) {
    start();
    /* A window that changes its width starts anew, unless somebody has zoomed. */
    var begun = scale, breadth = window.innerWidth;
    window.addEventListener("resize", function () {
      if (window.innerWidth === breadth || scale !== begun || document.fullscreenElement) return;
      breadth = window.innerWidth;
      start();
      begun = scale;
    });
    beside();
  }
  var asked = new URL(location.href).searchParams.get("path");
  rows.forEach(function (row) { if (row.getAttribute("data-path") === asked) keep(row, false); });
  if (location.hash) setTimeout(jump, 0);
})();
