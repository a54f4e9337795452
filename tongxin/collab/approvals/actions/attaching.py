"""Files and signatures that come with a request, a decision or a remark: attached to the approval, named in the entry."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions.errors import DeedRefused
from tongxin.collab.approvals.models import Approval
from tongxin.collab.files.actions import attach_file
from tongxin.collab.files.models import StoredFile
from tongxin.collab.people.models import Person


def attached(
    by: Person, approval: Approval, files: Sequence[StoredFile], signature: StoredFile | None = None
) -> dict[str, Any]:  # Any: JSON values
    """Put them on the approval; answers what the entry keeps of them. Raises DeedRefused for a signature that is no picture."""
    on, data = Subject("approval", approval.pk), dict[str, Any]()  # Any: as above
    if files:
        data["files"] = [attach_file(by=by, file=file, on=on).pk for file in files]
    if signature is not None:
        if not signature.is_picture:
            raise DeedRefused(_("The signature did not arrive as a picture. Sign once more."))
        data["signature"] = attach_file(by=by, file=signature, on=on).pk
    return data
