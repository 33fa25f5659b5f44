from django.urls import path
from django.urls.converters import IntConverter, register_converter

from kept.conversations.views import (
    customers,
    departures,
    desk,
    drafts,
    groups,
    hands,
    lent,
    letters,
    naming,
    notes,
    pages,
    picture_leaves,
    presence,
    recipients,
    relocating,
    replies,
    states,
    vouches,
)

app_name = "conversations"


class Number(IntConverter):
    """A row's number; longer ones than the database has are no address."""

    regex = "[0-9]{1,18}"


register_converter(Number, "number")

urlpatterns = [
    path("", desk.home, name="home"),
    path("inbox/counts/", desk.counts, name="counts"),
    path("inbox/<slug:place>/", desk.place, name="place"),
    path("inbox/<slug:place>/rows/", desk.rows, name="rows"),
    path("inbox/<slug:place>/<number:number>/", desk.place, name="beside"),
    path("conversations/<number:number>/", desk.conversation, name="page"),
    path("conversations/<number:number>/timeline/", letters.Timeline.as_view(), name="timeline"),
    path("conversations/<number:number>/replies/", replies.Replies.as_view(), name="replies"),
    path("conversations/<number:number>/replies/<number:message>/", replies.Reply.as_view(), name="reply"),
    path(
        "conversations/<number:number>/replies/<number:message>/departure/",
        departures.Departure.as_view(),
        name="departure",
    ),
    path("conversations/<number:number>/notes/", notes.Notes.as_view(), name="notes"),
    path("conversations/<number:number>/draft/<slug:kind>/", drafts.Draft.as_view(), name="draft"),
    path("conversations/<number:number>/draft/<slug:kind>/files/", drafts.DraftFiles.as_view(), name="draft_files"),
    path(
        "conversations/<number:number>/draft/<slug:kind>/pictures/",
        drafts.DraftPictures.as_view(),
        name="draft_pictures",
    ),
    path(
        "conversations/<number:number>/draft/<slug:kind>/pictures/<str:cid>/",
        drafts.DraftPicture.as_view(),
        name="draft_picture",
    ),
    path("conversations/<number:number>/closure/", states.Closure.as_view(), name="closure"),
    path("conversations/<number:number>/snooze/", states.Snooze.as_view(), name="snooze"),
    path("conversations/<number:number>/spam/", states.Spam.as_view(), name="spam"),
    path("conversations/<number:number>/assignment/", hands.Assignment.as_view(), name="assignment"),
    path("conversations/<number:number>/team/", hands.TeamAssignment.as_view(), name="team"),
    path("conversations/<number:number>/subject/", naming.Subject.as_view(), name="subject"),
    path("conversations/<number:number>/kind/", naming.Kind.as_view(), name="kind"),
    path("conversations/<number:number>/priority/", naming.Priority.as_view(), name="priority"),
    path("conversations/<number:number>/presence/", presence.Presence.as_view(), name="presence"),
    path("conversations/<number:number>/recipients/", recipients.Recipients.as_view(), name="recipients"),
    path("conversations/<number:number>/mergings/", relocating.Merging.as_view(), name="mergings"),
    path("conversations/<number:number>/mergings/<number:merging>/", relocating.Unmerging.as_view(), name="merging"),
    path("conversations/<number:number>/splittings/", relocating.Splittings.as_view(), name="splittings"),
    path(
        "conversations/<number:number>/splittings/<number:splitting>/",
        relocating.Unsplitting.as_view(),
        name="splitting",
    ),
    path("conversations/<number:number>/movings/", relocating.Movings.as_view(), name="movings"),
    path("conversations/<number:number>/movings/<number:moving>/", relocating.MovingBack.as_view(), name="moving"),
    path("conversations/<number:number>/messages/<number:message>/vouch/", vouches.Vouch.as_view(), name="vouch"),
    path("deliveries/<number:pk>/retry/", letters.retry, name="retry"),
    path("attachments/<number:pk>/", letters.attachment, name="attachment"),
    path("attachments/<number:pk>/link/", lent.file_link, name="file_link"),
    path("messages/<number:pk>/html/", pages.html, name="html"),
    path("messages/<number:pk>/leave/", picture_leaves.leave, name="picture_leave"),
    path("messages/<number:pk>/pictures/<str:token>/", pages.picture, name="picture"),
    path("customers/<number:pk>/", customers.customer, name="customer"),
    path("customers/<number:pk>/name/", customers.rename, name="customer_name"),
    path("customers/<number:pk>/addresses/", customers.add_address, name="customer_addresses"),
    path("customers/<number:pk>/groups/", groups.belonging, name="customer_groups"),
    path("customers/<number:pk>/automatic-mail/", customers.automatic_mail, name="automatic_mail"),
    path("customers/<number:pk>/troubles/<number:trouble>/", customers.trust_address, name="trust_address"),
]
