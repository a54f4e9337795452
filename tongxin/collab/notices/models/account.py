"""By which name a service knows a colleague."""

from django.db import models

from tongxin.collab.people.models import Person


class Account(models.Model):
    """The reader's own number with the app of a channel: a message goes to it and to nobody whose phone happens to be the same."""

    channel = models.ForeignKey("notices.Channel", on_delete=models.CASCADE, related_name="accounts", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "person"], name="account_one_for_each"),
            models.UniqueConstraint(fields=["channel", "name"], name="account_of_one"),
        ]

    def __str__(self) -> str:
        return self.name
