"""An answer about who leads that was given aloud or on paper: how, and on which day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns: every answer that stands there was given by somebody herself."""

    dependencies = [
        ("coordination", "0019_own_actions"),
    ]

    operations = [
        migrations.AddField(
            model_name="leadanswer",
            name="way",
            field=models.CharField(
                choices=[("self", "self"), ("aloud", "aloud"), ("paper", "paper")],
                db_default="self",
                default="self",
                max_length=5,
            ),
        ),
        migrations.AddField(
            model_name="leadanswer",
            name="given_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="leadanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("given_on__isnull", True), ("way", "self")),
                    models.Q(models.Q(("way", "self"), _negated=True), ("given_on__isnull", False)),
                    _connector="OR",
                ),
                name="told_lead_answer_has_a_day",
            ),
        ),
    ]
