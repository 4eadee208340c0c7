"""The three statements of *Vandaag*."""

from __future__ import annotations

_NOW = "{0}.since <= %(at)s AND ({0}.until IS NULL OR {0}.until > %(at)s)"

_MINE = f"""
my_involvement AS (
    SELECT i.id, i.household_id FROM people_involvement i
    WHERE i.professional_id = %(professional)s AND {_NOW.format("i")}
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

# What belongs to the households is read as sets: one by one, each would be looked up from the root
# of its index.
HOUSEHOLDS = f"""
WITH {_MINE}, mine AS MATERIALIZED (
    SELECT household_id FROM my_involvement UNION SELECT household_id FROM my_member
    UNION SELECT household_id FROM my_lead UNION SELECT household_id FROM my_stand_in
), lives AS MATERIALIZED (
    SELECT m.household_id, m.person_id, m.position, m.id FROM people_membership m
    WHERE m.household_id = ANY (ARRAY(SELECT household_id FROM mine)) AND {_NOW.format("m")}
), person AS MATERIALIZED (
    SELECT n.id, n.name FROM people_person n
    WHERE n.id = ANY (ARRAY(SELECT person_id FROM lives))
), named AS MATERIALIZED (
    SELECT lives.household_id, jsonb_agg(person.name ORDER BY lives.position, lives.id) AS names
    FROM lives JOIN person ON person.id = lives.person_id GROUP BY lives.household_id
), led AS MATERIALIZED (
    SELECT l.household_id, l.professional_id, l.accepted FROM coordination_lead l
    WHERE l.household_id = ANY (ARRAY(SELECT household_id FROM mine)) AND l.period @> %(at)s
), professional AS MATERIALIZED (
    SELECT p.id, p.name FROM people_professional p
    WHERE p.id = ANY (ARRAY(SELECT professional_id FROM led))
), planned AS MATERIALIZED (
    SELECT household_id, version FROM plans_plan
    WHERE household_id = ANY (ARRAY(SELECT household_id FROM mine))
), counted AS MATERIALIZED (
    SELECT household_id, count(*) AS total,
        count(*) FILTER (WHERE state IN ('agreed', 'active')) AS agreed
    FROM plans_agreement
    WHERE household_id = ANY (ARRAY(SELECT household_id FROM mine))
        AND NOT (id = ANY (ARRAY(
            SELECT s.agreement_id FROM plans_shield s
            JOIN my_member ON my_member.id = s.member_id
            WHERE s.lifted_at IS NULL
        )))
        AND state IN ('proposed', 'agreed', 'active', 'on-hold')
    GROUP BY household_id
)
SELECT h.id, h.code, h.name, named.names,
    coalesce(p.name, ''), coalesce(l.accepted, false),
    h.id IN (SELECT household_id FROM my_lead),
    h.id IN (SELECT household_id FROM my_stand_in),
    coalesce(a.total, 0), coalesce(a.agreed, 0),
    v.verdict, v.clashes, v.limits, v.complete, v.known, v.total, v.asked_at,
    v.plan_version = t.version
