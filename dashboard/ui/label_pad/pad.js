// The pad: holds the next products, moves on by itself, and sends what was answered until it is stored.
class Pad {
  static RETRY_MS = 5_000
  static LATE_MS = 4_000
  static BATCH = 50
  static FEW = 5

  constructor(space) {
    this.outbox = new Outbox(space)
    this.holder = new Holder(space)
    this.items = []
    this.draft = new Draft()
    this.until = 0
    // When the last message left that no answer has come to; null where none is under way.
    this.flight = null
    // Since when the server has been asked in vain; null while it answers.
    this.unheard = null
    this.asked = 0
    this.onKey = (event) => this.#key(event)
    this.onHide = () => this.holder.giveBack()
    this.onShow = (event) => event.persisted && this.holder.take()
    document.addEventListener("keydown", this.onKey)
    window.addEventListener("pagehide", this.onHide)
    window.addEventListener("pageshow", this.onShow)
    this.clock = setInterval(() => this.#tick(), 1_000)
  }

  leave() {
    document.removeEventListener("keydown", this.onKey)
    window.removeEventListener("pagehide", this.onHide)
    window.removeEventListener("pageshow", this.onShow)
    clearInterval(this.clock)
    this.holder.giveBack()
  }

  // New data of the server, or the same again: Streamlit calls for a change of the theme as well.
  update({ data, parentElement, setTriggerValue }) {
    const root = parentElement.querySelector(".pad")
    if (this.view?.root !== root) {
      this.view = new View(root)
      root.addEventListener("click", (event) => this.#click(event))
      if (document.activeElement === document.body) root.focus({ preventScroll: true })
    }
    this.send = (payload) => setTriggerValue("sent", payload)
    this.view.prepare(data)
    const isNews = data.stamp !== this.data?.stamp
    this.data = data
    if (isNews) this.#hear(data)
    this.#draw()
  }

  #hear(data) {
    this.flight = null
    this.unheard = null
    let received = 0
    for (const { id, state } of data.receipts) {
      this.outbox.drop(id)
      received += 1
      if (state === "gone" || state === "refused") this.view.hint(data.words[state])
    }
    if (data.holder !== this.holder.token) return this.#dispatch()
    this.until = Date.now() + (data.lease - 60) * 1_000
    this.#merge(data)
    // Without a receipt the server could not store: then the clock tries again, and not this, over and over.
    if (received) this.#dispatch()
  }

  // The product on the screen stays there while it may; behind it the server's order holds.
  #merge(data) {
    const waiting = new Map(this.outbox.waiting(this.holder.token).map((one) => [one.product, one.kind]))
    const served = data.items.map((item) => ({ ...item, lane: data.lane, draw: data.draw, queue: data.queue }))
    const ids = new Set(served.map((item) => item.id))
    const own = this.items.filter((item) => item.queue === data.queue || item.back)
    const kept = own.filter((item, place) => waiting.get(item.id) === "undo" || item.back || (place === 0 && ids.has(item.id)))
    const keptIds = new Set(kept.map((item) => item.id))
    const fresh = served.filter((item) => !keptIds.has(item.id) && waiting.get(item.id) !== "answer")
    const before = this.items[0]?.id
    this.items = [...kept, ...fresh]
    if (this.items[0]?.id !== before) this.draft = new Draft()
  }

