// Which key asks for what. Digits go by their place on the keyboard, so that they work under every layout.
const LETTERS = { KeyS: "skip", KeyN: "unsure", KeyU: "undo", KeyE: "examples" }
const ARROWS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }
const OTHERS = "a, button, input, summary, select, [role=button], [role=radio], [role=switch], [role=tab], [role=slider]"

// {act, place} of a key that the pad shall obey, else null. `pad` is the pad's own root.
function readKey(event, pad) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null
  const target = event.composedPath()[0]
  if (isTyping(target)) return null
  const isInside = pad.contains(target)
  const arrow = ARROWS[event.code]
  if (arrow) return isInside && !target.classList.contains("text") ? { act: "move", place: arrow } : null
  if (event.repeat) return null
  if (event.key === "Enter") return obeysEnter(target, isInside) ? { act: "next" } : null
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)
  if (digit) {
    const place = Number(digit[1])
    return place === 0 ? { act: "none" } : { act: event.shiftKey ? "main" : "toggle", place: place - 1 }
  }
  return event.code in LETTERS && !event.shiftKey ? { act: LETTERS[event.code] } : null
}

function isTyping(target) {
  if (!(target instanceof Element)) return false
  const fields = "input:not([type=checkbox], [type=radio]), textarea, [role=combobox], [role=dialog]"
  return target.isContentEditable || target.closest(fields) !== null
}

// Enter on one of the smaller buttons presses that button; on a toggle, or anywhere else, it stores the answer.
function obeysEnter(target, isInside) {
  if (!(target instanceof Element)) return true
  return isInside ? target.closest("[data-own-enter]") === null : target.closest(OTHERS) === null
}
