"""A kind of record to search for: colleagues, of whom administrators see all and others only themselves."""

import pytest

from tongxin.base.registries import Document, DocumentSource, Hit, search_documents
from tongxin.collab.access.policies import can_administer
from tongxin.collab.people.models import Person

KIND = "colleague"


def documents(ids):
    for person in Person.objects.active().filter(pk__in=ids):
        yield Document(
            id=person.pk, people=[person.name], phones=[person.phone], mails=[person.email], text=person.theme
        )


def visible(person):
    if not isinstance(person, Person):
        return Person.objects.none()
    return Person.objects.all() if can_administer(person) else Person.objects.filter(pk=person.pk)


def hits(person, ids):
    return {
        found.pk: Hit(
            kind=KIND, id=found.pk, title=found.name, detail=found.email, url=f"/people/{found.pk}/", face="person"
        )
        for found in visible(person).filter(pk__in=ids)
    }


@pytest.fixture
def colleagues(cast):
    """The firm, with the kind registered and nobody indexed yet."""
    search_documents.register(
        KIND,
        DocumentSource(
            kind=KIND,
            shelf=35,
            label="Colleagues",
            icon="people",
            documents=documents,
            visible=visible,
            hits=hits,
            order=1,
            stage_fields={"contact": ("phone", "email")},
        ),
    )
    yield cast
    search_documents._entries.pop(KIND)


@pytest.fixture
def people(colleagues):
    """Eight named people who can be found."""
    names = ["欧阳修远", "张三丰", "张恒", "李恒信", "恒大伟", "Anna Müller", "王小二", "𠮷野健"]
    rows = [
        Person(name=name, sort_key=f"{at:02}", email=f"p{at}@firm.example", phone=f"+861380000{at:04}")
        for at, name in enumerate(names, 1000)
    ]
    Person.objects.bulk_create(rows)
    return {person.name: person for person in Person.objects.filter(name__in=names)}
