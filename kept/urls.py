from django.urls import URLPattern, URLResolver, include, path

handler400 = "kept.ui.too_much.refuse"
handler429 = "kept.people.throttle.refuse"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kept.people.urls")),
    path("", include("kept.customers.urls")),
    path("", include("kept.realtime.urls")),
    path("", include("kept.conversations.urls")),
    path("", include("kept.conversations.inbox_urls")),
    path("", include("kept.promises.urls")),
    path("", include("kept.conversations.picture_urls")),
    path("", include("kept.conversations.open_urls")),
    path("", include("kept.channels.urls")),
    path("", include("kept.channels.email.urls")),
    path("", include("kept.channels.email.accounts.urls")),
    path("", include("kept.channels.email.signing.urls")),
    path("", include("kept.channels.email.services.urls")),
    path("", include("kept.channels.form.urls")),
    path("", include("kept.channels.callbacks.urls")),
    path("", include("kept.notifications.urls")),
]
