// Small things that make reading easier; without this file every page still says all it has to say.
(() => {
  // The search listens to keys. Words that are pasted, dictated or written by hand come without one.
  document.addEventListener("input", event => {
    if (event.target.matches(".md-search__input")) event.target.dispatchEvent(new KeyboardEvent("keyup"))
  })
})()
