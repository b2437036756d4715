// What was answered and is not known to be stored. Each message is an item of localStorage of its own, so that two tabs
// never write the same one, and it stays there, whatever happens to the page, until the server has said "stored".
class Outbox {
  static ABANDONED_MS = 20_000

  constructor(space) {
    this.prefix = `strandline/${space}/message/`
    // Where the browser keeps nothing (a full disk, a strict private window): then only the open page remembers.
    this.unkept = new Map()
  }

  put(message) {
    try {
      localStorage.setItem(this.prefix + message.id, JSON.stringify(message))
    } catch {
      this.unkept.set(message.id, message)
    }
  }

  drop(id) {
    this.unkept.delete(id)
    try {
      localStorage.removeItem(this.prefix + id)
    } catch {
      // It was never kept.
    }
  }

  // The messages of this tab, and those that another one left behind, in the order in which they were given. A message
  // that its own tab sends as well does no harm: the server stores it once.
  waiting(client) {
    const abandoned = Date.now() - Outbox.ABANDONED_MS
    return [...this.unkept.values(), ...this.#kept()]
      .filter((message) => message.client === client || message.at < abandoned)
      .sort((one, other) => one.at - other.at || one.sequence - other.sequence)
  }

  #kept() {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix))
      return keys.map((key) => JSON.parse(localStorage.getItem(key))).filter((message) => message !== null)
    } catch {
      return []
    }
  }
}
