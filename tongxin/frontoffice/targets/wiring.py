"""Tells lower floors that the room exists."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import Place, places
from tongxin.frontoffice.targets.import_fields import register_target
from tongxin.frontoffice.targets.policies import can_see_targets
from tongxin.frontoffice.targets.queries.measures import Measure, measures
from tongxin.frontoffice.targets.queries.visiting import visits
from tongxin.frontoffice.targets.sentences import register_sentences


def join() -> None:
    """Places, sentences, and the one measure that needs nothing from above."""
    register_sentences()
    register_target()
    measures.register("visits", Measure(label=_("Visits"), is_money=False, reached=visits, order=40))
    places.register(
        "targets",
        Place(
            title=_("Targets"),
            icon="flag",
            url_name="targets",
            ring="decide",
            order=8,
            words="目标 业绩 完成率 targets quota",
            allowed=can_see_targets,
        ),
    )
