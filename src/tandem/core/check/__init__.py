"""The plan check: can this household live this plan, and if not, why, and what would fit?"""

from tandem.core.check.run import check, together
from tandem.core.check.switches import Switches
from tandem.core.check.verify import Problem, verify

__all__ = ["Problem", "Switches", "check", "together", "verify"]
