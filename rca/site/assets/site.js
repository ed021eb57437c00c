/* Small helps on every page; without it nothing is missing. */
(function () {
  "use strict";

  /* The search itself is loaded when somebody turns to a box, and not before. */
  var own = document.currentScript.src;
  document.addEventListener("focusin", function (event) {
    if (window.rcaSearchAsked || window.rcaSearchBox || !event.target.matches("[data-search-input]")) return;
    window.rcaSearchAsked = true;
    var style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = own.replace(/site\.js.*$/, "search.css");
    document.head.appendChild(style);
    ["search-engine.js", "search.js"].forEach(function (name) {
      var script = document.createElement("script");
      script.src = own.replace(/site\.js.*$/, name);
      script.async = false;
      document.head.appendChild(script);
    });
  });

  /* "/" goes to the search box of the page, or to the search page where there is none. */
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    var at = event.target;
    if (at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName)) return;
    var boxes = document.querySelectorAll("[data-search-input]");
    for (var i = boxes.length - 1; i >= 0; i--) {
      if (boxes[i].offsetParent !== null) {
        event.preventDefault();
        boxes[i].focus();
        boxes[i].select();
        return;
      }
    }
    var link = document.querySelector(".hsearch-link");
    if (link) {
      event.preventDefault();
      location.href = link.href;
    }
  });
})();

/* A table that is wider than the page takes the focus, so that the arrow keys move it. */
(function () {
  "use strict";
  function reach() {
    document.querySelectorAll(".tw, .md-typeset__scrollwrap, .highlight pre > code").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth + 1 && !box.querySelector("a[href], button, input")) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  }
  reach();
  window.addEventListener("load", reach);
  window.addEventListener("resize", reach);
})();

/* A hand-written table of words in three columns or more stands as labelled lines on a phone; one of numbers is moved sideways. */
(function () {
  "use strict";
  document.querySelectorAll(".md-typeset table:not([class])").forEach(function (table) {
    var heads = Array.from(table.querySelectorAll("thead th"), function (head) { return head.textContent.trim(); });
    var cells = Array.from(table.querySelectorAll("tbody td"));
    if (heads.length < 3 || !cells.some(function (cell) { return cell.textContent.trim().length > 40; })) return;
    table.setAttribute("data-lines", "");
    cells.forEach(function (cell) { cell.setAttribute("data-l", heads[cell.cellIndex] || ""); });
  });
})();

/* Lists: sort by a column, show only rows with the words typed. The whole list is there without it. */
(function () {
  "use strict";

  function value(row, index) {
    var cell = row.cells[index];
    return cell ? cell.dataset.v || cell.textContent.trim() : "";
  }

  document.querySelectorAll("table[data-sortable]").forEach(function (table) {
    var heads = table.tHead.rows[0].cells;
    Array.prototype.forEach.call(heads, function (head, index) {
      if (!head.dataset.sort) return;
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") !== "descending";
        Array.prototype.forEach.call(heads, function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var numeric = head.dataset.sort === "number";
        var rows = Array.prototype.slice.call(table.tBodies[0].rows);
        rows.sort(function (a, b) {
          var x = value(a, index), y = value(b, index);
          var order = numeric ? (parseFloat(x) || 0) - (parseFloat(y) || 0) : x.localeCompare(y);
          return down ? -order : order;
        });
        rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
      });
    });
  });

  document.querySelectorAll("[data-filter]").forEach(function (box) {
    var target = document.getElementById(box.dataset.filter);
    if (!target) return;
    var rows = target.querySelectorAll(target.dataset.rows || "tbody tr");
    var input = box.querySelector("input");
    var output = box.querySelector("output");
    box.hidden = false;
    input.addEventListener("input", function () {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var count = 0;
      rows.forEach(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
        if (!row.hidden) count += 1;
      });
      output.textContent = words.length ? output.dataset.text.replace("{n}", count).replace("{total}", rows.length) : "";
    });
  });

  document.querySelectorAll(".tools[hidden]").forEach(function (tools) { if (!tools.dataset.filter) tools.hidden = false; });
  document.querySelectorAll("[data-print-only]").forEach(function (button) {
    button.addEventListener("click", function () {
      document.documentElement.dataset.printOnly = button.dataset.printOnly;
      window.print();
      delete document.documentElement.dataset.printOnly;
    });
  });
})();
