"""The plan check: can this household live this plan, and if not, why, and what would fit?"""

from tandem.core.check.memory import Memory
from tandem.core.check.run import check, time_to_search, together
from tandem.core.check.switches import Switches
from tandem.core.check.verify import Problem, verify

VERSION = 3
"""Goes up when the same household under the same rules may get another answer.

What was answered before is then no longer taken for the answer.
"""

__all__ = [
    "VERSION",
    "Memory",
    "Problem",
    "Switches",
    "check",
    "time_to_search",
    "together",
    "verify",
]
