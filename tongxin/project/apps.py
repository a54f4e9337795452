"""Joins the parts at start-up."""

import gc

from django.apps import AppConfig

gc.disable()  # nearly all that is made from here to `ready` stays: looking through it again and again took an eighth of a start


class Project(AppConfig):
    """Loads the start-up checks and makes the set-up known, last of all."""

    name = "tongxin.project"
    label = "project"

    def ready(self) -> None:
        from tongxin.base.web import routes  # noqa: F401  # registers the check; apps must be loaded first
        from tongxin.project import colleagues, looks  # as above
        from tongxin.project.wizard import wiring  # as above

        wiring.join()
        looks.join()
        colleagues.register_target()
        gc.enable()
