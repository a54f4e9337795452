"""The room's own work."""

from tongxin.base.work import Handle, work
from tongxin.directory.ownership.actions import carry_out


@work(name="ownership.hand_over")
def hand_over_all(*, hand_over: int, job: Handle) -> dict[str, int]:
    """Move what somebody holds."""
    return carry_out(hand_over=hand_over, job=job)
