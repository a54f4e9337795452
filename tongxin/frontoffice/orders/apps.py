"""The room as Django sees it."""

from django.apps import AppConfig


class Room(AppConfig):
    """Joins the room to the house at start-up."""

    name = "tongxin.frontoffice.orders"
    label = "orders"

    def ready(self) -> None:
        from tongxin.frontoffice.orders import wiring  # apps must be loaded before the room can make itself known

        wiring.join()
