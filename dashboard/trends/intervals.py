"""The interval of a difference of two shares. Pure, and light."""

from math import sqrt

from dashboard.tagging.reliability import wilson


def newcombe(first: tuple[int, int], second: tuple[int, int]) -> tuple[float, float]:
    """Return Newcombe's interval (1998, his method 10) of the first share less the second, each (positives, total).

    It joins the two score intervals, and stays within -1 to 1. -1 to 1 where one of the two has nothing to go by.

    >>> tuple(round(bound, 4) for bound in newcombe((56, 70), (48, 80)))
    (0.0524, 0.3339)
    """
    if not first[1] or not second[1]:
        return -1.0, 1.0
    one, other = first[0] / first[1], second[0] / second[1]
    (low_one, high_one), (low_other, high_other) = wilson(*first), wilson(*second)
    return (
        one - other - sqrt((one - low_one) ** 2 + (high_other - other) ** 2),
        one - other + sqrt((high_one - one) ** 2 + (other - low_other) ** 2),
    )
