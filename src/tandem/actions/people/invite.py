"""Invite somebody: a colleague, or somebody who lives in a household, by a link that works once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import household_facts
from tandem.actions.limits import too_long
from tandem.core.access import AGE_OF_SHARED_YES, Action, Duty, may
from tandem.records.coordination.heads import Head
from tandem.records.coordination.standing import standing_of
from tandem.records.people.models import Account, Invitation, Membership, Organisation, Professional
from tandem.records.signing.invitations import Standing, hash_of, new_token, standing
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class NewColleague:
    """A professional who is invited: one who is known, or somebody new of an organisation."""

    professional: int = 0
    name: str = ""
    function: str = ""
    telephone: str = ""
    organisation: int = 0
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation that can still be used or that just ran out."""

    id: int
    name: str
    what: str
    """Function and organisation of a professional; empty for a resident."""
    made_by: str
    made_at: datetime
    until: datetime
    standing: Standing


def invite_colleague(work: Work, new: NewColleague) -> str:
    """Invite a professional; return what stands in the link, which is kept nowhere.

    Duties are given by a team leader only. Raises NotAllowedError and InvalidError.
    """
    require(work.actor, Action.INVITE_COLLEAGUE)
    whom = _known(new) if new.professional else _added(work, new)
    duties = new.duties if Duty.TEAM_LEADER in work.actor.duties else ()
    given = [duty.value for duty in duties if duty is not Duty.TEAM_LEADER]
    return _write(work, Invitation(professional=whom, name=whom.name, duties=given))


def invite_member(work: Work, head: Head, member: int) -> str:
    """Invite somebody who lives in the household; return what stands in the link.

    Raises NotAllowedError, and InvalidError for a child of whom nothing is asked here yet.
    """
    require(work.actor, Action.INVITE_MEMBER, household_facts(head))
    row = head.member(member)
    age = row.age(work.today) if row else None
    if row is None:
        raise InvalidError(Problem("member", "Choose somebody who lives here."))
    if age is not None and age < AGE_OF_SHARED_YES:
        raise InvalidError(Problem("member", "From 12 years on somebody can have an account."))
    person = Membership.objects.values_list("person_id", flat=True).get(pk=member)
    token = _write(work, Invitation(person_id=person, name=row.name), household=head.id)
    work.look(head.id, "people", standing_of(work, head))
    return token


def withdraw_invitation(work: Work, number: int) -> None:
    """Make the link of an invitation useless; one that was used stays as it is."""
    require(work.actor, Action.SEE_INVITATIONS)
    rows = _of(work).filter(pk=number, used_at=None, withdrawn_at=None)
    if rows.update(withdrawn_at=work.at):
        work.event("invitation-withdrawn", household=None, subject="invitation", subject_id=number)


def open_invitations(work: Work) -> Sequence[InvitationRow]:
    """Return the invitations the actor may know of: open ones, and those that ran out lately."""
    require(work.actor, Action.SEE_INVITATIONS)
    lately = work.at - timedelta(days=30)
    rows = (
        _of(work)
        .filter(used_at=None, withdrawn_at=None, until__gt=lately)
        .select_related("professional__organisation", "made_by")
        .order_by("until", "id")
    )
    return [_row(one, work.at) for one in rows]


def invite_first(
    at: datetime, *, name: str, organisation: str, function: str, duties: Sequence[Duty]
) -> str:
    """Invite somebody of whom there is nobody yet to do so; return what stands in the link.

    For who runs the site, on the command line, as the owner of the tables: there is no actor, and
    no page leads here. Whoever has this name in the organisation already is invited anew.
    """
    employer, _ = Organisation.objects.get_or_create(name=organisation)
    whom, _ = Professional.objects.get_or_create(
        name=name, organisation=employer, defaults={"function": function}
    )
    token = new_token()
    Invitation.objects.create(
        fingerprint=hash_of(token),
        organisation=employer,
        professional=whom,
        name=name,
        duties=[duty.value for duty in duties],
        made_at=at,
        until=at + timedelta(days=settings.TANDEM_INVITATION_DAYS),
    )
    return token


def organisations(_work: Work) -> list[tuple[int, str]]:
    """Return every organisation by name."""
    return list(Organisation.objects.order_by("name").values_list("id", "name"))


def _of(work: Work) -> QuerySet[Invitation]:
    """Return the invitations this actor answers for: all that can be seen, or those made by her."""
    seen = Invitation.objects.all()
    inviter = may(work.actor, Action.INVITE_COLLEAGUE)
    return seen if inviter else seen.filter(made_by_id=work.account)


def _row(one: Invitation, at: datetime) -> InvitationRow:
    whom = one.professional
    what = ", ".join(filter(None, (whom.function, whom.organisation.name))) if whom else ""
    return InvitationRow(
        id=one.pk,
        name=one.name,
        what=what,
        made_by=one.made_by.name if one.made_by else "",
        made_at=one.made_at,
        until=one.until,
        standing=standing(one.until, one.used_at, one.withdrawn_at, at),
    )


def _known(new: NewColleague) -> Professional:
    found = Professional.objects.filter(pk=new.professional).first()
    if found is None:
        raise InvalidError(Problem("professional", "Choose somebody from the list."))
    return found


def _added(work: Work, new: NewColleague) -> Professional:
    problems = too_long({"name": new.name, "function": new.function, "telephone": new.telephone})
    if not new.name:
        problems.append(Problem("name", "Give a name."))
    if not Organisation.objects.filter(pk=new.organisation).exists():
        problems.append(Problem("organisation", "Choose an organisation."))
    if problems:
        raise InvalidError(*problems)
    row = Professional.objects.create(
        name=new.name,
        function=new.function,
        telephone=new.telephone,
        organisation_id=new.organisation,
    )
    work.event("professional-added", household=None, subject="professional", subject_id=row.pk)
    return row


def _write(work: Work, row: Invitation, household: int | None = None) -> str:
    token = new_token()
    row.fingerprint = hash_of(token)
    row.made_by_id = work.account
    row.organisation_id = _organisation(work)
    row.made_at = work.at
    row.until = work.at + timedelta(days=settings.TANDEM_INVITATION_DAYS)
    row.save()
    work.event("invited", household=household, subject="invitation", subject_id=row.pk)
    return token


def _organisation(work: Work) -> int:
    found: int = Account.objects.values_list("professional__organisation", flat=True).get(
        pk=work.account
    )
    return found
