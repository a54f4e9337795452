"""Where this room keeps something about people, beside the cases themselves, which are the proof of what was done."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_record, of_subject, table_corner
from tongxin.base.registries import personal_data
from tongxin.directory.privacy.models import Consent, LegalHold, Reveal


def register_traces() -> None:
    """Consents and holds go with the record; the log of looks outlives it, without the reasons."""
    of = of_record("party_id")
    personal_data.register("consent", table_corner(Consent, "source", "evidence", label=_("consents"), of=of))
    personal_data.register("hold", table_corner(LegalHold, "reason", label=_("orders to keep"), of=of))
    at = of_subject("kind", "party_id")
    look = table_corner(Reveal, "reason", label=_("reasons of looks behind masks"), of=at, own="blank")
    personal_data.register("look", look)
