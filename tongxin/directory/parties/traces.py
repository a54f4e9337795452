"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import either, of_record, table_corner
from tongxin.base.registries import personal_data
from tongxin.directory.parties.models import Contact, ContactPoint, Party, Relation, Tag

_NAMES = ("name", "short_name", "english_name", "former_names", "sort_key", "name_key", "core_key")
_PLACE = ("country", "province", "city", "district", "address", "postcode", "website")
_WORDS = ("uscc", "tax_number", "industry", "tier", "source", "region", "external_id", "note", "next_step", "custom")


def register_traces() -> None:
    """Records and what hangs on them. A number of the person on another record goes as a whole."""
    corner = table_corner
    party = corner(
        Party,
        *_NAMES,
        *_PLACE,
        *_WORDS,
        label=_("customers and people"),
        of=of_record("pk"),
        document="party",
        unsaid=_NAMES[-3:],
    )
    personal_data.register("party", party)
    of = either(of_record("person_id"), of_record("pk", "contact"))
    place = corner(Contact, "title", "department", label=_("contacts"), of=of, near=of_record("party_id"))
    personal_data.register("contact", place)
    point = corner(
        ContactPoint,
        "value",
        "shown",
        "label",
        label=_("phones and addresses"),
        of=of_record("party_id"),
        mention="delete",
    )
    personal_data.register("point", point)
    of = either(of_record("party_id"), of_record("other_id"))
    personal_data.register("relation", corner(Relation, "note", label=_("relations"), of=of))
    personal_data.register("tag", corner(Tag, "name", label=_("tags"), mention="delete"))
