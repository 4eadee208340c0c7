"""Row-level security for the plan, and references that stay within one household."""

from django.db import migrations

from tandem.records.row_security import (
    append_only,
    may_be_pointed_at,
    never_deleted,
    same_household,
    secured,
)

TABLES = [
    "plans_plan",
    "plans_circumstances",
    "plans_part",
    "plans_goal",
    "plans_goalmember",
    "plans_agreement",
    "plans_agreementmember",
    "plans_answer",
    "plans_choice",
    "plans_change",
    "plans_changeanswer",
    "plans_verdict",
]
POINTED_AT = ["plans_part", "plans_goal", "plans_agreement", "plans_choice", "plans_change"]
APPEND_ONLY = ["plans_answer", "plans_changeanswer", "plans_choice"]
NEVER_DELETED = [
    "plans_plan",
    "plans_circumstances",
    "plans_part",
    "plans_goal",
    "plans_agreement",
    "plans_change",
]

MEMBER = "people_membership"
INVOLVEMENT = "people_involvement"
SUPPORTER = "people_supporter"
REFERENCES = [
    ("plans_circumstances", "member_id", MEMBER),
    ("plans_part", "by_involvement_id", INVOLVEMENT),
    ("plans_part", "by_member_id", MEMBER),
    ("plans_part", "by_supporter_id", SUPPORTER),
    ("plans_goal", "part_id", "plans_part"),
    ("plans_goalmember", "goal_id", "plans_goal"),
    ("plans_goalmember", "member_id", MEMBER),
    ("plans_agreement", "goal_id", "plans_goal"),
    ("plans_agreement", "part_id", "plans_part"),
    ("plans_agreement", "owner_involvement_id", INVOLVEMENT),
    ("plans_agreement", "owner_member_id", MEMBER),
    ("plans_agreement", "owner_supporter_id", SUPPORTER),
    ("plans_agreement", "decided_by_id", INVOLVEMENT),
    ("plans_agreementmember", "agreement_id", "plans_agreement"),
    ("plans_agreementmember", "member_id", MEMBER),
    ("plans_answer", "agreement_id", "plans_agreement"),
    ("plans_answer", "by_involvement_id", INVOLVEMENT),
    ("plans_answer", "by_member_id", MEMBER),
    ("plans_answer", "by_supporter_id", SUPPORTER),
    ("plans_answer", "for_member_id", MEMBER),
    ("plans_change", "choice_id", "plans_choice"),
    ("plans_change", "agreement_id", "plans_agreement"),
    ("plans_changeanswer", "change_id", "plans_change"),
    ("plans_changeanswer", "by_involvement_id", INVOLVEMENT),
    ("plans_changeanswer", "by_member_id", MEMBER),
    ("plans_changeanswer", "by_supporter_id", SUPPORTER),
    ("plans_changeanswer", "for_member_id", MEMBER),
]


class Migration(migrations.Migration):
    """Policies, rights, and the household in every reference."""

    dependencies = [("plans", "0001_initial"), ("people", "0002_security")]

    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (
            *(secured(table) for table in TABLES),
            *(may_be_pointed_at(table) for table in POINTED_AT),
            *(same_household(*reference) for reference in REFERENCES),
            never_deleted(NEVER_DELETED),
            append_only(APPEND_ONLY),
        )
    ]
