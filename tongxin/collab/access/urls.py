"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.access.views import company, index, roles, staff, staff_deeds, units

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/", index.index, name="settings"),
    path("settings/company/", company.company, name="firm"),
    path("settings/people/", staff.people, name="staff"),
    path("settings/people/new/", staff.newcomer, name="staff-new"),
    path("settings/people/<int:number>/", staff.person, name="staff-person"),
    path("settings/people/<int:number>/link/", staff_deeds.link, name="staff-link"),
    path("settings/people/<int:number>/sessions/", staff_deeds.sessions, name="staff-sessions"),
    path("settings/people/<int:number>/second-factor/", staff_deeds.second_factor, name="staff-second-factor"),
    path("settings/people/<int:number>/departure/", staff_deeds.departure, name="staff-departure"),
    path("settings/people/<int:number>/comeback/", staff_deeds.comeback, name="staff-comeback"),
    path("settings/people/<int:number>/posts/", staff_deeds.posts, name="staff-posts"),
    path("settings/people/<int:number>/posts/<int:post>/end/", staff_deeds.post_end, name="staff-post-end"),
    path("settings/units/", units.units, name="units"),
    path("settings/units/new/", units.new_unit, name="new-unit"),
    path("settings/units/<int:number>/", units.unit, name="unit"),
    path("settings/units/<int:number>/closing/", units.unit_closing, name="unit-closing"),
    path("settings/roles/", roles.roles, name="roles"),
    path("settings/roles/new/", roles.new_role, name="new-role"),
    path("settings/roles/<int:number>/", roles.role, name="role"),
]
