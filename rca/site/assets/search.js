/* The search boxes of the site: hits while one types, recent searches, keys. Loaded when a box is first used.
   Everything that comes from the index is put on the page as text. */
(function () {
  "use strict";
  if (window.rcaSearchBox) return;

  var here = document.currentScript ? document.currentScript.src : "";
  var base = here.replace(/assets\/rca\/search\.js.*$/, "");
  /* Pages in another language stand below its name; the index is one. */
  var home = base + (location.href.indexOf(base + "zh/") === 0 ? "zh/" : ""), pageAddress = home + "search/index.html";

  var WORDS = {
    "kind.case": ["case", "案例"], "kind.lesson": ["lesson", "教训"], "kind.cause": ["cause", "原因"],
    "kind.action": ["action", "措施"], "kind.evidence": ["evidence", "证据"],
    "lesson.technical": ["technical lesson", "技术教训"], "lesson.procedural": ["procedural lesson", "程序教训"],
    "box.all": ["All {n} results for “{q}”", "“{q}”的全部 {n} 条结果"],
    "box.none": ["Nothing yet for “{q}”. Enter searches further.", "暂无“{q}”的结果。按回车继续查找。"],
    "box.recent": ["Recent searches", "最近的查找"], "box.forget": ["Forget them", "清除"],
    "box.failed": ["The search index could not be loaded.", "无法载入检索索引。"],
    "box.label": ["Hits", "结果"]
  };
  var chinese = /^zh/.test(document.documentElement.lang || "");

  function words(key, values) {
    var text = (WORDS[key] || [key, key])[chinese ? 1 : 0];
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return values && name in values ? String(values[name]) : whole; });
  }

  /* An element: text only, never markup. */
  function el(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      var value = attributes[key];
      if (value === false || value === null || value === undefined) return;
      if (key.slice(0, 2) === "on") made.addEventListener(key.slice(2), value);
      else made.setAttribute(key, value === true ? "" : value);
    });
    [].concat(children === undefined ? [] : children).forEach(function (child) {
      if (child === null || child === undefined || child === false) return;
      made.appendChild(typeof child === "object" ? child : document.createTextNode(String(child)));
    });
    return made;
  }

  /* Text with the stretches that answer the query marked. */
  function marked(text, marks) {
    var parts = [], place = 0;
    marks.forEach(function (mark) {
      if (mark[0] < place) return;
      parts.push(text.slice(place, mark[0]), el("mark", mark[2] === "exact" ? {} : { class: "ap" }, text.slice(mark[0], mark[1])));
      place = mark[1];
    });
    parts.push(text.slice(place));
    return parts.filter(function (part) { return part !== ""; });
  }

  /* ── shards: scripts, not requests, so that the site also searches when it is opened from a disk ── */
  var waiting = {}, version = "", attempt = 0;

  window.rcaSearch = function (stamp, name, data) {
    var found = waiting[name];
    if (name === "meta") version = stamp;
    if (!found) return;
    if (name !== "meta" && stamp !== version) found.fail(new Error("stale"));
    else found.give(data);
  };

  function fetchShard(name) {
    var found = waiting[name];
    if (found) return found.promise;
    found = waiting[name] = {};
    found.promise = new Promise(function (give, fail) {
      found.give = give;
      found.fail = fail;
    });
    var mark = name === "meta" ? (attempt ? "?again=" + attempt : "") : "?v=" + version;
    var script = el("script", { src: base + "search/data/" + name + ".js" + mark, onerror: function () { found.fail(new Error("missing")); } });
    document.head.appendChild(script);
    return found.promise;
  }

  var engine = new window.rcaSearchEngine.Engine(fetchShard);

  /* One new start when the site was built anew while the page was open. */
  function fresh(work) {
    return work(engine).catch(function (error) {
      if (attempt) throw error;
      attempt = Date.now();
      waiting = {};
      engine = new window.rcaSearchEngine.Engine(fetchShard);
      return work(engine);
    });
  }

  /* ── recent searches: on this machine only ─────────────────────────────── */
  var RECENT = "rca-recent-searches", MOST_RECENT = 6;

  function recent() {
    try {
      var found = JSON.parse(localStorage.getItem(RECENT) || "[]");
      return Array.isArray(found) ? found.filter(function (each) { return typeof each === "string"; }).slice(0, MOST_RECENT) : [];
    } catch (error) {
      return [];
    }
  }

  function remember(text) {
    text = text.trim().slice(0, 200);
    if (!text) return;
    try {
      localStorage.setItem(RECENT, JSON.stringify([text].concat(recent().filter(function (each) { return each !== text; })).slice(0, MOST_RECENT)));
    } catch (error) { /* a browser that keeps nothing */ }
  }

  function forget() {
    try { localStorage.removeItem(RECENT); } catch (error) { /* nothing was kept */ }
  }

  function kindWords(hit) {
    return hit.kind === "lesson" && hit.notes.kind ? words("lesson." + hit.notes.kind) : words("kind." + hit.kind);
  }

  function searchAddress(text) { return pageAddress + "?q=" + encodeURIComponent(text); }

  /* ── a box with hits below it (WAI-ARIA combobox with a list) ──────────── */
  var boxes = 0, SHOWN = 7;

  function attach(input) {
    var form = input.form;
    if (!form || input.rcaBox || form.hasAttribute("data-search-live")) return;
    input.rcaBox = true;
    var name = "search-list-" + ++boxes, asked = 0, timer = 0, active = -1;
    var list = el("div", { id: name, class: "sdrop", role: "listbox", "aria-label": words("box.label"), hidden: true });
    form.appendChild(list);
    form.classList.add("has-drop");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", name);
    input.setAttribute("aria-autocomplete", "list");

    function options() { return list.querySelectorAll('[role="option"]'); }

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    /* Hits of a later letter may come after somebody chose with the arrows: the choice stays while it is among them. */
    function open(children) {
      var chosen = active >= 0 && options()[active] ? options()[active].getAttribute("href") : null;
      list.textContent = "";
      children.forEach(function (child) { list.appendChild(child); });
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !children.length;
      input.setAttribute("aria-expanded", String(children.length > 0));
      if (chosen === null) return;
      var again = Array.prototype.findIndex.call(options(), function (each) { return each.getAttribute("href") === chosen; });
      for (var step = -1; step < again; step++) move(1);
    }

    function move(step) {
      var found = options();
      if (!found.length) return;
      if (active >= 0) found[active].setAttribute("aria-selected", "false");
      active = (active + step + found.length + 1) % (found.length + 1);
      if (active === found.length) {
        active = -1;
        input.removeAttribute("aria-activedescendant");
        return;
      }
      found[active].setAttribute("aria-selected", "true");
      found[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", found[active].id);
    }

    function row(address, children, number) {
      return el("a", { class: "so", id: name + "-" + number, role: "option", "aria-selected": "false", tabindex: "-1", href: address, onclick: function () { remember(input.value); } }, children);
    }

    function showRecent() {
      var found = recent();
      open(!found.length ? [] : [el("div", { class: "st", role: "presentation" }, [
        el("span", {}, words("box.recent")),
        el("button", { type: "button", class: "plainb", onclick: function () { forget(); close(); input.focus(); } }, words("box.forget"))
      ])].concat(found.map(function (text, number) { return row(searchAddress(text), [text], number); })));
    }

    function show() {
      var text = input.value, ask = ++asked;
      if (!text.trim()) { showRecent(); return; }
      fresh(function (engine) {
        return engine.search(text, {}, true).then(function (found) {
          return engine.shown(found, found.hits.slice(0, SHOWN), chinese).then(function (hits) { return [found, hits]; });
        });
      }).then(function (answer) {
        if (ask !== asked || document.activeElement !== input) return;
        var found = answer[0], rows = answer[1].map(function (hit, number) {
          return row(home + hit.address, [
            el("span", { class: "sk" }, kindWords(hit)),
            el("span", { class: "sl" }, marked(hit.title, hit.marked)),
            hit.notes.case && hit.kind !== "case" ? el("span", { class: "sc" }, hit.notes.case) : null
          ], number);
        });
        rows.push(rows.length
          ? row(searchAddress(text), [el("span", { class: "sa" }, words("box.all", { n: found.hits.length, q: text.trim() }))], SHOWN)
          : el("div", { class: "st", role: "presentation" }, words("box.none", { q: text.trim() })));
        open(rows);
      }).catch(function () {
        if (ask === asked) open([el("div", { class: "st", role: "presentation" }, words("box.failed"))]);
      });
    }

    input.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(show, 90);
    });
    input.addEventListener("focus", function () { if (!input.value.trim()) showRecent(); });
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) show(); else move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        options()[active].click();
      } else if (event.key === "Escape") {
        if (!list.hidden) event.preventDefault(); else input.blur();
        clearTimeout(timer);
        asked++;
        close();
      }
    });
    form.addEventListener("submit", function () { remember(input.value); });
    form.addEventListener("focusout", function (event) {
      if (!form.contains(event.relatedTarget)) { asked++; close(); }
    });
    if (document.activeElement === input) {
      if (input.value.trim()) show(); else showRecent();
    }
  }

  window.rcaSearchBox = {
    home: home, words: words, WORDS: WORDS, el: el, marked: marked, fresh: fresh, recent: recent, remember: remember, forget: forget,
    kindWords: kindWords, chinese: chinese
  };
  Array.prototype.forEach.call(document.querySelectorAll("[data-search-input]"), attach);
})();
