"""The room as Django sees it."""

from django.apps import AppConfig


class Room(AppConfig):
    """Joins the room to the house at start-up."""

    name = "tongxin.frontoffice.contracts"
    label = "contracts"

    def ready(self) -> None:
        from tongxin.frontoffice.contracts import wiring  # apps must be loaded before the room can make itself known

        wiring.join()
