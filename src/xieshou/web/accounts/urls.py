"""Addresses of accounts."""

from django.urls import path

from xieshou.web.accounts import granting, inviting, managing, mine, second_step, signing_in

app_name = "accounts"
urlpatterns = [
    path("account/", mine.mine, name="mine"),
    path("account/profile/", mine.profile, name="profile"),
    path("account/password/", mine.password, name="password"),
    path("account/sign-ins.csv", mine.export_sign_ins, name="export-sign-ins"),
    path("account/sign-ins/<int:sign_in_id>/end/", mine.end, name="end-sign-in"),
    path("account/sign-ins/end-others/", mine.end_others, name="end-others"),
    path("account/two-step/", second_step.set_up, name="two-step"),
    path("account/two-step/start/", second_step.start, name="two-step-start"),
    path("account/two-step/codes/", second_step.codes, name="two-step-codes"),
    path("account/two-step/off/", second_step.turn_off, name="two-step-off"),
    path("sign-in/code/", signing_in.second_step, name="second-step"),
    path("invitation/", inviting.accept, name="accept"),
    path("invitation/<str:token>/", inviting.open_link, name="open-link"),
    path("accounts/", managing.listing, name="list"),
    path("accounts/accounts.csv", managing.export, name="export"),
    path("accounts/new/", managing.new, name="new"),
    path("accounts/unlock-address/", managing.unlock_address, name="unlock-address"),
    path("accounts/invitations/", inviting.listing, name="invitations"),
    path("accounts/invitations/invitations.csv", inviting.export, name="export-invitations"),
    path("accounts/invitations/new/", inviting.invite, name="invite"),
    path("accounts/invitations/<int:invitation_id>/revoke/", inviting.revoke, name="revoke"),
    path("accounts/<int:user_id>/", managing.detail, name="detail"),
    path("accounts/<int:user_id>/profile/", managing.profile, name="edit"),
    path("accounts/<int:user_id>/grant/", granting.grant, name="grant"),
    path("accounts/<int:user_id>/grants/<int:grant_id>/take-back/", granting.take_back, name="take-back"),
    path("accounts/<int:user_id>/<slug:name>/", managing.act, name="act"),
]
