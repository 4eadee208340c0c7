"""Who can sign in to the demo, as a list for who starts it."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from tandem.scenarios.build import PASSWORD
from tandem.scenarios.cast import household_of
from tandem.scenarios.municipality import WORKERS, Worker
from tandem.scenarios.stories import STORIES
from tandem.scenarios.story import Story

WIDTH = 100


def account_list() -> str:
    """Return the accounts by who they are, with the one password."""
    return "\n".join((f"Everybody's password: {PASSWORD}", "", *_first(), "", *_others()))


def _first() -> Iterator[str]:
    """Tell the people of household De Vries one by one: the way in for who is new."""
    story = STORIES[0]
    core = household_of(story.file)
    yield f"{core.name}, and who helps there:"
    for resident in story.residents.values():
        yield _line(resident.username, resident.name, "lives there")
    keys = {(one.name, one.organisation): one.id for one in core.professionals}
    for worker in WORKERS:
        key = keys.get((worker.name, worker.organisation))
        if key is not None:
            leads = ", leads the plan" if key == core.lead else ""
            yield _line(worker.username, worker.name, worker.function + leads)
    chief = next(one for one in WORKERS if one.function.endswith(story.area))
    yield _line(chief.username, chief.name, chief.function)


def _line(username: str, name: str, what: str) -> str:
    return f"  {username:<12} {name}, {what}"


def _others() -> Iterator[str]:
    yield "Others:"
    by_function: dict[str, list[str]] = {}
    for worker in WORKERS:
        by_function.setdefault(_group(worker), []).append(worker.username)
    for group, usernames in by_function.items():
        yield from _wrapped(group, usernames)
    for story in STORIES[1:]:
        names = [one.username for one in story.residents.values()]
        yield from _wrapped(_title(story), names)


def _group(worker: Worker) -> str:
    if worker.function.startswith("teamleider"):
        return "Team leaders"
    return "Front desk" if worker.function == "Toegang" else worker.organisation


def _title(story: Story) -> str:
    name = household_of(story.file).name
    return f"{name} ({story.case})" if story.case else name


def _wrapped(title: str, usernames: list[str]) -> list[str]:
    return wrap(
        f"{title}: {', '.join(usernames)}", WIDTH, initial_indent="  ", subsequent_indent="    "
    )
