"""The three statements of *Vandaag*."""

from __future__ import annotations

from tandem.records.coordination.lists import FIT
from tandem.records.coordination.today_items import ITEMS

MOST_NOT_YET = 5
"""Plans that do not fit yet and that the page names."""
MOST_WAITING = 50
"""Things that wait and that the page names, those that wait longest first."""

_NOW = "{0}.since <= %(at)s AND ({0}.until IS NULL OR {0}.until > %(at)s)"

_MINE = f"""
my_involvement AS (
    SELECT i.id, i.household_id FROM people_involvement i
    WHERE i.professional_id = %(professional)s AND {_NOW.format("i")}
        AND (i.closed_at IS NULL OR i.closed_at > %(at)s)
),
my_support AS (
    SELECT u.id, u.household_id FROM people_supporter u
    WHERE u.id = %(supporter)s AND {_NOW.format("u")}
),
my_member AS (
    SELECT m.id, m.household_id FROM people_membership m
    WHERE m.person_id = %(person)s AND {_NOW.format("m")}
),
my_lead AS (
    SELECT l.household_id FROM coordination_lead l
    WHERE l.professional_id = %(professional)s AND l.period @> %(at)s
),
my_stand_in AS (
    SELECT s.household_id FROM coordination_standin s
    WHERE s.professional_id = %(professional)s AND s.period @> %(at)s
)
"""  # noqa: S608 - fixed texts

# How the plans of my households stand is counted by the database, and only those that the page
# names are sent: somebody may have thousands. Two things keep that cheap. Rows are asked for as
# row-level security gives them, by its index; any other condition would leave it to compare each
# row with the whole scope. And the sets are joined in full, which is never done by looking through
# one for each row of another: the server takes every set for ten rows. A resident to whom something
# is not shown gets no verdict of that household, for it could tell.
HOUSEHOLDS = f"""
WITH {_MINE}, mine AS MATERIALIZED (
    SELECT household_id, true AS is_mine FROM (
        SELECT household_id FROM my_involvement UNION SELECT household_id FROM my_member
        UNION SELECT household_id FROM my_lead UNION SELECT household_id FROM my_stand_in
    ) every
), hidden AS MATERIALIZED (
    SELECT s.household_id FROM plans_shield s JOIN my_member ON my_member.id = s.member_id
    WHERE s.lifted_at IS NULL
), last AS MATERIALIZED (
    SELECT DISTINCT ON (v.household_id) v.household_id, {FIT} AS fit, v.clashes, v.limits
    FROM plans_verdict v
    WHERE v.household_id <> ALL (ARRAY(SELECT household_id FROM hidden))
    ORDER BY v.household_id, v.id DESC
), home AS MATERIALIZED (
    SELECT h.id AS household_id, h.code, h.name FROM people_household h
), about AS MATERIALIZED (
    SELECT * FROM home FULL JOIN mine USING (household_id) FULL JOIN last USING (household_id)
), stands AS MATERIALIZED (
    SELECT household_id, code, name, coalesce(fit, 'unknown') AS fit, clashes, limits
    FROM about WHERE is_mine AND code IS NOT NULL
), not_yet AS (
    SELECT * FROM stands WHERE fit = 'not-yet' ORDER BY clashes DESC, name, household_id
    LIMIT {MOST_NOT_YET}
)
SELECT 'fit', fit, '', count(*), 0 FROM stands GROUP BY fit
UNION ALL
SELECT 'leading', '', '', count(*), 0 FROM (
    SELECT household_id FROM my_lead UNION SELECT household_id FROM my_stand_in) led
UNION ALL
SELECT 'not-yet', n.code, n.name, n.clashes, n.limits FROM not_yet n
"""  # noqa: S608 - fixed parts

