"""Workers of a shelter have no name for others; their organisation has a neutral one."""

import django.db.models.deletion
from django.db import migrations, models

from tandem.records.row_security import same_household


class Migration(migrations.Migration):
    """A column each; the rows they stand in belong to a household, or to none, already."""

    dependencies = [("people", "0008_signing_in")]

    operations = [
        migrations.AddField(
            "organisation", "neutral_name", models.TextField(blank=True, default="")
        ),
        migrations.AddField(
            "involvement",
            "shelter_for",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.membership",
            ),
        ),
        migrations.RunSQL(
            same_household("people_involvement", "shelter_for_id", "people_membership"),
            migrations.RunSQL.noop,
        ),
    ]
