"""A model's card as one HTML page: no script, no network, every text escaped, English and Chinese in one file. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from dashboard.charts.evaluation_words import TAGGERS
from dashboard.export.model_card import sentences
from dashboard.messages import Translator
from dashboard.training.measured import measured_words

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: .6rem 0 1.4rem; font-size: .9rem; display: block; overflow-x: auto; }
th, td { border-bottom: 1px solid #8886; padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; }
td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font-size: .85rem; overflow-wrap: anywhere; }
article + article { border-top: 3px double #8888; margin-top: 3rem; padding-top: 1rem; }
.note { opacity: .75; font-size: .9rem; }
"""
_FIGURE = tuple("0123456789+-–σ")
_LONG = 40
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def card_html(card: Mapping[str, Any], translators: Mapping[str, tuple[str, Translator]]) -> str:
    """Return the page. `translators` holds for each language its own name and its translator, in the order shown."""
    links = " · ".join(f'<a href="#{code}">{escape(name)}</a>' for code, (name, _) in translators.items())
    articles = "".join(_article(card, code, t) for code, (_, t) in translators.items())
    title = escape(f"Strandline, model {card['model']['number']}")
    return (
        f'<!doctype html>\n<html lang="{next(iter(translators))}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{_STYLE}</style></head>'
        f"<body><p>{links}</p>{articles}</body></html>\n"
    )


def _article(card: Mapping[str, Any], code: str, t: Translator) -> str:
    # Not inside the f-string: there the extraction of sentences finds none.
    title = t("Model card: Strandline tagger, model #{number}", number=card["model"]["number"])
    names = {label["key"]: _title(label, code) for label in card["label_set"]}
    names |= {name: t(said) for name, said in TAGGERS.items()}
    parts = [
        f"<h1>{escape(title)}</h1>",
        _heading(t("What it is for")) + _bullets(sentences(card["purpose"], t, names)),
        _heading(t("What it says")) + _labels(card, code, t),
        _heading(t("How good it is")) + _measures(card, code, t),
        _heading(t("Where it fails")) + _bullets(sentences(card["limits"], t, names)),
        _heading(t("What it learned from")) + _data(card, code, t),
        _heading(t("How it was made")) + _making(card, t),
    ]
    return f'<article id="{code}" lang="{code}">{"".join(parts)}</article>'


def _labels(card: Mapping[str, Any], code: str, t: Translator) -> str:
    head = [t("Capability"), t("Definition"), t("Tagged from"), t("Calibration")]
    rows = [
        [
            _title(label, code),
            label[f"definition_{code}"] or label["definition_en"],
            _number(label["threshold"], 3),
            f"σ({label['calibration']['slope']:.3f}·x {label['calibration']['intercept']:+.3f})",
        ]
        for label in card["label_set"]
    ]
    note = t(
        "A probability is σ(slope · logit + intercept), so that of 100 products with 0.7 about 70 have the capability; "
        "the capability is tagged from the threshold on."
    )
    return _table(head, rows) + f'<p class="note">{escape(note)}</p>'


def _measures(card: Mapping[str, Any], code: str, t: Translator) -> str:
    metrics = card["metrics"]
    baselines = metrics.get("baselines", {})
    others = {**baselines, **metrics.get("halves", {})}
    names = {name: t(TAGGERS.get(name, name)) for name in others}
    head = [t("Capability"), t("AP"), *(t("AP of {baseline}", baseline=names[name]) for name in baselines)]
    head += [t("Precision"), t("Recall"), t("F1"), t("Positives")]
    rows = [
        _measure_row(_title(label, code), metrics["capabilities"].get(label["key"], {}), baselines, label["key"])
        for label in card["label_set"]
    ]
    mean = [t("Mean"), _interval(metrics.get("mean_average_precision"))]
    mean += [_interval(one.get("mean_average_precision")) for one in baselines.values()]
    rows.append([*mean, "", "", _interval(metrics.get("macro_f1")), ""])
    gains = [
        t("Gain over {baseline}: {gain}", baseline=names[name], gain=_interval(one.get("gain")))
        for name, one in others.items()
    ]
    lines = [
        *gains,
        t(
            "Calibration error: {after}; before calibration: {before}",
            after=_interval(metrics.get("calibration_error")),
            before=_interval(metrics.get("calibration_error_before")),
        ),
    ]
    notes = [sentence.text(t) for sentence in measured_words(metrics)]
    notes.append(t("In brackets the interval (95 %) of 500 bootstrap draws."))
    said = "".join(f'<p class="note">{escape(note)}</p>' for note in notes)
    return _table(head, rows) + _bullets(lines) + said


def _measure_row(title: str, own: Mapping[str, Any], baselines: Mapping[str, Any], key: str) -> list[str]:
    others = [one.get("capabilities", {}).get(key, {}).get("average_precision") for one in baselines.values()]
    figures = [_interval(own.get(name)) for name in ("precision", "recall", "f1")]
    support = f"{own['support']} / {own['products']}" if "support" in own else "–"
    return [title, _interval(own.get("average_precision")), *(_interval(one) for one in others), *figures, support]


def _data(card: Mapping[str, Any], code: str, t: Translator) -> str:
    data = card["data"]
    rows = [
        [t("Labelled products"), _count(data.get("products"))],
        [t("Product groups"), _count(data.get("groups"))],
        *(
            [t("Positives: {capability}", capability=_title(label, code)), _count(label["positives"])]
            for label in card["label_set"]
        ),
        [t("Hash of texts and labels"), data.get("data_hash", "")],
    ]
    return _table([], rows)


def _making(card: Mapping[str, Any], t: Translator) -> str:
    made, model = card["training"], card["model"]
    cost = made["cost"]
    rows = [
        [t("Run"), str(made["run"])],
        [t("Preset"), model["preset"]],
        [t("Seed"), str(made["seed"])],
        [t("Made"), model["created_at"]],
        [t("Device"), made["device"]],
        [t("Seconds"), _number(cost.get("seconds"), 1)],
        [t("Seconds of all cores together"), _number(cost.get("cpu_seconds"), 1)],
        [t("Most memory, MB"), _number(cost.get("peak_memory_mb"), 0)],
        *([name, str(value)] for name, value in made["config"].items()),
        *([name, str(version)] for name, version in made["versions"].items()),
        [t("Version of the features"), str(model["feature_version"])],
        [t("Hash of its files"), model["artifact_hash"]],
    ]
    return _table([], rows)


def _title(label: Mapping[str, Any], code: str) -> str:
    return str(label[f"title_{code}"] or label["title_en"] or label["key"])


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _bullets(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = f"<thead><tr>{''.join(f'<th>{escape(cell)}</th>' for cell in head)}</tr></thead>" if head else ""
    body = "".join(f"<tr><th>{escape(first)}</th>{''.join(_cell(cell) for cell in rest)}</tr>" for first, *rest in rows)
    return f"<table>{top}<tbody>{body}</tbody></table>"


def _cell(text: str) -> str:
    """Return a cell; a figure stays on one line, a text or a hash does not."""
    is_figure = text[:1] in _FIGURE and len(text) < _LONG
    return f"<td{' class=number' if is_figure else ''}>{escape(text)}</td>"


def _interval(found: Mapping[str, Any] | None) -> str:
    if not found or found.get("value") is None:
        return "–"
    if found.get("low") is None or found.get("high") is None:
        return f"{found['value']:.3f}"
    return f"{found['value']:.3f} ({found['low']:.3f} – {found['high']:.3f})"


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _count(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"
