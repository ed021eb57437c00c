/* Tells a SCORM 1.2 platform what a learner did: status, score, session time and every answer. */
(function () {
  "use strict";
  function find(from) {
    for (var step = 0; from && step < 12; step += 1) {
      try { if (from.API) return from.API; } catch (error) { return null; }
      if (from === from.parent) break;
      from = from.parent;
    }
    return null;
  }
  var api = find(window) || (window.opener ? find(window.opener) : null);
  if (!api) return;
  var open = api.LMSInitialize("") === "true" || api.LMSInitialize("") === true, started = Date.now();
  function set(key, value) { api.LMSSetValue(key, String(value)); }
  function two(number) { return (number < 10 ? "0" : "") + number; }
  function clock(seconds) { return two(Math.floor(seconds / 3600)) + ":" + two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60); }
  function letter(place) { return place < 0 ? "" : "abcdefghijklmnopqrstuvwxyz".charAt(place); }
  if (["not attempted", "", "unknown"].indexOf(api.LMSGetValue("cmi.core.lesson_status")) >= 0) set("cmi.core.lesson_status", "incomplete");
  api.LMSCommit("");
  window.rcaReport = function (result) {
    var first = Number(api.LMSGetValue("cmi.interactions._count")) || 0;
    result.answers.forEach(function (answer, place) {
      var key = "cmi.interactions." + (first + place) + ".";
      set(key + "id", answer.id);
      set(key + "type", "choice");
      set(key + "correct_responses.0.pattern", letter(answer.key));
      set(key + "student_response", letter(answer.given));
      set(key + "result", answer.right ? "correct" : "wrong");
    });
    set("cmi.core.score.min", 0);
    set("cmi.core.score.max", 100);
    set("cmi.core.score.raw", result.score);
    set("cmi.core.lesson_status", result.passed ? "passed" : "failed");
    api.LMSCommit("");
  };
  window.addEventListener("pagehide", function () {
    if (!open) return;
    open = false;
    set("cmi.core.session_time", clock(Math.round((Date.now() - started) / 1000)));
    api.LMSCommit("");
    api.LMSFinish("");
  });
})();
