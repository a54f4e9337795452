"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.people.views import appearance, my_settings, second_factor, ways_in

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", ways_in.sign_in_page, name="login"),
    path("login/code/", ways_in.sign_in_code, name="sign-in-code"),
    path("logout/", ways_in.sign_out_page, name="logout"),
    path("welcome/<str:secret>/", ways_in.welcome, name="welcome"),
    path("settings/language/", appearance.set_language, name="set-language"),
    path("settings/theme/", appearance.set_theme, name="set-theme"),
    path("settings/me/", my_settings.my_settings, name="my-settings"),
    path("settings/me/password/", my_settings.my_password, name="my-password"),
    path("settings/me/second-factor/", second_factor.second_factor, name="second-factor"),
    path("settings/me/second-factor/key/", second_factor.new_key, name="second-factor-key"),
    path("settings/me/second-factor/confirmation/", second_factor.confirmation, name="second-factor-confirmation"),
    path("settings/me/second-factor/codes/", second_factor.codes, name="second-factor-codes"),
    path("settings/me/second-factor/browsers/", second_factor.browsers, name="second-factor-browsers"),
    path("settings/me/second-factor/end/", second_factor.end, name="second-factor-end"),
    path("settings/me/sessions/", my_settings.my_sessions, name="my-sessions"),
    path("settings/me/sessions/<str:mark>/ending/", my_settings.session_ending, name="session-ending"),
    path("settings/me/tokens/", my_settings.my_tokens, name="my-tokens"),
    path("settings/me/tokens/<int:number>/revocation/", my_settings.token_revocation, name="token-revocation"),
]
