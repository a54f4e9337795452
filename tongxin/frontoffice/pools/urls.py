"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.frontoffice.pools.views import customer, pools, returning, setting_up, stays

urlpatterns: list[URLPattern | URLResolver] = [
    path("pools/", pools.pools, name="pools"),
    path("pools/returning/", returning.returning, name="pool_returning"),
    path("pools/<int:pool_id>/", pools.pool, name="pool"),
    path("pools/<int:pool_id>/log/", returning.log, name="pool_log"),
    path("pools/stays/<int:stay_id>/", stays.stay, name="pool_stay"),
    path("pools/stays/<int:stay_id>/claim/", stays.stay_claim, name="pool_claim"),
    path("pools/stays/<int:stay_id>/giving-back/", stays.giving_back, name="pool_giving_back"),
    path("pools/stays/<int:stay_id>/undoing/", stays.undoing, name="pool_undoing"),
    path("pools/stays/<int:stay_id>/assignment/", stays.assignment, name="pool_assignment"),
    path("pools/stays/<int:stay_id>/mark/", stays.mark, name="pool_mark"),
    path("customers/<int:party_id>/release/", customer.customer_release, name="customer_release"),
    path("customers/<int:party_id>/protection/", customer.customer_protection, name="customer_protection"),
    path("settings/pools/", setting_up.pool_list, name="pool_settings"),
    path("settings/pools/new/", setting_up.new_pool, name="new_pool"),
    path("settings/pools/<int:pool_id>/", setting_up.pool_setting, name="pool_setting"),
    path("settings/pools/<int:pool_id>/rules/", setting_up.pool_rules, name="pool_rules"),
]
