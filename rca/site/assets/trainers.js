/* Narrows the table of cases down by level, minutes and subject. */
(function () {
  "use strict";
  var form = document.querySelector("[data-desk]");
  if (!form) return;
  var rows = Array.prototype.slice.call(document.querySelectorAll(".deskrows tbody tr")), output = form.querySelector("output");
  function narrow() {
    var level = form.elements.level.value, most = Number(form.elements.minutes.value) || Infinity;
    var words = form.elements.subject.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
    rows.forEach(function (row) {
      var text = row.textContent.toLowerCase(), minutes = Number(row.getAttribute("data-minutes"));
      var keep = (!level || row.getAttribute("data-level") === level) && (most === Infinity || (minutes > 0 && minutes <= most)) &&
        words.every(function (word) { return text.indexOf(word) >= 0; });
      row.hidden = !keep;
      if (keep) shown += 1;
    });
    output.textContent = output.getAttribute("data-text").replace("{n}", shown).replace("{total}", rows.length);
  }
  form.hidden = false;
  form.addEventListener("input", narrow);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  narrow();
})();
