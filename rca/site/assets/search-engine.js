/* Search without a server: the ranking of rca/search, step for step, over the shards that the build wrote.
   No DOM here, so that a test can run it beside the Python. Names and numbers follow rca/search/*.py. */
(function (root) {
  "use strict";

  /* ── words (words.py) ──────────────────────────────────────────────────── */
  var HAN = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
  var LETTER = "(?:(?![" + HAN + "])[\\p{L}\\p{N}])";
  var TOKEN = new RegExp("[" + HAN + "]+|" + LETTER + "+(?:['’]" + LETTER + "+)*", "gu");
  var IS_HAN = new RegExp("^[" + HAN + "]", "u");

  function normal(text) {
    return text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  }

  function bare(word) {
    if (word.indexOf("'") < 0 && word.indexOf("’") < 0) return word;
    return word.replace(/’/g, "'").replace(/'s$/, "").replace(/'/g, "");
  }

  function tokens(text) {
    var found = [], match;
    TOKEN.lastIndex = 0;
    while ((match = TOKEN.exec(text)) !== null) {
      found.push({ word: bare(normal(match[0])), start: match.index, end: match.index + match[0].length });
    }
    return found;
  }

  function isHan(word) { return IS_HAN.test(word); }

  function hanPairs(run) {
    var chars = Array.from(run), found = [];
    for (var i = 0; i + 1 < chars.length; i++) found.push(chars[i] + chars[i + 1]);
    return found.length ? found : [run];
  }

  /* Snowball's English algorithm (Porter 2), version 3.1. */
  var EXCEPTIONS = {
    andes: "andes", atlas: "atlas", bias: "bias", cosmos: "cosmos", early: "earli", gently: "gentl", howe: "howe", idly: "idl",
    news: "news", only: "onli", singly: "singl", skies: "sky", skis: "ski", sky: "sky", ugly: "ugli"
  };
  var STEP2 = [["ational", "ate"], ["ization", "ize"], ["iveness", "ive"], ["fulness", "ful"], ["ousness", "ous"], ["tional", "tion"],
    ["biliti", "ble"], ["lessli", "less"], ["entli", "ent"], ["ation", "ate"], ["alism", "al"], ["aliti", "al"], ["ousli", "ous"],
    ["iviti", "ive"], ["fulli", "ful"], ["ogist", "og"], ["enci", "ence"], ["anci", "ance"], ["abli", "able"], ["izer", "ize"],
    ["ator", "ate"], ["alli", "al"], ["bli", "ble"], ["ogi", "og"], ["li", ""]];
  var STEP3 = [["ational", "ate"], ["tional", "tion"], ["alize", "al"], ["icate", "ic"], ["iciti", "ic"], ["ative", ""], ["ical", "ic"],
    ["ness", ""], ["ful", ""]];
  var STEP4 = ["ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic"];

  function short(word) {
    return /(?:[^aeiouy][aeiouy][^Yaeiouwxy]|^[aeiouy][^aeiouy]|past)$/.test(word);
  }

  function ends(word, list) {
    for (var i = 0; i < list.length; i++) {
      var ending = typeof list[i] === "string" ? list[i] : list[i][0];
      if (word.endsWith(ending)) return list[i];
    }
    return null;
  }

  function region(word, from) {
    var match = /[aeiouy]+[^aeiouy]/.exec(word.slice(from));
    return match ? from + match.index + match[0].length : word.length;
  }

  var stems = new Map();
  function stem(word) {
    if (!/^[a-z]+$/.test(word)) return word;
    var known = stems.get(word);
    if (known === undefined) {
      known = stemmed(word);
      stems.set(word, known);
    }
    return known;
  }

  function stemmed(w) {
    if (Object.prototype.hasOwnProperty.call(EXCEPTIONS, w)) return EXCEPTIONS[w];
    if (w.length < 3) return w;
    w = w.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    var special = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/.exec(w);
    var p1 = special ? special[0].length : region(w, 0), p2 = region(w, p1), base, found, match;
    // 1a
    if (w.endsWith("sses")) w = w.slice(0, -2);
    else if ((match = /(.*)(?:ied|ies)$/.exec(w))) w = match[1] + (match[1].length > 1 ? "i" : "ie");
    else if (!/(?:ss|us)$/.test(w) && /[aeiouy].+s$/.test(w)) w = w.slice(0, -1);
    // 1b
    if ((match = /(?:eedly|ingly|edly|eed|ing|ed)$/.exec(w))) {
      base = w.slice(0, match.index);
      if (match[0] === "eed" || match[0] === "eedly") {
        if (match.index >= p1 && !/^(?:succ|proc|exc)$/.test(base)) w = base + "ee";
      } else if (match[0] === "ing" && /^[^aeiouy]y$/.test(base)) {
        w = base.slice(0, -1) + "ie";
      } else if (!(match[0] === "ing" && /^(?:even|cann|inn|earr|herr|out)$/.test(base)) && /[aeiouy]/.test(base)) {
        w = base;
        if (/(?:at|bl|iz)$/.test(w)) w += "e";
        else if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(w)) { if (!/^[aeo]..$/.test(w)) w = w.slice(0, -1); }
        else if (w.length === p1 && short(w)) w += "e";
      }
    }
    // 1c
    if (/.[^aeiouy][yY]$/.test(w)) w = w.slice(0, -1) + "i";
    // 2
    found = ends(w, STEP2);
    if (found && w.length - found[0].length >= p1) {
      base = w.slice(0, -found[0].length);
      if (found[0] === "li") { if (/[cdeghkmnrt]$/.test(base)) w = base; }
      else if (found[0] !== "ogi" || base.endsWith("l")) w = base + found[1];
    }
    // 3
    found = ends(w, STEP3);
    if (found && w.length - found[0].length >= (found[0] === "ative" ? Math.max(p1, p2) : p1)) w = w.slice(0, -found[0].length) + found[1];
    // 4
    found = ends(w, STEP4);
    if (found && w.length - found.length >= p2) {
      base = w.slice(0, -found.length);
      if (found !== "ion" || /[st]$/.test(base)) w = base;
    }
    // 5
    if (w.endsWith("e")) {
      base = w.slice(0, -1);
      if (base.length >= p2 || (base.length >= p1 && !short(base))) w = base;
    } else if (w.endsWith("ll") && w.length - 1 >= p2) w = w.slice(0, -1);
    return w.replace(/Y/g, "y");
  }

  /* ── order of keys: by code point, as the build sorts them ─────────────── */
  function before(a, b) {
    if (a === b) return false;
    for (var i = 0; i < a.length && i < b.length; i++) {
      if (a[i] !== b[i]) {
        var one = a.codePointAt(i), other = b.codePointAt(i);
        return one === other ? a[i] < b[i] : one < other;
      }
    }
    return a.length < b.length;
  }

  /* Place of the last key that is not after the one looked for; -1 when all are after it. */
  function placeOf(keys, key, less) {
    var low = 0, high = keys.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (less(key, keys[middle])) high = middle; else low = middle + 1;
    }
    return low - 1;
  }

  /* ── postings (postings.py) ────────────────────────────────────────────── */
  function unpacked(numbers) {
    var records = [], counts = [], record = 0;
    for (var i = 0; i < numbers.length; i++) {
      record += Math.floor(numbers[i] / 4);
      records.push(record);
      var count = (numbers[i] & 3) + 1;
      counts.push(count > 3 ? numbers[++i] : count);
    }
    return [records, counts];
  }

  function ordered(counts) {
    var records = Array.from(counts.keys()).sort(function (a, b) { return a - b; });
    return [records, records.map(function (record) { return counts.get(record); })];
  }

  function merged(lists) {
    if (lists.length === 1) return lists[0];
    var counts = new Map();
    lists.forEach(function (list) {
      list[0].forEach(function (record, i) { counts.set(record, (counts.get(record) || 0) + list[1][i]); });
    });
    return ordered(counts);
  }

  function common(lists) {
    if (lists.length === 1) return lists[0];
    var counts = new Map();
    lists[0][0].forEach(function (record, i) { counts.set(record, lists[0][1][i]); });
    lists.slice(1).forEach(function (list) {
      var kept = new Map();
      list[0].forEach(function (record, i) {
        if (counts.has(record)) kept.set(record, Math.min(counts.get(record), list[1][i]));
      });
      counts = kept;
    });
    return ordered(counts);
  }

  /* ── index (index.py): a shard that is not there yet is noted, and the answer tried again when it is ── */
  var NEAR = 4;
  var NONE = [[], []];

  function Missing(names) { this.names = names; }

  function Index(meta) {
    this.meta = meta;
    this.shards = new Map();
    this.missing = new Set();
    this.misses = 0;
    this.cache = new Map();
    this.count = meta.count;
    this.tuning = meta.tuning;
    this.stop = new Set(meta.stop);
    this.synonyms = new Map(Object.entries(meta.synonyms));
    this.saturation = Math.min(2.5, Math.max(0.4, meta.tuning.saturation * meta.average));
  }

  Index.prototype.shard = function (name) {
    var found = this.shards.get(name);
    if (found === undefined) {
      this.missing.add(name);
      this.misses += 1;
    }
    return found;
  };

  /* Stops the attempt when something it asked for is not there. */
  Index.prototype.settle = function () {
    if (this.missing.size) {
      var names = Array.from(this.missing);
      this.missing.clear();
      throw new Missing(names);
    }
  };

  Index.prototype.cached = function (key, make) {
    if (this.cache.has(key)) return this.cache.get(key);
    var misses = this.misses, made = make();
    if (this.misses === misses) this.cache.set(key, made);
    return made;
  };

  /* The inverse of runs_of in shards.py. */
  function rowOf(runs) {
    var row = [];
    for (var i = 0; i < runs.length; i += 2) for (var n = 0; n < runs[i + 1]; n++) row.push(runs[i]);
    return row;
  }

  Index.prototype.table = function () {
    var raw = this.shard("records"), meta = this.meta, k = this.saturation, tuning = this.tuning;
    if (!raw) return null;
    return this.cached("table", function () {
      var average = meta.average || 1, bySign = {};
      function longOf(step) { return Math.pow(2, step / 7) - 1; }
      var steps = new Map(Array.from(meta.signs, function (sign, step) { return [sign, step]; })), squares = 0;
      Array.from(raw.lengths).forEach(function (sign) { squares += Math.pow(longOf(steps.get(sign)) - average, 2); });
      var b = Math.min(0.9, tuning.length + tuning.spread * Math.sqrt(squares / (raw.lengths.length || 1)) / average);
      steps.forEach(function (step, sign) { bySign[sign] = k * (1 - b + b * longOf(step) / average); });
      var codes = {};
      Object.keys(raw.facets).forEach(function (name) {
        var sets = raw.facets[name].sets;
        codes[name] = rowOf(raw.facets[name].runs).map(function (number) { return sets[number]; });
      });
      return {
        norms: Array.from(raw.lengths, function (sign) { return bySign[sign]; }),
        kinds: rowOf(raw.kinds).map(function (number) { return meta.kinds[number]; }),
        years: rowOf(raw.years), gravity: rowOf(raw.gravity), codes: codes
      };
    });
  };

  Index.prototype.shardOf = function (prefix, firsts, key) {
    var place = placeOf(firsts, key, before);
    return place < 0 ? {} : this.shard(prefix + "-" + place);
  };

  /* Forms of a stem, in order, each with its postings. */
  Index.prototype.forms = function (key) {
    var self = this;
    return this.cached("f " + key, function () {
      var shard = self.shardOf("t", self.meta.words, key), found = new Map();
      var flat = shard && Object.prototype.hasOwnProperty.call(shard, key) ? shard[key] : [];
      for (var i = 0; i < flat.length; i += 2) found.set(flat[i], unpacked(flat[i + 1]));
      return found;
    });
  };

  Index.prototype.holders = function (key) {
    var self = this;
    return this.cached("h " + key, function () {
      var forms = self.forms(key);
      return forms.size ? merged(Array.from(forms.values())) : NONE;
    });
  };

  Index.prototype.pair = function (first, second) {
    var self = this, key = first + " " + second;
    return this.cached("p " + key, function () {
      var shard = self.shardOf("p", self.meta.pairs, key);
      return shard && Object.prototype.hasOwnProperty.call(shard, key) ? unpacked(shard[key]) : NONE;
    });
  };

  Index.prototype.beginning = function (prefix) {
    var firsts = this.meta.words, lead = prefix.slice(0, -1), self = this;
    var place = Math.max(0, placeOf(firsts, lead, before)), keys = [], found = [];
    for (var length = 3; length < prefix.length - 1; length++) keys.push(prefix.slice(0, length));
    for (var n = 0; n < NEAR; n++, place++) {
      if (place < firsts.length && (!before(lead, firsts[place]) || firsts[place].startsWith(lead))) {
        var shard = this.shard("t-" + place);
        if (shard) Object.keys(shard).forEach(function (key) { if (key.startsWith(lead)) keys.push(key); });
      }
    }
    keys.forEach(function (key) {
      self.forms(key).forEach(function (postings, form) {
        if (form.startsWith(prefix) && form !== prefix) found.push([key, form, postings[0].length]);
      });
    });
    return found;
  };

  Index.prototype.spellings = function (length) {
    if (this.meta.spellings.indexOf(length) < 0) return [];
    var flat = this.shard("w-" + length);
    if (!flat) return [];
    return this.cached("w " + length, function () {
      var found = [], last = "";
      for (var i = 0; i < flat.length; i += 3) {
        last = last.slice(0, flat[i]) + flat[i + 1];
        found.push([last, flat[i + 2]]);
      }
      return found;
    });
  };

  Index.prototype.shown = function (record) {
    var firsts = this.meta.records;
    var place = placeOf(firsts, record, function (a, b) { return a < b; });
    var shard = this.shard("d-" + place);
    if (!shard) return null;
    var row = shard[record - firsts[place]];
    return { id: row[0], title: row[1], address: row[2], passages: row[3], notes: row[4] };
  };

  /* ── spelling (spelling.py) ────────────────────────────────────────────── */
  /* Optimal string alignment, given up beyond `most`. */
  function edits(a, b, most) {
    var last = null, row = [], i, j;
    for (j = 0; j <= b.length; j++) row.push(j);
    for (i = 1; i <= a.length; i++) {
      var next = [i], least = i;
      for (j = 1; j <= b.length; j++) {
        var cost = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, last[j - 2] + 1);
        next.push(cost);
        if (cost < least) least = cost;
      }
      if (least > most) return most + 1;
      last = row;
      row = next;
    }
    return row[b.length];
  }

  function sameLetters(a, b) {
    var one = new Set(a), other = new Set(b);
    return one.size === other.size && Array.from(one).every(function (char) { return other.has(char); });
  }

  /* Two slips keep the first letter, and put in two letters only where these double others. */
  function slipped(word, form, away) {
    return away < 2 || (form[0] === word[0] && (word.length - form.length < 2 || sameLetters(form, word)));
  }

  function byRank(a, b) { return b.likelihood - a.likelihood || (a.form < b.form ? -1 : a.form > b.form ? 1 : 0); }

  function readings(index, word) {
    if (word.length < 4 || !/^[a-z]+$/.test(word)) return [];
    var reach = word.length <= 5 ? 1 : 2, found = [];
    for (var length = word.length - reach; length <= word.length + reach; length++) {
      index.spellings(length).forEach(function (each) {
        if (index.stop.has(each[0])) return;
        var away = edits(word, each[0], reach);
        if (away > reach || !slipped(word, each[0], away)) return;
        var likelihood = Math.sqrt(each[1]) * (away > 1 ? 0.02 : 1);
        if (each[0][0] !== word[0]) likelihood *= 0.1;
        if (away === 1 && sameLetters(each[0], word)) likelihood *= 2;
        found.push({ form: each[0], key: stem(each[0]), likelihood: likelihood, edits: away, holders: each[1] });
      });
    }
    found.sort(byRank);
    var best = new Map();
    for (var i = 0; i < found.length; i++) {
      var share = found[i].likelihood / found[0].likelihood;
      if (share < 0.2 || best.size === 3) break;
      if (!best.has(found[i].key)) best.set(found[i].key, Object.assign({}, found[i], { likelihood: share }));
    }
    return Array.from(best.values());
  }

  function split(index, word) {
    if (word.length < 6 || !/^[a-z]+$/.test(word)) return null;
    var best = null;
    function holdersOf(part) {
      var row = index.spellings(part.length).find(function (each) { return each[0] === part; });
      return row ? row[1] : 0;
    }
    for (var place = 3; place < word.length - 2; place++) {
      var holders = Math.min(holdersOf(word.slice(0, place)), holdersOf(word.slice(place)));
      if (holders && (best === null || holders > best[0])) best = [holders, place];
    }
    return best === null ? null : [word.slice(0, best[1]), word.slice(best[1])];
  }

  /* ── query (query.py) ──────────────────────────────────────────────────── */
  var LONGEST = 2000, SENTENCE = 8, LONGEST_HAN = 8;
  var QUOTED = /(-?)["“”„«»「」『』]([^"“”„«»「」『』]*)["“”„«»「」『』]/g;
  var LEFT_OUT = /(?:^|\s)-(?=[\p{L}\p{Nl}\p{No}])\S+/gu;
  var PARTICLES = new Set("的了和与在是有被把将也而及或之其");

  function compounds(text, found, stop) {
    var joined = [];
    for (var i = 0; i + 1 < found.length; i++) {
      var a = found[i], b = found[i + 1];
      if (text.slice(a.end, b.start) !== "-" || stop.has(a.word) === stop.has(b.word)) continue;
      if (text.slice(Math.max(0, a.start - 1), a.start) !== "-" && text.slice(b.end, b.end + 1) !== "-") joined.push(a.word + b.word);
    }
    return joined;
  }

  function hanWords(run, segments) {
    var found = [], start = 0, place = 0;
    while (place < run.length) {
      var size = 0;
      for (var tried = Math.min(LONGEST_HAN, run.length - place); tried > 1; tried--) {
        if (segments.has(run.slice(place, place + tried))) { size = tried; break; }
      }
      if (!size && !PARTICLES.has(run[place])) { place++; continue; }
      if (start < place) found.push(run.slice(start, place));
      if (size) found.push(run.slice(place, place + size));
      place += Math.max(1, size);
      start = place;
    }
    if (start < place) found.push(run.slice(start, place));
    return found;
  }

  function wordsOf(index, text) {
    var found = tokens(text), joined = new Set(compounds(text, found, index.stop)), list = [], after = false;
    var openEnd = found.length > 0 && !text.slice(found[found.length - 1].end).trim() && text.slice(-1).trim() !== "";
    found.forEach(function (token, place) {
      if (isHan(token.word)) {
        hanWords(token.word, index.segments()).forEach(function (piece) {
          list.push({ text: piece, han: true, last: false, joined: "", after: false });
        });
        after = false;
      } else if (!index.stop.has(token.word)) {
        var beside = [];
        if (place + 1 < found.length) beside.push(token.word + found[place + 1].word);
        if (place) beside.push(found[place - 1].word + token.word);
        list.push({
          text: token.word, han: false, last: openEnd && place === found.length - 1, after: after,
          joined: beside.find(function (each) { return joined.has(each); }) || ""
        });
        after = true;
      }
    });
    return list;
  }

  /* A run of Han is cut at words that the table of synonyms knows, written as they stand there: pairs joined by blanks. */
  Index.prototype.segments = function () {
    var self = this;
    return { has: function (word) { return self.synonyms.has(hanPairs(word).join(" ")); } };
  };

  function parse(index, text) {
    text = Array.from(text).slice(0, LONGEST).join("");
    var everything = wordsOf(index, text);
    if (everything.length > SENTENCE) return { words: everything, phrases: [], without: [] };
    var phrases = [], without = [];
    function content(part) { return wordsOf(index, part).map(function (word) { return word.text; }); }
    var plain = text.replace(QUOTED, function (whole, out, part) {
      var found = content(part);
      if (found.length) (out ? without : phrases).push(found);
      return out ? " " : " " + part + " ";
    }).replace(LEFT_OUT, function (whole) {
      var found = content(whole);
      if (found.length) without.push(found);
      return " ";
    });
    return { words: wordsOf(index, plain), phrases: phrases, without: without };
  }

  /* ── plan (plan.py) ────────────────────────────────────────────────────── */
  var COMPLETIONS = 12, RARER = 3;

  function option(key, form, weight, how) { return { key: key, form: form, weight: weight, how: how }; }

  function unique(list) { return Array.from(new Set(list)); }

  function keyOf(index, phrase) {
    var found = [];
    tokens(phrase).forEach(function (token) {
      if (isHan(token.word)) found.push.apply(found, hanPairs(token.word));
      else if (!index.stop.has(token.word)) found.push(stem(token.word));
    });
    return unique(found);
  }

  function plan(index, query, typing) {
    var slots = new Map();
    query.words.forEach(function (word) {
      if (word.han) hanPairs(word.text).forEach(function (part) { index.forms(part); });
      else {
        index.forms(stem(word.text));
        if (word.joined) index.forms(stem(word.joined));
      }
    });
    neighbours(query).forEach(function (pair) { index.pair(stem(pair[0]), stem(pair[1])); });
    index.table();
    index.settle();
    query.words.forEach(function (word) {
      var known = slots.get(word.text);
      if (known) known.times += 1;
      else slots.set(word.text, { word: word.text, options: word.han ? hanOptions(index, word) : wordOptions(index, word, typing), times: 1 });
    });
    index.settle();
    slots.forEach(function (slot) { slot.options.forEach(function (each) { each.key.forEach(function (key) { index.forms(key); }); }); });
    index.settle();
    return Array.from(slots.values());
  }

  function neighbours(query) {
    var seen = new Map();
    for (var i = 0; i + 1 < query.words.length; i++) {
      var a = query.words[i], b = query.words[i + 1];
      if (b.after) seen.set(a.text + " " + b.text, [a.text, b.text]);
    }
    return Array.from(seen.values());
  }

  function hanOptions(index, word) {
    var key = hanPairs(word.text);
    if (common(key.map(function (part) { return index.holders(part); }))[0].length) return [option(key, word.text, 1, "exact")];
    return key.filter(function (part) { return index.forms(part).size; }).map(function (part) {
      return option([part], part, 1 / key.length, "spelling");
    });
  }

  function wordOptions(index, word, typing) {
    var key = stem(word.text), forms = index.forms(key), known = forms.has(word.text), options = [];
    if (forms.size) options.push(option([key], known ? word.text : "", 1, "exact"));
    if (word.joined && index.forms(stem(word.joined)).size) options.push(option([stem(word.joined)], word.joined, 1, "exact"));
    if (word.last && (typing || !options.length)) {
      var more = completions(index, word.text, new Set([key]));
      index.settle();
      options = options.concat(more);
    }
    if (!known && !options.some(function (each) { return each.how === "beginning"; })) {
      options = options.concat(repairs(index, word.text, forms.size ? key : ""));
    }
    return options;
  }

  function completions(index, prefix, taken) {
    if (prefix.length < 3) return [];
    var found = index.beginning(prefix).sort(function (a, b) { return b[2] - a[2] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0); });
    var options = [];
    found.forEach(function (each) {
      if (!taken.has(each[0]) && options.length < COMPLETIONS) {
        taken.add(each[0]);
        options.push(option([each[0]], each[1], index.tuning.completion, "beginning"));
      }
    });
    return options;
  }

  function repairs(index, word, own) {
    var found = readings(index, word);
    index.settle();
    if (own) {
      var holders = index.holders(own)[0].length;
      return found.filter(function (each) {
        return each.key !== own && each.edits === 1 && each.holders >= RARER * holders;
      }).map(function (each) { return option([each.key], each.form, index.tuning.doubt * Math.sqrt(each.likelihood), "spelling"); });
    }
    if (found.length) return found.map(function (each) { return option([each.key], each.form, Math.sqrt(each.likelihood), "spelling"); });
    var parts = split(index, word);
    index.settle();
    return parts ? [option(unique(parts.map(stem)), parts.join(" "), 1, "spelling")] : [];
  }

  function withMeanings(index, slots) {
    var widened = slots.map(function (slot) {
      var taken = new Set(slot.options.map(function (each) { return each.key.join(" "); })), added = [];
      unique([keyOf(index, slot.word).join(" ")].concat(slot.options.map(function (each) { return each.key.join(" "); })))
        .forEach(function (source) {
          (index.synonyms.get(source) || []).forEach(function (phrase) {
            var key = keyOf(index, phrase);
            if (!taken.has(key.join(" "))) {
              taken.add(key.join(" "));
              added.push(option(key, phrase, index.tuning.synonym, "meaning"));
            }
          });
        });
      return { word: slot.word, options: slot.options.concat(added), times: slot.times };
    });
    widened.forEach(function (slot) { slot.options.forEach(function (each) { each.key.forEach(function (key) { index.forms(key); }); }); });
    index.settle();
    return widened;
  }

  /* ── search (search.py) ────────────────────────────────────────────────── */
  var MATCHES = ["exact", "close", "some"];

  function idf(count, holders) { return Math.log(1 + (count - holders + 0.5) / (holders + 0.5)); }

  function holdersOfPhrase(index, phrase) {
    var found = [];
    phrase.forEach(function (word) {
      if (isHan(word)) hanPairs(word).forEach(function (piece) { found.push(index.holders(piece)); });
      else found.push(index.holders(stem(word)));
    });
    for (var i = 0; i + 1 < phrase.length; i++) {
      if (!isHan(phrase[i]) && !isHan(phrase[i + 1])) found.push(index.pair(stem(phrase[i]), stem(phrase[i + 1])));
    }
    return new Set(common(found)[0]);
  }

  function allowed(index, query) {
    var within = null, without = new Set();
    query.phrases.forEach(function (phrase) {
      var holders = holdersOfPhrase(index, phrase);
      within = within === null ? holders : new Set(Array.from(within).filter(function (record) { return holders.has(record); }));
    });
    query.without.forEach(function (phrase) { holdersOfPhrase(index, phrase).forEach(function (record) { without.add(record); }); });
    index.settle();
    return { within: within, without: without };
  }

  function score(index, each, best, exact) {
    var holders = common(each.key.map(function (key) { return index.holders(key); }));
    var records = holders[0], counts = holders[1];
    if (!records.length) return 0;
    var norms = index.table().norms, top = index.saturation + 1, weight = each.weight * idf(index.count, records.length);
    var scores = new Map();
    records.forEach(function (record, i) { scores.set(record, weight * counts[i] * top / (counts[i] + norms[record])); });
    if (each.form && each.key.length === 1) {
      var own = index.forms(each.key[0]).get(each.form);
      if (own) {
        var extra = index.tuning.surface * each.weight * idf(index.count, own[0].length);
        own[0].forEach(function (record, i) {
          scores.set(record, scores.get(record) + extra * own[1][i] * top / (own[1][i] + norms[record]));
        });
      }
    }
    scores.forEach(function (value, record) { if (value > (best.get(record) || 0)) best.set(record, value); });
    if (each.how === "exact" || each.how === "beginning") records.forEach(function (record) { exact.add(record); });
    return weight;
  }

  function near(slot) { return slot.options.filter(function (each) { return each.how !== "meaning" && each.key.length === 1; }); }

  function addPair(index, first, second, marks) {
    var norms = index.table().norms, top = index.saturation + 1, best = new Map();
    near(first).forEach(function (one) {
      near(second).forEach(function (other) {
        var list = index.pair(one.key[0], other.key[0]);
        var weight = index.tuning.pair * one.weight * other.weight * idf(index.count, list[0].length);
        list[0].forEach(function (record, i) {
          var value = weight * list[1][i] * top / (list[1][i] + norms[record]);
          if (value > (best.get(record) || 0)) best.set(record, value);
        });
      });
    });
    best.forEach(function (value, record) {
      var mark = marks.get(record);
      if (mark) mark.score += value;
    });
  }

  function tally(index, slots, pairs) {
    var marks = new Map(), byWord = new Map();
    slots.forEach(function (slot) {
      var best = new Map(), exact = new Set(), weight = 0;
      byWord.set(slot.word, slot);
      slot.options.forEach(function (each) { weight = Math.max(weight, score(index, each, best, exact)); });
      best.forEach(function (value, record) {
        var mark = marks.get(record);
        if (!mark) marks.set(record, mark = { score: 0, mass: 0, words: 0, exact: 0 });
        mark.score += value * slot.times;
        mark.mass += weight;
        mark.words += 1;
        mark.exact += exact.has(record) ? 1 : 0;
      });
    });
    pairs.forEach(function (pair) { addPair(index, byWord.get(pair[0]), byWord.get(pair[1]), marks); });
    index.settle();
    return marks;
  }

  function weightOf(index, slot) {
    if (!slot.options.length) return idf(index.count, 1);
    return Math.max.apply(null, slot.options.map(function (each) {
      return each.weight * idf(index.count, common(each.key.map(function (key) { return index.holders(key); }))[0].length);
    }));
  }

  function filtered(index, hits, filters) {
    var table = index.table(), failed = new Map();
    Object.keys(filters).forEach(function (name) {
      var facet = index.meta.facets.find(function (each) { return each.id === name; });
      if (!filters[name].length) return;
      var places = new Set();
      if (facet) facet.values.forEach(function (value, place) { if (filters[name].indexOf(value[0]) >= 0) places.add(place); });
      hits.forEach(function (hit) {
        var carried = facet ? table.codes[name][hit.record] : [];
        if (!carried.some(function (place) { return places.has(place); })) {
          if (!failed.has(hit.record)) failed.set(hit.record, []);
          failed.get(hit.record).push(name);
        }
      });
    });
    var counted = hits.filter(function (hit) { return hit.match !== "some"; });
    if (!counted.length) counted = hits;
    var facets = {};
    index.meta.facets.forEach(function (facet) {
      var counts = facet.values.map(function () { return 0; });
      counted.forEach(function (hit) {
        var names = failed.get(hit.record);
        if (!names || (names.length === 1 && names[0] === facet.id)) {
          table.codes[facet.id][hit.record].forEach(function (place) { counts[place] += 1; });
        }
      });
      facets[facet.id] = counts;
    });
    return { kept: hits.filter(function (hit) { return !failed.has(hit.record); }), facets: facets };
  }

  function readAs(slots) {
    var found = [];
    slots.forEach(function (slot) {
      ["beginning", "spelling", "meaning"].forEach(function (how) {
        var words = slot.options.filter(function (each) { return each.how === how; })
          .map(function (each) { return each.form || each.key.join(" "); });
        if (words.length) found.push({ word: slot.word, as: words, how: how });
      });
    });
    return found;
  }

  function round6(value) { return Math.round(value * 1e6) / 1e6; }

  /* The answer when every shard it needs is there; throws Missing when not. */
  function attempt(index, text, filters, typing) {
    var query = parse(index, text);
    var slots = plan(index, query, typing), limits = allowed(index, query), pairs = neighbours(query);
    var marks = tally(index, slots, pairs);
    var whole = 0;
    marks.forEach(function (mark) { if (mark.words === slots.length) whole += 1; });
    var wide = slots.length <= index.tuning.few && whole < index.tuning.enough;
    var widened = withMeanings(index, slots.filter(function (slot) { return wide || isHan(slot.word); }));
    if (widened.length) {
      slots = slots.map(function (slot) { return widened.find(function (each) { return each.word === slot.word; }) || slot; });
      marks = tally(index, slots, pairs);
    }
    var table = index.table(), factors = index.tuning.kinds, hits = [];
    var weight = slots.reduce(function (sum, slot) { return slot.options.length ? sum + weightOf(index, slot) : sum; }, 0);
    var brief = slots.length <= index.tuning.brief;
    function reward(record) {
      return !brief ? 1 : table.kinds[record] === "document" ? index.tuning.whole_document : index.tuning.whole;
    }
    function factor(record) { return factors[table.kinds[record]] || 1; }
    if (!slots.length && !query.without.length) {
      for (var record = 0; record < index.count; record++) hits.push({ record: record, score: factor(record), match: "exact" });
    }
    marks.forEach(function (mark, record) {
      if (mark.mass < index.tuning.least * weight || limits.without.has(record) || (limits.within && !limits.within.has(record))) return;
      var match = mark.words < slots.length ? "some" : mark.exact === slots.length ? "exact" : "close";
      hits.push({ record: record, score: round6(mark.score * (factor(record) * (match === "exact" ? reward(record) : 1))), match: match });
    });
    if (!slots.length && !Object.keys(filters).length) hits = [];
    var result = filtered(index, hits, filters), counts = {};
    result.kept.sort(function (a, b) { return b.score - a.score || a.record - b.record; });
    MATCHES.forEach(function (match) { counts[match] = result.kept.filter(function (hit) { return hit.match === match; }).length; });
    return {
      hits: result.kept, counts: counts, facets: result.facets, slots: slots, query: query, readings: readAs(slots),
      unknown: slots.filter(function (slot) { return !slot.options.length; }).map(function (slot) { return slot.word; })
    };
  }

  /* ── fragments (fragments.py) ──────────────────────────────────────────── */
  var FRAGMENT = 180, MOST = 2;

  function wanted(slots) {
    var found = new Map();
    slots.forEach(function (slot) {
      slot.options.forEach(function (each) {
        var how = each.how === "exact" || each.how === "beginning" ? "exact" : "close";
        (isHan(slot.word) && how === "exact" ? [slot.word] : each.key).forEach(function (key) {
          if (found.get(key) !== "exact") found.set(key, how);
        });
      });
    });
    return found;
  }

  function marksOf(keys, text) {
    var han = Array.from(keys.keys()).filter(isHan), found = [];
    tokens(text).forEach(function (token) {
      if (!isHan(token.word)) {
        var how = keys.get(stem(token.word));
        if (how) found.push([token.start, token.end, how]);
        return;
      }
      for (var place = 0; place < token.word.length;) {
        var key = "";
        han.forEach(function (each) { if (each.length > key.length && token.word.startsWith(each, place)) key = each; });
        if (key) found.push([token.start + place, token.start + place + key.length, keys.get(key)]);
        place += key.length || 1;
      }
    });
    return found;
  }

  function cut(text, marks) {
    if (text.length <= FRAGMENT) return { text: text, marks: marks };
    var first = marks[0], most = 0;
    marks.forEach(function (mark) {
      var inside = marks.filter(function (each) { return mark[0] <= each[0] && each[0] < mark[0] + FRAGMENT * 2 / 3; }).length;
      if (inside > most) { most = inside; first = mark; }
    });
    var start = first[0] < FRAGMENT / 3 ? 0 : text.lastIndexOf(" ", first[0] - FRAGMENT / 4) + 1;
    var end = text.length - start <= FRAGMENT ? text.length : Math.max(text.lastIndexOf(" ", start + FRAGMENT), first[1]);
    var lead = start ? "… " : "", shift = lead.length - start;
    return {
      text: lead + text.slice(start, end) + (end < text.length ? " …" : ""),
      marks: marks.filter(function (mark) { return mark[0] >= start && mark[1] <= end; })
        .map(function (mark) { return [mark[0] + shift, mark[1] + shift, mark[2]]; })
    };
  }

  /* The name of a code is quoted only when no passage of the text answers as well. */
  function fragments(slots, passages) {
    var keys = wanted(slots);
    function coded(passage) { return passage[0].startsWith("coded "); }
    var own = best(keys, passages.filter(function (passage) { return !coded(passage); }));
    var names = best(keys, passages.filter(coded));
    function exact(found) { return found.some(function (each) { return each.marks.some(function (mark) { return mark[2] === "exact"; }); }); }
    return exact(own) || (own.length && !exact(names)) ? own : names;
  }

  function best(keys, passages) {
    var rated = [];
    passages.forEach(function (passage, place) {
      var found = marksOf(keys, passage[1]);
      if (!found.length) return;
      var words = new Map();
      found.forEach(function (mark) { words.set(mark[2] + passage[1].slice(mark[0], mark[1]).toLowerCase(), mark[2] === "exact" ? 2 : 1); });
      var sum = 0;
      words.forEach(function (value) { sum += value; });
      rated.push({ sum: sum, place: place, label: passage[0], text: passage[1], marks: found });
    });
    rated.sort(function (a, b) { return b.sum - a.sum || a.place - b.place; });
    return rated.slice(0, MOST).sort(function (a, b) { return a.place - b.place; }).map(function (each) {
      return Object.assign({ label: each.label }, cut(each.text, each.marks));
    });
  }

  /* ── loading ───────────────────────────────────────────────────────────── */
  /* `fetchShard(name)` gives a promise of a shard. */
  function Engine(fetchShard) {
    this.fetchShard = fetchShard;
    this.index = null;
  }

  Engine.prototype.ready = function () {
    var self = this;
    if (this.index) return Promise.resolve(this.index);
    return this.fetchShard("meta").then(function (meta) {
      if (!self.index) self.index = new Index(meta);
      return self.index;
    });
  };

  Engine.prototype.load = function (names) {
    var self = this;
    return Promise.all(names.map(function (name) {
      return self.fetchShard(name).then(function (data) { self.index.shards.set(name, data); });
    }));
  };

  Engine.prototype.trying = function (work) {
    var self = this;
    return this.ready().then(function step(index) {
      try {
        index.missing.clear();
        var made = work(index);
        index.settle();
        return made;
      } catch (error) {
        if (!(error instanceof Missing)) throw error;
        return self.load(error.names).then(function () { return step(index); });
      }
    });
  };

  Engine.prototype.search = function (text, filters, typing) {
    return this.trying(function (index) { return attempt(index, text, filters || {}, !!typing); });
  };

  /* What is shown of hits: title (in Chinese where there is one and it is asked for), address, fragments, notes. */
  Engine.prototype.shown = function (found, hits, chinese) {
    return this.trying(function (index) {
      var table = index.table();
      return hits.map(function (hit) {
        var record = index.shown(hit.record);
        if (!record) return null;
        var title = chinese && record.notes.zh ? record.notes.zh : record.title;
        return {
          id: record.id, title: title, address: record.address, notes: record.notes, match: hit.match, score: hit.score,
          kind: table && table.kinds[hit.record], fragments: fragments(found.slots, record.passages),
          ask: (record.passages.find(function (each) { return each[0] === "ask"; }) || ["", ""])[1],
          marked: marksOf(wanted(found.slots), title)
        };
      });
    });
  };

  /* Known words near an unknown one, for a reader who found nothing. */
  Engine.prototype.nearest = function (word) {
    return this.trying(function (index) {
      var found = [];
      if (/^[a-z]{4,}$/.test(word)) {
        for (var length = word.length - 2; length <= word.length + 2; length++) {
          index.spellings(length).forEach(function (each) {
            var away = edits(word, each[0], 3);
            if (away <= 3 && !index.stop.has(each[0])) found.push([away, -each[1], each[0]]);
          });
        }
      }
      found.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1); });
      return found.slice(0, 4).map(function (each) { return each[2]; });
    });
  };

  var made = { Engine: Engine, Index: Index, stem: stem, tokens: tokens, normal: normal, edits: edits, parse: parse };
  if (typeof module !== "undefined" && module.exports) module.exports = made;
  else root.rcaSearchEngine = made;
})(typeof self !== "undefined" ? self : this);
