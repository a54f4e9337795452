"""What an import did, for programs and for the command line."""

from typing import Any

from tongxin.interfaces.imports.models import Import


def report_of(of: Import) -> dict[str, Any]:  # Any: JSON
    """The report whose keys `contracts` promises. Rejected values of rows that came in otherwise are listed as well."""
    rejected = of.rejections.order_by("row", "id").values("row", "column", "value", "reason")
    return {
        "id": of.pk,
        "file": of.name,
        "rows": of.read,
        "created": of.created,
        "updated": of.updated,
        "unchanged": of.unchanged,
        "merged": of.merged,
        "rejected": list(rejected),
        "warnings": of.warnings,
        "mapping": [{key: entry[key] for key in ("column", "field", "confidence")} for entry in of.mapping],
        "seconds": round(of.seconds, 3),
    }
