"""Joins the parts at start-up."""

from django.apps import AppConfig


class Project(AppConfig):
    """Loads the start-up checks."""

    name = "tongxin.project"
    label = "project"

    def ready(self) -> None:
        from tongxin.base.web import routes  # noqa: F401  # registers the check; apps must be loaded first
