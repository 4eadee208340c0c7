"""Who leads, who holds what, and what must happen later."""

from tandem.records.coordination.models.asks import AskToChange
from tandem.records.coordination.models.attachments import Attachment, ScanState
from tandem.records.coordination.models.handovers import Handover, LeadAnswer, LeadSays
from tandem.records.coordination.models.items import Item, LookItem, Offer
from tandem.records.coordination.models.ladder import ProvisionGap, Tried
from tandem.records.coordination.models.leads import Lead, LeadOffer, StandIn, Track
from tandem.records.coordination.models.means import Expense, Obstacle, Refusal
from tandem.records.coordination.models.notices import (
    Notice,
    NoticeKind,
    NoticeLetter,
    SavedView,
)
from tandem.records.coordination.models.outbox import Outbox
from tandem.records.coordination.models.own_actions import OwnAction, OwnEnd
from tandem.records.coordination.models.questions import SimpleQuestion, StepDone
from tandem.records.coordination.models.requests import (
    Destruction,
    Request,
    RequestAnswer,
    RequestKind,
    Scope,
)
from tandem.records.coordination.models.signals import (
    Commission,
    Dispute,
    Escalation,
    MaySee,
    OutsideSignal,
    Signal,
    SignalAnswer,
    Source,
)
from tandem.records.coordination.models.talks import (
    ColleagueQuestion,
    JointDecision,
    Message,
    Talk,
    Talker,
    Voice,
)

__all__ = [
    "AskToChange",
    "Attachment",
    "ColleagueQuestion",
    "Commission",
    "Destruction",
    "Dispute",
    "Escalation",
    "Expense",
    "Handover",
    "Item",
    "JointDecision",
    "Lead",
    "LeadAnswer",
    "LeadOffer",
    "LeadSays",
    "LookItem",
    "MaySee",
    "Message",
    "Notice",
    "NoticeKind",
    "NoticeLetter",
    "Obstacle",
    "Offer",
    "Outbox",
    "OutsideSignal",
    "OwnAction",
    "OwnEnd",
    "ProvisionGap",
    "Refusal",
    "Request",
    "RequestAnswer",
    "RequestKind",
    "SavedView",
    "ScanState",
    "Scope",
    "Signal",
    "SignalAnswer",
    "SimpleQuestion",
    "Source",
    "StandIn",
    "StepDone",
    "Talk",
    "Talker",
    "Track",
    "Tried",
    "Voice",
]
