from django.urls import path

from kept.promises.views import deeds, feed, ledger

app_name = "promises"
ONE = "conversations/<number:number>/promises/<number:promise>/"

urlpatterns = [
    path("promises/", ledger.ledger, name="ledger"),
    path("promises/calendar/", feed.own, name="calendar"),
    path("promises/calendar/<str:token>.ics", feed.feed, name="feed"),
    path("promises/rail/", ledger.rail, name="rail"),
    path("conversations/<number:number>/promises/", deeds.Making.as_view(), name="making"),
    path(f"{ONE}keeping/", deeds.Keeping.as_view(), name="keeping"),
    path(f"{ONE}renegotiation/", deeds.Renegotiation.as_view(), name="renegotiation"),
    path(f"{ONE}withdrawal/", deeds.Withdrawal.as_view(), name="withdrawal"),
    path(f"{ONE}handing-over/", deeds.HandingOver.as_view(), name="handing_over"),
    path(f"{ONE}explanation/", deeds.Explanation.as_view(), name="explanation"),
]
