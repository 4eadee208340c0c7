"""The nightly round finds what was kept long enough, and destroys nothing by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.actions.errors import NotAllowedError
from tandem.actions.rights.answer import UnknownDestructionError
from tandem.actions.rights.destroy import destroy_due
from tandem.actions.rights.retention import go_ahead, look_for_ended_terms
from tandem.core.access import SYSTEM, Duty
from tandem.core.rules import Ended, kept_until
from tandem.formats.keeping import load_keeping
from tandem.gateways.file_store import MemoryStore
from tandem.records.coordination.models import Destruction
from tandem.records.door import plumbing
from tandem.records.people.models import Household, Involvement
from tandem.records.work import work
from tests.actions.plans.family import NOON, Family, _helper, five_plans
from tests.tasks.town import as_worker

ENDED = datetime(2027, 1, 10, 12, tzinfo=UTC)
WMO, YOUTH, DEBTS = "Wmo 2015, artikel 2.3.2: x", "Jeugdwet, artikel 7.4.0: x", "Wgs, artikel 8d"


@given(st.lists(st.sampled_from([WMO, YOUTH, DEBTS]), max_size=5), st.integers(0, 3000))
def test_a_household_is_kept_as_long_as_its_longest_ground_asks(
    grounds: list[str], days: int
) -> None:
    on = (ENDED + timedelta(days=days)).date()
    last = kept_until(load_keeping(), [Ended(one, on) for one in grounds], on)
    if not grounds or DEBTS in grounds:
        assert last is None  # no term is known: a person decides
    else:
        years = 20 if YOUTH in grounds else 15
        assert last is not None
        assert (last.year, last.month) == (on.year + years, on.month)


@pytest.mark.django_db(transaction=True)
def test_what_was_kept_long_enough_waits_for_a_person() -> None:
    family = five_plans()
    with plumbing():
        officer = _helper("Femke de Graaf", "Gemeente", Duty.PRIVACY_OFFICER)
    end_all(family, WMO)
    store = MemoryStore()
    with as_worker():
        assert look_for_ended_terms(ENDED.replace(year=2041)) == 0  # not over yet
        over = ENDED.replace(year=2042, month=2)
        assert look_for_ended_terms(over) == 1
        assert look_for_ended_terms(over) == 0  # it is proposed once
        assert destroy_due(over, store) == 0  # and nothing happens by itself
        number = work(SYSTEM, over).run(lambda _: Destruction.objects.get().pk)
    with pytest.raises(NotAllowedError):
        work(family.actors["chief"], over).run(lambda w: go_ahead(w, number))
    work(officer, over).run(lambda w: go_ahead(w, number))
    with pytest.raises(UnknownDestructionError):
        work(officer, over).run(lambda w: go_ahead(w, number))
    with as_worker():
        assert destroy_due(over + timedelta(days=13), store) == 0  # its waiting time
        assert destroy_due(over + timedelta(days=15), store) == 1
        gone = work(SYSTEM, over).run(lambda _: Household.objects.filter(pk=family.id).exists())
        assert not gone


def end_all(family: Family, ground: str) -> None:
    """Let everybody stop helping, as if all of it had been on one ground."""

    def end(_: object) -> None:
        Involvement.objects.update(legal_ground=ground, until=ENDED)

    assert ENDED > NOON
    with as_worker():
        work(SYSTEM, family.at).run(end)
