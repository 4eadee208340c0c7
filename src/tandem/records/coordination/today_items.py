"""What waits for somebody of the items, for the third statement of *Vandaag*.

Its columns are those of `today_sql.OTHERS`. A signal from outside has no household yet.
"""

from __future__ import annotations

_HOME = """
JOIN people_household h ON h.id = t.household_id
"""
_KINDS = "('signal', 'action', 'commission', 'dispute', 'simple-question')"

ITEMS = f"""
UNION ALL
SELECT CASE WHEN c.reported_at IS NULL THEN 'item' ELSE 'item-report' END, h.id, h.code, h.name,
    t.id, t.kind, t.text, '', coalesce(p.name, ''), t.why, coalesce(c.reported_at, t.opened_at),
    t.due_on
FROM coordination_item t {_HOME}
LEFT JOIN coordination_commission c ON c.item_id = t.id
LEFT JOIN people_professional p ON p.id = c.carried_out_by_id
WHERE t.holder_id = %(professional)s AND t.closed_at IS NULL AND t.kind IN {_KINDS}
    AND (c.carried_out_by_id IS NULL OR c.reported_at IS NOT NULL)
    AND NOT EXISTS (
        SELECT FROM coordination_offer o WHERE o.item_id = t.id AND o.answered_at IS NULL
    )
UNION ALL
SELECT 'item-offer', h.id, h.code, h.name, t.id, t.kind, t.text, '', coalesce(k.name, ''),
    CASE WHEN EXISTS (SELECT FROM coordination_escalation e WHERE e.offer_id = o.id)
        THEN 'late' ELSE '' END, o.offered_at, t.due_on
FROM coordination_offer o JOIN coordination_item t ON t.id = o.item_id {_HOME}
LEFT JOIN people_account k ON k.id = o.offered_by
WHERE o.to_id = %(professional)s AND o.answered_at IS NULL AND t.kind IN {_KINDS}
UNION ALL
SELECT 'item-work', h.id, h.code, h.name, t.id, t.kind, t.text, '', p.name, '', t.opened_at,
    t.due_on
FROM coordination_commission c JOIN coordination_item t ON t.id = c.item_id {_HOME}
JOIN people_professional p ON p.id = t.holder_id
WHERE c.carried_out_by_id = %(professional)s AND c.reported_at IS NULL
UNION ALL
SELECT DISTINCT 'item-stuck', h.id, h.code, h.name, t.id, t.kind, t.text, '', p.name, '',
    o.offered_at, t.due_on
FROM coordination_escalation e JOIN coordination_offer o ON o.id = e.offer_id
JOIN coordination_item t ON t.id = o.item_id {_HOME}
JOIN people_professional p ON p.id = o.to_id
JOIN people_area w ON w.id = h.area_id
WHERE o.answered_at IS NULL AND t.holder_id <> %(professional)s AND o.to_id <> %(professional)s
    AND ((e.step = 'lead' AND h.id IN (SELECT household_id FROM led))
        OR (e.step = 'team-leader' AND w.team_leader_id = %(professional)s))
UNION ALL
SELECT 'outside', 0, '', '', s.id, s.concern, '', '', '',
    CASE WHEN s.offered_to_id = %(professional)s THEN 'offered'
        WHEN s.reminded_at IS NOT NULL THEN 'late' ELSE '' END, s.received_at, NULL::date
FROM coordination_outsidesignal s
WHERE s.closed_at IS NULL AND (
    (s.holder_id = %(professional)s AND s.offered_to_id IS NULL)
    OR s.offered_to_id = %(professional)s
    OR (s.leader_told_at IS NOT NULL AND s.picked_up_at IS NULL AND s.area_id IN (
        SELECT id FROM people_area WHERE team_leader_id = %(professional)s))
)
"""  # noqa: S608 - fixed texts
