"""Set-up tells in one line what is wrong, recovers from what broke, and else keeps still."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.guards.house import ROOT

SHELL = shutil.which("sh") or "/bin/sh"
COMMANDS = (
    *("awk", "cat", "chmod", "cp", "cut", "df", "dirname", "find", "flock", "grep", "mkdir"),
    *("rm", "sed", "sha256sum", "sort", "tail", "tr"),
)

# Stands in for Python 3.11: it makes virtual environments that hold an installer, which puts
# one package there and keeps a list of what it was asked.
PYTHON = r"""
case "$*" in
    *version_info*) echo 3.11.2 ;;
    *"--without-pip"*)
        for venv in "$@"; do :; done
        mkdir -p "$venv/bin" "$venv/lib/python3.11/site-packages"
        cp "$0" "$venv/bin/python"
        ;;
    *"-m venv"*)
        mkdir -p .venv-tools/bin
        cp "$0" .venv-tools/bin/python
        ;;
    *"pip config"*) echo "global.index-url='$PIP_HOUSE_INDEX'" ;;
    *"pip install"*) cp "${0%/*}/../../uv" .venv-tools/bin/uv ;;
esac
"""
INSTALLER = r"""
echo "$* $UV_DEFAULT_INDEX" >>asked
[ ! -e broken ] || { echo "something never seen before"; exit 1; }
case "$*" in *.venv-bench/*) venv=.venv-bench ;; *) venv=.venv ;; esac
mkdir -p "$venv/lib/python3.11/site-packages/click-8.dist-info"
"""


@dataclass
class Checkout:
    """A checkout that holds only what set-up reads, and the commands it finds."""

    folder: Path
    commands: Path

    def script(self, name: str, text: str, *, folder: Path | None = None) -> None:
        path = (folder or self.commands) / name
        path.unlink(missing_ok=True)
        path.write_text(f"#!{SHELL}\n{text}\n", encoding="utf-8")
        path.chmod(0o755)

    def set_up(self, level: str = "dev", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [SHELL, str(self.folder / "tools" / "setup"), level],
            env={"PATH": str(self.commands), "HOME": str(self.folder), **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )

    def failure(self, level: str = "dev", **environment: str) -> str:
        """What a failing set-up says: exactly one line."""
        done = self.set_up(level, **environment)
        assert done.returncode == 1
        (line,) = done.stderr.splitlines()
        return line

    def installs(self, level: str = "dev", **environment: str) -> bool:
        """Whether set-up succeeds, and had something to install."""
        done = self.set_up(level, **environment)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout != ""

    def asked(self) -> list[str]:
        """What the installer was asked, time after time."""
        return (self.folder / "asked").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout on a machine without any Python."""
    made = Checkout(tmp_path / "a checkout", tmp_path / "bin")
    made.commands.mkdir()
    for name in ("tools", "requirements"):
        shutil.copytree(ROOT / name, made.folder / name)
    for name in COMMANDS:
        if found := shutil.which(name):
            (made.commands / name).symlink_to(found)
    return made


@pytest.fixture
def machine(checkout: Checkout) -> Checkout:
    """The same, with a stand-in for Python 3.11."""
    checkout.script("python3.11", PYTHON)
    checkout.script("uv", INSTALLER, folder=checkout.folder)
    return checkout


def test_without_python_it_says_so(checkout: Checkout) -> None:
    line = checkout.failure()
    assert line.startswith("Tandem: Python 3.11 is needed; python3.11 was not found.")


def test_another_python_is_named(checkout: Checkout) -> None:
    checkout.script("python3", "echo 3.10.13")
    assert "Python 3.11 is needed; python3 is Python 3.10.13." in checkout.failure()


def test_with_a_python_of_choice_it_looks_no_further(machine: Checkout) -> None:
    machine.script("mine", "echo 3.12.1")
    mine = str(machine.commands / "mine")
    assert f"Python 3.11 is needed; {mine} is Python 3.12.1." in machine.failure(PYTHON=mine)


def test_a_wrong_python_of_choice_is_told_also_when_nothing_is_to_be_done(
    machine: Checkout,
) -> None:
    assert machine.installs()
    machine.script("mine", "echo 3.12.1")
    assert "is Python 3.12.1." in machine.failure(PYTHON=str(machine.commands / "mine"))


def test_without_room_it_says_how_much_is_needed(machine: Checkout) -> None:
    machine.script("df", "echo header; echo disk 9 9 20480 9% /")
    line = machine.failure()
    assert line.startswith(f"Tandem: no room on the disk: {machine.folder} needs ")
    assert line.endswith(" MB and has 20 MB")


def test_where_it_cannot_write_it_says_so(machine: Checkout) -> None:
    (machine.folder / "build").write_text("not a folder", encoding="utf-8")
    line = machine.failure()
    assert line == f"Tandem: no room on the disk, or no right to write, in {machine.folder}"


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ("Failed to establish a new connection: [Errno -3]", "Tandem: no network: the installer"),
        ("OSError: [Errno 28] No space left on device", "Tandem: no room on the disk for the inst"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "Tandem: what was fetched for the installer"),
        ("something never seen before", "Tandem: the installer could not be installed: the reason"),
    ],
)
def test_a_failed_installation_is_told_by_its_reason(
    checkout: Checkout, told: str, line: str
) -> None:
    answers = f'*version_info*) echo 3.11.2;; *ensurepip*) ;; *) echo "{told}"; exit 1;;'
    checkout.script("python3.11", f'case "$*" in {answers} esac')
    said = checkout.failure()
    assert said.startswith(line)
    assert "build/install.log" in said
    assert told in (checkout.folder / "build" / "install.log").read_text(encoding="utf-8")


def test_a_second_time_there_is_nothing_to_do(machine: Checkout) -> None:
    assert machine.installs()
    (machine.commands / "python3.11").unlink()
    assert not machine.installs()
    assert len(machine.asked()) == 1


def test_changed_requirements_are_installed(machine: Checkout) -> None:
    assert machine.installs()
    with (machine.folder / "requirements" / "dev.txt").open("a", encoding="utf-8") as requirements:
        requirements.write("# changed\n")
    assert machine.installs()
    assert not machine.installs()


def test_after_a_failure_it_starts_afresh(machine: Checkout) -> None:
    (machine.folder / "broken").touch()
    assert machine.failure().startswith("Tandem: a Python package could not be installed")
    debris = machine.folder / ".venv" / "half-installed"
    debris.touch()
    (machine.folder / "broken").unlink()
    assert machine.installs()
    assert not debris.exists()


def test_a_package_that_was_lost_comes_back(machine: Checkout) -> None:
    assert machine.installs()
    package = (
        machine.folder / ".venv" / "lib" / "python3.11" / "site-packages" / "click-8.dist-info"
    )
    package.rmdir()
    assert machine.installs()
    assert package.exists()


def test_a_checkout_may_move(machine: Checkout) -> None:
    assert machine.installs()
    moved = machine.folder.rename(machine.folder.with_name("elsewhere"))
    machine.folder = moved
    assert machine.installs()
    assert f'"{moved}/.venv/bin/python"' in (moved / ".venv" / "bin" / "tandem").read_text("utf-8")


def test_what_development_needs_stays_when_running_is_asked_for(machine: Checkout) -> None:
    assert machine.installs("run")
    assert machine.installs("dev")
    assert not machine.installs("run")
    assert [line.split("/")[-1].split(".txt")[0] for line in machine.asked()] == ["base", "dev"]


def test_what_is_compared_with_stands_apart(machine: Checkout) -> None:
    assert machine.installs("dev")
    assert machine.installs("bench")
    assert (machine.folder / ".venv-bench" / "bin" / "tandem").exists()
    assert not machine.installs("dev")
    assert not machine.installs("bench")
    assert [line.split("/")[-1].split(".txt")[0] for line in machine.asked()] == ["dev", "bench"]


def test_packages_come_from_where_pip_finds_them(machine: Checkout) -> None:
    assert machine.installs(PIP_HOUSE_INDEX="https://packages.house.example/simple")
    assert machine.asked()[0].endswith("requirements/dev.txt https://packages.house.example/simple")


def test_packages_are_held_against_their_hashes(machine: Checkout) -> None:
    assert machine.installs()
    assert "--require-hashes" in machine.asked()[0]


def test_root_gets_a_user_for_the_database_once(machine: Checkout) -> None:
    machine.script("id", 'case "$*" in -u) echo 0 ;; *) [ -e made ] ;; esac')
    machine.script("useradd", 'echo "$*" >>made')
    for _ in range(2):
        machine.installs("run")
    made = (machine.folder / "made").read_text(encoding="utf-8").splitlines()
    assert made == ["--system --no-create-home --shell /usr/sbin/nologin tandem-postgres"]


def test_who_is_not_root_gets_no_user(machine: Checkout) -> None:
    machine.script("id", "echo 1000")
    machine.script("useradd", "exit 1")
    assert machine.installs("run")
