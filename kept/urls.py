from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kept.realtime.urls")),
    path("", include("kept.conversations.urls")),
    path("", include("kept.notifications.urls")),
]
