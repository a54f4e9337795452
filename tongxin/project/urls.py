"""All addresses, room by room."""

from django.urls import include, path

from tongxin.base.web.first_words import by_first_word
from tongxin.base.web.later import Later

ROOMS = [
    path("", include("tongxin.project.pages")),
    path("setup/", include("tongxin.project.wizard.urls")),
    path("", include("tongxin.collab.people.urls")),
    path("", include("tongxin.collab.org.urls")),
    path("", include("tongxin.collab.access.urls")),
    path("", include("tongxin.collab.journal.urls")),
    path("", include("tongxin.collab.fields.urls")),
    path("", include("tongxin.collab.files.urls")),
    path("", include("tongxin.collab.search.urls")),
    path("", include("tongxin.collab.views.urls")),
    path("", include("tongxin.collab.notices.urls")),
    path("", include("tongxin.collab.approvals.urls")),
    path("", include("tongxin.collab.designer.urls")),
    path("", include("tongxin.collab.calendar.urls")),
    path("", include("tongxin.collab.tasks.urls")),
    path("", include("tongxin.collab.feed.urls")),
    path("", include("tongxin.collab.automations.urls")),
    path("", include("tongxin.collab.jobs.urls")),
    path("", include("tongxin.directory.doubles.urls")),
    path("", include("tongxin.directory.parties.urls")),
    path("", include("tongxin.directory.catalogue.urls")),
    path("", include("tongxin.directory.memory.urls")),
    path("", include("tongxin.directory.activities.urls")),
    path("", include("tongxin.directory.ownership.urls")),
    path("", include("tongxin.directory.relations.urls")),
    path("", include("tongxin.directory.quality.urls")),
    path("", include("tongxin.directory.privacy.urls")),
    path("", include("tongxin.frontoffice.orders.urls")),
    path("", include("tongxin.frontoffice.quotes.urls")),
    path("", include("tongxin.frontoffice.pipeline.urls")),
    path("", include("tongxin.frontoffice.targets.urls")),
    path("", include("tongxin.frontoffice.contracts.urls")),
    path("", include("tongxin.frontoffice.leads.urls")),
    path("", include("tongxin.frontoffice.pools.urls")),
    path("", include("tongxin.interfaces.imports.urls")),
    path("", include("tongxin.interfaces.webforms.urls")),
]
urlpatterns = [
    *by_first_word(ROOMS),
    Later("api/v1/", "tongxin.interfaces.rest.urls", {"api-docs": "docs", "openapi": "openapi.json"}),
]
handler400 = "tongxin.project.errors.bad_request"
handler403 = "tongxin.project.errors.forbidden"
handler404 = "tongxin.project.errors.not_found"
handler500 = "tongxin.project.errors.broken"
