"""Make a draw for the audit lane and store it."""

from dataclasses import asdict
from secrets import randbelow

from dashboard.labelling.draw import Draw, DrawRequest, draw_products
from dashboard.messages import RequestError, message
from db.engine import Store
from db.queries.draws import AUDIT, MemberRow, add_draw, advance_draw, draw_of_seed, products_to_draw

#: Seeds are below it: what an integer column of either database holds.
SEEDS = 2**31


def new_seed() -> int:
    """Return a seed that nobody has chosen."""
    return randbelow(SEEDS)


def make_draw(store: Store, request: DrawRequest, *, drawn_by: str) -> int:
    """Draw from the store as it stands, store the draw, and return its number.

    A seed serves once: two draws by the same one would choose alike, and the probability of a product to come into
    either could not be reckoned. Raise RequestError for that, and for what `draw_products` refuses.
    """
    _check_seed(request.seed)
    with store.write() as session:
        earlier = draw_of_seed(session, request.seed)
        if earlier is not None:
            raise RequestError(
                message(
                    "The seed {seed} has made draw {draw} already. Two draws by one seed choose alike, and would not "
                    "tell more than one. Give another seed.",
                    seed=request.seed,
                    draw=earlier,
                )
            )
        drawn = draw_products(products_to_draw(session), request)
        draw_id = add_draw(
            session,
            [MemberRow(**asdict(member)) for member in drawn.members],
            kind=AUDIT,
            frame=_frame_json(drawn),
            strata=[stratum.to_json() for stratum in drawn.strata],
            seed=request.seed,
            drawn_by=drawn_by,
        )
        advance_draw(session, draw_id)
    return draw_id


def _frame_json(drawn: Draw) -> dict[str, object]:
    """Return all that the draw was asked by, the number that was asked for aside: the strata hold what came of it."""
    request = drawn.request
    return request.frame.to_json() | {"strata_by": list(request.strata_by), "allocation": request.allocation}


def _check_seed(seed: int) -> None:
    if not 0 <= seed < SEEDS:
        raise RequestError(
            message(
                "{seed} can't be a seed. A seed is a whole number from 0 to {most}. Give another one.",
                seed=seed,
                most=SEEDS - 1,
            )
        )
