/* Narrows the questions down to what was chosen, and writes the choice into the address. */
(function () {
  "use strict";
  var form = document.querySelector("[data-asks]");
  if (!form) return;
  var items = Array.prototype.slice.call(document.querySelectorAll(".asked > li"));
  var output = form.querySelector("output"), none = document.querySelector("[data-none]");
  var facets = ["equipment", "hazard", "mode"];
  form.hidden = false;

  function codes(item, facet) { return (item.getAttribute("data-" + facet) || "").split(" ").filter(Boolean); }
  function narrow(write) {
    var asked = facets.filter(function (facet) { return form.elements[facet].value; });
    var shown = 0;
    items.forEach(function (item) {
      var ruledOut = false, named = 0;
      asked.forEach(function (facet) {
        var of = codes(item, facet), hit = of.indexOf(form.elements[facet].value) >= 0;
        if (of.length && !hit) ruledOut = true;
        if (hit) named += 1;
      });
      var keep = !ruledOut && (!asked.length || named || form.elements.anywhere.checked);
      item.hidden = !keep;
      item._named = named;
      if (keep) shown += 1;
    });
    items.slice().sort(function (a, b) { return b._named - a._named || items.indexOf(a) - items.indexOf(b); })
      .forEach(function (item) { item.parentNode.appendChild(item); });
    output.textContent = output.getAttribute("data-text").replace("{n}", shown).replace("{total}", items.length);
    none.hidden = shown > 0;
    if (!write) return;
    var address = new URL(location.href);
    facets.forEach(function (facet) {
      if (form.elements[facet].value) address.searchParams.set(facet, form.elements[facet].value);
      else address.searchParams.delete(facet);
    });
    history.replaceState(null, "", address);
  }
  var given = new URL(location.href).searchParams;
  facets.forEach(function (facet) { if (given.get(facet)) form.elements[facet].value = given.get(facet); });
  form.addEventListener("change", function () { narrow(true); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.querySelector("[data-print]").addEventListener("click", function () { window.print(); });
  narrow(false);
})();
