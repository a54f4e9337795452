"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.directory.activities.views import activities, customer, filing, quick_add, steps, today

urlpatterns: list[URLPattern | URLResolver] = [
    path("today/", today.today, name="today"),
    path("quick-add/", quick_add.quick_add, name="quick-add"),
    path("quick-add/understood/", quick_add.understood, name="understood"),
    path("customers/<int:party_id>/timeline/", customer.customer_timeline, name="customer_timeline"),
    path("customers/<int:party_id>/steps/", customer.customer_steps, name="customer_steps"),
    path("activities/<int:activity_id>/", activities.activity, name="activity"),
    path("activities/<int:activity_id>/deletion/", activities.deletion, name="delete_activity"),
    path("activities/<int:activity_id>/restoration/", activities.restoration, name="restore_activity"),
    path("activities/<int:activity_id>/filing/", filing.activity_filing, name="file_activity"),
    path("steps/<int:step_id>/", steps.step, name="step"),
    path("steps/<int:step_id>/completion/", steps.completion, name="finish_step"),
    path("steps/<int:step_id>/reopening/", steps.reopening, name="reopen_step"),
    path("steps/<int:step_id>/postponement/", steps.postponement, name="postpone_step"),
    path("steps/<int:step_id>/day/", steps.resetting, name="reset_step"),
    path("steps/<int:step_id>/cancellation/", steps.cancellation, name="cancel_step"),
    path("steps/<int:step_id>/filing/", filing.step_filing, name="file_step"),
]
