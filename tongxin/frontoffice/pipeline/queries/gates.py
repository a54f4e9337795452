"""Which gates a deal has still to pass."""

from hashlib import sha256

from tongxin.frontoffice.pipeline.models import GatePass, Opportunity, Stage


def figures_of(opportunity: Opportunity) -> str:
    """What somebody decides on: customer, amount and lines, as one sign that is another as soon as one of them is."""
    lines = opportunity.lines.order_by("pk").values_list(
        "product", "text", "quantity", "unit", "minor", "per", "discount"
    )
    told = [
        f"{what}:{text}:{many:.3f}:{unit}:{minor}:{per}:{off:.2f}" for what, text, many, unit, minor, per, off in lines
    ]
    amount = "" if opportunity.amount is None else f"{opportunity.amount} {opportunity.currency}"
    return sha256("\n".join([str(opportunity.party_id), amount, *told]).encode()).hexdigest()


def gates_before(opportunity: Opportunity, into: Stage | None) -> list[Stage]:
    """Gated stages on the way forward up to and with `into` (None: to the order) which nobody let it enter as it is worth now: first the
    last that it came through with other figures. Going back needs nothing; into another pipeline only the stage itself is asked."""
    gated, here = Stage.objects.filter(is_gated=True, retired_at=None), opportunity.stage.place
    if into is not None and into.pipeline_id != opportunity.pipeline_id:
        gated, here = gated.filter(pk=into.pk), -1
    elif into is not None and into.place <= here:
        return []
    else:
        gated = gated.filter(pipeline=opportunity.pipeline_id)
        gated = gated if into is None else gated.filter(place__lte=into.place)
    stages = list(gated.order_by("place", "id"))
    let_in = _let_in(opportunity, stages)
    ahead = [one for one in stages if one.place > here]
    behind = [one for one in stages if one.place <= here and one.pk in let_in][-1:]
    is_newer = any(let_in.get(one.pk) for one in ahead)
    return [one for one in behind if not let_in[one.pk] and not is_newer] + [
        one for one in ahead if not let_in.get(one.pk)
    ]


def _let_in(opportunity: Opportunity, stages: list[Stage]) -> dict[int, bool]:
    """Into which of these somebody let it, and whether with the figures it has now."""
    rows = GatePass.objects.filter(opportunity=opportunity, is_agreed=True, stage__in=stages).order_by("pk")
    known = dict(rows.values_list("stage", "figures")) if stages else {}
    now = figures_of(opportunity) if known else ""
    return {stage: figures in ("", now) for stage, figures in known.items()}
