"""Kinds of facts: how fast each fades, and which are private."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What sort of thing we remember of somebody."""

    LIKES = "likes", pgettext_lazy("kind of fact", "likes")
    TABOO = "taboo", pgettext_lazy("kind of fact", "avoid")
    HABIT = "habit", pgettext_lazy("kind of fact", "habit")
    HOBBY = "hobby", pgettext_lazy("kind of fact", "hobby")
    USUAL = "usual", pgettext_lazy("kind of fact", "size or usual choice")
    FAMILY = "family", pgettext_lazy("kind of fact", "family")
    BUYS_FOR = "buysfor", pgettext_lazy("kind of fact", "buys for")
    HEALTH = "health", pgettext_lazy("kind of fact", "health")
    DATE = "date", pgettext_lazy("kind of fact", "important day")


class Occasion(models.TextChoices):
    """What an important day is."""

    BIRTHDAY = "birthday", pgettext_lazy("occasion", "birthday")
    WEDDING = "wedding", pgettext_lazy("occasion", "wedding day")
    FOUNDING = "founding", pgettext_lazy("occasion", "founding day")
    OTHER = "other", pgettext_lazy("occasion", "day to remember")


class Confidence(models.TextChoices):
    """How sure the one who noted it was."""

    SURE = "sure", pgettext_lazy("confidence", "sure")
    LIKELY = "likely", pgettext_lazy("confidence", "likely")
    GUESS = "guess", pgettext_lazy("confidence", "a guess")


# Days after which half of the trust is gone; a birthday stays what it is.
HALF_LIFE: dict[str, int | None] = {
    Kind.LIKES: 730,
    Kind.TABOO: 1460,
    Kind.HABIT: 365,
    Kind.HOBBY: 1095,
    Kind.USUAL: 365,
    Kind.FAMILY: 730,
    Kind.BUYS_FOR: 365,
    Kind.HEALTH: 540,
    Kind.DATE: None,
}
# The field right of parties by which a role may hide them.
PRIVATE: dict[str, str] = {Kind.HEALTH: "health", Kind.FAMILY: "family", Kind.BUYS_FOR: "family"}
ICONS = {
    Kind.LIKES: "star",
    Kind.TABOO: "warn",
    Kind.HABIT: "clock",
    Kind.HOBBY: "play",
    Kind.USUAL: "box",
    Kind.FAMILY: "people",
    Kind.BUYS_FOR: "people",
    Kind.HEALTH: "info",
    Kind.DATE: "today",
}
