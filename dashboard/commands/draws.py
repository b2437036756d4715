"""The commands `draw` and `draws`: random draws for the audit lane."""

import argparse
from typing import TYPE_CHECKING, Any

from dashboard.commands.outcome import Outcome

if TYPE_CHECKING:
    from dashboard.cli import Add
    from db.queries.draws import DrawRecord, StratumState


def add_commands(add: "Add") -> None:
    """Add `draw` and `draws` to the command line."""
    command = add("draw", run_draw, "draw products at random for the audit, labelled ones included")
    command.add_argument("count", type=int, help="how many products")
    command.add_argument("--source", nargs="+", action="extend", default=[], help="only these sources")
    command.add_argument("--language", nargs="+", action="extend", default=[], help="only these languages of the text")
    command.add_argument("--period", help="only the launches of 2024, 2024-Q2 or 2024-05")
    command.add_argument(
        "--strata", nargs="+", default=[], choices=["source", "language", "month", "quarter", "year"], help="divide by"
    )
    command.add_argument("--equal", action="store_true", help="share the number out alike, not by size")
    command.add_argument("--seed", type=int, help="the same seed draws the same products; default: a new one")
    add("draws", run_draws, "list the draws and how far each has come")


def run_draw(args: argparse.Namespace) -> Outcome:
    """Make a draw and store it."""
    from dashboard.labelling.allocate import EQUAL, PROPORTIONAL
    from dashboard.labelling.draw import DrawRequest
    from dashboard.labelling.drawing import make_draw, new_seed
    from dashboard.labelling.frame import DrawFrame, named_frame
    from dashboard.store import get_store
    from db.queries.draws import get_draw, member_states

    sources, languages = tuple(args.source), tuple(args.language)
    frame = named_frame(args.period, sources, languages) if args.period else DrawFrame(sources, languages)
    seed = new_seed() if args.seed is None else args.seed
    request = DrawRequest(args.count, seed, frame, tuple(args.strata), EQUAL if args.equal else PROPORTIONAL)
    store = get_store()
    draw_id = make_draw(store, request, drawn_by="command line")
    with store.read() as session:
        draw = get_draw(session, draw_id)
        states = member_states(session, draw_id)
    return _outcome([(draw, states)], one=True)


def run_draws(_args: argparse.Namespace) -> Outcome:
    """List the draws, newest first."""
    from dashboard.store import get_store
    from db.queries.draws import list_draws, member_states

    with get_store().read() as session:
        return _outcome([(draw, member_states(session, draw.id)) for draw in list_draws(session)], one=False)


def _outcome(draws: list[tuple["DrawRecord", Any]], *, one: bool) -> Outcome:
    from db.queries.draws import count_states

    counted = [(draw, count_states(draw, states)) for draw, states in draws]
    data = [_data(draw, strata) for draw, strata in counted]
    lines = [_line(draw, strata) for draw, strata in counted] or ["There is no draw yet."]
    return Outcome(data[0] if one else {"draws": data}, lines)


def _data(draw: "DrawRecord", strata: list["StratumState"]) -> dict[str, Any]:
    return {
        "draw_id": draw.id,
        "seed": draw.seed,
        "size": draw.size,
        "frame": draw.frame,
        "strata": [
            {
                "name": stratum.name,
                "products": stratum.products,
                "drawn": stratum.drawn,
                "probability": stratum.drawn / stratum.products,
                "states": stratum.counts,
                "stale": stratum.stale,
            }
            for stratum in strata
        ],
    }


def _line(draw: "DrawRecord", strata: list["StratumState"]) -> str:
    products = sum(stratum.products for stratum in strata)
    left = sum(stratum.counts.get("left", 0) for stratum in strata)
    return f"Draw {draw.id}: {draw.size:,} of {products:,} products by seed {draw.seed}, {left:,} left to label."
