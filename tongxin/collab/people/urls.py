"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.people.views import appearance, my_settings, ways_in

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", ways_in.sign_in_page, name="login"),
    path("logout/", ways_in.sign_out_page, name="logout"),
    path("welcome/<str:secret>/", ways_in.welcome, name="welcome"),
    path("settings/language/", appearance.set_language, name="set-language"),
    path("settings/theme/", appearance.set_theme, name="set-theme"),
    path("settings/me/", my_settings.my_settings, name="my-settings"),
    path("settings/me/password/", my_settings.my_password, name="my-password"),
    path("settings/me/sessions/", my_settings.my_sessions, name="my-sessions"),
    path("settings/me/sessions/<str:mark>/ending/", my_settings.session_ending, name="session-ending"),
    path("settings/me/tokens/", my_settings.my_tokens, name="my-tokens"),
    path("settings/me/tokens/<int:number>/revocation/", my_settings.token_revocation, name="token-revocation"),
]
