/* Evaluates the tree of a case with what a reader switches on and off. The five gates are those of rca/graph/gates. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-try]"), source = document.getElementById("try-data");
  if (!form || !source) return;
  var data = JSON.parse(source.textContent);

  /* Truth of every event; nodes come causes first. `taken` names events, gates too, that do not happen. */
  function evaluate(isTrue, taken) {
    var truth = Object.create(null);
    data.nodes.forEach(function (node) {
      var name = node[0], gate = node[1], count = 0, seen = node[2];
      seen.forEach(function (cause) { if (truth[cause]) count += 1; });
      var holds =
        gate === "all_of" ? count === seen.length :
        gate === "any_of" ? count > 0 :
        gate === "at_least" ? count >= node[3] :
        gate === "none_of" ? count === 0 :
        gate === "exactly_one_of" ? count === 1 :
        isTrue(name);
      truth[name] = holds && !taken(name);
    });
    return truth;
  }
  window.rcaTry = function (events, taken) {
    return evaluate(function (name) { return events.indexOf(name) >= 0; }, function (name) { return taken.indexOf(name) >= 0; })[data.top];
  };

  var result = form.querySelector(".tryresult"), tree = form.querySelector(".trytree");
  var rows = Array.prototype.slice.call(tree.querySelectorAll("[data-node]"));
  function list(selector) { return Array.prototype.slice.call(form.querySelectorAll(selector)); }
  function show() {
    var on = Object.create(null), taken = Object.create(null);
    list("input[data-event]").forEach(function (box) { if (box.checked) on[box.getAttribute("data-event")] = true; });
    list("input[data-measure]").forEach(function (box) {
      if (box.checked) data.takes[Number(box.getAttribute("data-measure"))].forEach(function (name) { taken[name] = true; });
    });
    var truth = evaluate(function (name) { return on[name] === true; }, function (name) { return taken[name] === true; });
    var still = truth[data.top];
    var words = result.getAttribute(still ? "data-yes" : "data-no");
    if (result.firstElementChild.textContent !== words || !result.classList.contains(still ? "bad" : "good")) {
      result.firstElementChild.textContent = words;
      result.className = "tryresult " + (still ? "bad" : "good");
    }
    rows.forEach(function (row) {
      var yes = truth[row.getAttribute("data-node")];
      row.classList.toggle("off", !yes);
      row.querySelector(".mark").textContent = tree.getAttribute(yes ? "data-yes" : "data-no");
    });
  }
  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(show, 0); });
  show();
})();
