"""What people type. Saving is the actions' work."""

from tongxin.frontoffice.pipeline.forms.deals import LoseForm, NextForm, OpportunityForm, WinForm, opportunity_initial

__all__ = ["LoseForm", "NextForm", "OpportunityForm", "WinForm", "opportunity_initial"]