# Whose word is needed: the rule of `tandem.core.access.consent`, which a test holds this against.
# `asked` has a row for each word that the actor can give; `who` is the member it is about.
_WITHIN_MANDATE = """(
    (r.mandate IN ('bewind', 'curatorship') AND g.kind = ANY (%(money_kinds)s))
    OR (r.mandate IN ('mentorship', 'curatorship') AND g.kind = ANY (%(care_kinds)s))
)"""
_ASKED = f"""
{_MINE},
my_child AS (
    SELECT u.child_id AS id, u.household_id FROM people_parentalauthority u
    JOIN people_membership m ON m.id = u.child_id AND {_NOW.format("m")}
    WHERE u.until IS NULL AND u.has_authority AND (
        u.parent_id IN (SELECT id FROM my_member)
        OR u.guardian_involvement_id IN (SELECT id FROM my_involvement)
        OR u.guardian_supporter_id IN (SELECT id FROM my_support)
    )
),
represented AS MATERIALIZED (
    SELECT r.member_id AS id, r.mandate, r.alone, (
            r.by_member_id IN (SELECT id FROM my_member)
            OR r.by_involvement_id IN (SELECT id FROM my_involvement)
            OR r.by_supporter_id IN (SELECT id FROM my_support)
        ) IS TRUE AS by_me
    FROM people_representation r
    JOIN people_membership m ON m.id = r.member_id AND {_NOW.format("m")}
    WHERE r.ended_at IS NULL AND r.since <= %(day)s::date
        AND (r.until IS NULL OR r.until >= %(day)s::date)
        AND r.household_id = ANY (ARRAY(
            SELECT household_id FROM my_involvement UNION SELECT household_id FROM my_member
            UNION SELECT household_id FROM my_support
        ))
),
speaking AS MATERIALIZED (
    SELECT m.id, n.name, extract(year FROM age(%(day)s::date, n.born))::int AS age
    FROM people_membership m JOIN people_person n ON n.id = m.person_id
    WHERE m.id = ANY (ARRAY(SELECT id FROM my_member UNION SELECT id FROM my_child
        UNION SELECT id FROM represented WHERE by_me))
),
mentioned AS MATERIALIZED (
    SELECT c.agreement_id, c.member_id FROM plans_agreementmember c
    WHERE c.member_id = ANY (ARRAY(SELECT id FROM speaking))
),
open_agreement AS MATERIALIZED (
    SELECT a.* FROM plans_agreement a
    WHERE a.state IN ('proposed', 'agreed', 'active') AND a.id = ANY (ARRAY(
        SELECT agreement_id FROM mentioned
        UNION SELECT o.id FROM plans_agreement o
            WHERE o.owner_member_id = ANY (ARRAY(SELECT id FROM speaking))
        UNION SELECT o.id FROM plans_agreement o
            WHERE o.owner_involvement_id = ANY (ARRAY(SELECT id FROM my_involvement))
        UNION SELECT o.id FROM plans_agreement o
            WHERE o.decided_by_id = ANY (ARRAY(SELECT id FROM my_involvement))
        UNION SELECT o.id FROM plans_agreement o
            WHERE o.owner_supporter_id = ANY (ARRAY(SELECT id FROM my_support))
    )) AND NOT EXISTS (
        SELECT FROM plans_shield s JOIN my_member ON my_member.id = s.member_id
        WHERE s.agreement_id = a.id AND s.lifted_at IS NULL
    )
),
aged AS MATERIALIZED (
    SELECT c.agreement_id, c.member_id, w.name, w.age, a.kind
    FROM mentioned c JOIN speaking w ON w.id = c.member_id
    JOIN open_agreement a ON a.id = c.agreement_id
    UNION SELECT a.id, a.owner_member_id, w.name, w.age, a.kind
    FROM open_agreement a JOIN speaking w ON w.id = a.owner_member_id
),
asked AS (
    SELECT a.id AS agreement_id, 'owner' AS as_whom, NULL::bigint AS who, NULL::int AS age,
        '' AS name
    FROM open_agreement a WHERE a.owner_member_id IS NULL AND (
        a.owner_involvement_id IN (SELECT id FROM my_involvement)
        OR a.decided_by_id IN (SELECT id FROM my_involvement)
        OR a.owner_supporter_id IN (SELECT id FROM my_support)
    )
    UNION ALL
    SELECT g.agreement_id, 'member', g.member_id, g.age, '' FROM aged g
    WHERE g.member_id IN (SELECT id FROM my_member)
        AND (g.age IS NULL OR g.age >= %(shared_yes)s) AND NOT EXISTS (
            SELECT FROM represented r WHERE r.id = g.member_id AND r.alone AND {_WITHIN_MANDATE}
                AND NOT (g.age IS NULL AND EXISTS (
                    SELECT FROM people_parentalauthority u WHERE u.child_id = g.member_id
                        AND u.until IS NULL AND u.has_authority))
        )
    UNION ALL
    SELECT DISTINCT g.agreement_id, 'representative', g.member_id, g.age, g.name
    FROM aged g JOIN represented r ON r.id = g.member_id AND r.by_me
    WHERE {_WITHIN_MANDATE}
    UNION ALL
    SELECT g.agreement_id, 'parent', g.member_id, g.age, g.name FROM aged g
    WHERE g.member_id IN (SELECT id FROM my_child) AND (g.age IS NULL OR g.age < %(own_yes)s)
)
"""  # noqa: S608 - fixed texts

