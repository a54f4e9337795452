"""Checks what someone typed. Saving is the actions' work; their errors come back to the same fields."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tongxin.collab.fields.queries import confined_to, form_fields
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import ROLES, Contact, Party, Relation
from tongxin.directory.parties.models.contact_point import field_of


class PartyForm(forms.Form):
    """A new customer: a name is enough."""

    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"})
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind, capfirst(label)) for kind, label in Party.Kind.choices],
        initial=Party.Kind.ORGANISATION,
        widget=forms.RadioSelect,
    )
    phones = forms.CharField(
        label=_("Phone"), max_length=200, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    contact_name = forms.CharField(label=_("Contact"), max_length=50, required=False)
    contact_phone = forms.CharField(
        label=_("Contact's mobile"), max_length=60, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    city = forms.CharField(label=_("City"), max_length=60, required=False)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    industry = forms.CharField(label=_("Industry"), max_length=80, required=False)
    uscc = forms.CharField(label=_("Social credit code"), max_length=40, required=False)
    roles = forms.MultipleChoiceField(
        label=_("Is our"),
        choices=list(ROLES.items()),
        initial=["customer"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:  # Any: Django's signature; who fills it in
        """Fields that the firm added and asks for at the start stand behind the others."""
        super().__init__(*args, **kwargs)
        self.added = form_fields(person, "party", with_files=True)
        self.fields.update(self.added)

    def own(self) -> list[forms.BoundField]:
        """The fields that the firm added."""
        return [self[key] for key in self.added]

    def own_values(self) -> dict[str, Any]:  # Any: as typed
        """What was typed into them, as far as such a record has these fields."""
        confined = confined_to("party")
        kind = self.cleaned_data["kind"]
        given = {key: self.cleaned_data[key] for key in self.added if self.cleaned_data.get(key)}
        given = {key: value for key, value in given.items() if not isinstance(value, UploadedFile)}
        return {key: value for key, value in given.items() if confined.get(key, "") in ("", kind)}

    def own_files(self) -> "dict[str, UploadedFile[Any]]":  # Any: of bytes
        """The files that came along, by the key of their field."""
        kind, confined = self.cleaned_data["kind"], confined_to("party")
        found = {key: self.cleaned_data.get(key) for key in self.added if confined.get(key, "") in ("", kind)}
        return {key: value for key, value in found.items() if isinstance(value, UploadedFile)}


class ContactForm(forms.Form):
    """Somebody at a customer."""

    name = forms.CharField(
        label=_("Name"), max_length=50, widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"})
    )
    phone = forms.CharField(
        label=_("Mobile"), max_length=200, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    title = forms.CharField(label=_("Job title"), max_length=80, required=False)
    department = forms.CharField(label=_("Department"), max_length=80, required=False)
    role = forms.ChoiceField(label=_("Role in decisions"), choices=[("", "—"), *Contact.Role.choices], required=False)
    attitude = forms.ChoiceField(label=_("Attitude"), choices=[("", "—"), *Contact.Attitude.choices], required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    wechat = forms.CharField(label=_("WeChat"), max_length=100, required=False)
    is_main = forms.BooleanField(label=_("Main contact"), required=False)

    def __init__(
        self,
        *args: Any,  # Any: Django's signature
        locked: Collection[str] = (),
        person: Any = None,  # Any: who fills it in
        **kwargs: Any,  # Any: Django's signature
    ) -> None:
        """`locked` are the facts which the person may not change: their kinds of numbers are not asked for. Fields of the firm that
        are for people alone stand behind the others."""
        super().__init__(*args, **kwargs)
        self.added = form_fields(person, "party", Party.Kind.PERSON) if person is not None else {}
        self.fields.update(self.added)
        self.kinds = [kind for kind in ("phone", "email", "wechat") if field_of(kind) not in locked]
        for kind in {"phone", "email", "wechat"} - set(self.kinds):
            del self.fields[kind]

    def own(self) -> list[forms.BoundField]:
        """The fields that the firm added for people."""
        return [self[key] for key in self.added]

    def own_values(self) -> dict[str, Any]:  # Any: as typed
        """What was typed into them, emptied ones too."""
        return {key: self.cleaned_data.get(key, "") for key in self.added}

    def points(self) -> dict[str, list[str]]:
        """Numbers by kind, several separated by commas."""
        split = {
            kind: self.cleaned_data[kind].replace("，", ",").replace("；", ",").replace("、", ",").split(",")
            for kind in self.kinds
        }
        return {kind: [part.strip() for part in parts if part.strip()] for kind, parts in split.items()}

    def place(self) -> dict[str, Any]:  # Any: column values
        """What belongs to the place, not to the person."""
        return {key: self.cleaned_data[key] for key in ("title", "department", "role", "attitude", "is_main")}


class RolesForm(forms.Form):
    """What a party is to us; `was` is what the person saw."""

    roles = forms.MultipleChoiceField(
        label=_("Is our"), choices=list(ROLES.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    was = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    @property
    def seen(self) -> list[str]:
        """The roles that stood on the page."""
        return [role for role in self.cleaned_data["was"].split(",") if role]


class RelationForm(forms.Form):
    """How two parties hang together."""

    kind = forms.ChoiceField(label=_("This firm"), choices=Relation.Kind.choices)
    other = forms.CharField(
        label=_("whom"), max_length=200, widget=forms.TextInput(attrs={"list": "known-firms", "autocomplete": "off"})
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class AssignForm(forms.Form):
    """To whom the picked customers go."""

    owner = forms.ModelChoiceField(label=_("New owner"), queryset=Person.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's signature
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = Person.objects.active().by_name()  # type: ignore[attr-defined]  # a ModelChoiceField
