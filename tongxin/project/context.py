"""What the frame around every page shows."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:  # Any: template context
    """Menu, person and appearance."""
    return {}
