"""What somebody new becomes, when nobody says what."""

from tongxin.collab.access.models import Role


def usual_role() -> Role | None:
    """What most colleagues become: the first role that changes its own customers, or else any that doesn't administer."""
    plain = Role.objects.filter(is_administrator=False).order_by("id")
    return next((role for role in plain if role.scopes.get("party", {}).get("write") == "own"), plain.first())
