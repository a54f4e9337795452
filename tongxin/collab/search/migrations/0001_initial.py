from django.db import migrations

CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search_index USING fts5(words, tokenize = 'ascii', detail = none, columnsize = 0)",
        "CREATE VIRTUAL TABLE search_words USING fts5vocab(search_index, instance)",
    ],
    "postgresql": [
        "CREATE TABLE search_index (shelf integer NOT NULL, record bigint NOT NULL, words tsvector NOT NULL, PRIMARY KEY (shelf, record))",
        "CREATE INDEX search_index_words ON search_index USING gin (words)",
    ],
}
DROP = {
    "sqlite": ["DROP TABLE search_words", "DROP TABLE search_index"],
    "postgresql": ["DROP TABLE search_index"],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(create, drop)]
