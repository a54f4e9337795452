"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.frontoffice.targets.views import setting, showing

urlpatterns: list[URLPattern | URLResolver] = [
    path("targets/", showing.targets, name="targets"),
    path("targets/setting/", setting.target_setting, name="target_setting"),
]
