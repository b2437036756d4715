"""Every sentence of the pad, for the browser. Places in braces are filled there."""

from dashboard.messages import Translator

_FILLED_THERE = "all capabilities count done first left name reason second skipped unsure"


def pad_words(t: Translator) -> dict[str, str]:
    """Return the sentences in the reader's language."""
    own = {name: f"{{{name}}}" for name in _FILLED_THERE.split()}
    return {
        "pad": t("Label pad"),
        "audit": t("Audit"),
        "learning": t("Learning"),
        "none": t("None of them"),
        "unsure": t("Unsure"),
        "skip": t("Skip"),
        "undo": t("Undo"),
        "next": t("Store and next"),
        "primary": t("Main one"),
        "examples": t("Examples"),
        "yes": t("Yes"),
        "no": t("No"),
        "open": t("Open its page"),
        "why": t("Why this one: {reason}", **own),
        "listed": t("{first}, {second}", **own),
        "joined": t("{first} {second}", **own),
        "model": t("Model"),
        "loading": t("Fetching the next products …"),
        "empty": t("Nothing is left to label here."),
        "held": t("Nothing is left that is not on another screen."),
        "choose": t("Choose what holds, or press 0 for none."),
        "no_undo": t("There is nothing to undo here."),
        "stored": t("Everything is stored"),
        "waiting": t("To be stored: {count}", **own),
        "offline": t("No connection. To be stored: {count}, kept in this browser and sent again.", **own),
        "gone": t("A product was deleted meanwhile; its answer was dropped."),
        "refused": t("An answer could not be read by the server; it was dropped."),
        "last": t("Last: {name}. You said: {capabilities}.", **own),
        "guessed": t("The model: {capabilities}.", **own),
        "nothing": t("none"),
        "was_unsure": t("unsure"),
        "was_skipped": t("skipped"),
        "progress": t("{done} of {all} done · unsure: {unsure} · skipped: {skipped} · left: {left}", **own),
        "counts": t("Done: {done} · unsure: {unsure} · skipped: {skipped}", **own),
        "keys": t("0 none · Shift and a number: the main one · Enter store and next · S skip · N unsure · U undo"),
    }
