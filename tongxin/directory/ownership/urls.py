"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.directory.ownership.views import customer, hand_overs

urlpatterns: list[URLPattern | URLResolver] = [
    path("handovers/", hand_overs.hand_overs, name="hand_overs"),
    path("handovers/new/", hand_overs.new_hand_over, name="new_hand_over"),
    path("handovers/<int:hand_over_id>/", hand_overs.hand_over, name="hand_over"),
    path("handovers/<int:hand_over_id>/undoing/", hand_overs.undoing, name="undo_hand_over"),
    path("customers/<int:party_id>/team/", customer.team, name="customer_team"),
    path("customers/<int:party_id>/team/removal/", customer.team_removal, name="customer_team_removal"),
    path("customers/<int:party_id>/key/", customer.key, name="customer_key"),
]
