"""Items that are offered: signals, commissions and disputes, and signals without a household."""

import django.db.models.deletion
from django.db import migrations, models

from tandem.records.row_security import (
    APPLICATION,
    WORKER,
    at_hand,
    may_be_pointed_at,
    never_deleted,
    same_household,
    secured,
)

# As in `0006_scope_of_roles`, with what was offered to the actor or is carried out by him or her.
# Whoever answered an offer at this very moment may still write that.
OF_ACTOR = """
    CREATE OR REPLACE FUNCTION tandem_actor_scope() RETURNS bigint[]
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        WITH me AS MATERIALIZED (
            SELECT professional_id, person_id, supporter_id
            FROM people_account WHERE id = tandem_actor() AND is_active
        )
        SELECT coalesce(array_agg(mine.household_id), '{}') FROM (
            SELECT i.household_id
            FROM me JOIN people_involvement i ON i.professional_id = me.professional_id
            WHERE i.since <= tandem_moment() AND (i.until IS NULL OR i.until >= tandem_moment())
              AND (i.closed_at IS NULL OR i.closed_at >= tandem_moment())
            UNION
            SELECT m.household_id
            FROM me JOIN people_membership m ON m.person_id = me.person_id
            WHERE m.since <= tandem_moment() AND (m.until IS NULL OR m.until >= tandem_moment())
            UNION
            SELECT u.household_id
            FROM me JOIN people_supporter u ON u.id = me.supporter_id
            WHERE u.since <= tandem_moment() AND (u.until IS NULL OR u.until >= tandem_moment())
            UNION
            SELECT h.id
            FROM me
                JOIN people_area w ON w.team_leader_id = me.professional_id
                JOIN people_household h ON h.area_id = w.id
            UNION
            SELECT l.household_id
            FROM me JOIN coordination_lead l ON l.professional_id = me.professional_id
            WHERE l.period @> tandem_moment() OR upper(l.period) = tandem_moment()
            UNION
            SELECT s.household_id
            FROM me JOIN coordination_standin s ON s.professional_id = me.professional_id
            WHERE s.period @> tandem_moment() OR upper(s.period) = tandem_moment()
            UNION
            SELECT o.household_id
            FROM me JOIN coordination_leadoffer o ON o.professional_id = me.professional_id
            WHERE o.answered_at IS NULL OR o.answered_at = tandem_moment()
            UNION
            SELECT e.household_id
            FROM me JOIN people_emergencyaccess e ON e.professional_id = me.professional_id
            WHERE e.since <= tandem_moment() AND e.until > tandem_moment()
            UNION
            SELECT t.household_id
            FROM me JOIN coordination_item t ON t.holder_id = me.professional_id
            WHERE (t.closed_at IS NULL AND t.opened_at <= tandem_moment())
               OR t.closed_at = tandem_moment()
            UNION
            SELECT f.household_id
            FROM me JOIN coordination_offer f ON f.to_id = me.professional_id
            WHERE f.answered_at IS NULL OR f.answered_at = tandem_moment()
               OR f.reported_at = tandem_moment()
            UNION
            SELECT c.household_id
            FROM me JOIN coordination_commission c ON c.carried_out_by_id = me.professional_id
        ) mine
    $$;
    CREATE INDEX offer_reported_by ON coordination_offer (to_id, reported_at)
        WHERE reported_at IS NOT NULL;
"""