_BY_THE_SAME = """(
    {0}{1} = r.by_member_id OR {0}{2} = r.by_involvement_id OR {0}{3} = r.by_supporter_id
)"""
_BY_PARENT = f"""EXISTS (
    SELECT FROM people_parentalauthority u
    WHERE u.child_id = s.who AND u.until IS NULL AND u.has_authority AND {
    _BY_THE_SAME.format("u.", "parent_id", "guardian_involvement_id", "guardian_supporter_id")
}
)"""
_BY_REPRESENTATIVE = f"""EXISTS (
    SELECT FROM people_representation v
    WHERE v.member_id = s.who AND v.ended_at IS NULL AND v.since <= %(day)s::date
        AND (v.until IS NULL OR v.until >= %(day)s::date)
        AND {_WITHIN_MANDATE.replace("r.", "v.").replace("g.", "a.")}
        AND {_BY_THE_SAME.format("v.", "by_member_id", "by_involvement_id", "by_supporter_id")}
)"""

_SPOKEN = f"""
    CASE s.as_whom
        WHEN 'owner' THEN r.for_member_id IS NULL AND (
            r.by_involvement_id IN (a.owner_involvement_id, a.decided_by_id)
            OR r.by_supporter_id = a.owner_supporter_id)
        WHEN 'representative' THEN r.for_member_id = s.who AND {_BY_REPRESENTATIVE}
        WHEN 'parent' THEN (r.for_member_id = s.who AND {_BY_PARENT})
            OR (s.age IS NULL AND r.by_member_id = s.who AND r.for_member_id IS NULL)
        WHEN 'member' THEN (r.by_member_id = s.who AND r.for_member_id IS NULL)
            OR (s.age IS NULL AND r.for_member_id = s.who AND {_BY_PARENT})
    END
"""

# One thing to do is all of one household that waits for a word in one quality.
AGREEMENTS = f"""
WITH {_ASKED}, waiting AS MATERIALIZED (
    SELECT a.household_id, a.id, a.key, a.title, a.version, s.as_whom, s.who, s.name, a.changed_at
    FROM asked s JOIN open_agreement a ON a.id = s.agreement_id
    WHERE NOT EXISTS (
        SELECT FROM plans_answer r
        WHERE r.household_id = a.household_id AND r.agreement_id = a.id
            AND r.agreement_version >= a.yes_from_version AND ({_SPOKEN})
    )
), things AS MATERIALIZED (
    SELECT w.household_id, w.as_whom, min(w.changed_at) AS since, count(*) OVER () AS total
    FROM waiting w GROUP BY w.household_id, w.as_whom
    ORDER BY since, w.household_id, w.as_whom LIMIT {MOST_WAITING}
)
SELECT w.household_id, h.code, h.name, w.id, w.key, w.title, w.version, w.as_whom, w.name,
    w.changed_at, t.total
FROM things t JOIN waiting w ON w.household_id = t.household_id AND w.as_whom = t.as_whom
JOIN people_household h ON h.id = t.household_id
ORDER BY w.changed_at, w.id, w.as_whom, w.who
"""  # noqa: S608 - fixed texts

