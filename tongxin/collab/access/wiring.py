"""Tells lower floors that the room exists."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.registries import Place, places
from tongxin.collab.access.policies import can_administer
from tongxin.collab.access.sentences import register_sentences


def join() -> None:
    """The places of settings, and how changes of rights read."""
    places.register("settings", Place(title=_("Settings"), icon="gear", url_name="settings", ring="settings", order=1))
    pages = [
        ("firm", _("Company"), "company", 10),
        ("staff", _("People"), "people", 20),
        ("units", _("Units"), "flow", 30),
        ("roles", pgettext_lazy("settings", "Roles and rights"), "lock", 40),
    ]
    for name, title, icon, order in pages:
        places.register(
            name,
            Place(
                title=title,
                icon=icon,
                url_name=name,
                ring="settings",
                order=order,
                in_menu=False,
                allowed=can_administer,
            ),
        )
    register_sentences()