# Whatever an action forgets: what is over is offered to nobody, nobody is offered what he or she
# holds, and who carries out a commission is another than who holds it.
WHOLE = """
    CREATE FUNCTION tandem_item_is_whole() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    DECLARE
        item coordination_item;
        asked bigint;
        doer bigint;
        number bigint;
    BEGIN
        IF TG_TABLE_NAME = 'coordination_item' THEN
            number := NEW.id;
        ELSE
            number := NEW.item_id;
        END IF;
        SELECT * INTO item FROM coordination_item i WHERE i.id = number;
        SELECT o.to_id INTO asked FROM coordination_offer o
            WHERE o.item_id = number AND o.answered_at IS NULL;
        SELECT c.carried_out_by_id INTO doer FROM coordination_commission c
            WHERE c.item_id = number;
        IF (item.closed_at IS NOT NULL AND (asked IS NOT NULL OR doer IS NOT NULL))
            OR asked = item.holder_id OR doer = item.holder_id
            OR (asked IS NOT NULL AND doer IS NOT NULL)
        THEN
            RAISE EXCEPTION 'an item has one holder, and is offered to somebody else or to nobody'
                USING ERRCODE = '23514', CONSTRAINT = 'item_is_whole';
        END IF;
        RETURN NULL;
    END
    $$;
""" + "".join(
    f"""
    CREATE CONSTRAINT TRIGGER item_is_whole AFTER INSERT OR UPDATE ON coordination_{table}
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION tandem_item_is_whole();
    """
    for table in ("item", "offer", "commission")
)

# A signal from outside belongs to no household yet. Who holds it sees it, who is asked to take it,
# and who leads the team of the area; who said no at this very moment may still write that.
OUTSIDE = f"""
    CREATE FUNCTION tandem_actor_professional() RETURNS bigint
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT professional_id FROM people_account WHERE id = tandem_actor() AND is_active
    $$;
    CREATE FUNCTION tandem_led_areas() RETURNS bigint[]
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT coalesce(array_agg(id), '{{}}') FROM people_area
        WHERE team_leader_id = tandem_actor_professional()
    $$;
    ALTER TABLE coordination_outsidesignal ENABLE ROW LEVEL SECURITY;
    CREATE POLICY of_who_has_it ON coordination_outsidesignal TO {APPLICATION}
        USING (holder_id = (SELECT tandem_actor_professional())
            OR offered_to_id = (SELECT tandem_actor_professional())
            OR area_id = ANY ((SELECT tandem_led_areas())::bigint[])
            OR (moved_by = (SELECT tandem_actor_professional())
                AND moved_at = (SELECT tandem_moment())));
    CREATE POLICY everything ON coordination_outsidesignal TO {WORKER}
        USING (true) WITH CHECK (true);
    REVOKE INSERT ON coordination_outsidesignal FROM {APPLICATION};
"""

# Who gives one is nobody we know, and reads nothing back but what the receipt says.
BY_ANYBODY = f"""
    CREATE FUNCTION tandem_give_outside_signal(
        in_area bigint, with_holder bigint, from_source text, of_concern text, of_whom text,
        in_words text, by_account bigint, by_name text, by_telephone text, under bytea,
        at timestamptz
    ) RETURNS bigint
        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        INSERT INTO coordination_outsidesignal (
            area_id, holder_id, passed_on, version, source, concern, about, words, given_by,
            given_name, given_telephone, receipt, received_at, outcome
        ) VALUES (
            in_area, with_holder, 0, 1, from_source, of_concern, of_whom, in_words, by_account,
            by_name, by_telephone, under, at, ''
        ) RETURNING id
    $$;
    CREATE FUNCTION tandem_outside_receipt(under bytea) RETURNS TABLE (
        received_at timestamptz, picked_up_at timestamptz, name text, telephone text
    )
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT s.received_at, s.picked_up_at, p.name, coalesce((
            SELECT c.telephone FROM people_contactpoint c
            WHERE c.professional_id = p.id ORDER BY c.area_id <> s.area_id, c.id LIMIT 1
        ), p.telephone)
        FROM coordination_outsidesignal s JOIN people_professional p ON p.id = s.holder_id
        WHERE s.receipt = under
    $$;
    CREATE FUNCTION tandem_still_holds_outside(leaver bigint) RETURNS bigint
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT count(*) FROM coordination_outsidesignal
        WHERE closed_at IS NULL AND (holder_id = leaver OR offered_to_id = leaver)
          AND EXISTS (
            SELECT FROM people_account a WHERE a.id = tandem_actor() AND a.is_active
                AND a.duties && ARRAY['team-leader', 'administrator']::varchar[]
        )
    $$;
    REVOKE ALL ON FUNCTION tandem_give_outside_signal, tandem_outside_receipt,
        tandem_still_holds_outside FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION tandem_actor_professional, tandem_led_areas,
        tandem_give_outside_signal, tandem_outside_receipt, tandem_still_holds_outside
        TO {APPLICATION}, {WORKER};
"""

