"""How the points of a saved view move, and what moved them: data that a reader can add up."""

from dashboard.trends.moves import Causes, Move, SavedPoint, find_causes, find_moves
from dashboard.trends.series import LeftOut, Point, Trends


def point(period: str, positives: int, tagged: int) -> Point:
    return Point("automation", period, tagged, tagged, positives, positives / tagged if tagged else None, False)


def trends(*points: Point) -> Trends:
    return Trends("year", (), points, LeftOut(0, (), ()), ())


def test_points_that_moved_appeared_or_went_are_found_the_largest_first():
    before = [SavedPoint.of(one) for one in (point("2021", 1, 4), point("2022", 2, 4), point("2023", 1, 2))]
    moved = find_moves(before, trends(point("2022", 3, 4), point("2023", 1, 2), point("2024", 3, 10)))
    assert [(move.period, move.before, move.after) for move in moved] == [
        ("2024", None, 0.3),
        ("2021", 0.25, None),
        ("2022", 0.5, 0.75),
    ]


def test_a_move_is_split_into_data_labels_and_model_and_the_parts_add_up():
    # 2 of 4 then. Today 4 of 8 by model and labels of then, 5 of 8 with today's labels, 7 of 8 by today's model.
    move = Move("automation", "2022", 0.5, 0.875, (0.5, 0.875))
    causes = find_causes(move, trends(point("2022", 5, 8)), trends(point("2022", 4, 8)))
    assert causes == Causes(data=0.0, labels=0.125, model=0.25)
    assert causes.data + causes.labels + causes.model == move.by


def test_what_was_not_known_at_one_of_the_steps_has_no_causes():
    move = Move("automation", "2022", None, 0.5, (None, 0.5))
    assert find_causes(move, trends(point("2022", 1, 2)), trends(point("2022", 1, 2))) is None
    move = Move("automation", "2022", 0.5, 1.0, (0.5, 1.0))
    assert find_causes(move, trends(), trends(point("2022", 1, 2))) is None
