"""A colleague who does not stop working: adds customers and uploads, one line printed for each, until killed."""

import itertools

import django

django.setup()

from django.core.files.base import ContentFile  # noqa: E402  # apps must be loaded first

from tongxin.base.subjects import Subject  # noqa: E402  # apps must be loaded first
from tongxin.collab.files.actions import attach_file, store_file  # noqa: E402  # apps must be loaded first
from tongxin.collab.people.models import Person  # noqa: E402  # apps must be loaded first
from tongxin.directory.parties.actions import create_party  # noqa: E402  # apps must be loaded first


def main() -> None:
    by = Person.objects.get()
    for number in itertools.count():
        party = create_party(by=by, name=f"东吴阀门{number}厂", points={"phone": [f"1380013{number:04d}"]})
        file = store_file(by=by, upload=ContentFile(f"图纸 {number} {'x' * 5000}".encode(), name=f"图纸{number}.txt"))
        attach_file(by=by, file=file, on=Subject("party", party.pk), customer=party.pk)
        print(number, flush=True)


main()
