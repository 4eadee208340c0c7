"""Pages around signing in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.frame import Link
from tandem.web.shapes.people_forms import OptionGroup


@dataclass(frozen=True, slots=True)
class KeyQuestion:
    """A form that a passkey answers. The script fills in `answer`; without it there is no form."""

    action: str
    question: str
    """Where the script asks what the passkey has to answer."""
    makes: bool = False
    """Whether it makes a passkey, instead of using one; then there is a field `name`."""


@dataclass(frozen=True, slots=True)
class SignInPage:
    """*Inloggen*. The form sends `username` and `password`, and `next`."""

    form: FormState
    next_page: str = ""
    key: KeyQuestion | None = None
    providers: Sequence[Link] = ()
    demo: Sequence[tuple[str, str, str]] = ()
    """In the demo: name, role, and what the button sends as `person`."""
    demo_action: str = ""
    demo_letters: str = ""
    """Where the letters of the demo stand."""


@dataclass(frozen=True, slots=True)
class SecondStepPage:
    """*Tweede stap*. Fields: `code`, of the app or on paper."""

    form: FormState
    name: str
    code_app: bool
    paper: bool
    key: KeyQuestion | None = None
    back: str = ""


@dataclass(frozen=True, slots=True)
class AgainPage:
    """*Nog even bevestigen*. Fields: `password`, `code`, `next`."""

    form: FormState
    next_page: str
    password: bool
    code: bool
    key: KeyQuestion | None = None
    providers: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class StoppedPage:
    """What went wrong on the way in, and what to do next."""

    title: str
    sentences: Sequence[str]
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class JoinPage:
    """*Uitnodiging*, first step. Fields: `username`, `password`, `repeated`."""

    form: FormState
    name: str
    organisation: str
    until: datetime
    is_professional: bool
    username: str = ""
    """Of the account there is already; it cannot be changed."""
    providers: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class AppOffer:
    """What an app with codes is given: the secret to type over, and the same as a picture."""

    secret: str
    size: int
    """Of the picture, in squares."""
    path: str
    """Of the dark squares, as the path of a drawing."""


@dataclass(frozen=True, slots=True)
class SecondStepForm:
    """Setting up a second step: by an app (`code`) or a passkey (`name`)."""

    form: FormState
    app: AppOffer
    key: KeyQuestion
    may_skip: bool = False
    back: str = ""


@dataclass(frozen=True, slots=True)
class PaperPage:
    """Codes on paper, shown this once."""

    codes: Sequence[str]
    onward: str


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A passkey in the list."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Where somebody is signed in."""

    id: int
    device: str
    started_at: datetime
    seen_at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class OwnSignInPage:
    """*Inloggen en apparaten*, of somebody's own account."""

    action: str
    username: str
    password_form: FormState
    has_password: bool
    passkeys: Sequence[KeyLine]
    code_app: bool
    paper: int
    must_have_second: bool
    places: Sequence[PlaceLine]
    sessions: str
    """Where ending a session posts to."""
    providers: Sequence[str]
    add_second: str
    details: str


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """An invitation in the list."""

    id: int
    name: str
    what: str
    made_by: str
    until: datetime
    is_over: bool


@dataclass(frozen=True, slots=True)
class InvitationsPage:
    """*Uitnodigingen*."""

    action: str
    rows: Sequence[InvitationLine]
    new: str = ""


@dataclass(frozen=True, slots=True)
class InvitePage:
    """*Iemand uitnodigen*: `professional`, or `name` and what belongs to it, and `duties`."""

    form: FormState
    found: Sequence[OptionGroup] = ()
    more: str = ""
    organisations: Sequence[Option] = ()
    duties: Sequence[Option] = ()
    back: str = ""


@dataclass(frozen=True, slots=True)
class InviteMemberPage:
    """*Uitnodigen* of somebody who lives in a household."""

    form: FormState
    name: str
    days: int
    back: str


@dataclass(frozen=True, slots=True)
class InvitedPage:
    """The link of an invitation, shown this once."""

    link: str
    days: int
    back: str
