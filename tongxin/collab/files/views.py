"""Fetching a file."""

from django.http import FileResponse, Http404, HttpRequest

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.files.models import Attachment
from tongxin.collab.files.queries import open_file


@door(signed_in)
def attachment(request: HttpRequest, attachment_id: int) -> FileResponse:
    """The contents, for who may see the record at this moment. Pictures are shown, all else is saved, nothing runs."""
    chosen = Attachment.objects.filter(pk=attachment_id).present().visible_to(request.user)
    found = chosen.select_related("file").first()
    if found is None:
        raise Http404
    file = found.file
    return FileResponse(
        open_file(file),
        as_attachment=not file.is_picture,
        filename=file.name,
        content_type="text/plain; charset=utf-8" if file.content_type == "text/plain" else file.content_type,
        headers={"Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff"},
    )
