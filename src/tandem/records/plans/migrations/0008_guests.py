"""Links for guests, the letters they get, their answers, and the few doors they come by."""

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

TABLES = ["plans_guestlink", "plans_guestletter", "plans_guestanswer"]
REFERENCES = [
    ("plans_guestlink", "agreement_id", "plans_agreement"),
    ("plans_guestlink", "involvement_id", "people_involvement"),
    ("plans_guestletter", "link_id", "plans_guestlink"),
    ("plans_guestanswer", "link_id", "plans_guestlink"),
]

# Whom a link lets in: not withdrawn, not too old, and still who answers for the agreement.
LIVES = """
    CREATE FUNCTION tandem_guest_lives(one plans_guestlink, at timestamptz) RETURNS boolean
        LANGUAGE sql STABLE AS $$
        SELECT one.withdrawn_at IS NULL AND one.expires_at > at AND EXISTS (
            SELECT FROM people_involvement i
                JOIN plans_agreement a ON a.owner_involvement_id = i.id
            WHERE i.id = one.involvement_id AND a.id = one.agreement_id
              AND i.since <= at AND (i.until IS NULL OR i.until > at)
        )
    $$;
"""

# Before anybody is known: who holds a link asks for a code, and comes in with it. Neither tells
# whether there is such a link: without one nothing happens.
CODE = """
    CREATE FUNCTION tandem_guest_code(
        secret text, code text, wanted text, sealed text, at timestamptz
    ) RETURNS void
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    DECLARE
        one plans_guestlink;
        day_began boolean;
    BEGIN
        SELECT * INTO one FROM plans_guestlink l WHERE l.secret_digest = secret FOR UPDATE;
        IF one.id IS NULL OR NOT tandem_guest_lives(one, at) THEN
            RETURN;
        END IF;
        day_began := coalesce(one.codes_since <= at - interval '1 day', true);
        IF one.code_asked_at > at - interval '1 minute'
            OR (NOT day_began AND one.codes >= 10)
        THEN
            RETURN;
        END IF;
        UPDATE plans_guestlink SET
            code_digest = code, code_expires_at = at + interval '10 minutes',
            code_tries = 0, code_asked_at = at,
            codes_since = CASE WHEN day_began THEN at ELSE codes_since END,
            codes = CASE WHEN day_began THEN 1 ELSE codes + 1 END
        WHERE id = one.id;
        IF wanted = 'text' AND one.telephone = '' THEN
            wanted := 'mail';
        END IF;
        INSERT INTO plans_guestletter
            (household_id, link_id, by, is_code, sealed, asked_at, tries, failed)
            VALUES (one.household_id, one.id, wanted, true,
                    tandem_guest_code.sealed, at, 0, '');
        INSERT INTO coordination_outbox (household_id, name, payload, due_at, attempts, error)
            VALUES (one.household_id, 'send-guest-letters', '{}', at, 0, '');
    END
    $$;
"""
ENTER = """
    CREATE FUNCTION tandem_guest_enter(secret text, code text, visit text, at timestamptz)
        RETURNS boolean
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    DECLARE
        one plans_guestlink;
    BEGIN
        SELECT * INTO one FROM plans_guestlink l WHERE l.secret_digest = secret FOR UPDATE;
        IF one.id IS NULL OR NOT tandem_guest_lives(one, at)
            OR one.code_digest = '' OR one.code_expires_at <= at OR one.code_tries >= 5
        THEN
            RETURN false;
        END IF;
        IF one.code_digest <> code THEN
            UPDATE plans_guestlink SET code_tries = code_tries + 1 WHERE id = one.id;
            RETURN false;
        END IF;
        UPDATE plans_guestlink SET
            code_digest = '', visit_digest = visit,
            visit_expires_at = at + interval '30 minutes',
            opened_at = coalesce(opened_at, at)
        WHERE id = one.id;
        RETURN true;
    END
    $$;
    CREATE FUNCTION tandem_guest_of_visit(visit text, at timestamptz)
        RETURNS TABLE (link bigint, agreement bigint, involvement bigint, asks text,
                       name text, organisation text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT l.id, l.agreement_id, l.involvement_id, l.asks, p.name, o.name
        FROM plans_guestlink l
            JOIN people_involvement i ON i.id = l.involvement_id
            JOIN people_professional p ON p.id = i.professional_id
            JOIN people_organisation o ON o.id = p.organisation_id
        WHERE l.visit_digest = visit AND l.visit_expires_at > at AND tandem_guest_lives(l, at)
    $$;
    CREATE FUNCTION tandem_guest_leave(visit text) RETURNS void
        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        UPDATE plans_guestlink SET visit_digest = NULL WHERE visit_digest = visit
    $$;
"""

