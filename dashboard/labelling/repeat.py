"""A hidden second look: a random share of what others have judged, for somebody who does not see what they said."""

from dashboard.labelling.draw import DrawRequest, draw_products
from dashboard.labelling.drawing import new_seed
from dashboard.messages import RequestError, message
from db.engine import Store
from db.queries.agreement import judged_by_others
from db.queries.draws import REPEAT, MemberRow, add_draw, products_to_draw


def make_repeat(store: Store, annotator: str, count: int, *, drawn_by: str, seed: int | None = None) -> int:
    """Draw `count` products that others have judged for a second look by `annotator`; return the draw's number.

    Where fewer are left, all of them are drawn. Raise RequestError where none is left, or nobody is named.
    """
    if not annotator.strip():
        raise RequestError(message("Nobody is named. A second look is somebody's own. Type a name."))
    with store.write() as session:
        ids = judged_by_others(session, annotator)
        if not ids:
            raise RequestError(
                message(
                    "Nobody else has judged a product that {annotator} has not. A second look takes what others have "
                    "judged, as its text is now. Label some first, or name somebody else.",
                    annotator=annotator,
                )
            )
        products = products_to_draw(session)
        own = products[products["id"].isin(ids)].reset_index(drop=True)
        request = DrawRequest(min(max(count, 1), len(own)), new_seed() if seed is None else seed)
        drawn = draw_products(own, request)
        return add_draw(
            session,
            [MemberRow(one.product_id, one.position, one.stratum, one.inclusion_probability) for one in drawn.members],
            kind=REPEAT,
            frame={"annotator": annotator},
            strata=[stratum.to_json() for stratum in drawn.strata],
            seed=request.seed,
            drawn_by=drawn_by,
        )
