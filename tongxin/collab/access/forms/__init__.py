"""What administrators type."""

from tongxin.collab.access.forms.firm import CompanyForm, UnitForm
from tongxin.collab.access.forms.letterhead import LetterheadForm
from tongxin.collab.access.forms.roles import RoleForm
from tongxin.collab.access.forms.staff import LostFactorForm, NewcomerForm, PostForm, StaffForm

__all__ = [
    "CompanyForm",
    "LetterheadForm",
    "LostFactorForm",
    "NewcomerForm",
    "PostForm",
    "RoleForm",
    "StaffForm",
    "UnitForm",
]
