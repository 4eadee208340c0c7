"""What the administrator looks after: organisations and areas. No household, not one."""

from __future__ import annotations

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.limits import too_long
from tandem.core.access import Action
from tandem.records.people.models import Area, Organisation, Professional
from tandem.records.work import Work


def add_organisation(work: Work, *, name: str, telephone: str = "") -> int:
    """Add an organisation; return its number. Raises NotAllowedError and InvalidError."""
    require(work.actor, Action.CONFIGURE)
    problems = too_long({"name": name, "telephone": telephone})
    if not name.strip():
        problems.append(Problem("name", "Give a name."))
    elif Organisation.objects.filter(name__iexact=name.strip()).exists():
        problems.append(Problem("name", "This organisation is known already."))
    if problems:
        raise InvalidError(*problems)
    row = Organisation.objects.create(name=name.strip(), telephone=telephone.strip())
    work.event("organisation-added", household=None, subject="organisation", subject_id=row.pk)
    return int(row.pk)


def add_area(work: Work, *, name: str, team_leader: int) -> int:
    """Add a work area with who leads its team; return its number.

    Raises NotAllowedError and InvalidError.
    """
    require(work.actor, Action.CONFIGURE)
    problems = too_long({"name": name})
    if not name.strip():
        problems.append(Problem("area", "Give a name."))
    elif Area.objects.filter(name__iexact=name.strip()).exists():
        problems.append(Problem("area", "This area is known already."))
    if not Professional.objects.filter(pk=team_leader, left_at__isnull=True).exists():
        problems.append(Problem("team_leader", "Choose who leads the team."))
    if problems:
        raise InvalidError(*problems)
    row = Area.objects.create(name=name.strip(), team_leader_id=team_leader)
    work.event("area-added", household=None, subject="area", subject_id=row.pk)
    return int(row.pk)