# A guest's scope is empty: no table shows him anything. This one function gives what belongs to
# his link, and nothing of what the agreement says about other agreements.
SEES = """
    CREATE FUNCTION tandem_guest() RETURNS bigint LANGUAGE sql STABLE AS $$
        SELECT nullif(current_setting('app.guest', true), '')::bigint
    $$;
    CREATE FUNCTION tandem_guest_household() RETURNS bigint
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT l.household_id FROM plans_guestlink l
        WHERE l.id = tandem_guest() AND tandem_guest_lives(l, tandem_moment())
    $$;
    CREATE FUNCTION tandem_guest_may_answer() RETURNS bigint
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT l.id FROM plans_guestlink l
        WHERE l.id = tandem_guest() AND tandem_guest_lives(l, tandem_moment())
          AND NOT EXISTS (SELECT FROM plans_guestanswer a WHERE a.link_id = l.id)
    $$;
    CREATE FUNCTION tandem_guest_leader(household bigint, at timestamptz) RETURNS bigint
        LANGUAGE sql STABLE AS $$
        SELECT coalesce(
            (SELECT s.professional_id FROM coordination_standin s
                WHERE s.household_id = household AND s.period @> at LIMIT 1),
            (SELECT d.professional_id FROM coordination_lead d
                WHERE d.household_id = household AND d.period @> at),
            (SELECT w.team_leader_id FROM people_household h
                JOIN people_area w ON w.id = h.area_id WHERE h.id = household)
        )
    $$;
    CREATE FUNCTION tandem_guest_sees() RETURNS jsonb
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT jsonb_build_object(
            'household', l.household_id, 'asks', l.asks, 'question', l.question,
            'asked_by', l.asked_by_name, 'asked_at', l.asked_at, 'expires_at', l.expires_at,
            'guest', jsonb_build_object('id', i.id, 'key', i.key, 'professional', p.id,
                'name', p.name, 'organisation', o.name),
            'lead', (SELECT jsonb_build_object('name', n.name, 'telephone', n.telephone)
                FROM people_professional n
                WHERE n.id = tandem_guest_leader(l.household_id, tandem_moment())),
            'members', coalesce((SELECT jsonb_agg(jsonb_build_object(
                    'id', m.id, 'key', m.key, 'name', n.name
                ) ORDER BY c.position, c.id)
                FROM plans_agreementmember c
                    JOIN people_membership m ON m.id = c.member_id
                    JOIN people_person n ON n.id = m.person_id
                WHERE c.agreement_id = a.id), '[]'),
            'agreement', jsonb_build_object(
                'id', a.id, 'key', a.key, 'title', a.title, 'kind', a.kind, 'state', a.state,
                'version', a.version, 'yes_from_version', a.yes_from_version, 'line', a.line,
                'protected', a.protected,
                'form', a.form #- '{demands,order}' #- '{demands,ends_income}',
                'created_at', a.created_at, 'changed_at', a.changed_at
            ),
            'horizon_start', g.horizon_start, 'horizon_weeks', g.horizon_weeks, 'grid', g.grid,
            'answer', (SELECT jsonb_build_object('says', s.says, 'text', s.text,
                'given_at', s.given_at) FROM plans_guestanswer s WHERE s.link_id = l.id)
        )
        FROM plans_guestlink l
            JOIN plans_agreement a ON a.id = l.agreement_id
            JOIN plans_plan g ON g.household_id = l.household_id
            JOIN people_involvement i ON i.id = l.involvement_id
            JOIN people_professional p ON p.id = i.professional_id
            JOIN people_organisation o ON o.id = p.organisation_id
        WHERE l.id = tandem_guest() AND tandem_guest_lives(l, tandem_moment())
    $$;
"""
DOORS = [
    "tandem_guest_code",
    "tandem_guest_enter",
    "tandem_guest_of_visit",
    "tandem_guest_leave",
    "tandem_guest_sees",
    "tandem_guest_household",
    "tandem_guest_may_answer",
]
MAY_CALL = "".join(
    f"REVOKE ALL ON FUNCTION {door} FROM PUBLIC;"
    f"GRANT EXECUTE ON FUNCTION {door} TO {APPLICATION}, {WORKER};"
    for door in DOORS
)

# A guest adds the answer, the event, the look and what must follow, and reads none of them back.
# An answer is added by nobody but the guest; a link is withdrawn, and otherwise stays as it is.
OF_A_GUEST = "household_id = (SELECT tandem_guest_household())"
ADDS = f"""
    CREATE POLICY of_a_guest ON audit_event FOR INSERT TO {APPLICATION} WITH CHECK ({OF_A_GUEST});
    CREATE POLICY of_a_guest ON audit_look FOR INSERT TO {APPLICATION} WITH CHECK ({OF_A_GUEST});
    CREATE POLICY of_a_guest ON audit_key FOR INSERT TO {APPLICATION} WITH CHECK ({OF_A_GUEST});
    CREATE POLICY read_by_a_guest ON audit_key FOR SELECT TO {APPLICATION} USING ({OF_A_GUEST});
    CREATE POLICY of_a_guest ON coordination_outbox FOR INSERT TO {APPLICATION}
        WITH CHECK ({OF_A_GUEST});
    CREATE POLICY of_a_guest ON plans_guestanswer FOR INSERT TO {APPLICATION}
        WITH CHECK (link_id = (SELECT tandem_guest_may_answer()));
    CREATE POLICY of_nobody_else ON plans_guestanswer AS RESTRICTIVE FOR INSERT TO {APPLICATION}
        WITH CHECK (link_id = (SELECT tandem_guest_may_answer()));
    REVOKE UPDATE ON plans_guestlink, plans_guestletter, plans_guestanswer FROM {APPLICATION};
    GRANT UPDATE (withdrawn_at) ON plans_guestlink TO {APPLICATION};
"""
SECURITY = (
    *(secured(table) for table in TABLES),
    may_be_pointed_at("plans_guestlink"),
    *(same_household(*reference) for reference in REFERENCES),
    never_deleted(TABLES),
    LIVES,
    CODE,
    ENTER,
    SEES,
    MAY_CALL,
    ADDS,
)


