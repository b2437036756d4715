// Everything that is drawn. Texts of products are set as text, never as markup.
function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole))
}

function make(tag, className, text = "") {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}

class View {
  constructor(root) {
    this.root = root
    this.drawnFor = null
  }

  find(selector) {
    return this.root.querySelector(selector)
  }

  // The toggles and the words change with the language and the label set alone.
  prepare({ words, capabilities }) {
    const drawnFor = JSON.stringify([words, capabilities])
    if (drawnFor === this.drawnFor) return
    this.drawnFor = drawnFor
    this.words = words
    this.capabilities = capabilities
    this.root.setAttribute("aria-label", words.pad)
    for (const button of this.root.querySelectorAll("[data-word]")) button.textContent = words[button.dataset.word]
    this.find(".toggles").replaceChildren(...capabilities.map((one, place) => this.#toggle(one, place)))
    this.find(".keys").textContent = `1–${capabilities.length} · ${words.keys}`
    this.find(".examples").hidden = !capabilities.some((one) => one.yes.length || one.no.length)
  }

  #toggle(capability, place) {
    const row = make("div", "toggle")
    row.style.setProperty("--color", capability.color)
    const button = make("button", "hold")
    button.type = "button"
    button.dataset.act = "toggle"
    button.dataset.key = capability.key
    const head = make("span", "head")
    head.append(make("kbd", "", place < 9 ? String(place + 1) : ""), make("span", "title", capability.title))
    head.append(make("span", "guess"))
    button.append(head, make("span", "definition", capability.definition))
    const main = make("button", "main", this.words.primary)
    main.type = "button"
    main.dataset.act = "main"
    main.dataset.key = capability.key
    row.append(button, main, this.#examples(capability))
    return row
  }

  #examples(capability) {
    const list = make("ul", "shown")
    for (const [sign, texts] of [["+", capability.yes], ["−", capability.no]]) {
      for (const [text, note] of texts) {
        const entry = make("li", sign === "+" ? "holds" : "lacks")
        entry.append(make("b", "", `${sign} ${sign === "+" ? this.words.yes : this.words.no}: `), text)
        if (note) entry.append(make("i", "", ` — ${note}`))
        list.append(entry)
      }
    }
    return list
  }

  product(item, rest) {
    this.find(".body").hidden = item === null
    this.find(".rest").hidden = item !== null
    this.find(".rest").textContent = rest
    if (item === null || this.shownItem === item) return
    this.shownItem = item
    for (const name of ["name", "about", "tagline"]) this.#text(`.${name}`, item[name])
    this.#text(".text", item.description)
    this.find(".text").scrollTop = 0
    this.#text(".reason", item.reason && fill(this.words.why, { reason: item.reason }))
    this.find(".link").hidden = !item.url
    if (item.url) this.find(".link").href = item.url
    this.find(".spoken").textContent = [item.name, item.tagline].join(". ")
  }

  judgement(draft, item, shown) {
    for (const row of this.root.querySelectorAll(".toggle")) {
      const { key } = row.querySelector(".hold").dataset
      const held = draft.held.includes(key)
      row.querySelector(".hold").setAttribute("aria-pressed", String(held))
      row.querySelector(".main").setAttribute("aria-pressed", String(held && draft.primary === key))
      row.classList.toggle("several", held && draft.held.length > 1)
      const guess = shown && item ? item.guess[key] : undefined
      const said = guess && `${this.words.model} ${Math.round(guess.probability * 100)} %`
      row.querySelector(".guess").textContent = said ?? ""
      row.querySelector(".guess").classList.toggle("tagged", Boolean(guess?.tagged))
    }
    this.find(".none").setAttribute("aria-pressed", String(draft.none))
    this.find(".next").disabled = !draft.isComplete
  }

  progress(counts, lane) {
    const { done, unsure, skipped, left } = counts
    const all = done + unsure + skipped + (left ?? 0)
    this.#text(".lane", this.words[lane])
    this.#text(".progress", fill(left === null ? this.words.counts : this.words.progress, { ...counts, all }))
    this.find(".meter").hidden = left === null
    this.find(".fill").style.width = `${all ? (100 * (all - (left ?? 0))) / all : 0}%`
  }

  state(text, isTrouble) {
    if (this.find(".state").textContent !== text) this.find(".state").textContent = text
    this.find(".state").classList.toggle("trouble", isTrouble)
  }

  hint(text) {
    this.find(".hint").textContent = text
  }

  last(answer) {
    this.#text(".last", answer ? this.#lastWords(answer) : "")
    this.find(".undo").disabled = !answer
  }

  #lastWords({ item, outcome, draft }) {
    const { words } = this
    const said = { unsure: words.was_unsure, skipped: words.was_skipped }[outcome] ?? this.#titles(draft.held)
    const own = fill(words.last, { name: item.name, capabilities: said })
    const keys = Object.keys(item.guess)
    if (!keys.length) return own
    const tagged = this.#titles(keys.filter((key) => item.guess[key].tagged))
    return fill(words.joined, { first: own, second: fill(words.guessed, { capabilities: tagged }) })
  }

  #titles(keys) {
    const held = this.capabilities.filter((one) => keys.includes(one.key)).map((one) => one.title)
    if (!held.length) return this.words.nothing
    return held.reduce((first, second) => fill(this.words.listed, { first, second }))
  }

  #text(selector, text) {
    const element = this.find(selector)
    element.textContent = text ?? ""
    element.hidden = !text
  }
}