OTHERS = f"""
WITH {_ASKED}, led AS (
    SELECT household_id FROM my_lead UNION SELECT household_id FROM my_stand_in
), last_answer AS (
    SELECT DISTINCT ON (r.agreement_id, r.by_involvement_id, r.by_member_id, r.by_supporter_id,
                        r.for_member_id) r.*
    FROM plans_answer r WHERE r.household_id IN (SELECT household_id FROM led)
    ORDER BY r.agreement_id, r.by_involvement_id, r.by_member_id, r.by_supporter_id,
        r.for_member_id, r.id DESC
)
SELECT *, count(*) OVER () FROM (
SELECT DISTINCT 'change', h.id, h.code, h.name, c.id, a.key, a.title, '', coalesce(k.name, ''),
    '', o.chosen_at, NULL::date
FROM plans_change c
JOIN plans_choice o ON o.id = c.choice_id
JOIN open_agreement a ON a.id = c.agreement_id
JOIN asked s ON s.agreement_id = a.id
JOIN people_household h ON h.id = c.household_id
LEFT JOIN people_account k ON k.id = o.chosen_by
WHERE c.state = 'open' AND NOT EXISTS (
    SELECT FROM plans_changeanswer r WHERE r.change_id = c.id AND ({_SPOKEN})
)
UNION ALL
SELECT 'lead-offer', h.id, h.code, h.name, f.id, '', '', '', coalesce(k.name, ''), f.reason,
    f.offered_at, NULL
FROM coordination_leadoffer f
JOIN people_household h ON h.id = f.household_id
LEFT JOIN people_account k ON k.id = f.offered_by
WHERE f.professional_id = %(professional)s AND f.answered_at IS NULL
UNION ALL
SELECT 'against', h.id, h.code, h.name, r.id, a.key, a.title, r.kind,
    coalesce(p.name, n.name, u.name, ''), r.reason, r.recorded_at, NULL
FROM last_answer r
JOIN plans_agreement a ON a.id = r.agreement_id AND r.agreement_version >= a.yes_from_version
    AND a.state IN ('proposed', 'agreed', 'active')
JOIN people_household h ON h.id = r.household_id
LEFT JOIN people_involvement i ON i.id = r.by_involvement_id
LEFT JOIN people_professional p ON p.id = i.professional_id
LEFT JOIN people_membership m ON m.id = r.by_member_id
LEFT JOIN people_person n ON n.id = m.person_id
LEFT JOIN people_supporter u ON u.id = r.by_supporter_id
WHERE r.kind IN ('cannot', 'not-agreed')
UNION ALL
SELECT t.kind, h.id, h.code, h.name, t.id, '', '', '', coalesce(k.name, ''), t.text, t.opened_at,
    t.due_on
FROM coordination_item t
JOIN coordination_lookitem x ON x.item_id = t.id
JOIN people_household h ON h.id = t.household_id
LEFT JOIN people_account k ON k.id = x.asked_by
WHERE t.holder_id = %(professional)s AND t.closed_at IS NULL
UNION ALL
SELECT 'request', h.id, h.code, h.name, q.id, q.kind, '', '', '', q.answer_by::text, q.asked_at,
    q.answer_by
FROM coordination_item t
JOIN coordination_request q ON q.item_id = t.id
JOIN people_household h ON h.id = t.household_id
WHERE t.holder_id = %(professional)s AND t.closed_at IS NULL
UNION ALL
SELECT 'matter', h.id, h.code, h.name, t.id, t.kind, '', '', '', t.text, t.opened_at, t.due_on
FROM coordination_item t
JOIN people_household h ON h.id = t.household_id
WHERE t.holder_id = %(professional)s AND t.closed_at IS NULL AND t.kind = ANY (%(matters)s)
UNION ALL
SELECT 'no-lead', h.id, h.code, h.name, l.id, '', '', '', '', l.reason, lower(l.period), NULL
FROM coordination_lead l
JOIN people_household h ON h.id = l.household_id
WHERE l.professional_id = %(professional)s AND NOT l.accepted AND l.period @> %(at)s
    AND NOT EXISTS (
        SELECT FROM coordination_leadoffer f
        WHERE f.household_id = l.household_id AND f.answered_at IS NULL
    )
{ITEMS}
ORDER BY 11, 5) every LIMIT {MOST_WAITING}
"""  # noqa: S608 - fixed texts