class Migration(migrations.Migration):
    """Three tables; what a guest may see and do is settled by functions of the database."""

    dependencies = [
        ("audit", "0004_processing"),
        ("people", "0006_mail_of_professionals"),
        ("plans", "0007_region_and_places"),
        ("coordination", "0004_ask_for_a_check"),
    ]

    operations = [
        migrations.CreateModel(
            name="GuestLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "asks",
                    models.CharField(
                        choices=[("check", "check"), ("question", "question")], max_length=10
                    ),
                ),
                ("question", models.TextField(blank=True, default="")),
                ("mail", models.TextField()),
                ("telephone", models.TextField(blank=True, default="")),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.BigIntegerField()),
                ("asked_by_name", models.TextField()),
                ("expires_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("secret_digest", models.CharField(max_length=64, unique=True)),
                ("code_digest", models.CharField(blank=True, default="", max_length=64)),
                ("code_expires_at", models.DateTimeField(blank=True, null=True)),
                ("code_tries", models.PositiveSmallIntegerField(default=0)),
                ("code_asked_at", models.DateTimeField(blank=True, null=True)),
                ("codes_since", models.DateTimeField(blank=True, null=True)),
                ("codes", models.PositiveSmallIntegerField(default=0)),
                ("visit_digest", models.CharField(max_length=64, null=True, unique=True)),
                ("visit_expires_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guest_links",
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
                    "involvement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.involvement"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GuestLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "by",
                    models.CharField(choices=[("mail", "mail"), ("text", "text")], max_length=5),
                ),
                ("is_code", models.BooleanField(default=False)),
                ("sealed", models.TextField(blank=True, default="")),
                ("asked_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "failed",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("bounced", "bounced"),
                            ("unreachable", "unreachable"),
                            ("not-set-up", "not-set-up"),
                            ("too-late", "too-late"),
                            ("withdrawn", "withdrawn"),
                            ("unreadable", "unreadable"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.household"
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="plans.guestlink",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GuestAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "says",
                    models.CharField(
                        choices=[
                            ("confirms", "confirms"),
                            ("not-right", "not-right"),
                            ("changes", "changes"),
                            ("answers", "answers"),
                        ],
                        max_length=10,
                    ),
                ),
                ("agreement_version", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True, default="")),
                ("form", models.JSONField(blank=True, null=True)),
                ("given_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("problem", models.TextField(blank=True, default="")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.household"
                    ),
                ),
                (
                    "link",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="plans.guestlink",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="guestlink",
            index=models.Index(fields=["household", "agreement"], name="guest_link_agreement"),
        ),
        migrations.AddConstraint(
            model_name="guestlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("asks", "question"), ("question", ""), _connector="XOR"),
                name="guest_link_question",
            ),
        ),
        migrations.AddConstraint(
            model_name="guestlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("mail", ""), _negated=True), name="guest_link_known_address"
            ),
        ),
        migrations.AddConstraint(
            model_name="guestlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("asked_at"))),
                name="guest_link_lasts",
            ),
        ),
        migrations.AddIndex(
            model_name="guestletter",
            index=models.Index(
                condition=models.Q(("sealed", ""), _negated=True),
                fields=["household"],
                name="guest_letter_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="guestletter",
            index=models.Index(fields=["link", "-id"], name="guest_letter_of_link"),
        ),
        migrations.AddConstraint(
            model_name="guestletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sealed", ""),
                    models.Q(("sent_at__isnull", True), ("failed", "")),
                    _connector="OR",
                ),
                name="guest_letter_leaves_nothing_behind",
            ),
        ),
        migrations.AddIndex(
            model_name="guestanswer",
            index=models.Index(
                condition=models.Q(("settled_at__isnull", True)),
                fields=["household"],
                name="guest_answer_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="guestanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("says", "confirms"), models.Q(("text", ""), _negated=True), _connector="OR"
                ),
                name="guest_answer_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="guestanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("says", "changes"), _negated=True),
                    ("form__isnull", False),
                    _connector="OR",
                ),
                name="guest_change_has_a_form",
            ),
        ),
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in SECURITY),
    ]
