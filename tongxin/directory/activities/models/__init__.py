"""What passed between us and a customer, and what is planned next."""

from tongxin.directory.activities.models.activity import Activity, ActivityPerson, ActivityQuerySet
from tongxin.directory.activities.models.due import Due
from tongxin.directory.activities.models.kinds import Kind
from tongxin.directory.activities.models.step import Step, StepPerson, StepQuerySet

__all__ = [
    "Activity",
    "ActivityPerson",
    "ActivityQuerySet",
    "Due",
    "Kind",
    "Step",
    "StepPerson",
    "StepQuerySet",
]
