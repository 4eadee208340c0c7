"""Row-level security for what is shielded and closed; within the household, never deleted."""

from django.db import migrations

from tandem.records.row_security import never_deleted, same_household, secured

TABLES = ["plans_shield", "plans_partdepth"]
REFERENCES = [
    ("plans_shield", "agreement_id", "plans_agreement"),
    ("plans_shield", "member_id", "people_membership"),
    ("plans_partdepth", "part_id", "plans_part"),
    ("plans_partdepth", "opened_to_id", "people_involvement"),
]


class Migration(migrations.Migration):
    """Policies, rights, and the household in every reference."""

    dependencies = [("plans", "0004_discretion")]

    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (
            *(secured(table) for table in TABLES),
            *(same_household(*reference) for reference in REFERENCES),
            never_deleted(TABLES),
        )
    ]
