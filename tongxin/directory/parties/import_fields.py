"""What columns of a file can become here."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import ImportField, ImportTarget, import_targets
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.fields.queries import import_columns, own_fields
from tongxin.directory.parties.actions.importing import (
    check_drafts,
    contact_draft,
    customer_draft,
    prepare,
    undo_batch,
    write_drafts,
)
from tongxin.directory.parties.actions.importing.rights import COLUMN_OF
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.models.facts import max_length

ROLE_WORDS = {
    "客户": "customer",
    "customer": "customer",
    "供应商": "supplier",
    "supplier": "supplier",
    "vendor": "supplier",
    "经销商": "dealer",
    "dealer": "dealer",
    "代理商": "agent",
    "代理": "agent",
    "agent": "agent",
    "竞争对手": "competitor",
    "competitor": "competitor",
    "合作伙伴": "partner",
    "partner": "partner",
}
KIND_WORDS = {
    "1": "organisation",
    "true": "organisation",
    "是": "organisation",
    "0": "person",
    "false": "person",
    "否": "person",
    "公司": "organisation",
    "企业": "organisation",
    "单位": "organisation",
    "company": "organisation",
    "organisation": "organisation",
    "organization": "organisation",
    "个人": "person",
    "person": "person",
    "individual": "person",
    "家庭": "household",
    "household": "household",
}
CONTACT_ROLE_WORDS = {
    "决策人": "decider",
    "决策者": "decider",
    "拍板": "decider",
    "decider": "decider",
    "decision maker": "decider",
    "审批": "approver",
    "approver": "approver",
    "技术": "technical",
    "technical": "technical",
    "使用": "user",
    "user": "user",
    "采购": "buyer",
    "buyer": "buyer",
    "内线": "coach",
    "coach": "coach",
}
FIRM, PEOPLE, WORK = "firm", "people", "work"


def _firm_fields() -> list[ImportField]:
    def text(key: str, label: Any, group: str = FIRM) -> ImportField:  # Any: lazy text
        return ImportField(key=key, label=label, kind="text", group=group, max_length=max_length(key))

    return [
        ImportField(key="name", label=_("customer name"), kind="name", required=True, group=FIRM, max_length=200),
        text("short_name", _("short name")),
        text("english_name", _("English name")),
        ImportField(key="uscc", label=_("unified social credit code"), kind="uscc", group=FIRM),
        text("tax_number", _("tax number")),
        ImportField(key="kind", label=_("organisation or person"), kind="choice", group=FIRM, choices=KIND_WORDS),
        ImportField(
            key="roles", label=_("customer, supplier …"), kind="choice", many=True, group=FIRM, choices=ROLE_WORDS
        ),
        ImportField(key="phones", label=_("phone of the firm"), kind="phone", many=True, group=FIRM),
        ImportField(key="fax", label=_("fax"), kind="phone", many=True, group=FIRM),
        ImportField(key="emails", label=_("e-mail of the firm"), kind="mail", many=True, group=FIRM),
        ImportField(key="website", label=_("website"), kind="url", group=FIRM, max_length=200),
        text("country", _("country")),
        text("province", _("province")),
        text("city", _("city")),
        text("district", _("district")),
        ImportField(key="address", label=_("address"), kind="address", group=FIRM, max_length=300),
        text("postcode", _("postcode")),
        text("industry", _("industry")),
        text("tier", _("tier")),
        text("source", _("source")),
        text("region", _("sales region")),
        ImportField(key="owner", label=_("owner"), kind="person", group=WORK),
        ImportField(key="tags", label=_("tags"), kind="tags", many=True, group=WORK),
        ImportField(key="note", label=_("note"), kind="long", many=True, group=WORK),
        ImportField(key="last_contact_on", label=_("last contact"), kind="date", group=WORK),
        ImportField(key="next_step", label=_("next step"), kind="text", group=WORK, max_length=200),
        ImportField(key="next_on", label=_("next step due"), kind="date", group=WORK),
        ImportField(key="parent", label=_("belongs to group"), kind="name", group=FIRM, max_length=200),
        text("external_id", _("number in the old system"), WORK),
    ]


def _people_fields() -> list[ImportField]:
    """Who works there: the columns about one or several people in a row."""
    return [
        ImportField(key="contacts", label=_("contacts with phones (split)"), kind="people", many=True, group=PEOPLE),
        ImportField(key="contact_name", label=_("contact"), kind="people", many=True, group=PEOPLE),
        ImportField(
            key="contact_family_name", label=_("contact's family name"), kind="text", group=PEOPLE, max_length=50
        ),
        ImportField(
            key="contact_given_name", label=_("contact's given name"), kind="text", group=PEOPLE, max_length=50
        ),
        ImportField(key="contact_title", label=_("job title"), kind="text", group=PEOPLE, max_length=80),
        ImportField(key="contact_department", label=_("department"), kind="text", group=PEOPLE, max_length=80),
        ImportField(
            key="contact_role", label=_("role in decisions"), kind="choice", group=PEOPLE, choices=CONTACT_ROLE_WORDS
        ),
        ImportField(key="contact_mobile", label=_("contact's mobile"), kind="phone", many=True, group=PEOPLE),
        ImportField(key="contact_phone", label=_("contact's phone"), kind="phone", many=True, group=PEOPLE),
        ImportField(key="contact_email", label=_("contact's e-mail"), kind="mail", many=True, group=PEOPLE),
        ImportField(key="contact_wechat", label=_("contact's WeChat"), kind="text", group=PEOPLE, max_length=254),
        ImportField(key="contact_qq", label=_("contact's QQ"), kind="text", group=PEOPLE, max_length=254),
        ImportField(key="contact_birthday", label=_("contact's birthday"), kind="date", group=PEOPLE),
    ]


def fields_for(person: Any) -> list[ImportField]:  # Any: the person type of the people room
    """The fields this person may write, those that the firm added behind the others."""
    locked = locked_fields(person, "party")
    groups = {one.key: PEOPLE if one.only_for == Party.Kind.PERSON else WORK for one in own_fields("party")}
    added = [replace(one, group=groups[one.key]) for one in import_columns(person, "party")]
    return [
        *(field for field in (*_firm_fields(), *_people_fields()) if COLUMN_OF.get(field.key, field.key) not in locked),
        *added,
    ]


def register_targets() -> None:
    """Customers with their contacts, and contacts from an address book."""
    for key, label, order, draft in (
        ("customers", _("Customers"), 10, customer_draft),
        ("contacts", _("Contacts"), 20, contact_draft),
    ):
        import_targets.register(
            key,
            ImportTarget(
                key=key,
                label=label,
                order=order,
                fields=fields_for,
                draft=draft,
                prepare=prepare,
                check=check_drafts,
                write=write_drafts,
                undo=undo_batch,
            ),
        )
