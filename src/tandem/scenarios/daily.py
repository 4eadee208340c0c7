"""What was going on in the weeks before the story's present: signals, offers, talks, looks.

So that nobody who signs in to the demo finds an empty page. Everything goes through the actions, on
its own day; the last day is that of the story.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from tandem.actions.audit.ask_why import ask_why
from tandem.actions.audit.open_emergency import Asked, open_emergency
from tandem.actions.coordination.asks import ask_to_change
from tandem.actions.coordination.colleagues import answer_colleague, ask_colleague
from tandem.actions.coordination.obstacles import Stuck, raise_obstacle
from tandem.actions.coordination.offers import (
    Declined,
    NewOffer,
    accept_offer,
    decline_offer,
    offer_item,
)
from tandem.actions.coordination.outside import give_outside
from tandem.actions.coordination.own_actions import NewOwnAction, add_own_action, end_own_action
from tandem.actions.coordination.questions import NewQuestion, set_step
from tandem.actions.coordination.refusing import No, refuse
from tandem.actions.coordination.signals import NewSignal, give_signal, pick_up
from tandem.actions.coordination.spending import Spending, spend
from tandem.actions.coordination.talks import (
    NewTalk,
    begin_talk,
    give_voice,
    propose,
    write_message,
)
from tandem.actions.coordination.tasks import (
    NewAction,
    NewCommission,
    add_action,
    add_commission,
    fail_item,
    finish_item,
)
from tandem.actions.households import case_of
from tandem.actions.people.note_question import note_question
from tandem.core.access import SYSTEM, Action, Actor
from tandem.core.access.talks import Says, Someone
from tandem.core.model.postcodes import read_postcode
from tandem.core.rules.steps import LawStep
from tandem.formats.rulebase_logs import load_logs
from tandem.records.audit.looks import looks_of
from tandem.records.coordination.heads import head_of
from tandem.records.coordination.models import MaySee, OwnEnd, Source
from tandem.records.coordination.outside import NewOutside, code_of
from tandem.records.coordination.standing import standing_of
from tandem.records.people.emergencies import Wanted
from tandem.records.work import Work, work
from tandem.scenarios.build import Town
from tandem.scenarios.cast import Cast
from tandem.scenarios.moment import NOW, at

DE_VRIES = "five-plans"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stage:
    """The town and its households, and how somebody does something on a day."""

    town: Town
    casts: Mapping[str, Cast]

    def code(self, file: str = DE_VRIES) -> str:
        """Return how a household is called in addresses."""
        return self.casts[file].code

    def number(self, username: str) -> int:
        """Return the professional who signs in with this name."""
        return self.town.actors[username].professional or 0

    def act(self, who: str | Actor, moment: datetime, do: Callable[[Work], T]) -> T:
        """Let somebody do something at a moment."""
        actor = self.town.actors[who] if isinstance(who, str) else who
        return work(actor, moment).run(do)

    def member(self, username: str, key: str, file: str = DE_VRIES) -> Someone:
        """Return a member of a household, as who reads along in a conversation."""
        head = self.act(username, NOW, lambda opened: head_of(opened, self.code(file)))
        return Someone(next(one.id for one in head.members if one.key == key))

    def helper(self, username: str) -> Someone:
        """Return a professional as who reads along in a conversation."""
        return Someone(None, self.number(username))


def _day(number: int, hour: int = 10, minute: int = 0) -> datetime:
    """Return a moment in December, the month of the story."""
    return at(date(2026, 12, number), hour, minute)


def add_days(town: Town, casts: Mapping[str, Cast]) -> None:
    """Tell what was going on: in household De Vries above all, for there everybody begins."""
    stage = Stage(town, casts)
    for scene in (_kept, _signals, _work, _talks, _means, _own, _looks, _question, _elsewhere):
        scene(stage)


# --- what was kept in autumn, for the counts ----------------------------------------------------

_KEPT = (
    ("samira", "pieters", "Toeslag nagevraagd bij de Belastingdienst", 3),
    ("samira", "pieters", "Gesprek over de energierekening", 6),
    ("samira", "willems", "Brief aan de schuldeisers meegelezen", 9),
    ("samira", "willems", "Met Manon de post doorgenomen", 12),
    ("joris", "hendriks", "School gebeld over Noah", 4),
    ("joris", "hendriks", "Wachttijd van de behandeling nagevraagd", 8),
    ("joris", "hendriks", "Met de buurvrouw gebeld", 15),
    ("joris", "hendriks", "Verslag van de gezinsvoogd gelezen", 17),
    ("gerda", "okafor", "Rooster van school opgevraagd", 18),
    ("gerda", "okafor", "Uitkering tijdens school nagerekend", 20),
    ("gerda", "okafor", "Gesprek met Schuldhulp voorbereid", 23),
    ("esther", "el-idrissi", "Urgentie voor een woning nagevraagd", 2),
    ("esther", "el-idrissi", "Met Ilyas naar de nieuwe school", 5),
    ("esther", "yilmaz", "Beide ouders gebeld over de kerst", 24),
)
"""Who did what in November, and on which day it was to be done."""


def _kept(stage: Stage) -> None:
    again = ((who, file, f"{text}, vervolg", day + 1) for who, file, text, day in _KEPT)
    for number, (who, file, text, day) in enumerate((*_KEPT, *again)):
        due, code = date(2026, 11, day), stage.code(file)
        # Nobody is always in time, and not everything works out.
        done = date(2026, 11, day + 4) if number % 4 == 3 else due
        item = stage.act(
            who,
            at(date(2026, 11, max(1, day - 3)), 9),
            lambda opened: add_action(opened, code, NewAction(text, due)),  # noqa: B023 - now
        )
        if number % 7 == 5:
            words = "Drie keer gebeld, en niemand nam op"
            stage.act(who, at(done, 15), lambda o: fail_item(o, code, item, words))  # noqa: B023
        else:
            _finish(stage, who, code, item, at(done, 15))


def _finish(stage: Stage, who: str, code: str, item: int, moment: datetime) -> None:
    stage.act(who, moment, lambda opened: finish_item(opened, code, item, ""))


# --- signals ------------------------------------------------------------------------------------


def _signals(stage: Stage) -> None:
    """Two from outside that wait, and three about households that are known."""
    gp = NewOutside(
        Source.OUTSIDER,
        "children",
        "Een gezin aan de Dorpsstraat, achternaam Mulder",
        "De jongste komt steeds zonder eten op het spreekuur. Moeder zegt dat er geen geld is.",
        "Praktijk Bos, huisarts",
        "088 000 11 22",
    )
    landlord = NewOutside(
        Source.OUTSIDER,
        "money",
        "Mevrouw Aalbers, Kanaalweg",
        "Drie maanden huur niet betaald, en zij doet de deur niet open.",
        "Woonstichting De Brug",
        "088 000 11 33",
    )
    for new, postcode, day in ((gp, "9703 AB", 16), (landlord, "9711 CD", 15)):
        where, receipt = read_postcode(postcode), code_of(postcode)
        stage.act(
            SYSTEM,
            _day(day, 16),
            lambda opened: give_outside(opened, new, where, receipt),  # noqa: B023 - now
        )
    code = stage.code()
    alone = NewSignal("children", "Lotte was vrijdagmiddag alleen thuis. Kevin was op school.")
    item = stage.act("youssef", _day(11, 17), lambda opened: give_signal(opened, code, alone))
    stage.act("samira", _day(14, 9), lambda opened: pick_up(opened, code, item))
    worry = NewSignal("money", "Ik weet niet of ik in januari de huur kan betalen.")
    stage.act("karin", _day(16, 20), lambda opened: give_signal(opened, code, worry))


# --- actions, commissions and offers ------------------------------------------------------------


def _work(stage: Stage) -> None:
    code = stage.code()

    def action(who: str, day: int, text: str, due: int, family: str = "") -> int:
        new = NewAction(text, date(2026, 12, due), family)
        return stage.act(who, _day(day), lambda opened: add_action(opened, code, new))

    action("samira", 8, "School bellen over de lessen op donderdag", 16)
    action(
        "samira",
        15,
        "Met de woningcorporatie bellen over de huur van januari",
        21,
        "Samira belt de woningcorporatie over de huur van januari.",
    )
    action("joris", 14, "Nagaan of de therapie een avond kan", 18)
    action("hanna", 15, "Vervanging regelen voor de kerstvakantie", 18)
    done = action("joris", 2, "Lotte aanmelden voor de naschoolse opvang", 9)
    _finish(stage, "joris", code, done, _day(8, 15))
    failed = action("ineke", 3, "Dagbesteding dichter bij huis zoeken", 11)
    tried = "Drie plekken gebeld, alle drie vol tot maart."
    stage.act("ineke", _day(11), lambda opened: fail_item(opened, code, failed, tried))
    _arrangement(stage, code)
    _unanswered(stage, code)


def _arrangement(stage: Stage, code: str) -> None:
    """Dirk said no, was asked again, and carries it out."""
    offer = NewOffer(stage.number("dirk"), "Kevin wil het graag voor de zomer rond hebben.")
    new = NewCommission(
        "Eén regeling met de drie schuldeisers van Kevin",
        date(2027, 1, 15),
        "Bel me zodra er een voorstel is, voordat Kevin het hoort.",
        MaySee.CONTACT,
        offer,
        "Dirk zoekt één regeling voor de drie schulden van Kevin.",
    )
    item = stage.act("samira", _day(7), lambda opened: add_commission(opened, code, new))
    no = Declined("no-time", "Tot 14 december zit ik vol.")
    stage.act("dirk", _day(8), lambda opened: decline_offer(opened, code, item, no))
    stage.act("samira", _day(14), lambda opened: offer_item(opened, code, item, offer))
    stage.act("dirk", _day(15), lambda opened: accept_offer(opened, code, item))


def _unanswered(stage: Stage, code: str) -> None:
    """Marloes was asked a week ago, and Samira herself is asked something by Joris."""
    asked = NewCommission(
        "Een leerwerkplek die past naast therapie",
        date(2027, 1, 8),
        "Mail me de naam van de werkgever.",
        MaySee.ASKED,
        NewOffer(stage.number("marloes"), "Kevin wil het liefst iets met auto's."),
        "Marloes is gevraagd om een leerwerkplek te zoeken.",
    )
    stage.act("samira", _day(9), lambda opened: add_commission(opened, code, asked))
    home = NewCommission(
        "Uitzoeken welke bijdrage Karin kan krijgen voor de opvang",
        date(2026, 12, 23),
        "Bel me als je het weet.",
        MaySee.NAMES,
        NewOffer(stage.number("samira"), "Jij kent haar inkomen."),
    )
    stage.act("joris", _day(16, 11), lambda opened: add_commission(opened, code, home))


# --- conversations, and questions without names -------------------------------------------------


def _talks(stage: Stage) -> None:
    code = stage.code()
    karin, kevin = stage.member("samira", "karin"), stage.member("samira", "kevin")
    samira, joris, bram = (stage.helper(one) for one in ("samira", "joris", "bram"))
    rest = NewTalk(
        "Een rustige kerstvakantie",
        "Hoi Karin en Kevin, twee weken geen gesprekken, en alleen de therapie gaat door?",
        (karin, kevin),
    )
    talk = stage.act("samira", _day(14, 11), lambda opened: begin_talk(opened, code, rest))
    for who, day, text in (
        ("karin", 14, "Graag. Dan kan ik met Lotte naar mijn moeder."),
        ("kevin", 15, "Prima. Mag de coach ook bellen in plaats van langskomen?"),
    ):
        stage.act(who, _day(day, 19), lambda o: write_message(o, code, talk, text))  # noqa: B023
    named = (karin, kevin)
    what = "Van 21 december tot 4 januari geen gesprekken, behalve de therapie"
    decision = stage.act(
        "samira", _day(16, 9), lambda opened: propose(opened, code, talk, text=what, named=named)
    )
    _voice(stage, "karin", (talk, decision), 17)
    helpers = NewTalk(
        "Coach en therapie op dinsdag",
        "Op dinsdag vallen coach en therapie samen. Bram, kan het een andere dag?",
        (joris, bram),
    )
    talk = stage.act("samira", _day(10), lambda opened: begin_talk(opened, code, helpers))
    wednesday = "Vanaf januari is het coachgesprek op woensdag om half vijf"
    decision = stage.act(
        "bram",
        _day(10, 16),
        lambda opened: propose(opened, code, talk, text=wednesday, named=(samira, joris)),
    )
    _voice(stage, "samira", (talk, decision), 17)
    _voice(stage, "joris", (talk, decision), 18)
    _questions(stage, code)


def _voice(stage: Stage, who: str, where: tuple[int, int], hour: int) -> None:
    """Say yes to a decision, on the evening of the day it was proposed."""
    code, (talk, decision) = stage.code(), where
    day = _day(16 if who == "karin" else 10, hour)
    stage.act(who, day, lambda o: give_voice(o, code, talk, decision, says=Says.YES))


def _questions(stage: Stage, code: str) -> None:
    rule = "Telt een leerwerkplek van drie dagen als school of als werk voor de uitkering?"
    question = stage.act(
        "samira",
        _day(15),
        lambda opened: ask_colleague(opened, code, to=stage.number("gerda"), text=rule),
    )
    said = "Als school, zolang er een onderwijsovereenkomst is. Vraag die op."
    stage.act("gerda", _day(15, 14), lambda opened: answer_colleague(opened, question, said))
    other = stage.code("willems")
    ask = "Hoe lang mag een budgetgesprek doorlopen als de regeling al klaar is?"
    stage.act(
        "dirk",
        _day(16, 13),
        lambda opened: ask_colleague(opened, other, to=stage.number("hanna"), text=ask),
    )


# --- means --------------------------------------------------------------------------------------


def _means(stage: Stage) -> None:
    code = stage.code()
    shoes = Spending(8_500, "Werkschoenen voor Kevin, nodig voor de proefdag", "kevin")
    stage.act("samira", _day(10), lambda opened: spend(opened, code, shoes))
    no = No(
        "Een scooter voor Kevin",
        "De bus stopt voor de deur van school en werk.",
        "Een abonnement voor de bus, het eerste jaar betaald.",
        stage.number("ineke"),
        is_decision=True,
        told_on=date(2026, 12, 15),
        member="kevin",
    )
    stage.act("ineke", _day(15), lambda opened: refuse(opened, code, no))
    stuck = Stuck("Thuisbegeleiding mag alleen overdag komen, en dan is niemand thuis", "Wmo", 2)
    stage.act("youssef", _day(14), lambda opened: raise_obstacle(opened, code, stuck))
    _ask_joris(stage, code)


def _ask_joris(stage: Stage, code: str) -> None:
    """The coach talk meets school: Samira asks who decided on it to change it."""

    def ask(opened: Work) -> int:
        rows = case_of(opened, code).plan.agreements
        agreement = next(one.id for one in rows if one.key == "coach-talk")
        wanted = "Kevin is dan op school. Kan het telefonisch, op een avond?"
        return ask_to_change(opened, code, agreement=agreement, wanted=wanted)

    stage.act("samira", _day(15, 15), ask)


# --- what the family does itself ----------------------------------------------------------------


def _own(stage: Stage) -> None:
    code = stage.code()
    decaan = NewOwnAction("Bellen met de decaan over de open dag", by_when=date(2026, 12, 18))
    stage.act("kevin", _day(14, 20), lambda opened: add_own_action(opened, code, decaan))
    post = NewOwnAction("Samen met mijn zus de post openmaken")
    done = stage.act("karin", _day(3, 20), lambda opened: add_own_action(opened, code, post))
    stage.act("karin", _day(6), lambda o: end_own_action(o, code, done, OwnEnd.WORKED))
    opvang = NewOwnAction("Lotte inschrijven bij de opvang op maandag", who="karin")
    tried = stage.act("samira", _day(8), lambda opened: add_own_action(opened, code, opvang))
    why = "ik moest opeens werken en toen was het loket dicht"
    stage.act("karin", _day(15, 21), lambda o: end_own_action(o, code, tried, OwnEnd.NOT, why))


# --- who looked ---------------------------------------------------------------------------------

_LOOKED = (
    ("samira", "plan", 7),
    ("joris", "plan", 8),
    ("dirk", "plan", 9),
    ("marloes", "check", 9),
    ("kevin", "my-plan", 14),
    ("hanna", "plan", 14),
    ("karin", "my-plan", 15),
    ("youssef", "plan", 15),
    ("hanna", "money", 16),
    ("samira", "check", 16),
)


def _looks(stage: Stage) -> None:
    code = stage.code()
    for who, page, day in _LOOKED:
        _look(stage, who, page, _day(day, 13))

    def ask(opened: Work) -> int:
        rows = looks_of(opened, head_of(opened, code).id)
        look = next(one.id for one in rows if one.page == "money")
        return ask_why(opened, code, look, "Waarom moet de teamleider ons geld zien?")

    stage.act("karin", _day(16, 21), ask)


def _look(stage: Stage, who: str, page: str, moment: datetime) -> None:
    activity = load_logs().by_action.get(Action.SEE_PLAN, "")

    def look(opened: Work) -> None:
        head = head_of(opened, stage.code())
        opened.look(head.id, page, standing_of(opened, head), activity)

    stage.act(who, moment, look)


# --- a simple question --------------------------------------------------------------------------


def _question(stage: Stage) -> None:
    """The wheelchair: one question with the steps of the law, and no plan of many."""
    henk = stage.member("ineke", "henk", "bosman").member or 0
    new = NewQuestion(
        name="Henk Bosman",
        question="Ik wil zelf naar de bakker.",
        needed="Een rolstoel voor buiten",
        way="wmo",
        received_on=date(2026, 12, 2),
        member=henk,
    )
    noted = stage.act("ineke", _day(3, 9), lambda opened: note_question(opened, new))
    done = date(2026, 12, 10)

    def investigated(opened: Work) -> None:
        set_step(opened, noted.code, noted.item, LawStep.INVESTIGATION, done)

    stage.act("ineke", _day(10, 16), investigated)


# --- elsewhere ----------------------------------------------------------------------------------


def _elsewhere(stage: Stage) -> None:
    """Enough in other households for a team that has something to divide, and an emergency."""
    for who, file, day, text, due in (
        ("gerda", "okafor", 2, "Bijzondere bijstand aanvragen voor de laptop", 10),
        ("floor", "pieters", 7, "Mee naar de afspraak bij de bank", 17),
        ("dirk", "willems", 9, "Afsluitend gesprek voorbereiden", 22),
        ("fatma", "fits", 10, "Zwemles voor Sem regelen", 18),
        ("joris", "hendriks", 11, "Brief van de kinderrechter uitleggen aan Ruben", 16),
    ):
        new, code = NewAction(text, date(2026, 12, due)), stage.code(file)
        stage.act(who, _day(day, 9), lambda o: add_action(o, code, new))  # noqa: B023 - now
    wanted = Wanted(name="Manon", born=date(2003, 10, 1))
    asked = Asked(
        wanted, "eviction", "Aan de balie: morgen wordt het water afgesloten, Dirk is vrij"
    )
    stage.act("sven", _day(16, 15), lambda opened: open_emergency(opened, asked))
