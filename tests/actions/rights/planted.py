"""A household in which every text that somebody can type is one that stands nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from psycopg import sql
from psycopg.types.json import Jsonb

from tandem.actions.coordination.leads import answer_to_lead, appoint_stand_in, ask_to_lead
from tandem.actions.coordination.talks import NewTalk, begin_talk, give_voice, propose
from tandem.actions.people.end_involvement import end_involvement
from tandem.actions.people.involve import (
    NewInvolvement,
    NewMember,
    add_member,
    add_supporter,
    involve_professional,
)
from tandem.actions.people.open_household import Opened, Opening, OpeningMember, open_household
from tandem.actions.people.own_details import choose_address
from tandem.actions.plans.add_agreement import add_agreement_line
from tandem.actions.plans.answer_agreement import answer_agreement
from tandem.actions.plans.check_plan import check_plan
from tandem.actions.plans.choose_proposal import choose_proposal
from tandem.actions.plans.discretion import close_part, open_part, shield_agreement
from tandem.actions.plans.goals import GoalDraft, add_goal
from tandem.actions.plans.money import account_of, enter_money
from tandem.actions.plans.money import fingerprint as money_print
from tandem.actions.plans.open_changes import withdraw_all
from tandem.actions.plans.own_words import OwnWords, say_own_words
from tandem.actions.plans.places import Between, Whereabouts, fingerprint, set_whereabouts
from tandem.actions.plans.withdraw_agreement import withdraw_agreement
from tandem.actions.rights.ask import Correction, ask_correction, ask_destruction
from tandem.actions.rights.attachments import Safe, attach
from tandem.core.access import AnswerKind, InvolvementRole
from tandem.core.access.talks import Says, Someone
from tandem.core.model import Basis, Household, Mandatory
from tandem.gateways.file_store import MemoryStore
from tandem.gateways.sealing import Sealer
from tandem.records.coordination.heads import head_of
from tandem.records.people.models import Account, Area
from tandem.records.sign_in import actor_of
from tandem.records.work import Work, work
from tests.actions.plans.family import Family, example, imported
from tests.records.rows import Database, insert, one

TYPED = frozenset({"title", "text", "question", "own_words", "reason", "place", "relation", "line"})
"""Fields of a household file in which somebody types what he or she wants."""


@dataclass
class Markers:
    """Hands out texts that stand nowhere else, and remembers them."""

    given: dict[str, str] = field(default_factory=dict)
    prefix: str = "zq"

    def __call__(self, text: str) -> str:
        """Return a text with a mark of its own; the same text gets the same mark again."""
        mark = self.given.setdefault(text, f"{self.prefix}{len(self.given):04d}qz")
        return f"{text} {mark}"

    @property
    def marks(self) -> tuple[str, ...]:
        """Every mark that was handed out."""
        return tuple(self.given.values())


@dataclass
class Planted:
    """The household, what was typed in it, and the one beside it."""

    family: Family
    marks: Markers
    other: Opened
    other_marks: Markers
    shared: int
    """The person who lives in both."""


def marked(core: Household, marks: Markers) -> Household:
    """Return a household with a mark in every text; who helps by profession stays as he is."""
    renamed: Household = _marked(core, marks)
    return replace(
        renamed,
        name=marks(core.name),
        professionals=core.professionals,
        members=tuple(replace(one, name=marks(one.name)) for one in renamed.members),
        network=tuple(replace(one, name=marks(one.name)) for one in renamed.network),
    )


def _marked(value: Any, marks: Markers) -> Any:  # noqa: ANN401 - any part of a household
    if isinstance(value, tuple):
        return tuple(_marked(one, marks) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for part in fields(value):
        held = getattr(value, part.name)
        typed = part.name in TYPED and type(held) is str and held
        changed[part.name] = marks(held) if typed else _marked(held, marks)
    return replace(value, **changed)


def plant(safe: Safe | None = None) -> Planted:
    """Write both households, and let everybody do everything that holds a text."""
    marks, beside = Markers(), Markers(prefix="xj")
    family = imported(marked(example(), marks))
    planted = Planted(family, marks, _open_other(family, beside), beside, 0)
    _people(planted)
    _plan(planted)
    _choices(planted)
    _rights(planted)
    _talks(planted)
    _files(planted, safe or Safe(MemoryStore(), Sealer.of(["x"], "files")))
    return planted


def _talks(planted: Planted) -> None:
    """Let Kevin and Samira write, and decide something."""
    family, marks = planted.family, planted.marks
    samira = Someone(None, family.actors["samira"].professional)
    new = NewTalk(marks("Onder ons"), marks("Kan het vrijdag?"), (samira,))
    talk = family.run("kevin", lambda w: begin_talk(w, family.code, new))
    named = [Someone(family.numbers["kevin"])]
    text, why = marks("We doen het vrijdag"), marks("Dan werk ik")
    decision = family.run("samira", lambda w: propose(w, family.code, talk, text=text, named=named))
    family.run(
        "kevin",
        lambda w: give_voice(w, family.code, talk, decision, says=Says.NO, words=why),
    )


def plant_rows(database: Database, planted: Planted) -> None:
    """Write a row in each table that no action here writes in, past every guard.

    Every column that holds a text gets a mark, also where the site would write a digest or a seal.
    """
    family, marks = planted.family, planted.marks
    home = {"household_id": family.id}
    helper = one(
        database,
        "SELECT id FROM people_involvement WHERE household_id = %s AND key = 'bram'",
        [family.id],
    )
    bram = family.actors["bram"].professional
    insert(
        database,
        "people_emergencyaccess",
        **home,
        professional_id=bram,
        since=family.at,
        until=family.at + timedelta(hours=3),
        withheld_until=family.at.date(),
        kind="danger",
        reason=marks("Geschreeuw gehoord"),
        withheld_reason=marks("Hij leest mee"),
    )
    spoken = {"kind": "help", "way": "aloud", "by_member_id": family.numbers["karin"]}
    insert(database, "people_givenyes", **home, involvement_id=helper, **spoken)
    represented = {"mandate": "mentorship", "source": "told", "by_involvement_id": helper}
    member = family.numbers["kevin"]
    insert(database, "people_representation", **home, member_id=member, **represented)
    link = insert(
        database,
        "plans_guestlink",
        **home,
        agreement_id=family.row("therapy").id,
        involvement_id=helper,
        asked_at=family.at,
        expires_at=family.at + timedelta(days=7),
        asks="question",
        question=marks("Wanneer kan Kevin?"),
        mail=marks("bram@bureau.example"),
        telephone=marks("06 11"),
        asked_by_name=marks("Samira"),
        secret_digest=marks("secret"),
        code_digest=marks("code"),
        visit_digest=marks("visit"),
    )
    letter = {"by": "mail", "sealed": marks("letter"), "failed": ""}
    insert(database, "plans_guestletter", **home, link_id=link, **letter)
    insert(
        database,
        "plans_guestanswer",
        **home,
        link_id=link,
        says="answers",
        text=marks("Op dinsdag"),
        form=Jsonb({"line": marks("di 10:00")}),
        problem=marks("Niet te lezen"),
    )
    _plant_items(database, planted, bram or 0)


def _plant_items(database: Database, planted: Planted, holder: int) -> None:
    """Write an item that went round, and a row of every table that hangs on items."""
    family, marks = planted.family, planted.marks
    home = {"household_id": family.id}
    words = {
        "text": marks("Het bed"),
        "outcome": marks("Geregeld"),
        "for_family": marks("Er komt een bed"),
    }
    over = {"closed_at": family.at, "ended": "handled"}
    item = {
        **home,
        "item_id": insert(
            database, "coordination_item", **home, **words, **over, holder_id=holder, kind="signal"
        ),
    }
    offer = insert(
        database,
        "coordination_offer",
        **item,
        to_id=holder,
        note=marks("Lukt dit?"),
        legal_ground=marks("Wmo, voor deze vraag"),
        answered_at=family.at,
        accepted=True,
        reported="done",
        reported_at=family.at,
        report=marks("Het bed staat er"),
    )
    insert(database, "coordination_escalation", **home, offer_id=offer, step="reminder")
    name, number = marks("Dokter Bos"), marks("06 22")
    insert(database, "coordination_signal", **item, given_name=name, given_telephone=number)
    report = marks("Bel me")
    insert(database, "coordination_commission", **item, report_back=report, may_see="asked")
    sides = {"between": marks("Wmo en school"), "pays_first": marks("Wmo")}
    insert(database, "coordination_dispute", **item, **sides)
    needed = marks("Een rolstoel")
    insert(database, "coordination_simplequestion", **item, needed=needed, way="wmo")
    insert(database, "coordination_stepdone", **item, step="report")
    tried = {"what": marks("Buurthuis"), "by_whom": marks("Oma"), "words": marks("Vol")}
    insert(database, "coordination_tried", **item, **tried, rung="general", went="failed")
    did = {"text": marks("De post openmaken"), "words": marks("Geen tijd")}
    over = {"ended": "not", "ended_at": family.at, "opened_by": 1}
    first = "SELECT min(id) FROM people_membership WHERE household_id = %s"
    member = one(database, first, [family.id])
    insert(database, "coordination_ownaction", **home, **did, **over, member_id=member)
    _plant_means(database, planted, item)


def _plant_means(database: Database, planted: Planted, item: dict[str, int]) -> None:
    family, marks = planted.family, planted.marks
    area = one(database, "SELECT area_id FROM people_household WHERE id = %s", [family.id])
    pot = {"set_by": 1, "year": family.at.year, "cents": 100_000, "area_id": area}
    budget = insert(database, "people_budget", **pot)
    mandate = {"role": "lead", "cents": 100_000, "area_id": area, "set_by": 1}
    insert(database, "people_spendingmandate", **mandate)
    bought = {"what": marks("Een bed"), "taken_back_because": marks("Gekregen")}
    spent = {"budget_id": budget, "role": "lead", "cents": 100, "taken_back_at": family.at}
    insert(
        database, "coordination_expense", household_id=family.id, taken_back_by=1, **spent, **bought
    )
    helper = family.actors["bram"].professional
    told = {"asked": marks("Een taxi"), "reason": marks("De bus"), "alternative": marks("Een pas")}
    insert(database, "coordination_refusal", **item, **told, is_decision=False, caller_id=helper)
    insert(database, "coordination_obstacle", **item, of_order=1, whose=marks("Wonen"))
    asked = {"answer": marks("Het kan"), "legal_ground": marks("Wgs"), "comes_first": marks("Bed")}
    agreement = family.row("therapy").id
    insert(
        database,
        "coordination_asktochange",
        **item,
        **asked,
        agreement_id=agreement,
        state="withdrawn",
    )
    _plant_lead(database, planted, item)


def _plant_lead(database: Database, planted: Planted, item: dict[str, int]) -> None:
    """Write a handover, and what somebody of the family said of who leads."""
    family, marks = planted.family, planted.marks
    said = {"talk_why": marks("Ziek"), "text": marks("Beste Karin"), "why": marks("Verlof")}
    led = {"old_lead_id": family.actors["bram"].professional, "talk": "not-held"}
    ended = {"closed_at": family.at, "closed_why": marks("Toch niet")}
    insert(database, "coordination_handover", **item, **led, **said, **ended, with_members=[])
    lead = one(
        database,
        "SELECT id FROM coordination_lead WHERE household_id = %s ORDER BY id DESC LIMIT 1",
        [family.id],
    )
    answer = {"lead_id": lead, "member_id": family.numbers["kevin"], "says": "other"}
    insert(database, "coordination_leadanswer", **item, **answer, words=marks("Liever Bram"))


def left_of(database: Database, household: int) -> list[str]:
    """Return the tables in which a row of the household still stands; what happened aside."""
    tables = database.execute(TABLES_OF_HOUSEHOLDS).fetchall()
    count = "SELECT count(*) FROM {} WHERE household_id = %s"
    return [
        table
        for (table,) in tables
        if one(database, sql.SQL(count).format(sql.Identifier(table)), [household])
    ]


TABLES_OF_HOUSEHOLDS = """
    SELECT c.relname FROM pg_class c JOIN pg_attribute h ON h.attrelid = c.oid
    WHERE h.attname = 'household_id' AND NOT h.attisdropped AND c.relkind = 'r'
        AND c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'audit\\_%'
    ORDER BY c.relname
