/* Marks the quiz of a course page. Works from a disk; a learning platform is told through window.rcaReport when there is one. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-quiz]");
  if (!form) return;
  var sets = Array.prototype.slice.call(form.querySelectorAll("fieldset"));
  var output = form.querySelector("output"), words = form.dataset, started = Date.now();

  function chosen(set) {
    var found = set.querySelector("input:checked");
    return found ? Number(found.value) : -1;
  }
  function mark() {
    var right = 0, answers = [];
    sets.forEach(function (set) {
      var given = chosen(set), key = Number(set.dataset.key), good = given === key;
      if (good) right += 1;
      var said = set.querySelector(".said");
      said.textContent = given < 0 ? words.open : good ? words.right : words.wrong;
      said.className = "said " + (given < 0 ? "none" : good ? "good" : "bad");
      set.querySelector(".because").hidden = given < 0;
      answers.push({ id: set.id, ask: set.querySelector("legend").textContent, given: given, key: key, right: good });
    });
    var share = sets.length ? right / sets.length : 0, passed = share >= Number(words.pass) / 100;
    output.textContent = words.score.replace("{right}", right).replace("{total}", sets.length) + ". " + (passed ? words.passed : words.failed);
    return { score: Math.round(share * 100), passed: passed, answers: answers, seconds: Math.round((Date.now() - started) / 1000) };
  }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var result = mark();
    if (window.rcaReport) window.rcaReport(result);
    output.focus();
  });
  form.addEventListener("reset", function () {
    sets.forEach(function (set) {
      set.querySelector(".said").textContent = "";
      set.querySelector(".because").hidden = true;
    });
    output.textContent = "";
  });
})();
