"""The OpenAPI document as a page shows it: resources, their operations, what goes in and what comes out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

Document = dict[str, Any]  # Any: JSON values
# What is said in docstrings and headers is translated where it is shown; the catalogue holds all of it.
_METHODS = ("get", "post", "patch", "delete")


@dataclass(frozen=True)
class Field:
    """One value. `kind` is its type in short, `is_needed` whether a request must hold it."""

    name: str
    kind: str
    is_needed: bool
    words: str


@dataclass(frozen=True)
class Operation:
    """One method of one address."""

    method: str
    path: str
    words: str
    questions: list[Field]
    body: list[Field]
    answer: list[Field]
    statuses: str

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"{self.method}{self.path}".lower().replace("/", "-").replace("{", "").replace("}", "")


@dataclass
class Resource:
    """Operations of one tag."""

    name: str
    operations: list[Operation] = field(default_factory=list)


def resources_of(document: Document) -> list[Resource]:
    """All resources, in the order of the document."""
    found: dict[str, Resource] = {}
    for path, operations in document["paths"].items():
        for method in _METHODS:
            if method in operations:
                name = operations[method]["tags"][0]
                found.setdefault(name, Resource(name)).operations.append(
                    _operation(document, method, path, operations[method])
                )
    return list(found.values())


def _operation(document: Document, method: str, path: str, told: Document) -> Operation:
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    answer: Document = next((content for status, content in told["responses"].items() if int(status) < 300), {})
    shape = answer.get("content", {}).get("application/json", {}).get("schema")
    asked = [
        _field(document, one["name"], one["schema"], one["required"], one.get("description", ""))
        for one in told["parameters"]
    ]
    words: str = told["description"]
    return Operation(
        method=method.upper(),
        path=path,
        words=gettext(words),
        questions=[one for one in asked if f"{{{one.name}}}" not in path],
        body=list(_fields(document, body)),
        answer=list(_fields(document, shape)),
        statuses=", ".join(str(status) for status in told["responses"]),
    )


def _fields(document: Document, schema: Document | None) -> Iterator[Field]:
    shape = _resolved(document, schema or {})
    for name, one in shape.get("properties", {}).items():
        yield _field(document, name, one, name in shape.get("required", ()), one.get("description", ""))


def _field(document: Document, name: str, schema: Document, is_needed: bool, words: str) -> Field:
    return Field(name, _kind(document, schema), is_needed, gettext(words) if words else "")


def _kind(document: Document, schema: Document) -> str:
    """The type in short: `string`, `integer | null`, `[Party]`."""
    if "$ref" in schema:
        name: str = schema["$ref"].rsplit("/", 1)[-1]
        return name
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_kind(document, one) for one in schema["anyOf"]))
    if "enum" in schema or "const" in schema:
        return " | ".join(f"“{one}”" for one in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"[{_kind(document, schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type") or "any")


def _resolved(document: Document, schema: Document) -> Document:
    if "$ref" not in schema:
        return schema
    schemas: dict[str, Document] = defaultdict(dict, document["components"]["schemas"])
    return schemas[schema["$ref"].rsplit("/", 1)[-1]]