  #dispatch({ force = false } = {}) {
    if (this.flight !== null && Date.now() - this.flight < Pad.RETRY_MS) return
    const messages = this.outbox.waiting(this.holder.token).slice(0, Pad.BATCH)
    const isKnown = this.data.holder === this.holder.token
    if (!messages.length && isKnown && !force) return
    this.flight = Date.now()
    this.unheard ??= this.flight
    this.asked = this.flight
    const now = Date.now()
    this.send({ holder: this.holder.token, messages: messages.map((one) => ({ ...one, age: now - one.at })) })
  }

  #tick() {
    if (!this.data) return
    const isSeen = document.visibilityState === "visible"
    const isDue = Date.now() > this.until - (this.data.lease * 1_000) / 2
    const isShort = this.items.length < Pad.FEW && Date.now() - this.asked > 2 * Pad.RETRY_MS
    this.#dispatch({ force: isSeen && (isDue || isShort) })
    this.#draw()
  }

  get #item() {
    // After a night the products may be on somebody else's screen: ask first.
    return Date.now() < this.until ? (this.items[0] ?? null) : null
  }

  #answer(outcome) {
    const item = this.#item
    if (!item) return
    const { holder, data } = this
    const sequence = holder.nextSequence()
    const isAssisted = item.lane === "learning" && Object.keys(item.guess).length > 0 && (data.shown || Boolean(item.seen))
    this.outbox.put({
      id: `${holder.token}-${sequence}`,
      kind: "answer",
      client: holder.token,
      sequence,
      product: item.id,
      draw: item.draw,
      annotator: data.annotator,
      outcome,
      values: this.draft.values(data.capabilities.map((one) => one.key)),
      primary: this.draft.primary,
      assisted: isAssisted,
      text_hash: item.hash,
      at: Date.now(),
    })
    holder.remember({ item, outcome, draft: this.draft.toJSON(), client: holder.token, sequence })
    this.items = this.items.slice(1)
    this.draft = new Draft()
    this.view.hint("")
    this.#draw()
    this.#dispatch()
  }

  #undo() {
    const { holder } = this
    const last = holder.past.at(-1)
    if (!last) return this.view.hint(this.data.words.no_undo)
    holder.past = holder.past.slice(0, -1)
    const sequence = holder.nextSequence()
    this.outbox.put({
      id: `${holder.token}-${sequence}`,
      kind: "undo",
      client: holder.token,
      sequence,
      product: last.item.id,
      of: { client: last.client, sequence: last.sequence },
      was: last.outcome,
      at: Date.now(),
    })
    // The model's opinion was on the screen once the answer was given: what is answered now has seen it.
    this.items = [{ ...last.item, back: true, seen: true }, ...this.items.filter((item) => item.id !== last.item.id)]
    this.draft = new Draft(last.draft)
    this.view.hint("")
    this.#draw()
    this.#dispatch()
  }

  #act(act, key) {
    if (act === "undo") return this.#undo()
    if (act === "examples") return this.view.root.classList.toggle("with-examples")
    if (!this.#item) return
    if (act === "skip") return this.#answer("skipped")
    if (act === "unsure") return this.#answer("unsure")
    if (act === "next" && this.draft.isComplete) return this.#answer("labelled")
    if (act === "next") return this.view.hint(this.data.words.choose)
    if (act === "none") this.draft.clear()
    if (act === "toggle") this.draft.toggle(key)
    if (act === "main") this.draft.makeMain(key)
    this.view.hint("")
    this.#draw()
  }

  #key(event) {
    const { root } = this.view ?? {}
    const read = root?.isConnected ? readKey(event, root) : null
    if (!read) return
    const key = this.data.capabilities[read.place]?.key
    if ((read.act === "toggle" || read.act === "main") && !key) return
    event.preventDefault()
    if (read.act === "move") return this.#move(read.place)
    if (!root.contains(event.composedPath()[0])) root.focus({ preventScroll: true })
    this.#act(read.act, key)
  }

  #move(step) {
    const toggles = [...this.view.root.querySelectorAll(".hold")]
    const place = toggles.indexOf(this.view.root.getRootNode().activeElement)
    const next = place < 0 ? (step > 0 ? 0 : toggles.length - 1) : (place + step + toggles.length) % toggles.length
    toggles[next]?.focus()
  }

  #click(event) {
    const button = event.target.closest("[data-act]")
    if (!button) return
    // A click of the mouse leaves the keys to the pad: Enter stores, and does not press this button again.
    if (event.detail > 0) this.view.root.focus({ preventScroll: true })
    this.#act(button.dataset.act, button.dataset.key)
  }

  #draw() {
    const { view, data, draft } = this
    const item = this.#item
    const waiting = this.outbox.waiting(this.holder.token)
    view.product(item, item ? "" : this.#restWords())
    view.judgement(draft, item, data.shown || Boolean(item?.seen))
    view.progress(this.#counts(waiting), item?.lane ?? data.lane)
    view.last(this.holder.past.at(-1))
    const isLate = waiting.length > 0 && this.unheard !== null && Date.now() - this.unheard > Pad.LATE_MS
    const said = waiting.length ? (isLate ? data.words.offline : data.words.waiting) : data.words.stored
    view.state(fill(said, { count: waiting.length }), isLate)
  }

  #restWords() {
    const { words, progress } = this.data
    if (this.flight !== null || this.data.holder !== this.holder.token || Date.now() >= this.until) return words.loading
    return progress.left ? words.held : words.empty
  }

  // The server's counts, and what has not reached them yet.
  #counts(waiting) {
    const { done, unsure, skipped, left, reused } = this.data.progress
    const counts = { done: done + reused, unsure, skipped, left }
    const names = { labelled: "done", unsure: "unsure", skipped: "skipped" }
    for (const { kind, outcome, was } of waiting) {
      const step = kind === "undo" ? -1 : 1
      counts[names[kind === "undo" ? was : outcome]] += step
      if (counts.left !== null) counts.left -= step
    }
    return counts
  }
}

const pads = new WeakMap()

export default function (component) {
  const { parentElement, data } = component
  if (!pads.has(parentElement)) pads.set(parentElement, new Pad(data.space))
  const pad = pads.get(parentElement)
  pad.update(component)
  return () => {
    pads.delete(parentElement)
    pad.leave()
  }
}
