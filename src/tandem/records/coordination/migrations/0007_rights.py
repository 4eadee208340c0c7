"""Requests of residents, files, and decisions to destroy: the tables, and who sees them."""

import django.db.models.deletion
from django.db import migrations, models

from tandem.records.row_security import (
    APPLICATION,
    WORKER,
    may_be_pointed_at,
    never_deleted,
    same_household,
    secured,
)

PRIVACY = f"""
    CREATE FUNCTION tandem_guards_privacy() RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT EXISTS (
            SELECT FROM people_account
            WHERE id = tandem_actor() AND is_active AND 'privacy-officer' = ANY (duties)
        )
    $$;
    ALTER TABLE coordination_destruction ENABLE ROW LEVEL SECURITY;
    CREATE POLICY within_scope ON coordination_destruction TO {APPLICATION}
        USING (subject_household = ANY ((SELECT tandem_scope())::bigint[])
               OR (SELECT tandem_guards_privacy()))
        WITH CHECK (subject_household = ANY ((SELECT tandem_scope())::bigint[])
                    OR (SELECT tandem_guards_privacy()));
    CREATE POLICY everything ON coordination_destruction TO {WORKER}
        USING (true) WITH CHECK (true);
    REVOKE UPDATE ON coordination_destruction FROM {APPLICATION}, {WORKER};
    GRANT UPDATE (decided_at, decided_by, not_before, stopped_at, stopped_by)
        ON coordination_destruction TO {APPLICATION};
"""

# The privacy officer has to do with no household. She gets the list of requests from a function,
# and enters the household of one request for one transaction.
REQUESTS = f"""
    CREATE FUNCTION tandem_requests() RETURNS TABLE (
        id bigint, kind text, title text, words text, asked_at timestamptz, answer_by date,
        answer text, answered_at timestamptz, holder text, telephone text
    )
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT r.id, r.kind, r.title, r.words, r.asked_at, r.answer_by, r.answer, r.answered_at,
            p.name, p.telephone
        FROM coordination_request r
            JOIN coordination_item i ON i.id = r.item_id
            JOIN people_professional p ON p.id = i.holder_id
        WHERE tandem_guards_privacy()
    $$;
    CREATE FUNCTION tandem_enter_request(request bigint) RETURNS bigint
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    DECLARE
        found bigint := (SELECT household_id FROM coordination_request WHERE id = request);
    BEGIN
        IF found IS NOT NULL AND tandem_guards_privacy() THEN
            PERFORM set_config('app.scope', ARRAY[found]::text, true);
            RETURN found;
        END IF;
        RETURN NULL;
    END
    $$;
    REVOKE ALL ON FUNCTION tandem_requests, tandem_enter_request FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION tandem_requests, tandem_enter_request TO {APPLICATION};
"""

TABLES = ["coordination_request", "coordination_attachment"]
REFERENCES = [
    ("coordination_request", "item_id", "coordination_item"),
    ("coordination_request", "member_id", "people_membership"),
    ("coordination_attachment", "of_agreement_id", "plans_agreement"),
    ("coordination_attachment", "of_request_id", "coordination_request"),
]


class Migration(migrations.Migration):
    """Tables and policies."""

    dependencies = [
        ("coordination", "0006_scope_of_roles"),
        ("people", "0012_citizen_number"),
        ("plans", "0010_open_to_helpers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Destruction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[("member", "member"), ("household", "household")], max_length=10
                    ),
                ),
                ("subject_household", models.BigIntegerField()),
                ("subject_member", models.BigIntegerField(blank=True, null=True)),
                ("subject_person", models.BigIntegerField(blank=True, null=True)),
                ("request_number", models.BigIntegerField(blank=True, null=True)),
                ("rule", models.CharField(max_length=40)),
                ("found_at", models.DateTimeField()),
                ("kept_until", models.DateField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.BigIntegerField(null=True)),
                ("not_before", models.DateTimeField(blank=True, null=True)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                ("stopped_by", models.BigIntegerField(null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("counts", models.JSONField(default=dict)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("not_before__isnull", True),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("not_before__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="destruction_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", True),
                            models.Q(("decided_at__isnull", False), ("stopped_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="destroyed_only_what_was_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scope", "member"), _negated=True),
                            models.Q(
                                ("subject_member__isnull", False), ("subject_person__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="destruction_of_a_member_names_it",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True), ("stopped_at__isnull", True)),
                        fields=("subject_household", "scope", "subject_member"),
                        name="one_open_destruction",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("correction", "correction"), ("destruction", "destruction")],
                        max_length=12,
                    ),
                ),
                ("asked_by", models.BigIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("subject", models.CharField(blank=True, default="", max_length=20)),
                ("subject_id", models.BigIntegerField(blank=True, null=True)),
                ("title", models.TextField(blank=True, default="")),
                ("words", models.TextField()),
                ("wanted", models.TextField(blank=True, default="")),
                ("answer_by", models.DateField()),
                ("source", models.TextField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("done", "done"), ("partly", "partly"), ("refused", "refused")],
                        default="",
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True, default="")),
                ("alternative", models.TextField(blank=True, default="")),
                ("caller", models.TextField(blank=True, default="")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", models.BigIntegerField(null=True)),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.household"
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coordination.item",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.membership"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("file", models.CharField(max_length=64, unique=True)),
                ("key", models.BinaryField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("clean", "clean"),
                            ("infected", "infected"),
                            ("unscanned", "unscanned"),
                        ],
                        max_length=10,
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("added_by", models.BigIntegerField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "of_agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="plans.agreement",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.household"
                    ),
                ),
                (
                    "of_request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="coordination.request",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                condition=models.Q(("answer", "")), fields=["household"], name="request_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True)
                    ),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="request_answer_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "refused"), _negated=True),
                    models.Q(
                        models.Q(("alternative", ""), _negated=True),
                        models.Q(("caller", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="refusal_has_alternative_and_caller",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="request_says_what"
            ),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(
                condition=models.Q(("removed_at__isnull", True)),
                fields=["household"],
                name="attachment_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("of_agreement__isnull", False), ("of_request__isnull", True)),
                    models.Q(("of_agreement__isnull", True), ("of_request__isnull", False)),
                    _connector="OR",
                ),
                name="attachment_of_one",
            ),
        ),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (
                *(secured(table) for table in TABLES),
                may_be_pointed_at("coordination_request"),
                *(same_household(*reference) for reference in REFERENCES),
                never_deleted([*TABLES, "coordination_destruction"]),
                PRIVACY,
                REQUESTS,
            )
        ),
    ]
