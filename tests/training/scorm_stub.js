/* A SCORM 1.2 platform of one page: it takes only what the standard allows and remembers everything. */
window.sent = [];
window.API = (function () {
  "use strict";
  var values = { "cmi.core.lesson_status": "not attempted", "cmi.interactions._count": "0" }, state = "closed", error = "0";
  var allowed = [
    [/^cmi\.core\.lesson_status$/, /^(passed|failed|completed|incomplete|browsed)$/],
    [/^cmi\.core\.score\.(raw|min|max)$/, /^(\d|[1-9]\d|100)$/],
    [/^cmi\.core\.session_time$/, /^\d{2,4}:\d\d:\d\d(\.\d{1,2})?$/],
    [/^cmi\.interactions\.\d+\.id$/, /^[A-Za-z0-9._-]{1,255}$/],
    [/^cmi\.interactions\.\d+\.type$/, /^choice$/],
    [/^cmi\.interactions\.\d+\.correct_responses\.0\.pattern$/, /^[a-z]$/],
    [/^cmi\.interactions\.\d+\.student_response$/, /^[a-z]?$/],
    [/^cmi\.interactions\.\d+\.result$/, /^(correct|wrong)$/]
  ];
  function say(name, args, result) { window.sent.push([name].concat(args, [result])); return result; }
  return {
    LMSInitialize: function (a) { state = "open"; return say("initialize", [a], "true"); },
    LMSFinish: function (a) { state = "closed"; return say("finish", [a], "true"); },
    LMSCommit: function (a) { return say("commit", [a], state === "open" ? "true" : "false"); },
    LMSGetValue: function (key) { return key in values ? values[key] : ""; },
    LMSSetValue: function (key, value) {
      var good = state === "open" && allowed.some(function (rule) { return rule[0].test(key) && rule[1].test(value); });
      error = good ? "0" : "405";
      if (good) values[key] = value;
      var hit = /^cmi\.interactions\.(\d+)\.id$/.exec(key);
      if (good && hit) values["cmi.interactions._count"] = String(Number(hit[1]) + 1);
      return say("set", [key, value], good ? "true" : "false");
    },
    LMSGetLastError: function () { return error; }, LMSGetErrorString: function () { return ""; },
    LMSGetDiagnostic: function () { return ""; }, values: values
  };
})();