FROM people_household h
JOIN planned t ON t.household_id = h.id
LEFT JOIN named ON named.household_id = h.id
LEFT JOIN led l ON l.household_id = h.id
LEFT JOIN professional p ON p.id = l.professional_id
LEFT JOIN counted a ON a.household_id = h.id
LEFT JOIN LATERAL (
    SELECT * FROM plans_verdict WHERE household_id = h.id AND NOT EXISTS (
        SELECT FROM plans_shield s JOIN my_member ON my_member.id = s.member_id
        WHERE s.household_id = h.id AND s.lifted_at IS NULL
    ) ORDER BY id DESC LIMIT 1
) v ON true
WHERE h.id = ANY (ARRAY(SELECT household_id FROM mine))
ORDER BY h.name, h.id
"""  # noqa: S608 - fixed texts

# Whose word is needed: the rule of `tandem.core.access.consent`, which a test holds this against.
# `asked` has a row for each word that the actor can give; `who` is the member it is about.
_ASKED = f"""
{_MINE},
my_child AS (
    SELECT u.child_id AS id, u.household_id FROM people_parentalauthority u
    JOIN my_member ON my_member.id = u.parent_id
    JOIN people_membership m ON m.id = u.child_id AND {_NOW.format("m")}
    WHERE u.until IS NULL
),
open_agreement AS MATERIALIZED (
    SELECT a.* FROM plans_agreement a
    WHERE a.state IN ('proposed', 'agreed', 'active') AND a.household_id = ANY (ARRAY(
        SELECT household_id FROM my_involvement UNION SELECT household_id FROM my_member
    )) AND NOT EXISTS (
        SELECT FROM plans_shield s JOIN my_member ON my_member.id = s.member_id
        WHERE s.agreement_id = a.id AND s.lifted_at IS NULL
    )
),
speaking AS MATERIALIZED (
    SELECT m.id, n.name, extract(year FROM age(%(day)s::date, n.born))::int AS age
    FROM people_membership m JOIN people_person n ON n.id = m.person_id
    WHERE m.id = ANY (ARRAY(SELECT id FROM my_member UNION SELECT id FROM my_child))
),
mentioned AS MATERIALIZED (
    SELECT c.agreement_id, c.member_id FROM plans_agreementmember c
    WHERE c.member_id = ANY (ARRAY(SELECT id FROM speaking))
),
aged AS MATERIALIZED (
    SELECT c.agreement_id, c.member_id, w.name, w.age
    FROM mentioned c JOIN speaking w ON w.id = c.member_id
    WHERE c.agreement_id IN (SELECT id FROM open_agreement)
    UNION SELECT a.id, a.owner_member_id, w.name, w.age
    FROM open_agreement a JOIN speaking w ON w.id = a.owner_member_id
),
asked AS (
    SELECT a.id AS agreement_id, 'owner' AS as_whom, NULL::bigint AS who, NULL::int AS age,
        '' AS name
    FROM open_agreement a WHERE a.owner_member_id IS NULL AND (
        a.owner_involvement_id IN (SELECT id FROM my_involvement)
        OR a.decided_by_id IN (SELECT id FROM my_involvement)
    )
    UNION ALL
    SELECT g.agreement_id, 'member', g.member_id, g.age, '' FROM aged g
    WHERE g.member_id IN (SELECT id FROM my_member)
        AND (g.age IS NULL OR g.age >= %(shared_yes)s)
    UNION ALL
    SELECT g.agreement_id, 'parent', g.member_id, g.age, g.name FROM aged g
    WHERE g.member_id IN (SELECT id FROM my_child) AND (g.age IS NULL OR g.age < %(own_yes)s)
)
"""  # noqa: S608 - fixed texts

_SPOKEN = """
    CASE s.as_whom
        WHEN 'owner' THEN r.for_member_id IS NULL AND (
            r.by_involvement_id IN (a.owner_involvement_id, a.decided_by_id)
            OR r.by_supporter_id = a.owner_supporter_id)
        WHEN 'member' THEN (r.by_member_id = s.who AND r.for_member_id IS NULL)
            OR (s.age IS NULL AND r.for_member_id = s.who)
        ELSE r.for_member_id = s.who
            OR (s.age IS NULL AND r.by_member_id = s.who AND r.for_member_id IS NULL)
    END
"""

AGREEMENTS = f"""
WITH {_ASKED}
SELECT a.household_id, a.id, a.key, a.title, a.version, s.as_whom, s.name, a.changed_at
FROM asked s JOIN open_agreement a ON a.id = s.agreement_id
WHERE NOT EXISTS (
    SELECT FROM plans_answer r
    WHERE r.household_id = a.household_id AND r.agreement_id = a.id
        AND r.agreement_version >= a.yes_from_version AND ({_SPOKEN})
)
ORDER BY a.changed_at, a.id, s.as_whom, s.who
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
SELECT DISTINCT 'change', h.id, h.code, h.name, c.id, a.key, a.title, '', coalesce(k.name, ''),
    '', o.chosen_at
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
    f.offered_at
FROM coordination_leadoffer f
JOIN people_household h ON h.id = f.household_id
LEFT JOIN people_account k ON k.id = f.offered_by
WHERE f.professional_id = %(professional)s AND f.answered_at IS NULL
UNION ALL
SELECT 'against', h.id, h.code, h.name, r.id, a.key, a.title, r.kind,
    coalesce(p.name, n.name, u.name, ''), r.reason, r.recorded_at
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
ORDER BY 11, 5
"""  # noqa: S608 - fixed texts
