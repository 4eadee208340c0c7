"""Every room stands in the contracts that keep the rooms apart."""

from tests.guards.house import ROOT, pyproject

TANDEM = ROOT / "src" / "tandem"


def contract(name: str) -> dict[str, object]:
    contracts = pyproject()["tool"]["importlinter"]["contracts"]
    (found,) = (contract for contract in contracts if contract["id"] == name)
    assert isinstance(found, dict)
    return found


def rooms(name: str) -> list[str]:
    layers = contract(name)["layers"]
    assert isinstance(layers, list)
    return [room.strip() for layer in layers for room in layer.split("|")]


def test_the_rooms_that_are_there_are_the_rooms_of_the_contract() -> None:
    there = {path.parent.name for path in TANDEM.glob("*/__init__.py")}
    assert there == set(rooms("rooms"))


def test_the_rooms_of_the_core_are_those_of_the_contract() -> None:
    there = {path.parent.name for path in (TANDEM / "core").glob("*/__init__.py")}
    assert there == set(rooms("core"))


def test_the_contracts_are_exhaustive() -> None:
    assert contract("rooms")["exhaustive"] is True
    assert contract("core")["exhaustive"] is True


def test_every_source_file_is_in_a_package() -> None:
    """A folder without an __init__ escapes the contracts unseen."""
    folders = {path.parent for path in TANDEM.rglob("*.py")}
    assert {str(f.relative_to(ROOT)) for f in folders if not (f / "__init__.py").exists()} == set()
