"""How the company deals with its promises."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kept.people.access import MemberRequest, administrators
from kept.promises.finding_out import Manners


class MannersForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Manners
        fields = ["says_when_late"]


@administrators
def manners(request: MemberRequest) -> HttpResponse:
    ours = Manners.ours()
    if request.method == "POST":
        MannersForm(request.POST, instance=ours).save()
        messages.success(request, _("Saved."))
        return redirect("promises:manners")
    return render(request, "promises/manners.html", {"form": MannersForm(instance=ours)})
