"""Passkeys, codes, identities at providers, sessions, invitations, and who may read of them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from tandem.records.row_security import APPLICATION, WORKER, never_deleted

OF_ONE = ["passkey", "codeapp", "recoverycode", "identity", "signedin"]

# What somebody signs in with is there for that account alone, whatever goes wrong in the site; the
# worker has no business with it.
OWN = """
    ALTER TABLE people_{0} ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own_rows ON people_{0} TO {1}
        USING (account_id = (SELECT tandem_actor()))
        WITH CHECK (account_id = (SELECT tandem_actor()));
    REVOKE ALL ON people_{0} FROM {2};
    REVOKE TRUNCATE ON people_{0} FROM {1};
"""

# Who comes in with a passkey, or from a provider, is not known before this is asked.
WHOSE = f"""
    CREATE FUNCTION tandem_account_of_passkey(given bytea) RETURNS bigint
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT account_id FROM people_passkey WHERE credential_id = given $$;
    CREATE FUNCTION tandem_account_of_identity(of_provider text, given bytea[]) RETURNS bigint
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT account_id FROM people_identity
        WHERE provider = of_provider AND subject = ANY (given)
    $$;
    CREATE FUNCTION tandem_organisation() RETURNS bigint
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT p.organisation_id
        FROM people_account a JOIN people_professional p ON p.id = a.professional_id
        WHERE a.id = tandem_actor()
    $$;
    REVOKE ALL ON FUNCTION tandem_account_of_passkey, tandem_account_of_identity FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION tandem_account_of_passkey, tandem_account_of_identity
        TO {APPLICATION};
"""

# That a resident is invited tells who lives in a household: only who works there sees it. Whoever
# holds the link sees that one invitation.
INVITATIONS = f"""
    ALTER TABLE people_invitation ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own_colleagues ON people_invitation TO {APPLICATION}
        USING (person_id IS NULL AND organisation_id = (SELECT tandem_organisation()));
    CREATE POLICY own_residents ON people_invitation TO {APPLICATION}
        USING (person_id = ANY ((SELECT tandem_person_scope())::bigint[]));
    CREATE POLICY own_link ON people_invitation TO {APPLICATION}
        USING (fingerprint = decode(nullif(current_setting('app.invitation', true), ''), 'hex'));
    REVOKE ALL ON people_invitation FROM {WORKER};
    REVOKE UPDATE ON people_invitation FROM {APPLICATION};
    GRANT UPDATE (withdrawn_at, used_at) ON people_invitation TO {APPLICATION};
    GRANT UPDATE (sign_in_round) ON people_account TO {APPLICATION};
    REVOKE ALL ON people_throttle FROM {WORKER};
"""


class Migration(migrations.Migration):
    """Eight tables around signing in."""

    dependencies = [
        ("people", "0007_emergency_access"),
    ]

    operations = [
        migrations.CreateModel(
            name="Throttle",
            fields=[
                ("key", models.BinaryField(primary_key=True, serialize=False)),
                ("tries", models.PositiveIntegerField()),
                ("until", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.AddField(
            model_name="account",
            name="sign_in_round",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="CodeApp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("secret", models.TextField()),
                ("last_step", models.BigIntegerField(default=0)),
                ("added_at", models.DateTimeField()),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="code_app",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Passkey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("credential_id", models.BinaryField(unique=True)),
                ("credential", models.BinaryField()),
                ("sign_count", models.BigIntegerField(default=0)),
                ("name", models.CharField(max_length=60)),
                ("added_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passkeys",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignedIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session_key", models.CharField(max_length=40, unique=True)),
                ("device", models.CharField(max_length=60)),
                ("started_at", models.DateTimeField()),
                ("idle", models.PositiveIntegerField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Identity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provider", models.CharField(max_length=40)),
                ("subject", models.BinaryField()),
                ("bound_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identities",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("provider", "subject"), name="one_account_a_subject"
                    ),
                    models.UniqueConstraint(
                        fields=("account", "provider"), name="one_subject_an_account"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.BinaryField(unique=True)),
                ("name", models.TextField()),
                (
                    "duties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("front-desk", "front-desk"),
                                ("consultant", "consultant"),
                                ("team-leader", "team-leader"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.professional",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("professional__isnull", True),
                            ("person__isnull", True),
                            _connector="XOR",
                        ),
                        name="invitation_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            ("used_at__isnull", True),
                            _connector="OR",
                        ),
                        name="invitation_ends_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.BinaryField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recovery_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "fingerprint"), name="one_recovery_code_once"
                    )
                ],
            },
        ),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (
                *(OWN.format(table, APPLICATION, WORKER) for table in OF_ONE),
                WHOSE,
                INVITATIONS,
                never_deleted(["people_invitation"]),
            )
        ),
    ]
