"""Who decides, and whom have we never met: the answer of a map, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tongxin.directory.parties.models import Contact
from tongxin.directory.relations.queries.firm_map import Somebody

_NAMED = 4


def answer_of(people: Sequence[Somebody]) -> list[str]:
    """A few sentences, the most pressing first. Never empty."""
    if not people:
        return [_("Nobody known here yet. Who says yes there?")]
    return [sentence for sentence in (_who_decides(people), _whom_unmet(people), _who_knows(people)) if sentence]


def _who_decides(people: Sequence[Somebody]) -> str:
    deciders = [one for one in people if one.contact.role == Contact.Role.DECIDER]
    deciders = deciders or [one for one in people if one.decides]
    if not deciders:
        return _("Nobody is known to decide.")
    return _("%(names)s decides.") % {"names": _names(deciders, with_attitude=True)}


def _whom_unmet(people: Sequence[Somebody]) -> str:
    unmet = sorted((one for one in people if not one.is_met), key=lambda one: not one.decides)
    if not unmet:
        return _("We have met everybody we know of.")
    said = ngettext("Never met: %(names)s.", "Never met: %(names)s.", len(unmet))
    return said % {"names": _names(unmet)}


def _who_knows(people: Sequence[Somebody]) -> str:
    """Who of ours is closest to those who decide, else to anybody."""
    deciding = [one for one in people if one.decides and one.knows]
    known = deciding or [one for one in people if one.knows]
    for one in sorted(known, key=lambda one: -one.knows[0].times)[:1]:
        closest = one.knows[0]
        words = {"colleague": closest.colleague.name, "name": one.contact.person.name, "n": closest.times}
        said = ngettext(
            "%(colleague)s knows %(name)s best (%(n)d time in touch).",
            "%(colleague)s knows %(name)s best (%(n)d times in touch).",
            closest.times,
        )
        return said % words
    return ""


def _names(some: Sequence[Somebody], *, with_attitude: bool = False) -> str:
    shown = [_name(one, with_attitude=with_attitude) for one in some[:_NAMED]]
    if len(some) > _NAMED:
        shown.append(_("%(n)d more") % {"n": len(some) - _NAMED})
    return pgettext("between names", ", ").join(shown)


def _name(one: Somebody, *, with_attitude: bool) -> str:
    name, attitude = one.contact.person.name, one.contact.get_attitude_display()
    return _("%(name)s (%(attitude)s)") % {"name": name, "attitude": attitude} if with_attitude and attitude else name
