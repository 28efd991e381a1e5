"""The list behind a number: what the list of participants is asked, where it fits exactly."""

from cwf.attendance.predicates import Of, Where
from cwf.registration.categories import Standing


def query(of: Of, where: Where, parties: dict[str, str]) -> dict[str, str] | None:
    """The arguments of the list whose length is the number; None: no list is exactly that.

    `parties` are codes of delegations by region. A list that holds others, too, would say another
    number, so it is not offered.
    """
    if of is not Of.REGISTERED or where.roles or where.days or where.kinds:
        return None
    asked = {"standing": Standing.CONFIRMED.value}
    if where.international is False:
        return None  # the list counts those of whom it cannot be said among these
    if where.international:
        asked["international"] = "yes"
    for name, several in (
        ("category", where.categories),
        ("country", where.countries),
        ("channel", where.channels),
        ("party", frozenset(parties.get(one, "") for one in where.regions)),
    ):
        if len(several) > 1 or "" in several:
            return None
        if several:
            asked[name] = next(iter(several))
    return asked
