"""What was tried on the ladder, and provisions that fell short."""

import django.db.models.deletion
from django.db import migrations, models

from tandem.records.row_security import (
    APPLICATION,
    WORKER,
    at_hand,
    never_deleted,
    same_household,
    secured,
)

PROTECT = django.db.models.deletion.PROTECT
REFERENCES = [
    ("coordination_tried", "item_id", "coordination_item"),
    ("coordination_tried", "commission_id", "coordination_item"),
    ("coordination_tried", "goal_id", "plans_goal"),
]

# A provision that falls short belongs to an area, and to no household: who answers sees it, whom
# he or she may call about it, and who leads the team of the area.
GAPS = f"""
    ALTER TABLE coordination_provisiongap ENABLE ROW LEVEL SECURITY;
    CREATE POLICY of_who_has_it ON coordination_provisiongap TO {APPLICATION}
        USING (holder_id = (SELECT tandem_actor_professional())
            OR asked_by_id = (SELECT tandem_actor_professional())
            OR area_id = ANY ((SELECT tandem_led_areas())::bigint[]));
    CREATE POLICY everything ON coordination_provisiongap TO {WORKER}
        USING (true) WITH CHECK (true);
    REVOKE INSERT ON coordination_provisiongap FROM {APPLICATION};
"""

# Whoever reports the second failure need not see what comes of it. Who is in charge of the subsidy
# in the area gets it; as long as nobody is, the team leader.
OPEN = f"""
    CREATE FUNCTION tandem_open_gap(
        of_household bigint, of_provision text, failed integer, ask bigint, at timestamptz,
        until date
    ) RETURNS bigint
        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        INSERT INTO coordination_provisiongap
            (area_id, provision, times, holder_id, asked_by_id, opened_at, due_on, answer)
        SELECT w.id, of_provision, failed, coalesce((
            SELECT o.professional_id FROM people_areaoffice o
                JOIN people_professional p ON p.id = o.professional_id AND p.left_at IS NULL
            WHERE o.area_id = w.id AND o.office = 'subsidy'
        ), w.team_leader_id), ask, at, until, ''
        FROM people_household h JOIN people_area w ON w.id = h.area_id
        WHERE h.id = of_household AND of_household = ANY (tandem_scope())
        RETURNING id
    $$;
    CREATE FUNCTION tandem_give_gaps(in_area bigint, to_whom bigint) RETURNS bigint
        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        WITH given AS (
            UPDATE coordination_provisiongap SET holder_id = to_whom
            WHERE area_id = in_area AND answered_at IS NULL AND EXISTS (
                SELECT FROM people_account a WHERE a.id = tandem_actor() AND a.is_active
                    AND a.duties && ARRAY['administrator']::varchar[]
            ) RETURNING id
        ) SELECT count(*) FROM given
    $$;
    CREATE OR REPLACE FUNCTION tandem_still_holds_outside(leaver bigint) RETURNS bigint
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT count(*) FROM (
            SELECT id FROM coordination_outsidesignal
            WHERE closed_at IS NULL AND (holder_id = leaver OR offered_to_id = leaver)
            UNION ALL
            SELECT id FROM coordination_provisiongap
            WHERE answered_at IS NULL AND holder_id = leaver
        ) held WHERE EXISTS (
            SELECT FROM people_account a WHERE a.id = tandem_actor() AND a.is_active
                AND a.duties && ARRAY['team-leader', 'administrator']::varchar[]
        )
    $$;
    REVOKE ALL ON FUNCTION tandem_open_gap, tandem_give_gaps FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION tandem_open_gap, tandem_give_gaps TO {APPLICATION}, {WORKER};
"""


def _id() -> tuple[str, models.BigAutoField]:
    return (
        "id",
        models.BigAutoField(
            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
        ),
    )


def _to(target: str, related: str = "+", *, empty: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        blank=empty, null=empty, on_delete=PROTECT, related_name=related, to=target
    )


class Migration(migrations.Migration):
    """Two tables: one within a household, one of no household."""

    dependencies = [
        ("coordination", "0017_simple_questions"),
        ("people", "0015_area_offices"),
        ("plans", "0010_open_to_helpers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProvisionGap",
            fields=[
                _id(),
                ("provision", models.TextField()),
                ("times", models.PositiveSmallIntegerField()),
                ("opened_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True, default="")),
                ("area", models.ForeignKey(on_delete=PROTECT, to="people.area")),
                ("asked_by", _to("people.professional")),
                ("holder", _to("people.professional")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=["holder"],
                        name="gap_waits_for",
                    ),
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=["area"],
                        name="gap_of_area",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="gap_is_answered_in_words",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tried",
            fields=[
                _id(),
                ("rung", models.CharField(max_length=12)),
                ("what", models.TextField()),
                ("by_whom", models.TextField()),
                ("tried_on", models.DateField()),
                ("went", models.CharField(blank=True, default="", max_length=10)),
                ("words", models.TextField(blank=True, default="")),
                ("at", models.DateTimeField()),
                ("by", models.BigIntegerField()),
                (
                    "commission",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=PROTECT,
                        related_name="+",
                        to="coordination.item",
                    ),
                ),
                ("gap", _to("coordination.provisiongap", empty=True)),
                ("goal", _to("plans.goal", empty=True)),
                ("household", models.ForeignKey(on_delete=PROTECT, to="people.household")),
                ("item", _to("coordination.item", "tried", empty=True)),
            ],
            options={
                "indexes": [models.Index(fields=["household"], name="tried_in_household")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("goal__isnull", True), ("item__isnull", False)),
                            models.Q(("goal__isnull", False), ("item__isnull", True)),
                            _connector="OR",
                        ),
                        name="tried_for_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True),
                            models.Q(("by_whom", ""), _negated=True),
                        ),
                        name="tried_says_what_and_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("went", ""), _negated=True),
                            ("commission__isnull", False),
                            _connector="OR",
                        ),
                        name="tried_says_how_it_went",
                    ),
                ],
            },
        ),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (
                secured("coordination_tried", at_hand()),
                *(same_household(*reference) for reference in REFERENCES),
                never_deleted(["coordination_tried", "coordination_provisiongap"]),
                GAPS,
                OPEN,
            )
        ),
    ]
