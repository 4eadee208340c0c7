"""How a task goes back into the queue when the same task was put there meanwhile.

Two tasks under one queueing lock never wait at the same time: the queue refuses the second. While a
task is being done its lock is free, so the same may be asked again. When the first then has to wait
once more, because it failed or because its worker died, the two become one: the first goes on, with
the tries that it had, and the second is taken away. As every task may be done twice and reads what
there is when it runs, the first does what the second would have done.
"""

from __future__ import annotations

from datetime import datetime

from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import QUEUEING_LOCK_CONSTRAINT, JobManager


class OneWaits(JobManager):
    """Puts tasks in the queue and back into it; of the same task one waits."""

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """Let a task wait again; the same task that waits already goes away.

        Without this the refusal of the queue would leave the task marked as being done, and the
        other one waiting for it, for good.
        """
        while True:
            try:
                return await super().retry_job(job, retry_at, priority, queue, lock)
            except UniqueViolation as error:
                if error.constraint_name != QUEUEING_LOCK_CONSTRAINT or not job.queueing_lock:
                    raise
                await self._take_away(job.queueing_lock)

    async def _take_away(self, queueing_lock: str) -> None:
        for other in await self.list_jobs_async(queueing_lock=queueing_lock, status="todo"):
            await self.finish_job(other, Status.ABORTED, delete_job=True)
