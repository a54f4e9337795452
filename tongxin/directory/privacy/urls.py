"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.directory.privacy.views import customer, requests, retention, reveals

urlpatterns: list[URLPattern | URLResolver] = [
    path("customers/<int:party_id>/privacy/", customer.customer_privacy, name="customer_privacy"),
    path("customers/<int:party_id>/privacy/holds/", customer.customer_hold, name="customer_hold"),
    path("holds/<int:hold_id>/end/", customer.hold_end, name="hold_end"),
    path("customers/<int:party_id>/reveal/", reveals.reveal_field, name="reveal_field"),
    path("settings/retention/", retention.retention, name="retention"),
    path("settings/reveals/", reveals.reveal_log, name="reveal_log"),
    path("settings/reveals/export/", reveals.reveal_export, name="reveal_export"),
    path("settings/requests/", requests.subject_requests, name="subject_requests"),
    path("settings/requests/new/", requests.new_subject_request, name="new_subject_request"),
    path("settings/requests/<int:request_id>/", requests.subject_request, name="subject_request"),
    path("settings/requests/<int:request_id>/look/", requests.look_again, name="look_again"),
    path("settings/requests/<int:request_id>/choice/", requests.choice, name="choose_found"),
    path("settings/requests/<int:request_id>/copy/", requests.copy, name="subject_copy"),
    path("settings/requests/<int:request_id>/erasure/", requests.erasure, name="erase_subject"),
    path("settings/requests/<int:request_id>/answer/", requests.answer, name="answer_subject"),
]
