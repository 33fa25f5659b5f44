from allauth.account import views as allauth
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _

from kept.people import sections
from kept.people.sections import Section
from kept.people.views import absences, deeds, door, invitations, joining, members, own, session, teams

# The names of allauth are its own.
sign_in = [
    path("sign-in/", door.sign_in, name="account_login"),
    path("sign-in/left/", allauth.account_inactive, name="account_inactive"),
    path("sign-in/forgotten/", allauth.password_reset, name="account_reset_password"),
    path("sign-in/forgotten/sent/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^sign-in/forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("sign-in/forgotten/done/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("settings/password/", allauth.password_change, name="account_change_password"),
    path("settings/password/first/", allauth.password_set, name="account_set_password"),
]

ours = [
    path("sign-in/link/", door.ask_for_link, name="ask_for_link"),
    path("sign-in/link/sent/", door.link_sent, name="link_sent"),
    path("sign-in/link/<str:token>/", door.follow_link, name="follow_link"),
    path("session/", session.session, name="session"),
    path("welcome/", joining.welcome, name="welcome"),
    path("welcome/<str:token>/", joining.welcome, name="welcome_by_key"),
    path("invitations/<str:token>/", joining.accept, name="accept"),
    path("settings/", own.index, name="settings"),
    path("settings/profile/", own.profile, name="profile"),
    path("settings/profile/absences/", absences.own, name="own_absences"),
    path("settings/profile/address/", own.address, name="address"),
    path("settings/company/", own.company, name="company"),
    path("settings/deeds/", deeds.all_deeds, name="deeds"),
    path("settings/members/", members.members, name="members"),
    path("settings/members/<int:member_id>/", members.member, name="member"),
    path("settings/members/<int:member_id>/absences/", absences.of_member, name="absences"),
    path("settings/members/<int:member_id>/deactivation/", members.deactivation, name="deactivation"),
    path("settings/members/<int:member_id>/reactivation/", members.reactivation, name="reactivation"),
    path("settings/teams/", teams.teams, name="teams"),
    path("settings/teams/new/", teams.new_team, name="new_team"),
    path("settings/teams/<int:team_id>/", teams.team, name="team"),
    path("settings/teams/<int:team_id>/disbanding/", teams.disbanding, name="disbanding"),
    path("settings/invitations/", invitations.invitations, name="invitations"),
    path("settings/invitations/new/", invitations.new_invitation, name="invite"),
    path("settings/invitations/<int:invitation_id>/repetition/", invitations.repetition, name="repetition"),
    path("settings/invitations/<int:invitation_id>/link/", invitations.link, name="link"),
    path("settings/invitations/<int:invitation_id>/withdrawal/", invitations.withdrawal, name="withdrawal"),
]

urlpatterns = [*sign_in, path("", include((ours, "people")))]

sections.add(
    Section(
        "people:profile",
        _("Your profile"),
        _("Your name, time zone, signature and password."),
        "circle-user-round",
        "you",
        for_everybody=True,
    )
)
sections.add(
    Section("people:company", _("Company"), _("Its name and its time zone."), "building-2", "company", place=10)
)
sections.add(
    Section("people:members", _("Members"), _("Colleagues, their roles and inboxes."), "users", "company", place=20)
)
sections.add(Section("people:teams", _("Teams"), _("Who shares a kind of work."), "users-round", "company", place=30))
sections.add(
    Section("people:invitations", _("Invitations"), _("Ask somebody to join."), "mail-plus", "company", place=40)
)
sections.add(
    Section(
        "people:deeds", _("Who did what"), _("Changes to Kept and to who may do what."), "history", "company", place=50
    )
)
