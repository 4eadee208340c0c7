"""The log is append-only, and nobody but the owner touches the list of migrations."""

from django.db import migrations

from tandem.records.row_security import APPLICATION, WORKER, append_only

MIGRATIONS = f"""
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM {APPLICATION}, {WORKER};
"""


class Migration(migrations.Migration):
    """Rights. The policies of these two tables come in `people`, where scope is known."""

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(MIGRATIONS, migrations.RunSQL.noop),
        migrations.RunSQL(append_only(["audit_event", "audit_look"]), migrations.RunSQL.noop),
    ]
