// The tab's own name, which products are given to, the number of its last message, and its last answers. They wait in
// sessionStorage only while the page is gone: a reload finds them again, and a tab that is duplicated does not.
class Holder {
  static REMEMBERED = 20

  constructor(space) {
    this.key = `strandline/${space}/tab`
    this.take()
  }

  take() {
    let kept = null
    try {
      kept = JSON.parse(sessionStorage.getItem(this.key))
      sessionStorage.removeItem(this.key)
    } catch {
      // Without sessionStorage each page is a tab of its own.
    }
    this.token = kept?.token ?? Holder.#newToken()
    this.sequence = kept?.sequence ?? 0
    this.past = kept?.past ?? []
  }

  giveBack() {
    try {
      const { token, sequence, past } = this
      sessionStorage.setItem(this.key, JSON.stringify({ token, sequence, past }))
    } catch {
      // As above.
    }
  }

  nextSequence() {
    this.sequence += 1
    return this.sequence
  }

  remember(answer) {
    this.past = [...this.past, answer].slice(-Holder.REMEMBERED)
  }

  static #newToken() {
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
  }
}
