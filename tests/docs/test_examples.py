"""Every example of a command with its answer, on any page, is what the command really answers."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, markdown
from tests.support.running import Home

pytestmark = pytest.mark.slow
EXAMPLE = re.compile(
    r"^```sh\nxieshou (?P<words>[^\n]+)\n```(?P<prose>.*?)^```json\n(?P<answer>.*?)^```", re.M | re.S
)


def examples() -> list[tuple[Path, str, str]]:
    """Page, words and answer of each command that stands alone in a block and is followed by JSON."""
    found = []
    for page in markdown():
        for match in EXAMPLE.finditer(page.read_text("utf-8")):
            if "```" not in match["prose"]:
                found.append((page, match["words"], match["answer"]))
    return found


def test_there_are_examples_on_the_page_of_commands_and_in_both_readmes() -> None:
    pages = [page.relative_to(ROOT).as_posix() for page, _, _ in examples()]
    assert pages.count("docs/commands.md") >= 5
    assert {"README.md", "README.zh-CN.md"} <= set(pages)


def test_every_example_answers_as_its_page_says(loaded_home: Home) -> None:
    for page, words, answer in examples():
        done = loaded_home.run(*shlex.split(words))
        assert json.loads(done.stdout) == json.loads(answer), f"{page.relative_to(ROOT)}: xieshou {words}"


def test_every_command_of_the_readmes_that_answers_can_be_typed(loaded_home: Home) -> None:
    for page in (ROOT / "README.md", ROOT / "README.zh-CN.md"):
        typed = re.findall(r"^xieshou ((?:resolve|helpers|verify)[^\n]*)$", page.read_text("utf-8"), re.M)
        assert typed, page.name
        for words in typed:
            assert loaded_home.run_afresh(*shlex.split(words)).returncode == 0, words
