/* The search page: hits with the pieces that answer, facets with counts, exact and close apart, the query in the address. */
(function () {
  "use strict";
  var box = window.rcaSearchBox;
  var mount = document.querySelector("[data-search-page]");
  if (!box || !mount) return;
  var el = box.el, form = document.querySelector("[data-search-live]"), input = form.querySelector("[data-search-input]");
  var browse = document.getElementById("browse");

  Object.assign(box.WORDS, {
    "exact": ["{n} exact", "{n} 条精确"], "close": ["{n} close", "{n} 条相近"], "some": ["{n} with some of the words", "{n} 条含部分词"],
    "and": [" and ", "，"], "clear": ["clear", "清除"], "filters": ["Filters", "筛选"], "filtersN": ["Filters ({n})", "筛选（{n}）"],
    "sort.best": ["Best match", "最相关"], "sort.newest": ["Newest", "最新"], "sort.gravest": ["Gravest", "最严重"], "questions": ["Questions only", "只看提问"],
    "more.exact": ["Show {n} more exact", "再显示 {n} 条精确"], "more.close": ["Show {n} more close", "再显示 {n} 条相近"],
    "more.some": ["Show {n} that hold only some of the words", "显示 {n} 条只含部分词的"], "more.values": ["{n} more", "另 {n} 项"], "less.values": ["fewer", "收起"],
    "close.title": ["Close, but not your words", "相近，但不是原词"], "close.exactOnly": ["Exact only", "只看精确"], "close.show": ["Show close ones too", "也显示相近"],
    "read.spelling": ["No record holds “{w}”; it was read as {l}.", "没有记录含“{w}”；读作 {l}。"],
    "read.meaning": ["“{w}” was also read as {l}.", "“{w}”也读作 {l}。"],
    "read.beginning": ["“{w}” was taken as the beginning of {l}.", "“{w}”当作 {l} 的开头。"],
    "read.apart": ["These {n} are counted apart.", "这 {n} 条另计。"],
    "some.title": ["Only some of your words", "只含部分词"], "some.sentence": ["No record holds all {n} words of the sentence; the best answers stand first.", "没有记录含句中全部 {n} 个词；最好的在前。"],
    "some.note": ["No record holds all of them together.", "没有记录同时含这些词。"],
    "none.title": ["No case or lesson has these words together.", "没有案例或教训同时含这些词。"],
    "none.word": ["No case or lesson has this word.", "没有案例或教训含这个词。"],
    "none.nothingToFind": ["There is no word to look for", "没有可检索的词"],
    "none.onlyOut": ["“-{w}” only leaves hits out. Say beside it what you look for.", "“-{w}”只排除结果。请同时写出要找的词。"],
    "none.stops": ["{l}: too frequent to tell one case from another. Name the thing: a piece of equipment, what it did, what was seen.", "{l}：过于常见，无法区分案例。请写出具体的东西：设备、它的表现、所见到的现象。"],
    "none.noLetter": ["What was given holds no letter or digit.", "所给内容没有文字或数字。"],
    "none.apart": ["The words of “{w}” do not stand together.", "“{w}”的各词没有连在一起出现。"],
    "none.allOut": ["Every hit holds “{w}”, which is left out.", "所有结果都含“{w}”，而它被排除。"],
    "none.instead": ["Try instead", "可以改为"], "none.unquoted": ["without the quotation marks", "去掉引号"],
    "none.count": ["Nothing found", "没有结果"], "killed": ["{n} killed", "{n}人死亡"], "injured": ["{n} injured", "{n}人受伤"],
    "remove": ["remove", "移除"],
    "none.why": ["The knowledge base holds {n} cases; an empty answer says nothing about your risk.", "知识库有 {n} 个案例；没有结果并不说明没有风险。"],
    "none.dropWord": ["One word alone", "只用一个词"], "none.dropFilter": ["Drop a filter", "去掉一个筛选"], "none.without": ["without “{w}”", "去掉“{w}”"],
    "none.near": ["Nearest words", "最近的词"], "none.nothing": ["none near", "无"], "none.closeOnly": ["0 ({n} close)", "0（相近 {n} 条）"], "none.draft": ["Know a case? A dozen lines are a valid draft.", "知道一个案例？十几行就是有效的草稿。"],
    "searching": ["Searching …", "查找中……"], "status": ["{n} results", "{n} 条结果"], "failed": ["The search index could not be loaded. Browse by the lists below.", "无法载入检索索引。请按下面的列表浏览。"],
    "verdict.explained": ["Explained", "已解释"], "verdict.explained-likely": ["Explained, resting on likely causes", "已解释，但依赖很可能的原因"],
    "verdict.explained-if-open": ["Explained only if open hypotheses hold", "仅当未决假设成立时才解释得通"], "verdict.not-yet": ["Not yet explained", "尚未解释"], "verdict.contradicted": ["Contradicted", "与证据矛盾"],
    "status.confirmed": ["confirmed", "已证实"], "status.likely": ["likely", "很可能"], "status.possible": ["possible", "可能"], "status.open": ["open", "未查"], "status.refuted": ["ruled out", "已排除"],
    "action.proposed": ["proposed", "建议"], "action.accepted": ["accepted", "已接受"], "action.in-progress": ["in progress", "进行中"],
    "action.implemented": ["said done", "称已完成"], "action.verified": ["seen in the field", "现场已核实"], "action.effective": ["effective", "已验证有效"],
    "action.ineffective": ["not effective", "无效"], "action.rejected": ["refused", "被拒绝"], "action.superseded": ["replaced", "被取代"],
    "action.obsolete": ["no longer applies", "不再适用"], "action.unknown": ["status not known", "状态未知"],
    "cases": ["{n} cases", "{n} 个案例"], "cases.one": ["1 case", "1 个案例"], "facet.kind": ["Show", "显示"], "facet.industry": ["Industry", "行业"], "facet.hazard": ["Hazard", "危险"], "facet.equipment": ["Equipment", "设备"],
    "facet.defect": ["Defect", "缺陷"], "facet.mode": ["Operating mode", "工况"], "facet.lesson-kind": ["Kind of lesson", "教训种类"],
    "facet.stage": ["Stage of the review", "评审阶段"], "facet.verdict": ["Verdict", "结论"]
  });
  var w = box.words;
  /* Fields and statuses as the index names them. */
  var CHINESE = {
    "ask": "自问", "because": "因为", "summary": "摘要", "timeline": "经过", "tree": "故障树", "cause": "原因", "lesson": "教训", "action": "措施", "barrier": "屏障",
    "keywords": "关键词", "title": "标题", "reason": "理由", "note": "注", "source": "来源", "breaks": "打断", "measure": "度量", "method": "方法", "methods": "方法",
    "why": "为什么", "case": "案例", "mechanism": "机理", "what happened": "经过", "normal work": "正常作业", "surprise": "意外", "luck": "侥幸", "harm": "伤害", "place":
    "地点", "organisation": "单位", "earlier event": "此前事件", "standard": "标准", "open question": "未决问题", "limits": "局限", "direction": "方向", "duty": "职责",
    "status": "状态", "to": "致", "ref": "编号", "equipment": "设备", "hazard": "危险", "industry": "行业", "defect": "缺陷", "mode": "工况", "identified": "已识别",
    "validated": "已验证", "shared": "已分享", "adopted": "已采纳", "learned": "已内化"
  };

  function plain(label) {
    var name = label.replace("coded ", "");
    return box.chinese && Object.prototype.hasOwnProperty.call(CHINESE, name) ? CHINESE[name] : name;
  }

  var live = el("span", { class: "visually-hidden", role: "status" });
  form.appendChild(live);

  /* ── state, in the address ─────────────────────────────────────────────── */
  var STEP = { exact: 10, close: 5, some: 10 }, ENOUGH = 5;
  var state = null, facets = [], asked = 0, opened = {};

  function read() {
    var found = new URLSearchParams(location.search), made = { q: found.get("q") || "", filters: {}, sort: found.get("sort") || "best", questions: found.has("questions"), exactOnly: found.get("match") === "exact" };
    found.forEach(function (value, name) {
      if (["q", "sort", "questions", "match"].indexOf(name) < 0) (made.filters[name] = made.filters[name] || []).push(value);
    });
    return made;
  }

  function address(next) {
    var made = new URLSearchParams();
    if (next.q.trim()) made.set("q", next.q);
    Object.keys(next.filters).forEach(function (name) { next.filters[name].forEach(function (code) { made.append(name, code); }); });
    if (next.sort !== "best") made.set("sort", next.sort);
    if (next.questions) made.set("questions", "1");
    if (next.exactOnly) made.set("match", "exact");
    var text = made.toString();
    return location.pathname + (text ? "?" + text : "");
  }

  function changed(parts) { return Object.assign({}, state, parts); }

  /* `how` is push (a step that Back undoes), replace, or none (the address is there already). */
  function go(next, how, typing) {
    state = next;
    opened = {};
    if (how === "push") history.pushState(null, "", address(next));
    else if (how === "replace") history.replaceState(null, "", address(next));
    run(typing);
  }

  function toggled(facet, code) {
    var filters = Object.assign({}, state.filters), codes = filters[facet] || [];
    filters[facet] = codes.indexOf(code) >= 0 ? codes.filter(function (each) { return each !== code; }) : codes.concat(code);
    if (!filters[facet].length) delete filters[facet];
    return changed({ filters: filters });
  }

  function chosen() { return Object.keys(state.filters).reduce(function (sum, name) { return sum + state.filters[name].length; }, 0); }

  function valueName(facet, code) {
    var found = facets.find(function (each) { return each.id === facet; });
    var value = found && found.values.find(function (each) { return each[0] === code; });
    return value ? named(value) : code;
  }

  function named(value) {
    /* A verdict is named here as everywhere on the site. */
    if (box.WORDS["verdict." + value[0]]) return w("verdict." + value[0]);
    return box.chinese && value[2] ? value[2] : value[1];
  }

  function facetName(id) {
    var found = facets.find(function (each) { return each.id === id; });
    return box.WORDS["facet." + id] ? w("facet." + id) : found ? found.name : id;
  }

  /* ── parts of the page ─────────────────────────────────────────────────── */
  var SVG = "http://www.w3.org/2000/svg";
  var SHAPES = {
    confirmed: [["circle", { cx: 8, cy: 8, r: 7, fill: "currentColor" }], ["path", { d: "M4.6 8.3 7 10.7l4.6-5", fill: "none", stroke: "var(--paper)", "stroke-width": 1.9 }]],
    likely: [["rect", { x: 1, y: 1, width: 14, height: 14, rx: 2, fill: "currentColor" }], ["path", { d: "M3.5 6.4c1.5-1.5 3-1.5 4.5 0s3 1.5 4.5 0M3.5 10.2c1.5-1.5 3-1.5 4.5 0s3 1.5 4.5 0", fill: "none", stroke: "var(--paper)", "stroke-width": 1.6 }]],
    possible: [["circle", { cx: 8, cy: 8, r: 6.2, fill: "none", stroke: "currentColor", "stroke-width": 1.6 }], ["path", { d: "M8 1.8a6.2 6.2 0 0 0 0 12.4z", fill: "currentColor" }]],
    open: [["circle", { cx: 8, cy: 8, r: 6.2, fill: "none", stroke: "currentColor", "stroke-width": 1.9, "stroke-dasharray": "3.1 2.5" }]],
    refuted: [["path", { d: "m3 3 10 10M13 3 3 13", stroke: "currentColor", "stroke-width": 2.4, fill: "none" }]]
  };

  function icon(name) {
    var made = document.createElementNS(SVG, "svg");
    made.setAttribute("viewBox", "0 0 16 16");
    made.setAttribute("aria-hidden", "true");
    (SHAPES[name] || []).forEach(function (shape) {
      var part = document.createElementNS(SVG, shape[0]);
      Object.keys(shape[1]).forEach(function (key) { part.setAttribute(key, shape[1][key]); });
      made.appendChild(part);
    });
    return made;
  }

  var VERDICTS = {
    "explained": ["v-ok", "confirmed"], "explained-likely": ["v-likely", "likely"], "explained-if-open": ["v-if-open", "likely"],
    "not-yet": ["v-not-yet", "open"], "contradicted": ["v-contradicted", "refuted"]
  };
  var RANKS = ["identified", "validated", "shared", "adopted", "learned"];

  /* "15 killed, 180 injured", as the index says it, in the language of the page. */
  function harmed(text) {
    return text.split(", ").map(function (each) {
      var found = /^(\d+) (killed|injured)$/.exec(each);
      return found ? w(found[2], { n: found[1] }) : each;
    }).join(box.chinese ? "，" : ", ");
  }

  function facts(hit) {
    var notes = hit.notes, made = [el("span", { class: "b tech" }, box.kindWords(hit))];
    function add(child) { made.push(el("span", { class: "sep", "aria-hidden": "true" }, "·"), child); }
    if (hit.kind === "case") {
      if (notes.year) add(el("span", {}, notes.year));
      if (notes.harm) add(el("span", {}, harmed(notes.harm)));
      if (VERDICTS[notes.verdict]) add(el("span", { class: "b " + VERDICTS[notes.verdict][0] }, [icon(VERDICTS[notes.verdict][1]), w("verdict." + notes.verdict)]));
      return made;
    }
    if (hit.kind === "cause" && SHAPES[notes.status]) made.push(el("span", { class: "b " + notes.status }, [icon(notes.status), w("status." + notes.status)]));
    if (notes.code) made.push(el("span", { class: "id" }, notes.code));
    if (notes.case) add(el("span", {}, notes.case));
    if (notes.cases) add(el("span", {}, notes.cases === "1" ? w("cases.one") : w("cases", { n: notes.cases })));
    if (hit.kind === "lesson" && RANKS.indexOf(notes.status) >= 0) {
      var rank = el("span", { class: "rank", "aria-hidden": "true" });
      for (var n = 0; n < 5; n++) rank.appendChild(el("i", n <= RANKS.indexOf(notes.status) ? { class: "f" } : {}));
      add(el("span", {}, [rank, plain(notes.status)]));
    }
    if (hit.kind === "action" && notes.status) add(el("span", {}, box.WORDS["action." + notes.status] ? w("action." + notes.status) : notes.status));
    if (hit.kind === "evidence" && notes.grade) add(el("span", {}, notes.grade));
    if (hit.kind !== "lesson" && notes.id) made.push(el("span", { class: "id" }, notes.id));
    return made;
  }

  function hitElement(hit) {
    var title = state.questions && hit.ask ? hit.ask : hit.title, marks = title === hit.title ? hit.marked : [];
    return el("article", { class: "hit-r" + (hit.match === "exact" ? "" : " near") }, [
      el("p", { class: "eyebrow" }, facts(hit)),
      el("h3", {}, el("a", { href: box.home + hit.address, onclick: function () { box.remember(state.q); } }, box.marked(title, marks)))
    ].concat(hit.fragments.filter(function (each) { return each.text !== title; }).map(function (each) {
      return el("p", { class: "fr" }, [el("span", { class: "id" }, plain(each.label)), " "].concat(box.marked(each.text, each.marks)));
    })));
  }

  function listed(names) {
    var shown = names.slice(0, 4);
    return shown.length < 2 ? shown.join("") : shown.slice(0, -1).join(", ") + w("and") + shown[shown.length - 1];
  }

  function readingsOf(found) {
    return found.readings.map(function (each) {
      var own = each.as.filter(function (name) { return /[^\u0000-\u024f]/.test(each.word) || !/[\u3400-\u9fff]/.test(name); });
      return w("read." + each.how, { w: each.word, l: listed(own.length ? own : each.as) });
    });
  }

  /* ── facets ────────────────────────────────────────────────────────────── */
  var FEW = 7, wide = {};

  function facetElement(facet, counts) {
    var taken = state.filters[facet.id] || [], inOrder = ["kind", "lesson-kind", "stage", "verdict"].indexOf(facet.id) >= 0;
    var rows = facet.values.map(function (value, place) { return { code: value[0], name: named(value), count: counts[place], on: taken.indexOf(value[0]) >= 0 }; });
    if (!inOrder) rows.sort(function (a, b) { return (b.on - a.on) || b.count - a.count; });
    var hidden = rows.length - FEW, children = (wide[facet.id] || hidden < 2 ? rows : rows.slice(0, FEW)).map(function (each) {
      return el("label", { class: each.count || each.on ? "" : "zero" }, [
        el("input", { type: "checkbox", value: each.code, checked: each.on, "data-facet": facet.id, onchange: function () { go(toggled(facet.id, each.code), "push"); } }),
        el("span", {}, facet.id === "defect" ? [el("span", { class: "id" }, each.code), " ", each.name] : each.name),
        el("span", { class: "n" }, each.count)
      ]);
    });
    if (hidden > 1) {
      children.push(el("button", { type: "button", class: "plainb", onclick: function () { wide[facet.id] = !wide[facet.id]; run(); } },
        wide[facet.id] ? w("less.values") : w("more.values", { n: hidden })));
    }
    return el("fieldset", { "data-facet-group": facet.id }, [el("legend", {}, facetName(facet.id))].concat(children));
  }

  /* ── the answer ────────────────────────────────────────────────────────── */
  function sorted(hits, table) {
    if (state.sort === "newest") return hits.slice().sort(function (a, b) { return table.years[b.record] - table.years[a.record]; });
    if (state.sort === "gravest") return hits.slice().sort(function (a, b) { return table.gravity[b.record] - table.gravity[a.record]; });
    return hits;
  }

  function run(typing) {
    var ask = ++asked, filters = state.filters, text = state.q;
    if (state.questions) filters = Object.assign({}, filters, { kind: ["lesson"] });
    if (!text.trim() && !Object.keys(filters).length) { empty(); return; }
    mount.setAttribute("aria-busy", "true");
    box.fresh(function (engine) {
      return engine.search(text, filters, typing).then(function (found) {
        facets = engine.index.meta.facets;
        var table = engine.index.table(), groups = { exact: [], close: [], some: [] };
        found.hits.forEach(function (hit) { groups[hit.match].push(hit); });
        var sentence = found.query.words.length > 8, whole = groups.exact.length + groups.close.length;
        var limits = {
          exact: opened.exact || STEP.exact, close: state.exactOnly ? 0 : opened.close || (groups.exact.length ? STEP.close : STEP.exact),
          /* few whole answers are not enough of an answer */
          some: opened.some || (sentence || !whole ? STEP.some : whole < ENOUGH ? ENOUGH : 0)
        };
        var shown = [];
        ["exact", "close", "some"].forEach(function (match) { shown = shown.concat(sorted(groups[match], table).slice(0, limits[match])); });
        return engine.shown(found, shown, box.chinese).then(function (hits) {
          return { engine: engine, found: found, groups: groups, hits: hits, sentence: sentence, filters: filters, cases: casesIn(table) };
        });
      });
    }).then(function (answer) {
      if (ask === asked) render(answer);
    }).catch(function () {
      if (ask !== asked) return;
      mount.removeAttribute("aria-busy");
      mount.textContent = "";
      mount.appendChild(el("p", { class: "empty", role: "alert" }, w("failed")));
      browse.hidden = false;
    });
  }

  function casesIn(table) { return table.kinds.filter(function (kind) { return kind === "case"; }).length; }

  function empty() {
    mount.removeAttribute("aria-busy");
    mount.textContent = "";
    browse.hidden = false;
    var found = box.recent();
    if (!found.length) return;
    mount.appendChild(el("p", { class: "chips" }, [el("span", { class: "muted" }, w("box.recent"))].concat(found.map(function (text) {
      return el("button", { type: "button", class: "btn", onclick: function () { input.value = text; go(changed({ q: text }), "push"); } }, text);
    }), [el("button", { type: "button", class: "plainb", onclick: function () { box.forget(); empty(); } }, w("box.forget"))])));
  }

  function statusLine(answer) {
    var counts = answer.found.counts, parts = [];
    if (counts.exact) parts.push(el("b", {}, w("exact", { n: counts.exact })));
    if (counts.close) parts.push(el("span", {}, (parts.length ? w("and") : "") + w("close", { n: counts.close })));
    if (!parts.length) parts.push(el("span", {}, counts.some ? w("some", { n: counts.some }) : w("none.count")));
    return el("span", { class: "counts", "data-total": answer.found.hits.length }, parts);
  }

  function chips() {
    var made = [];
    Object.keys(state.filters).forEach(function (name) {
      state.filters[name].forEach(function (code) {
        made.push(el("button", { type: "button", class: "chip", "data-chip": name, onclick: function () { go(toggled(name, code), "push"); } },
          [facetName(name) + ": " + valueName(name, code) + " ", el("span", { role: "img", "aria-label": w("remove") }, "✕")]));
      });
    });
    if (made.length > 0) made.push(el("button", { type: "button", class: "plainb", onclick: function () { go(changed({ filters: {} }), "push"); } }, w("clear")));
    return made;
  }

  function sorting() {
    var made = ["best", "newest", "gravest"].map(function (name) {
      return el("button", { type: "button", class: "btn", "aria-pressed": String(state.sort === name), onclick: function () { go(changed({ sort: name }), "push"); } }, w("sort." + name));
    });
    made.push(el("button", { type: "button", class: "btn", "aria-pressed": String(state.questions), onclick: function () { go(changed({ questions: !state.questions }), "push"); } }, w("questions")));
    return el("span", { class: "sorts" }, made);
  }

  function more(match, hidden, shown) {
    if (hidden <= 0) return null;
    return el("p", { class: "more" }, el("button", { type: "button", class: "plainb", onclick: function () { opened[match] = shown + 20; run(); } }, w("more." + match, { n: hidden })));
  }

  function render(answer) {
    var found = answer.found, groups = answer.groups, made = { exact: [], close: [], some: [] };
    mount.removeAttribute("aria-busy");
    browse.hidden = true;
    answer.hits.forEach(function (hit) { made[hit.match].push(hitElement(hit)); });
    var results = [], whole = groups.exact.length + groups.close.length;
    if (!whole && !answer.sentence) results.push(nothing(answer));
    results = results.concat(made.exact, more("exact", groups.exact.length - made.exact.length, made.exact.length));
    if (groups.close.length) {
      results.push(el("div", { class: "approx" }, [
        el("b", {}, w("close.title")),
        el("p", {}, readingsOf(found).concat(groups.exact.length ? w("read.apart", { n: groups.close.length }) : []).join(" ")),
        groups.exact.length ? el("button", { type: "button", class: "plainb", onclick: function () { go(changed({ exactOnly: !state.exactOnly }), "push"); } }, w(state.exactOnly ? "close.show" : "close.exactOnly")) : null
      ]));
      results = results.concat(made.close, state.exactOnly ? null : more("close", groups.close.length - made.close.length, made.close.length));
    }
    if (groups.some.length) {
      if (made.some.length) {
        results.push(el("div", { class: "approx partial" }, [
          el("b", {}, w("some.title")),
          el("p", {}, [whole ? "" : answer.sentence ? w("some.sentence", { n: found.query.words.length }) : w("some.note")].concat(groups.close.length ? [] : readingsOf(found)).join(" ").trim())
        ]));
      }
      results = results.concat(made.some, more("some", groups.some.length - made.some.length, made.some.length));
    }
    var focused = document.activeElement && document.activeElement.getAttribute("data-facet") ? [document.activeElement.getAttribute("data-facet"), document.activeElement.value] : null;
    var wasOpen = mount.querySelector("details.filters");
    var side = el("details", { class: "filters", open: wasOpen ? wasOpen.open : window.matchMedia("(min-width: 45em)").matches }, [
      el("summary", {}, chosen() ? w("filtersN", { n: chosen() }) : w("filters"))
    ].concat(facets.map(function (facet) { return facetElement(facet, found.facets[facet.id]); })));
    mount.textContent = "";
    live.textContent = w("status", { n: found.hits.length });
    /* Where nothing is found and nothing was chosen there is nothing to narrow or to sort. */
    var bare = !found.hits.length && !chosen();
    mount.appendChild(el("div", { class: "chips sbar" }, [statusLine(answer)].concat(chips(), bare ? [] : [el("span", { class: "g" }), sorting()])));
    mount.appendChild(el("div", { class: bare ? "sr bare" : "sr" }, [bare ? null : side, el("div", { class: "hits", role: "region", "aria-label": w("box.label") }, [el("h2", { class: "visually-hidden" }, w("box.label"))].concat(results))]));
    if (focused) {
      var again = Array.prototype.find.call(mount.querySelectorAll("[data-facet]"), function (each) { return each.getAttribute("data-facet") === focused[0] && each.value === focused[1]; });
      if (again) again.focus({ preventScroll: true });
    }
  }

  /* What of the query stands in the way: a heading, sentences, and what to try with the number of hits that it gives. */
  function reasons(query) {
    var without = query.without.map(function (words) { return words.join(" "); });
    if (!query.words.length) {
      var typed = state.q.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
      return without.length
        ? { head: w("none.nothingToFind"), why: [w("none.onlyOut", { w: without[0] })], instead: [[without[0], without[0]]] }
        : { head: w("none.nothingToFind"), why: [typed.length ? w("none.stops", { l: listed(typed.map(function (each) { return "“" + each + "”"; })) }) : w("none.noLetter")], instead: [] };
    }
    var plainWords = query.words.map(function (each) { return each.text; }).join(" "), why = [], instead = [];
    query.phrases.forEach(function (words) { why.push(w("none.apart", { w: words.join(" ") })); });
    if (query.phrases.length) instead.push([w("none.unquoted"), plainWords]);
    without.forEach(function (each) { why.push(w("none.allOut", { w: each })); instead.push([w("none.without", { w: "-" + each }), plainWords]); });
    return { head: w(instead.length ? "none.count" : query.words.length > 1 ? "none.title" : "none.word"), why: why, instead: instead };
  }

  /* Nothing holds all the words: why, and what each word and each filter costs, counted. */
  function nothing(answer) {
    var found = answer.found, slots = found.slots, ask = asked, engine = answer.engine, because = reasons(found.query);
    var unheld = slots.filter(function (slot) { return slot.options.every(function (each) { return each.how !== "exact"; }); }).map(function (slot) { return slot.word; });
    var one = el("p", {}), other = el("p", {}), near = el("p", {}), instead = el("p", {});
    var head = el("b", { class: "t" }, because.head), why = el("p", {}, because.instead.length && found.query.words.length ? [] : because.why.join(" "));
    var holder = el("div", { class: "empty none" }, [
      head, why,
      el("p", {}, w("none.why", { n: answer.cases })),
      el("div", { class: "three" }, [
        because.instead.length ? el("div", {}, [el("b", {}, w("none.instead")), instead]) : null,
        slots.length > 1 ? el("div", {}, [el("b", {}, w("none.dropWord")), one]) : null,
        chosen() ? el("div", {}, [el("b", {}, w("none.dropFilter")), other]) : null,
        unheld.length ? el("div", {}, [el("b", {}, w("none.near")), near]) : null
      ]),
      el("p", { class: "small" }, el("a", { href: box.home + "guide/investigate.html" }, w("none.draft")))
    ]);
    function whole(result) { return result.counts.exact + result.counts.close; }
    function offer(place, text, count, next) {
      if (place.childNodes.length) place.appendChild(document.createTextNode(" · "));
      place.appendChild(!count && count !== null ? el("span", {}, text) : el("button", { type: "button", class: "plainb", onclick: function () { input.value = next.q; go(next, "push"); } }, text));
      place.appendChild(document.createTextNode(count === null ? "" : " " + count));
    }
    because.instead.forEach(function (each, place) {
      engine.search(each[1], answer.filters).then(function (result) {
        if (ask !== asked) return;
        var total = whole(result) || result.hits.length;
        offer(instead, each[0], total, changed({ q: each[1] }));
        if (total && found.query.words.length) why.textContent += (why.textContent ? " " : "") + because.why[Math.min(place, because.why.length - 1)];
      });
    });
    if (slots.length > 1) {
      Promise.all(slots.map(function (slot) { return engine.search(slot.word, answer.filters); })).then(function (results) {
        if (ask === asked) results.forEach(function (result, place) {
          var counts = result.counts;
          offer(one, slots[place].word, !counts.exact && counts.close ? w("none.closeOnly", { n: counts.close }) : counts.exact, changed({ q: slots[place].word }));
        });
      });
    }
    Object.keys(state.filters).forEach(function (name) {
      state.filters[name].forEach(function (code) {
        var next = toggled(name, code);
        engine.search(state.q, next.filters).then(function (result) {
          if (ask === asked) offer(other, w("none.without", { w: valueName(name, code) }), whole(result), next);
        });
      });
    });
    unheld.forEach(function (word) {
      /* With several words missing, each says what stands near it. */
      var line = el("span", { class: "nearline" }, unheld.length > 1 ? [el("b", {}, word), " "] : []), names = el("span", {});
      line.appendChild(names);
      near.appendChild(line);
      engine.nearest(word).then(function (found) {
        if (ask !== asked) return;
        found.forEach(function (name) { offer(names, name, null, changed({ q: state.q.replace(word, name) })); });
        if (!found.length) names.textContent = w("none.nothing");
      });
    });
    return holder;
  }

  /* ── keys and changes ──────────────────────────────────────────────────── */
  var timer = 0;
  input.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(function () { go(changed({ q: input.value }), "replace", true); }, 150);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(timer);
    box.remember(input.value);
    go(changed({ q: input.value }), "push");
  });
  input.addEventListener("keydown", function (event) {
    if (event.key === "ArrowDown") {
      var first = mount.querySelector(".hit-r h3 a");
      if (first) { event.preventDefault(); first.focus(); }
    } else if (event.key === "Escape" && input.value) {
      event.preventDefault();
      clearTimeout(timer);
      input.value = "";
      go(changed({ q: "" }), "push");
    }
  });
  mount.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { input.focus(); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    var links = Array.prototype.slice.call(mount.querySelectorAll(".hit-r h3 a")), place = links.indexOf(document.activeElement);
    if (place < 0) return;
    event.preventDefault();
    if (event.key === "ArrowUp" && place === 0) input.focus();
    else (links[place + (event.key === "ArrowDown" ? 1 : -1)] || links[place]).focus();
  });
  window.addEventListener("popstate", function () {
    state = read();
    opened = {};
    input.value = state.q;
    run();
  });

  state = read();
  input.value = state.q;
  if (!state.q && !chosen()) input.focus({ preventScroll: true });
  run();
})();
