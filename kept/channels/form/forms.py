"""The form that anybody sees, and the one that sets it up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kept.channels.base import Party
from kept.channels.form.form_settings import FormSettings
from kept.channels.form.uploads import MOST_BYTES, MOST_FILE_BYTES, MOST_FILES
from kept.conversations.inbox import Inbox
from kept.lib.sites import origins
from kept.ui.forms import AddressField, LineField

if TYPE_CHECKING:
    SettingsModelForm = forms.ModelForm[FormSettings]
    Upload = UploadedFile[Any]
else:
    SettingsModelForm = forms.ModelForm
    Upload = UploadedFile

LONGEST = 20_000


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Any number of files within the limits."""

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        files = [each for each in data or [] if each and each.size]
        problems = [*self._too_many(files), *self._too_big(files)]
        if problems:
            problems.append(gettext("Please choose the files again; everything else is still here."))
            raise ValidationError(problems)
        return files

    def _too_many(self, files: Sequence[Upload]) -> list[str]:
        if len(files) <= MOST_FILES:
            return []
        return [gettext("At most %(most)s files can come along.") % {"most": MOST_FILES}]

    def _too_big(self, files: Sequence[Upload]) -> list[str]:
        words = gettext("“%(name)s” is too big: it has %(size)s, and a file may have %(most)s.")
        most = filesizeformat(MOST_FILE_BYTES)
        big = [each for each in files if (each.size or 0) > MOST_FILE_BYTES]
        if big:
            return [words % {"name": each.name, "size": filesizeformat(each.size or 0), "most": most} for each in big]
        if sum(each.size or 0 for each in files) > MOST_BYTES:
            return [
                gettext("The files are too big together: they may have %(most)s.")
                % {"most": filesizeformat(MOST_BYTES)}
            ]
        return []


class MessageForm(forms.Form):
    name = LineField(label=_("Your name"), max_length=120)
    email = AddressField(label=_("Your e-mail address"), max_length=254, help_text=_("Our answer goes there."))
    subject = LineField(label=_("Subject"), max_length=200, required=False)
    text = forms.CharField(label=_("Your message"), max_length=LONGEST, widget=forms.Textarea)
    attached = FilesField(label=_("Files"), required=False, widget=FilesInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["text"].widget.attrs |= {"rows": "7", "dir": "auto"}
        self.fields["subject"].widget.attrs["dir"] = "auto"
        self.fields["attached"].help_text = gettext("Up to %(count)s files, %(each)s each, %(all)s together.") % {
            "count": MOST_FILES,
            "each": filesizeformat(MOST_FILE_BYTES),
            "all": filesizeformat(MOST_BYTES),
        }

    def clean_email(self) -> str:
        """The address as every channel keeps it. Our own would make us write to ourselves."""
        address = Party(str(self.cleaned_data["email"])).key
        if Inbox.objects.filter(address__iexact=address).exists():
            raise ValidationError(
                gettext("This is our own address. Please give yours, so that the answer reaches you.")
            )
        return address

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class SettingsForm(SettingsModelForm):
    class Meta:
        model = FormSettings
        fields = ["is_on", "greeting", "allowed_sites"]
        widgets = {
            "greeting": forms.Textarea(attrs={"rows": "3"}),
            "allowed_sites": forms.Textarea(attrs={"rows": "3", "spellcheck": "false", "dir": "ltr"}),
        }

    def clean_allowed_sites(self) -> str:
        return "\n".join(origins(self.cleaned_data["allowed_sites"]))
