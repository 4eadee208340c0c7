"""The region of the school holidays, and the ways between places, stand with the plan.

They are columns of a table whose rows belong to one household already, so its row-level security
holds for them too.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_verdict_history")]

    operations = [
        migrations.AddField(
            "plan", "region", models.CharField(blank=True, default="", max_length=6)
        ),
        migrations.AddField("plan", "places", models.JSONField(default=list)),
        migrations.AddConstraint(
            "plan",
            models.CheckConstraint(
                condition=models.Q(("region__in", ["", "noord", "midden", "zuid"])),
                name="region_of_school_holidays",
            ),
        ),
    ]
