"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import either, of_record, table_corner
from tongxin.base.registries import personal_data
from tongxin.frontoffice.leads.models import Lead, LeadNote

_COLUMNS = ("name", "company", "title", "phone", "email", "wechat", "city", "about", "why_dropped")


def register_traces() -> None:
    """Leads with their notes: they go with the customer or the person they became; elsewhere what is found is taken out."""
    of = either(of_record("party_id"), of_record("contact_id"))
    personal_data.register("lead", table_corner(Lead, *_COLUMNS, label=_("Leads"), of=of, document="lead"))
    notes = either(of_record("lead__party_id"), of_record("lead__contact_id"))
    personal_data.register("lead_note", table_corner(LeadNote, "text", label=_("notes on leads"), of=notes))
