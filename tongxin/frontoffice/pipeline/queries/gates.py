"""Which gates a deal has still to pass."""

from tongxin.frontoffice.pipeline.models import GatePass, Opportunity, Stage


def gates_before(opportunity: Opportunity, into: Stage | None) -> list[Stage]:
    """Gated stages on the way forward up to and with `into` (None: to the order) which nobody let it enter yet. Going back needs nothing;
    into another pipeline only the stage itself is asked."""
    gated = Stage.objects.filter(is_gated=True, retired_at=None)
    if into is not None and into.pipeline_id != opportunity.pipeline_id:
        gated = gated.filter(pk=into.pk)
    else:
        gated = gated.filter(pipeline=opportunity.pipeline_id, place__gt=opportunity.stage.place)
        gated = gated if into is None else gated.filter(place__lte=into.place)
    passed = GatePass.objects.filter(opportunity=opportunity, is_agreed=True).values("stage")
    return list(gated.exclude(pk__in=passed).order_by("place", "id"))
