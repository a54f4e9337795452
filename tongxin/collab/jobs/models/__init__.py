"""Jobs, and answers given once."""

from tongxin.collab.jobs.models.job import LONGEST_LEASE, Job, JobQuerySet, is_under_way, standing
from tongxin.collab.jobs.models.once import Once, OnceQuerySet

__all__ = ["LONGEST_LEASE", "Job", "JobQuerySet", "Once", "OnceQuerySet", "is_under_way", "standing"]
