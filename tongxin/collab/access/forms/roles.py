"""The editor of a role: how far one sees and acts for each kind of record, and what is hidden in it."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongxin.base.lazy import LazyText
from tongxin.base.masks import MASKS
from tongxin.base.registries import SubjectKind, subject_kinds
from tongxin.collab.access.models import Role, Scope

FIELD_RIGHTS = [("write", _("may change")), ("read", _("only read")), ("hidden", _("hidden"))]
MASKABLE = [*FIELD_RIGHTS[:2], ("masked", _("masked")), FIELD_RIGHTS[2]]
RANK = {scope: rank for rank, scope in enumerate(Scope.values)}


class KindRow(NamedTuple):
    """One kind of record in the editor."""

    label: LazyText
    read: BoundField
    write: BoundField
    fields: list[tuple[LazyText, BoundField]]
    limited: int


def scoped_kinds() -> list[SubjectKind]:
    """Kinds of record for which a role says how far it reaches."""
    return [kind for kind in subject_kinds if kind.is_scoped]


def state_of(role: Role | None) -> str:
    """A fingerprint of what is stored, by which a form knows that somebody else saved meanwhile."""
    if role is None:
        return ""
    shown = [role.name, role.is_administrator, role.can_import, role.can_export, role.scopes, role.fields]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]


def _select(label: str, choices: Sequence[tuple[str, LazyText]], initial: str) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, initial=initial, widget=forms.Select(attrs={"aria-label": label}))


class RoleForm(forms.Form):
    """A role, with two selects for each kind and one for each field that can be hidden."""

    name = forms.CharField(label=_("Role"), max_length=60)
    is_administrator = forms.BooleanField(label=_("May change settings, people and rights"), required=False)
    can_import = forms.BooleanField(label=_("May import files"), required=False)
    can_export = forms.BooleanField(label=_("May export lists"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, role: Role | None = None, **kwargs: Any
    ) -> None:  # Any: as in Django's own signature
        self.role = role
        own = role or Role(scopes={})
        initial = {key: getattr(own, key) for key in ("name", "is_administrator", "can_import", "can_export")}
        kwargs["initial"] = {**initial, "seen": state_of(role)}
        super().__init__(*args, **kwargs)
        for kind in scoped_kinds():
            self._add_kind(kind, own)

    def _add_kind(self, kind: SubjectKind, role: Role) -> None:
        held = role.scopes.get(kind.kind, {})
        for deed, said in (("read", gettext("%(kind)s: sees")), ("write", gettext("%(kind)s: may change"))):
            label = said % {"kind": kind.label}
            field = _select(label, list(Scope.choices), held.get(deed, Scope.NONE))
            self.fields[f"scope-{kind.kind}-{deed}"] = field
        for name, title in kind.fields.items():
            right = role.fields.get(kind.kind, {}).get(name, "write")
            rights = MASKABLE if kind.kind == "party" and name in MASKS else FIELD_RIGHTS
            offered = [pair for pair in rights if pair[0] != "hidden" or name not in kind.always_seen]
            self.fields[f"field-{kind.kind}-{name}"] = _select(f"{kind.label}: {title}", offered, right)

    def kinds(self) -> Iterator[KindRow]:
        """The editor's rows."""
        for kind in scoped_kinds():
            fields = [(title, self[f"field-{kind.kind}-{name}"]) for name, title in kind.fields.items()]
            limited = sum(1 for _title, bound in fields if bound.value() != "write")
            read, write = self[f"scope-{kind.kind}-read"], self[f"scope-{kind.kind}-write"]
            yield KindRow(kind.label, read, write, fields, limited)

    def clean_name(self) -> str:
        """Every role has a name of its own."""
        name: str = self.cleaned_data["name"].strip()
        if Role.objects.filter(name=name).exclude(pk=self.role.pk if self.role else 0).exists():
            raise forms.ValidationError(_("There is a role of this name already."))
        return name

    def clean(self) -> dict[str, Any]:  # Any: field values
        """Nobody changes more than they see, and nobody saves over what another one has just saved."""
        given = super().clean() or {}
        for kind in scoped_kinds():
            read, write = given.get(f"scope-{kind.kind}-read"), given.get(f"scope-{kind.kind}-write")
            if read and write and RANK[write] > RANK[read]:
                self.add_error(f"scope-{kind.kind}-write", _("Nobody can change more than they see."))
        stored = Role.objects.filter(pk=self.role.pk).first() if self.role else None
        if given.get("seen", "") != state_of(stored):
            self.add_error(None, _("Somebody else changed this role meanwhile. Reload the page to see it."))
        return given

    def values(self) -> dict[str, Any]:  # Any: columns
        """What to store. Kinds that no room registers at present stay as they were."""
        given = self.cleaned_data
        scopes = dict(self.role.scopes) if self.role else {}
        fields = dict(self.role.fields) if self.role else {}
        for kind in scoped_kinds():
            scopes[kind.kind] = {deed: given[f"scope-{kind.kind}-{deed}"] for deed in ("read", "write")}
            rights = {name: given[f"field-{kind.kind}-{name}"] for name in kind.fields}
            fields[kind.kind] = {name: right for name, right in rights.items() if right != "write"}
        plain = {key: given[key] for key in ("name", "is_administrator", "can_import", "can_export")}
        return {**plain, "scopes": scopes, "fields": {kind: rights for kind, rights in fields.items() if rights}}
