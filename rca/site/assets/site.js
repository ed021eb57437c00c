/* Small helps on every page; without it nothing is missing. */
(function () {
  "use strict";

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
