"""The page that says who may do what says what the policy and the matrix say."""

from __future__ import annotations

import re

from tandem.core.access import Action
from tandem.formats.published import ROOT
from tandem.formats.who_may import MATRIX, by_policy, by_route, key

SMALL = """
#   r17    resident of 17: says yes alone           none   not signed in
#   other  all the others

ROW                                r17  none other

# --- looking: everybody
#     with a tie
GET  plan                          200   log   404
POST plan                          403   log   404
"""


def cells(action: Action) -> dict[str, str]:
    head, _, *rows = by_policy().splitlines()
    row = next(one for one in rows if one.startswith(f"| `{action.value}` "))
    split = (re.split(r" *\| *", line.strip("| ")) for line in (head, row))
    names, found = split
    return dict(zip(names, found[1:], strict=True))


def test_every_action_says_who_may() -> None:
    rows = by_policy().splitlines()[2:]
    assert [row.split("`")[1] for row in rows] == [action.value for action in Action]
    reads = cells(Action.SEE_PLAN)
    assert reads["16 and older"] == reads["provider"] == reads["leads"] == "yes"
    for kept_out in ("under 12", "enforcement", "supporter", "administrator", "manager"):
        assert reads[kept_out] == "–", kept_out
    own = cells(Action.CONFIRM_AGREEMENT)
    assert (own["supporter"], own["leads"], own["guest (check)"]) == ("own", "–", "own")
    assert cells(Action.USE_BSN)["leads"] == "–"


def test_a_route_says_who_gets_it() -> None:
    assert by_route(SMALL).splitlines()[-2:] == [
        "| `GET plan` | r17 | – | – |",
        "| `POST plan` | – | r17 | – |",
    ]
    assert by_route(SMALL).startswith("### Looking: everybody with a tie")
    assert "- **none**: not signed in" in key(SMALL).splitlines()


def test_every_row_of_the_matrix_is_on_the_page() -> None:
    matrix = (ROOT / MATRIX).read_text(encoding="utf-8")
    rows = [one for one in matrix.splitlines() if one.startswith(("GET", "POST", "READ"))]
    assert len(re.findall(r"^\| `(?:GET|POST|READ) ", by_route(matrix), re.MULTILINE)) == len(rows)
    assert key(matrix).count("\n") > 20
