// Small things that make reading easier; without this file every page still says all it has to say.
(() => {
  // The search listens to keys. Words that are pasted, dictated or written by hand come without one.
  document.addEventListener("input", event => {
    if (event.target.matches(".md-search__input")) event.target.dispatchEvent(new KeyboardEvent("keyup"))
  })

  // The search is announced by name when it opens.
  const field = document.querySelector(".md-search__input")
  if (field) field.closest("[role=dialog]")?.setAttribute("aria-label", field.getAttribute("aria-label"))

  // The other language opens at the place that is being read: the anchor of the address while it is in sight, else the
  // heading last passed. Anchors are the same in both languages.
  const inSight = one => one && one.getBoundingClientRect().bottom > 0 && one.getBoundingClientRect().top < innerHeight
  const place = () => {
    if (inSight(document.getElementById(decodeURIComponent(location.hash.slice(1))))) return location.hash
    const passed = [...document.querySelectorAll("article :is(h2, h3, h4)[id]")].filter(one => one.getBoundingClientRect().top < 120)
    return scrollY && passed.length ? `#${passed[passed.length - 1].id}` : ""
  }
  for (const link of document.querySelectorAll("a.language")) link.addEventListener("click", () => { link.hash = place() })

  // Paper carries the number of the standard on every page, and printing is a button where a browser can.
  const number = document.querySelector(".book-cover .cover-number, .page-mark a")?.textContent
  if (number) document.documentElement.style.setProperty("--refcf-number", JSON.stringify(number))
  for (const button of document.querySelectorAll(".print-button")) {
    button.hidden = false
    button.addEventListener("click", () => print())
  }

  // The way to the page and the menu have one name in the theme; who listens must tell them apart.
  const here = document.documentElement.lang.startsWith("zh") ? "当前位置" : "Where this page stands"
  document.querySelector("nav.md-path")?.setAttribute("aria-label", here)

  // What scrolls sideways can be reached and scrolled with the keyboard; what does not is no stop on the way.
  const boxes = document.querySelectorAll(".table:not([tabindex]), .formula:not([tabindex]), .listing, .md-typeset pre > code")
  const reach = () => boxes.forEach(box => {
    if (box.scrollWidth > box.clientWidth + 1) {
      box.tabIndex = 0
      box.setAttribute("role", "group")
      box.setAttribute("aria-label", box.querySelector("caption, figcaption")?.textContent || document.title)
    } else if (box.tabIndex === 0) {
      box.removeAttribute("tabindex")
      box.removeAttribute("role")
      box.removeAttribute("aria-label")
    }
  })
  reach()
  addEventListener("resize", reach)
  document.addEventListener("toggle", reach, true)  // what is folded has no width until it is opened
})()
