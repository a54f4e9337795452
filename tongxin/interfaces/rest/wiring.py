"""Tells lower floors that the room exists."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import Place, places


def join() -> None:
    """The page that describes the interface, among the settings."""
    title = _("API access")
    places.register(
        "api-docs",
        Place(
            title=title,
            icon="link",
            url_name="api-docs",
            ring="settings",
            order=95,
            in_menu=False,
            words="API REST OpenAPI",
        ),
    )
