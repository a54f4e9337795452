"""Verbs of leads."""

from tongxin.frontoffice.leads.actions.arranging import MayNotArrange, make_first_sources, save_rules, save_source
from tongxin.frontoffice.leads.actions.changing import change_lead
from tongxin.frontoffice.leads.actions.converting import Converted, convert_lead
from tongxin.frontoffice.leads.actions.forgetting import forget_leads
from tongxin.frontoffice.leads.actions.noting import MayNotNoteLeads, note_lead
from tongxin.frontoffice.leads.actions.working import (
    LeadGone,
    NotOpenLead,
    answer_lead,
    assign_lead,
    drop_lead,
    reopen_lead,
    take_lead,
)

__all__ = [
    "Converted",
    "LeadGone",
    "MayNotArrange",
    "MayNotNoteLeads",
    "NotOpenLead",
    "answer_lead",
    "assign_lead",
    "change_lead",
    "convert_lead",
    "drop_lead",
    "forget_leads",
    "make_first_sources",
    "note_lead",
    "reopen_lead",
    "save_rules",
    "save_source",
    "take_lead",
]
