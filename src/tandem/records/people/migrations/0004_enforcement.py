"""Enforcement is a role of its own: it sees who leads, and nothing of the plan."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Names one more role; the column stays as it is."""

    dependencies = [("people", "0003_authority_with_a_source")]

    operations = [
        migrations.AlterField(
            model_name="involvement",
            name="role",
            field=models.CharField(
                choices=[
                    ("consultant", "consultant"),
                    ("provider", "provider"),
                    ("client-supporter", "client-supporter"),
                    ("confidant", "confidant"),
                    ("guardian", "guardian"),
                    ("enforcement", "enforcement"),
                ],
                default="provider",
                max_length=20,
            ),
        )
    ]
