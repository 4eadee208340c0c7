"""Who leads, who holds what, and what must happen later."""

from tandem.records.coordination.models.items import Item, Offer
from tandem.records.coordination.models.leads import Lead, LeadOffer, StandIn, Track
from tandem.records.coordination.models.outbox import Outbox

__all__ = ["Item", "Lead", "LeadOffer", "Offer", "Outbox", "StandIn", "Track"]
