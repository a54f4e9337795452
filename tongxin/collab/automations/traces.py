"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_subject, table_corner
from tongxin.base.registries import personal_data
from tongxin.collab.automations.models import Parcel, Rule, RuleVersion, Run


def register_traces() -> None:
    """What rules say and did. Runs on a person's records are of no use without them."""
    of = of_subject("subject_kind", "subject_id")
    personal_data.register("rule_run", table_corner(Run, "error", label=_("log of rules"), of=of, own="delete"))
    personal_data.register("rule_parcel", table_corner(Parcel, "body", "answer", label=_("what rules sent out")))
    personal_data.register("rule", table_corner(Rule, "name", "draft", label=_("rules")))
    personal_data.register("rule_version", table_corner(RuleVersion, "definition", label=_("versions of rules")))
