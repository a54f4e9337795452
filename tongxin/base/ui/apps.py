"""The kit as a Django app."""

from django.apps import AppConfig


class Kit(AppConfig):
    """Templates, template tags and static files; no tables."""

    name = "tongxin.base.ui"
    label = "ui"
