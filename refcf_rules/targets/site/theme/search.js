// The search of the site: finds what is typed anywhere in a text, so that 燃气 is found in 天然气燃烧 and "cut" in
// "cut-off", without cutting texts into words. It runs as the search worker of the theme and speaks its language:
// { type: 0, data: { docs } } sets it up (answer 1), { type: 2, data: words } asks (answer 3, groups of results).
// Nothing but the documents of the index is read; what it answers is escaped.
(() => {
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3
  const MOST_PAGES = 60, EXCERPT = 56, LEAST_SHARE = 0.34, MOST_NEAR = 30, FEW = 3
  const HAN = /\p{Script=Han}/u
  let entries = []

  // One character stays one character, so that a place in the folded text is the same place in the text.
  const fold = text => Array.from(text, one => {
    const code = one.charCodeAt(0)
    const half = one.length > 1 ? one : code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : code === 0x3000 ? " " : one
    const small = half.toLowerCase()
    return small.length === one.length ? small : half
  }).join("")

  const escaped = text => text.replace(/[&<>"']/g, one => `&#${one.charCodeAt(0)};`)

  const setUp = docs => {
    const titles = new Map()
    entries = docs.map((doc, order) => {
      const page = doc.location.split("#")[0]
      if (!titles.has(page)) titles.set(page, fold(doc.title))
      return {
        doc, order, page,
        title: fold(doc.title),
        above: titles.get(page),
        text: fold(doc.text),
        weight: page.startsWith("parts/") ? 1 : 0.12,
      }
    })
  }

  // The words of a question; what stands in quotation marks stays together.
  const wordsOf = question => (fold(question).match(/"[^"]+"|“[^”]+”|[^\s,;，、；。？！?"“”]+/g) || [])
    .map(word => word.replace(/^["“]|["”]$/g, "").replace(/^[.:·\-]+|[.:·\-]+$/g, ""))
    .filter((word, at, all) => word && all.indexOf(word) === at)

  const startsWord = (text, at) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]) || HAN.test(text[at - 1])
  const endsWord = (text, end) => end >= text.length || !/[\p{L}\p{N}]/u.test(text[end]) || HAN.test(text[end])

  const placesOf = (text, word) => {
    const found = []
    for (let at = text.indexOf(word); at >= 0 && found.length < 20; at = text.indexOf(word, at + word.length)) found.push(at)
    // "4" is not meant by "14", nor "5.4" by "15.4" or "5.41": a number is found whole, with what lies below it.
    return /^[\d.]+$/.test(word) ? found.filter(at => !/[\d.]/.test(text[at - 1] || "") && !/\d/.test(text[at + word.length] || "")) : found
  }

  const bare = title => title.replace(/^[a-z]?[\d.]+\s+/, "")

  // How well a word fits an entry: its number or title first, then the beginning of a title, then the text.
  const fit = (entry, word) => {
    const inTitle = placesOf(entry.title, word)
    const inText = placesOf(entry.text, word)
    if (!inTitle.length && !inText.length) return placesOf(entry.above, word).length ? 4 : 0
    let score = Math.min(inText.length, 5) + (inText.some(at => startsWord(entry.text, at) && endsWord(entry.text, at + word.length)) ? 6 : 2)
    if (inTitle.length) {
      const [at] = inTitle
      if (entry.title === word || bare(entry.title) === word || (at === 0 && /^[\d.]+$/.test(word))) score += 100
      else score += (startsWord(entry.title, at) ? 40 : 25) + 20 * word.length / entry.title.length
    }
    return score
  }

  const exact = words => entries.map(entry => {
    let score = 0
    for (const word of words) {
      const one = fit(entry, word)
      if (!one) return null
      score += one
    }
    return { entry, score: score * entry.weight, words }
  }).filter(Boolean)

  // For a question that no text holds as it is asked: pairs of Chinese characters, beginnings of other words.
  const piecesOf = word => {
    if (!HAN.test(word)) return [/^[a-z]{6,}$/.test(word) ? word.slice(0, Math.max(5, word.length - 3)) : word]
    const signs = Array.from(word)
    return signs.length < 3 ? [word] : signs.slice(1).map((sign, at) => signs[at] + sign)
  }

  const holds = (entry, piece) => entry.title.includes(piece) || entry.text.includes(piece)

  // The entries that hold most of what is asked; a rare piece counts more, and one that stands nowhere is no word.
  const near = words => {
    const pieces = [...new Set(words.flatMap(piecesOf))].map(piece => {
      const count = entries.filter(entry => holds(entry, piece)).length
      return { piece, worth: count ? Math.log(1 + entries.length / count) : 0 }
    }).filter(({ worth }) => worth)
    const all = pieces.reduce((sum, { worth }) => sum + worth, 0)
    return entries.map(entry => {
      const found = pieces.filter(({ piece }) => holds(entry, piece))
      const share = found.reduce((sum, { worth }) => sum + worth, 0) / all
      if (!(share >= LEAST_SHARE || found.some(({ piece }) => entry.title.includes(piece)))) return null
      const score = found.reduce((sum, { piece, worth }) => sum + worth * fit(entry, piece), 0) * share / all
      return { entry, score: score * entry.weight, words: found.map(({ piece }) => piece) }
    }).filter(one => one && one.score > 0).sort((a, b) => b.score - a.score).slice(0, MOST_NEAR)
  }

  const marked = (text, folded, words) => {
    const spans = words.flatMap(word => placesOf(folded, word).map(at => [at, at + word.length])).sort((a, b) => a[0] - b[0])
    let out = "", from = 0
    for (const [at, end] of spans) {
      if (end <= from) continue
      out += escaped(text.slice(from, Math.max(at, from))) + `<mark>${escaped(text.slice(Math.max(at, from), end))}</mark>`
      from = end
    }
    return out + escaped(text.slice(from))
  }

  // One or two pieces of a text around what was found.
  const excerpt = ({ doc, text }, words) => {
    const places = words.flatMap(word => placesOf(text, word).slice(0, 2)).sort((a, b) => a - b)
    if (!places.length) return escaped(doc.text.slice(0, 2 * EXCERPT)) + (doc.text.length > 2 * EXCERPT ? "…" : "")
    const pieces = []
    for (const at of places) {
      const last = pieces[pieces.length - 1]
      if (last && at < last[1] + 20) last[1] = Math.min(doc.text.length, Math.max(last[1], at + EXCERPT))
      else if (pieces.length < 2) pieces.push([Math.max(0, at - 24), Math.min(doc.text.length, at + EXCERPT)])
    }
    return pieces.map(([from, end]) => (from ? "…" : "") + marked(doc.text.slice(from, end), text.slice(from, end), words)
      + (end < doc.text.length ? "…" : "")).join(" ")
  }

  const shown = ({ entry, score, words }, asked) => ({
    location: entry.doc.location,
    title: marked(entry.doc.title, entry.title, words),
    text: excerpt(entry, words),
    score,
    // What the page marks when it opens, and what the theme lists as missing.
    terms: Object.fromEntries([...words.map(word => [word, true]), ...asked.filter(word => !holds(entry, word)).map(word => [word, false])]),
  })

  // The results of a page together, the best page first. The theme wants the page itself in each group, and folds
  // away what scores less than the first: the sections that stand out share one score.
  const grouped = (found, asked) => {
    const pages = new Map()
    for (const one of found.sort((a, b) => b.score - a.score || a.entry.order - b.entry.order)) {
      const group = pages.get(one.entry.page)
      if (group) group.push(one)
      else if (pages.size < MOST_PAGES) pages.set(one.entry.page, [one])
    }
    return [...pages].map(([page, group]) => {
      const best = group[0].score
      const results = group.map((one, at) => shown(at < 3 && one.score > best / 2 ? { ...one, score: best } : one, asked))
      if (!group.some(one => one.entry.doc.location === page)) {
        const own = entries.find(entry => entry.doc.location === page)
        if (own) results.push({ ...shown({ entry: own, score: 0, words: [] }, []), terms: {} })
      }
      return results
    })
  }

  const answer = question => {
    const words = wordsOf(question)
    if (!words.length) return []
    const found = exact(words)
    const more = found.length <= FEW ? near(words).filter(one => !found.some(other => other.entry === one.entry)) : []
    // What a clause nearly says comes after what clauses say, and before what only a ledger repeats.
    const least = Math.min(...found.filter(one => one.entry.weight === 1).map(one => one.score), Infinity)
    return grouped([...found, ...more.map(one => ({ ...one, score: Math.min(one.score, least / 2) }))], words)
  }

  addEventListener("message", ({ data: { type, data } }) => {
    if (type === SETUP) {
      setUp(data.docs)
      postMessage({ type: READY })
    } else if (type === QUERY) {
      postMessage({ type: RESULT, data: { items: answer(data) } })
    }
  })
})()