TABLES = [
    "coordination_signal",
    "coordination_commission",
    "coordination_dispute",
    "coordination_escalation",
]
REFERENCES = [
    ("coordination_item", "member_id", "people_membership"),
    ("coordination_signal", "item_id", "coordination_item"),
    ("coordination_commission", "item_id", "coordination_item"),
    ("coordination_dispute", "item_id", "coordination_item"),
    ("coordination_escalation", "offer_id", "coordination_offer"),
]


class Migration(migrations.Migration):
    """Tables and columns, policies, the scope, and what keeps items whole."""

    dependencies = [
        ("audit", "0005_household_at_hand"),
        ("coordination", "0012_conversation"),
        ("people", "0012_citizen_number"),
    ]

    operations = [
        migrations.CreateModel(
            name="Commission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("report_back", models.TextField()),
                (
                    "may_see",
                    models.CharField(
                        choices=[("asked", "asked"), ("names", "names"), ("contact", "contact")],
                        max_length=8,
                    ),
                ),
                ("reported_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Dispute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("between", models.TextField()),
                ("pays_first", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="OutsideSignal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("offered_at", models.DateTimeField(blank=True, null=True)),
                ("passed_on", models.PositiveIntegerField(default=0)),
                ("moved_by", models.BigIntegerField(blank=True, null=True)),
                ("moved_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("involved", "involved"),
                            ("front-desk", "front-desk"),
                            ("resident", "resident"),
                            ("supporter", "supporter"),
                            ("outsider", "outsider"),
                        ],
                        max_length=12,
                    ),
                ),
                ("concern", models.CharField(max_length=20)),
                ("about", models.TextField(blank=True, default="")),
                ("words", models.TextField(blank=True, default="")),
                ("given_by", models.BigIntegerField(blank=True, null=True)),
                ("given_name", models.TextField(blank=True, default="")),
                ("given_telephone", models.TextField(blank=True, default="")),
                ("receipt", models.BinaryField(unique=True)),
                ("received_at", models.DateTimeField()),
                ("picked_up_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("leader_told_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True, default="")),
            ],
        ),
        migrations.CreateModel(
            name="Signal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("involved", "involved"),
                            ("front-desk", "front-desk"),
                            ("resident", "resident"),
                            ("supporter", "supporter"),
                            ("outsider", "outsider"),
                        ],
                        max_length=12,
                    ),
                ),
                ("concern", models.CharField(max_length=20)),
                ("given_by", models.BigIntegerField(blank=True, null=True)),
                ("given_name", models.TextField(blank=True, default="")),
                ("given_telephone", models.TextField(blank=True, default="")),
                ("received_at", models.DateTimeField()),
                ("picked_up_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("helped", "helped"),
                            ("agreed", "agreed"),
                            ("try-first", "try-first"),
                            ("not-needed", "not-needed"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="item",
            name="ended",
            field=models.CharField(blank=True, db_default="", default="", max_length=10),
        ),
        migrations.AddField(
            model_name="item",
            name="member",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.membership",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="opened_by",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="item",
            name="why",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.AddField(
            model_name="offer",
            name="legal_ground",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="offer",
            name="note",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="offer",
            name="reason",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.AddField(
            model_name="offer",
            name="report",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="offer",
            name="reported",
            field=models.CharField(blank=True, db_default="", default="", max_length=6),
        ),
        migrations.AddField(
            model_name="offer",
            name="reported_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="offer",
            name="taken_back",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(fields=["household", "-id"], name="item_of_household"),
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True)),
                fields=["to"],
                name="offer_waits_for",
            ),
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", False)),
                fields=["to", "answered_at"],
                name="offer_answered_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ["signal", "action", "commission", "dispute"]), _negated=True
                    ),
                    models.Q(("closed_at__isnull", True), ("ended", "")),
                    models.Q(("closed_at__isnull", False), models.Q(("ended", ""), _negated=True)),
                    _connector="OR",
                ),
                name="item_ended_as_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "signal"), _negated=True),
                    ("ended__in", ["", "handled"]),
                    _connector="OR",
                ),
                name="signal_ends_as_handled",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("report", ""), ("reported", ""), ("reported_at__isnull", True)),
                    models.Q(
                        ("accepted", True),
                        ("reported__in", ["done", "failed"]),
                        ("reported_at__isnull", False),
                        models.Q(("report", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="offer_report_says_something",
            ),
        ),
        migrations.AddField(
            model_name="commission",
            name="carried_out_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.professional",
            ),
        ),
        migrations.AddField(
            model_name="commission",
            name="household",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="people.household"
            ),
        ),
        migrations.AddField(
            model_name="commission",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commission",
                to="coordination.item",
            ),
        ),
        migrations.AddField(
            model_name="dispute",
            name="household",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="people.household"
            ),
        ),
        migrations.AddField(
            model_name="dispute",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dispute",
                to="coordination.item",
            ),
        ),
        migrations.AddField(
            model_name="escalation",
            name="household",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="people.household"
            ),
        ),
        migrations.AddField(
            model_name="escalation",
            name="offer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="escalations",
                to="coordination.offer",
            ),
        ),
        migrations.AddField(
            model_name="outsidesignal",
            name="area",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.area"),
        ),
        migrations.AddField(
            model_name="outsidesignal",
            name="holder",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.professional",
            ),
        ),
        migrations.AddField(
            model_name="outsidesignal",
            name="offered_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.professional",
            ),
        ),
        migrations.AddField(
            model_name="signal",
            name="household",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="people.household"
            ),
        ),
        migrations.AddField(
            model_name="signal",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signal",
                to="coordination.item",
            ),
        ),
        migrations.AddField(
            model_name="outsidesignal",
            name="signal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="coordination.signal",
            ),
        ),
        migrations.AddIndex(
            model_name="commission",
            index=models.Index(
                condition=models.Q(("carried_out_by__isnull", False)),
                fields=["carried_out_by"],
                name="commission_carried_out_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="commission",
            constraint=models.CheckConstraint(
                condition=models.Q(("report_back", ""), _negated=True),
                name="commission_says_what_to_report",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pays_first", ""), _negated=True),
                    models.Q(("between", ""), _negated=True),
                ),
                name="dispute_has_a_first_payer",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.UniqueConstraint(fields=("offer", "step"), name="each_step_once"),
        ),
        migrations.AddIndex(
            model_name="signal",
            index=models.Index(fields=["household", "concern"], name="signal_about"),
        ),
        migrations.AddIndex(
            model_name="signal",
            index=models.Index(fields=["given_by"], name="signal_given_by"),
        ),
        migrations.AddIndex(
            model_name="outsidesignal",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["holder"],
                name="outside_waits_for",
            ),
        ),
        migrations.AddIndex(
            model_name="outsidesignal",
            index=models.Index(
                condition=models.Q(("offered_to__isnull", False)),
                fields=["offered_to"],
                name="outside_offered_to",
            ),
        ),
        migrations.AddIndex(
            model_name="outsidesignal",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["area"],
                name="outside_of_area",
            ),
        ),
        migrations.AddConstraint(
            model_name="outsidesignal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("offered_at__isnull", True), ("offered_to__isnull", True)),
                    models.Q(
                        ("closed_at__isnull", True),
                        ("offered_at__isnull", False),
                        ("offered_to__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="outside_signal_offered_since",
            ),
        ),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (
                *(secured(table, at_hand()) for table in TABLES),
                may_be_pointed_at("coordination_offer"),
                *(same_household(*reference) for reference in REFERENCES),
                never_deleted([*TABLES, "coordination_outsidesignal"]),
                OF_ACTOR,
                WHOLE,
                OUTSIDE,
                BY_ANYBODY,
            )
        ),
    ]
