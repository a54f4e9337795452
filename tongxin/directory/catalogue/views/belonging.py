"""What belongs to a product: further units, what a bundle holds, spare parts and substitutes, pictures. Typed on its page."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.files.actions import FileRefused, attach_file, remove_attachment, store_file
from tongxin.collab.files.models import Attachment
from tongxin.collab.people.policies import me
from tongxin.directory.catalogue.actions import (
    drop_unit,
    link_products,
    put_into_bundle,
    say_unit,
    take_out_of_bundle,
    unlink_products,
)
from tongxin.directory.catalogue.models import Product
from tongxin.directory.catalogue.views.answering import done, keeper, named_product, seen_product


def _do(request: HttpRequest, one: Product, deed: Callable[[], Any]) -> HttpResponse:  # Any: what the verb answers
    """Do it and come back, or come back and say why not."""
    try:
        deed()
    except ValidationError as error:
        return done(request, " ".join(error.messages), one.get_absolute_url(), is_refusal=True)
    return done(request, _("Saved"), one.get_absolute_url())


@door(signed_in, methods=("POST",))
def product_units(request: HttpRequest, product_id: int) -> HttpResponse:
    """A further unit and how many own units it holds; `remove` names one to take out."""
    one, typed = seen_product(request, product_id), request.POST
    keeper(request)
    if name := typed.get("remove"):
        return _do(request, one, lambda: drop_unit(by=me(request), product=one, name=name))
    factor = typed.get("factor", "")
    return _do(request, one, lambda: say_unit(by=me(request), product=one, name=typed.get("name", ""), factor=factor))


@door(signed_in, methods=("POST",))
def product_parts(request: HttpRequest, product_id: int) -> HttpResponse:
    """What the bundle holds; `remove` names one to take out."""
    one, typed = seen_product(request, product_id), request.POST
    keeper(request)
    if code := typed.get("remove"):
        return _do(request, one, lambda: take_out_of_bundle(by=me(request), bundle=one, part=named_product(request, code)))  # fmt: skip

    def put() -> None:
        part = named_product(request, typed.get("product", ""))
        put_into_bundle(by=me(request), bundle=one, part=part, quantity=typed.get("quantity") or "1")

    return _do(request, one, put)


@door(signed_in, methods=("POST",))
def product_links(request: HttpRequest, product_id: int) -> HttpResponse:
    """A spare part, or what can be sold in its place; `remove` names one."""
    one, typed = seen_product(request, product_id), request.POST
    keeper(request)
    verb = unlink_products if typed.get("remove") else link_products
    name, kind = typed.get("remove") or typed.get("product", ""), typed.get("kind", "")
    return _do(request, one, lambda: verb(by=me(request), product=one, other=named_product(request, name), kind=kind))


@door(signed_in, methods=("POST",))
def product_pictures(request: HttpRequest, product_id: int) -> HttpResponse:
    """Pictures of it; `remove` is the number of one to take off."""
    one = seen_product(request, product_id)
    keeper(request)
    subject, number = Subject("product", one.pk), request.POST.get("remove", "")
    if number:
        shown = Attachment.objects.present().on(subject)
        found = shown.filter(pk=int(number)).first() if number.isascii() and number.isdigit() and len(number) < 19 else None  # fmt: skip
        return _do(request, one, lambda: found and remove_attachment(by=me(request), attachment=found))
    return _do(request, one, lambda: _attach(request, subject))


def _attach(request: HttpRequest, subject: Subject) -> None:
    uploads: list[Any] = request.FILES.getlist("pictures")  # Any: uploads have a size by the time they are here
    if not uploads:
        raise ValidationError(_("Choose a picture first."))
    for upload in uploads:
        try:
            file = store_file(by=me(request), upload=upload)
        except FileRefused as error:
            raise ValidationError(str(error)) from error
        if not file.is_picture:
            raise ValidationError(_("%(name)s is no picture. PNG, JPEG, GIF and WebP are.") % {"name": file.name})
        attach_file(by=me(request), file=file, on=subject)
