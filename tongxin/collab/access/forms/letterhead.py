"""What stands on the firm's paper."""

import base64
from io import BytesIO
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tongxin.base.chinese.folding import clean
from tongxin.base.reading import Unreadable
from tongxin.base.scanning.asking import scan
from tongxin.collab.org.models import Letterhead

_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_MOST_KB = 300
_TEXTS = ("english_name", "address", "english_address", "phone", "email", "website", "uscc", "bank", "account")


class LetterheadForm(forms.ModelForm):  # type: ignore[type-arg]  # has no parameters at run time
    """Everything may be empty; then it is left out on paper."""

    logo = forms.FileField(
        label=_("Logo"), required=False, help_text=_("PNG or JPEG, at most 300 KB. It stands on quotes and contracts.")
    )
    no_logo = forms.BooleanField(label=_("Without a logo"), required=False)

    class Meta:
        model = Letterhead
        fields = _TEXTS

    def clean_logo(self) -> str:
        """The picture as a `data:` address; the one of before where none was sent."""
        sent: Any = self.cleaned_data["logo"]  # Any: an uploaded file, or nothing
        if not isinstance(sent, UploadedFile):
            return str(self.instance.logo)
        data = sent.read(_MOST_KB * 1024 + 1)
        kind = next((kind for start, kind in _PICTURES.items() if data.startswith(start)), "")
        if not kind or len(data) > _MOST_KB * 1024:
            raise forms.ValidationError(_("Choose a PNG or JPEG picture of at most 300 KB."))
        try:
            scan(BytesIO(data))
        except Unreadable as refusal:
            raise forms.ValidationError(refusal.reason) from refusal
        return f"data:{kind};base64,{base64.b64encode(data).decode()}"

    @property
    def values(self) -> dict[str, str]:
        """As the action takes them."""
        typed = self.cleaned_data
        logo = "" if typed["no_logo"] else typed["logo"]
        return {**{name: " ".join(clean(typed[name]).split()) for name in _TEXTS}, "logo": logo}