"""


def _files(planted: Planted, safe: Safe) -> None:
    family, marks = planted.family, planted.marks
    number = family.row("therapy").id
    name, data = f"{marks('brief')}.txt", marks("Beste Kevin").encode()
    family.run(
        "kevin",
        lambda w: attach(w, family.code, agreement=number, name=name, data=data, safe=safe),
    )


def _open_other(family: Family, marks: Markers) -> Opened:
    """Open a household beside it, of people whose names are their own."""

    def open_it(opened: Work) -> Opened:
        members = (OpeningMember(NewMember(marks("Nadia"), question=marks("Rust"))),)
        opening = Opening(
            name=marks("Fam. Benali"),
            area=Area.objects.values_list("pk", flat=True)[0],
            reason=marks("Twee plannen"),
            purpose="Begin",
            legal_ground="Wmo 2015, artikel 2.3.2",
            members=members,
            key="samira",
        )
        return open_household(opened, opening)

    return family.run("samira", open_it)


def _people(planted: Planted) -> None:
    family, marks = planted.family, planted.marks

    def add(opened: Work) -> int:
        head = head_of(opened, family.code)
        add_supporter(
            opened, head, name=marks("Oma Riet"), relation=marks("buurvrouw"), telephone="zq-tel"
        )
        mila = NewMember(planted.other_marks("Mila"), born=date(2015, 1, 2))
        add_member(opened, head, mila)
        new = NewMember(marks("Teun"), born=date(2001, 1, 2), telephone=marks("06 00"))
        add_member(opened, head, replace(new, question=marks("Met rust gelaten")))
        return next(
            one.person for one in head_of(opened, family.code).members if "Mila" in one.name
        )

    planted.shared = family.run("samira", add)
    family.run(
        "chief",
        lambda w: add_member(
            w,
            head_of(w, planted.other.code),
            NewMember(planted.other_marks("Mila"), born=date(2015, 1, 2), person=planted.shared),
        ),
    )
    family.run("samira", lambda _: _account(family, planted.shared))
    family.run("kevin", lambda w: choose_address(w, language="en"))
    stranger = family.actors["stranger"].professional or 0

    def involve(opened: Work) -> int:
        new = NewInvolvement(
            stranger,
            InvolvementRole.PROVIDER,
            marks("Meekijken"),
            marks("Wet X, artikel 1"),
            discipline=marks("gym"),
        )
        return involve_professional(opened, head_of(opened, family.code), new)

    number = family.run("samira", involve)
    until = family.at + timedelta(days=3)
    family.run(
        "samira",
        lambda w: appoint_stand_in(w, family.code, professional=stranger, until=until),
    )
    bram = family.actors["bram"].professional or 0
    why, no = marks("Bram kent Kevin"), marks("Geen tijd")
    family.run("chief", lambda w: ask_to_lead(w, family.code, professional=bram, reason=why))
    family.run("bram", lambda w: answer_to_lead(w, family.code, accepted=False, answer=no))
    family.at = until + timedelta(minutes=1)
    gone = marks("Het is klaar")
    family.run("samira", lambda w: end_involvement(w, family.code, involvement=number, reason=gone))


def _account(family: Family, person: int) -> None:
    account = Account.objects.create(username="mila", name="Mila", person_id=person)
    family.actors["mila"] = actor_of(account)


def _plan(planted: Planted) -> None:
    family, marks = planted.family, planted.marks
    draft = GoalDraft(marks("Zwemmen"), own_words=marks("In het diepe"), members=("lotte",))
    family.run("samira", lambda w: add_goal(w, family.code, draft=draft))
    line = f"les: Lotte bij {marks('het bad')}, wo 14:00-15:00"
    family.run("karin", lambda w: add_agreement_line(w, family.code, line=line, goal=None))
    why = marks("Te ver weg")
    family.run(
        "kevin",
        lambda w: answer_agreement(
            w, family.code, key="therapy", version=1, kind=AnswerKind.CANNOT, reason=why
        ),
    )
    words = OwnWords(marks("Ik wil slapen"), 3)
    member = family.numbers["kevin"]
    was = OwnWords(marks(_question("kevin")), 5)
    family.run(
        "kevin",
        lambda w: say_own_words(w, family.code, member=member, words=words, opened=was),
    )
    family.order_by_court("school", Mandatory(Basis.COURT_ORDER, marks("Rechtbank, zaak 1")))
    family.run("samira", lambda w: _discretion(w, family.code, marks))
    _money(planted)
    wanted = Whereabouts(ways=(Between(marks("thuis"), marks("zwembad"), 10),))
    opened = fingerprint(Whereabouts())
    family.run("samira", lambda w: set_whereabouts(w, family.code, wanted=wanted, opened=opened))


def _question(key: str) -> str:
    return next(one.question for one in example().members if one.id == key)


def _discretion(opened: Work, code: str, marks: Markers) -> None:
    ground = marks("Jeugdwet, artikel 7.3.11")
    shield_agreement(opened, code, key="budget-talk", member="karin", ground=ground)
    close_part(opened, code, part="wmo", ground=marks("Gesloten"))
    open_part(opened, code, part="wmo", ground=marks("Open voor Bram"), to="bram")


def _money(planted: Planted) -> None:
    family = planted.family
    account = account_of(family.case("samira"), "kevin")
    incomes = tuple(replace(one, cents=one.cents + 100) for one in account.incomes)
    why = planted.marks("Nieuwe beschikking")
    family.run(
        "samira",
        lambda w: enter_money(
            w,
            family.code,
            account=replace(account, incomes=incomes),
            opened=money_print(account),
            reason=why,
        ),
    )


def _choices(planted: Planted) -> None:
    """Check the plan, choose a proposal, and take a part of it back."""
    from tandem.actions.households import locked_case

    family, marks = planted.family, planted.marks
    family.run("samira", lambda w: check_plan(w, family.code))
    version = family.case().plan.version
    family.run("samira", lambda w: choose_proposal(w, family.code, index=0, plan_version=version))
    because = marks("Toch maar niet")
    family.run("samira", lambda w: withdraw_all(w, locked_case(w, family.code), because))
    why = marks("Niet meer nodig")
    version = family.version("coach-talk")
    family.run(
        "bram",
        lambda w: withdraw_agreement(w, family.code, key="coach-talk", version=version, reason=why),
    )
    family.run("samira", lambda w: check_plan(w, family.code))


def _rights(planted: Planted) -> None:
    family, marks = planted.family, planted.marks
    kevin, lotte = family.numbers["kevin"], family.numbers["lotte"]
    asked = Correction(f"member-{kevin}", marks("Mijn naam klopt niet"), marks("Kevin zonder e"))
    family.run("kevin", lambda w: ask_correction(w, family.code, member=kevin, correction=asked))
    why = marks("Dat hoeft niemand te weten")
    family.run("karin", lambda w: ask_destruction(w, family.code, member=lotte, words=why))


# --- looking into everything ------------------------------------------------------------------

TABLES = """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND n.nspname NOT LIKE 'pg\\_%'
"""


def dump(database: Database) -> str:
    """Return everything that can be read of a database: every column of every table, as text.

    What the planner remembers of values belongs to it.
    """
    said = []
    for schema, table in database.execute(TABLES).fetchall():
        everything = sql.SQL("SELECT {}::text FROM {} {}").format(
            sql.Identifier("t"), sql.Identifier(schema, table), sql.Identifier("t")
        )
        said += [f"{table}: {row}" for (row,) in database.execute(everything).fetchall()]
    remembered = "SELECT tablename || ' ' || most_common_vals::text FROM pg_stats"
    bounds = "SELECT tablename || ' ' || histogram_bounds::text FROM pg_stats"
    for query in (remembered, bounds):
        said += [f"pg_stats: {row}" for (row,) in database.execute(query).fetchall() if row]
    return "\n".join(said)


COLUMNS = """
    SELECT c.relname, a.attname FROM pg_class c
        JOIN pg_attribute h ON h.attrelid = c.oid AND h.attname = 'household_id'
        JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0
        AND NOT a.attisdropped AND c.relname NOT LIKE 'audit\\_%'
        AND a.atttypid IN ('jsonb'::regtype, 'text'::regtype, 'varchar'::regtype)
"""


def texts_without_a_mark(database: Database, planted: Planted) -> set[str]:
    """Return the columns of households in which nothing of the household carries a mark."""
    without = set()
    for table, column in database.execute(COLUMNS).fetchall():
        query = sql.SQL("SELECT string_agg({}::text, ' ') FROM {} WHERE household_id = %s").format(
            sql.Identifier(column), sql.Identifier(table)
        )
        row = database.execute(query, [planted.family.id]).fetchone()
        if row is None or not found(row[0] or "", (*planted.marks.marks, "zq-")):
            without.add(f"{table}.{column}")
    return without


def places_of(text: str, needles: tuple[str, ...]) -> list[str]:
    """Return the lines in which any of these stands, in whatever letters."""
    return [line for line in text.splitlines() if found(line, needles)]


def found(text: str, needles: tuple[str, ...]) -> list[str]:
    """Return which of these stand somewhere, in whatever letters."""
    lowered = text.lower()
    return [one for one in needles if one.lower() in lowered]


def at_noon(day: date) -> datetime:
    """Return the middle of a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


__all__ = ["Markers", "Planted", "at_noon", "dump", "found", "plant", "work"]
