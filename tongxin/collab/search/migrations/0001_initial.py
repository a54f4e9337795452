from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE search_index USING fts5(words, tokenize = 'ascii', detail = none, columnsize = 0)
"""
POSTGRES = """
CREATE TABLE search_index (
    shelf integer NOT NULL, record bigint NOT NULL, words tsvector NOT NULL, PRIMARY KEY (shelf, record)
);
CREATE INDEX search_index_words ON search_index USING gin (words);
"""


def create(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_index")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(create, drop)]
