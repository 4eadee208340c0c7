"""The region and the ways between places: a file brings them, the plan keeps them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from tandem.actions.errors import InvalidError
from tandem.actions.plans.places import Between, Whereabouts, fingerprint, set_whereabouts
from tandem.actions.plans.places import whereabouts_of as known_of
from tandem.actions.plans.read_line import read_agreement_line
from tandem.core.model import DaysOff, Place, Region, Way
from tandem.formats import rulebase
from tandem.formats.household import read_path, write_yaml
from tandem.records.plans.models import Plan
from tandem.records.work import Work
from tests.actions.plans.family import example, five_plans, imported

pytestmark = pytest.mark.django_db


def test_a_file_brings_them_and_a_file_gets_them_back(tmp_path: Path) -> None:
    core = example()
    sessions = [s for one in core.agreements for s in one.form.demands.sessions]
    one, other = sorted({session.place for session in sessions if session.place})[:2]
    places = (Place(one, (Way(other, 10),)), Place(other))
    kept = imported(replace(core, region=Region.SOUTH, places=places)).case().core()
    assert (kept.region, kept.places) == (Region.SOUTH, places)
    path = tmp_path / "household.yaml"
    path.write_text(write_yaml(replace(kept, id="de-vries")), encoding="utf-8")
    again = read_path(path, rulebase.load())
    assert (again.region, again.places) == (Region.SOUTH, places)


def test_a_place_at_which_nothing_is_any_more_stays_out_of_a_file(tmp_path: Path) -> None:
    core = replace(example(), places=(Place("bij niemand"),))
    path = tmp_path / "household.yaml"
    path.write_text(write_yaml(core), encoding="utf-8")
    assert read_path(path, rulebase.load()).places == ()


def test_a_new_agreement_about_school_follows_the_holidays_of_the_region() -> None:
    family = five_plans()
    opened = fingerprint(known_of(family.case().plan))

    def set_region(work: Work) -> None:
        wanted = Whereabouts(Region.NORTH)
        assert set_whereabouts(work, family.code, wanted=wanted, opened=opened)

    line = "school: Lotte, ma 8:30-14:00"
    before = read_agreement_line(family.case(), line, owner="samira").draft
    family.run("samira", set_region)
    after = read_agreement_line(family.case(), line, owner="samira").draft
    assert before.form.demands.sessions[0].not_in == ()
    assert DaysOff.SCHOOL in after.form.demands.sessions[0].not_in


def test_entering_an_agreement_needs_no_place_to_be_in_use() -> None:
    family = five_plans()
    core = family.case().core()
    sessions = [s for one in core.agreements for s in one.form.demands.sessions]
    place = next(session.place for session in sessions if session.place)
    opened = fingerprint(known_of(family.case().plan))
    wanted = Whereabouts(None, (Between(place, place, 0),))
    family.run("samira", lambda w: set_whereabouts(w, family.code, wanted=wanted, opened=opened))
    line = "gesprek: Kevin, ma 10-11, begint tussen 4 januari en 1 maart"
    form = read_agreement_line(family.case(), line, owner="samira").draft.form
    assert form.latest_start is not None


def test_what_cannot_be_is_refused_by_name() -> None:
    family = five_plans()
    opened = fingerprint(known_of(family.case().plan))
    wanted = Whereabouts(None, (Between("a", "", 5), Between("a", "b", 481), Between("b", "a", 1)))
    with pytest.raises(InvalidError) as refused:
        family.run(
            "samira", lambda w: set_whereabouts(w, family.code, wanted=wanted, opened=opened)
        )
    assert [one.field for one in refused.value.problems] == ["other-1", "minutes-2", "other-3"]


def test_the_database_knows_three_regions() -> None:
    family = five_plans()

    def write(_: Work) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.filter(household_id=family.id).update(region="west")

    family.run("samira", write)
