/* Tells a SCORM 2004 platform what a learner did: completion, success, score, session time and every answer. */
(function () {
  "use strict";
  function find(from) {
    for (var step = 0; from && step < 12; step += 1) {
      try { if (from.API_1484_11) return from.API_1484_11; } catch (error) { return null; }
      if (from === from.parent) break;
      from = from.parent;
    }
    return null;
  }
  var api = find(window) || (window.opener ? find(window.opener) : null);
  if (!api) return;
  api.Initialize("");
  var open = true, started = Date.now();
  function set(key, value) { api.SetValue(key, String(value)); }
  function letter(place) { return place < 0 ? "" : "abcdefghijklmnopqrstuvwxyz".charAt(place); }
  if (["completed", "incomplete"].indexOf(api.GetValue("cmi.completion_status")) < 0) set("cmi.completion_status", "incomplete");
  api.Commit("");
  window.rcaReport = function (result) {
    var first = Number(api.GetValue("cmi.interactions._count")) || 0;
    result.answers.forEach(function (answer, place) {
      var key = "cmi.interactions." + (first + place) + ".";
      set(key + "id", answer.id);
      set(key + "type", "choice");
      set(key + "correct_responses.0.pattern", letter(answer.key));
      if (answer.given >= 0) set(key + "learner_response", letter(answer.given));
      set(key + "result", answer.right ? "correct" : "incorrect");
      set(key + "description", answer.ask.slice(0, 250));
    });
    set("cmi.score.min", 0);
    set("cmi.score.max", 100);
    set("cmi.score.raw", result.score);
    set("cmi.score.scaled", result.score / 100);
    set("cmi.completion_status", "completed");
    set("cmi.success_status", result.passed ? "passed" : "failed");
    api.Commit("");
  };
  window.addEventListener("pagehide", function () {
    if (!open) return;
    open = false;
    set("cmi.session_time", "PT" + Math.round((Date.now() - started) / 1000) + "S");
    api.Commit("");
    api.Terminate("");
  });
})();
