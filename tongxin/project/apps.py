"""Joins the parts at start-up."""

from django.apps import AppConfig


class Project(AppConfig):
    """Loads the start-up checks and makes the set-up known."""

    name = "tongxin.project"
    label = "project"

    def ready(self) -> None:
        from tongxin.base.web import routes  # noqa: F401  # registers the check; apps must be loaded first
        from tongxin.project import colleagues, looks  # as above
        from tongxin.project.wizard import wiring  # as above

        wiring.join()
        looks.join()
        colleagues.register_target()
