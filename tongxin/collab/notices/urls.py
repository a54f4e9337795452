"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.notices.views import channels, habits, notices

urlpatterns: list[URLPattern | URLResolver] = [
    path("notices/", notices.notices, name="notices"),
    path("notices/bell/", notices.bell, name="notices-bell"),
    path("notices/readings/", notices.all_readings, name="notice-readings"),
    path("notices/<int:notice_id>/reading/", notices.reading, name="notice-reading"),
    path("settings/me/notices/", habits.my_notices, name="my-notices"),
    path("settings/me/devices/", habits.new_device, name="new-device"),
    path("settings/me/devices/<int:device_id>/removal/", habits.device_removal, name="device-removal"),
    path("settings/channels/", channels.channels, name="channels"),
    path("settings/channels/new/", channels.new_channel, name="new-channel"),
    path("settings/channels/<int:channel_id>/", channels.channel, name="channel"),
    path("settings/channels/<int:channel_id>/test/", channels.channel_test, name="channel-test"),
    path("settings/channels/<int:channel_id>/removal/", channels.channel_removal, name="channel-removal"),
    path("settings/deliveries/", channels.deliveries, name="deliveries"),
    path("settings/deliveries/<int:delivery_id>/again/", channels.delivery_again, name="delivery-again"),
]
