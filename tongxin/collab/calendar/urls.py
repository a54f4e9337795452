"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.calendar.views import entries, feeds, keeping, moves, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("calendar/", pages.calendar, name="calendar"),
    path("calendar/quick/", moves.quick_entry, name="quick-calendar-entry"),
    path("calendar/moves/", moves.moves, name="calendar-moves"),
    path("calendar/shown/", pages.shown_calendars, name="calendar-shown"),
    path("calendar/entries/new/", entries.new_entry, name="new-calendar-entry"),
    path("calendar/entries/<int:calendar_entry_id>/", entries.entry, name="calendar-entry"),
    path("calendar/entries/<int:calendar_entry_id>/deletion/", entries.deletion, name="calendar-entry-deletion"),
    path(
        "calendar/entries/<int:calendar_entry_id>/restoration/", entries.restoration, name="calendar-entry-restoration"
    ),
    path("calendar/entries/<int:calendar_entry_id>/answer/", entries.answer, name="calendar-entry-answer"),
    path(
        "calendar/entries/<int:calendar_entry_id>/proposals/<int:guest_id>/",
        entries.proposal,
        name="calendar-entry-proposal",
    ),
    path("calendar/entries/<int:calendar_entry_id>/entry.ics", entries.entry_file, name="calendar-entry-file"),
    path("calendar/calendars/", keeping.calendars, name="calendars"),
    path("calendar/calendars/new/", keeping.new_calendar, name="new-calendar"),
    path("calendar/calendars/file/", keeping.file, name="calendar-file"),
    path("calendar/calendars/subscription/", keeping.subscription, name="calendar-subscription"),
    path("calendar/calendars/<int:calendar_id>/", keeping.calendar, name="calendar-kept"),
    path("calendar/calendars/<int:calendar_id>/closing/", keeping.closing, name="calendar-closing"),
    path("calendar/calendars/<int:calendar_id>/fetching/", keeping.fetching, name="calendar-fetching"),
    path("calendar/resources/new/", keeping.new_resource, name="new-calendar-resource"),
    path("calendar/resources/<int:resource_id>/", keeping.resource, name="calendar-resource"),
    path("calendar/feeds/", feeds.feeds, name="calendar-feeds"),
    path("calendar/feeds/<int:feed_id>/revocation/", feeds.revocation, name="calendar-feed-revocation"),
    path("calendar/feeds/<str:secret>.ics", feeds.feed, name="calendar-feed"),
]
