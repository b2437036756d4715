// The judgement of the product on the screen, as far as it has come.
class Draft {
  constructor({ held = [], none = false, main = null } = {}) {
    // Capabilities that hold, in the order in which they were chosen: the first is the main one until another is named.
    this.held = held
    this.none = none
    this.main = main
  }

  get isComplete() {
    return this.none || this.held.length > 0
  }

  get primary() {
    return this.held.includes(this.main) ? this.main : (this.held[0] ?? null)
  }

  toggle(key) {
    this.none = false
    this.held = this.held.includes(key) ? this.held.filter((one) => one !== key) : [...this.held, key]
  }

  makeMain(key) {
    this.none = false
    if (!this.held.includes(key)) this.held = [...this.held, key]
    this.main = key
  }

  clear() {
    this.held = []
    this.main = null
    this.none = true
  }

  values(keys) {
    return Object.fromEntries(keys.map((key) => [key, this.held.includes(key)]))
  }

  toJSON() {
    return { held: this.held, none: this.none, main: this.main }
  }
}
