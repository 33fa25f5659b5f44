from django.urls import path
from django.utils.translation import gettext_lazy as _

from kept.people import sections
from kept.people.sections import Section
from kept.promises.views import (
    askings,
    calendars,
    callbacks,
    chain,
    composing,
    deeds,
    feed,
    figures,
    ledger,
    manners,
    outlooks,
    standing,
    why,
)

app_name = "promises"
WORDS = "conversations/<number:number>/draft/<slug:kind>/promises/"
ONE = "conversations/<number:number>/promises/<number:promise>/"
ASKED = "promises/asked/<number:pk>/"

urlpatterns = [
    path("promises/", ledger.ledger, name="ledger"),
    path("promises/figures/", figures.figures, name="figures"),
    path("promises/figures/rows/", figures.rows, name="counted"),
    path("settings/promises/", manners.manners, name="manners"),
    path("settings/working-hours/", calendars.calendars, name="calendars"),
    path("settings/working-hours/new/", calendars.new, name="new_calendar"),
    path("settings/working-hours/<int:calendar_id>/", calendars.one, name="calendar_one"),
    path("settings/standing-promises/", standing.standing, name="standing"),
    path("settings/standing-promises/new/", standing.new, name="new_standing"),
    path("settings/standing-promises/<int:standing_id>/", standing.one, name="one_standing"),
    path("settings/standing-promises/<int:standing_id>/retirement/", standing.retirement, name="retirement"),
    path("promises/callbacks/", callbacks.day, name="callbacks"),
    path("promises/callbacks/rail/", callbacks.rail, name="callbacks_rail"),
    path("conversations/<number:number>/callbacks/", callbacks.Booking.as_view(), name="booking"),
    path(f"{ONE}callback/reached/", callbacks.Reached.as_view(), name="callback_reached"),
    path(f"{ONE}callback/not-reached/", callbacks.NotReached.as_view(), name="callback_not_reached"),
    path(f"{ONE}callback/cancelled/", callbacks.Cancelled.as_view(), name="callback_cancelled"),
    path(f"{ONE}callback/taking/", callbacks.Taking.as_view(), name="callback_taking"),
    path("promises/calendar/", feed.own, name="calendar"),
    path("promises/calendar/<str:token>.ics", feed.feed, name="feed"),
    path("promises/rail/", ledger.rail, name="rail"),
    path("conversations/<number:number>/due/", why.Why.as_view(), name="why"),
    path("conversations/<number:number>/promises/", deeds.Making.as_view(), name="making"),
    path(f"{WORDS}found/", composing.Found.as_view(), name="found"),
    path(f"{WORDS}confirmations/", composing.Confirmations.as_view(), name="confirmations"),
    path(f"{WORDS}rewordings/", composing.Rewordings.as_view(), name="rewordings"),
    path(f"{WORDS}dismissals/", composing.Dismissals.as_view(), name="dismissals"),
    path(f"{WORDS}keepings/<number:promise>/", composing.Keepings.as_view(), name="keepings"),
    path(f"{WORDS}finding-out/", composing.FindingOut.as_view(), name="finding_out"),
    path("conversations/<number:number>/promises/none/", deeds.NoPromise.as_view(), name="no_promise"),
    path("conversations/<number:number>/promises/outlook/", outlooks.OfDialog.as_view(), name="outlook"),
    path(f"{WORDS}<number:promise>/word/", chain.Word.as_view(), name="word"),
    path(f"{ONE}chain/", chain.Chain.as_view(), name="chain"),
    path(f"{ONE}asking/", chain.Asking.as_view(), name="ask"),
    path(f"{ONE}resting/", chain.Resting.as_view(), name="resting"),
    path(ASKED, askings.asking, name="asking"),
    path(f"{ASKED}promise/", askings.PromisingBack.as_view(), name="promising_back"),
    path(f"{ASKED}declining/", askings.Declining.as_view(), name="declining"),
    path(f"{ASKED}passing-on/", askings.PassingOn.as_view(), name="passing_on"),
    path(f"{ASKED}taking-back/", askings.TakingBack.as_view(), name="taking_back"),
    path(f"{ASKED}keeping/", askings.Keeping.as_view(), name="asked_keeping"),
    path(f"{ASKED}renegotiation/", askings.Renegotiation.as_view(), name="asked_renegotiation"),
    path(f"{ASKED}withdrawal/", askings.Withdrawal.as_view(), name="asked_withdrawal"),
    path(f"{ASKED}asking/", askings.AskingOn.as_view(), name="ask_on"),
    path(f"{ONE}outlook/", outlooks.OfPromise.as_view(), name="outlook_of"),
    path(f"{ONE}keeping/", deeds.Keeping.as_view(), name="keeping"),
    path(f"{ONE}renegotiation/", deeds.Renegotiation.as_view(), name="renegotiation"),
    path(f"{ONE}withdrawal/", deeds.Withdrawal.as_view(), name="withdrawal"),
    path(f"{ONE}handing-over/", deeds.HandingOver.as_view(), name="handing_over"),
    path(f"{ONE}explanation/", deeds.Explanation.as_view(), name="explanation"),
]

sections.add(
    Section(
        "promises:manners",
        _("Promises"),
        _("What a customer hears when an answer is late."),
        "handshake",
        "company",
        place=60,
    )
)
sections.add(
    Section(
        "promises:standing",
        _("Standing promises"),
        _("How soon everybody who writes hears from you."),
        "alarm-clock",
        "company",
        place=61,
    )
)
sections.add(
    Section(
        "promises:calendars",
        _("Working hours"),
        _("When you are at work, with holidays and days off."),
        "calendar-days",
        "company",
        place=62,
    )
)
