"""A firm moves from SQLite to PostgreSQL with everything it has, or not at all."""

from tests.commands.terminal import Terminal
from tests.commands.test_backup_postgres import new_database, server  # noqa: F401  # a fixture

PEOPLE = "名称,电话,备注\n恒润阀门有限公司,13806021001,谈过𠮷野的价\n澄江水务集团,13806021002,Ångström 😀\n"


def test_a_firm_moves_with_everything_it_has(firm: Terminal, server: str) -> None:  # noqa: F811  # the fixture
    (firm.data / "two.csv").write_text(PEOPLE, encoding="utf-8")
    firm.done("import", str(firm.data / "two.csv"), "--target", "customers")
    there = new_database(server, firm.data)
    told = firm.told("move", "--to", there.url)
    assert told["tables"]["parties_party"]["rows"] == 2
    assert there.ask("SELECT count(*) FROM parties_party") == 2
    assert there.ask("SELECT count(*) FROM search_index") == 2
    assert there.ask("SELECT last_value FROM parties_party_id_seq") == 2
    assert (firm.data / "maintenance.json").exists()
    assert "is not empty" in firm.refused("move", "--to", there.url)
