"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.interfaces.webforms.views import public, revealing, settings

urlpatterns: list[URLPattern | URLResolver] = [
    path("f/<slug:key>/", public.public_form, name="public_form"),
    path("f/answers/<int:answer_id>/reveal/", revealing.reveal_answer, name="reveal_answer"),
    path("settings/webforms/", settings.webforms, name="webforms"),
    path("settings/webforms/new/", settings.new_webform, name="new_webform"),
    path("settings/webforms/<int:form_id>/", settings.webform, name="webform"),
    path("settings/webforms/<int:form_id>/entries/", settings.webform_entries, name="webform_entries"),
    path(
        "settings/webforms/entries/<int:answer_id>/filing/", settings.webform_entry_filing, name="webform_entry_filing"
    ),
]
