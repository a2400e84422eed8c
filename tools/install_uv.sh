#!/bin/sh
# Puts uv into the folder named by the first argument, and nowhere else.
set -u
target=$1
version='uv>=0.8'
echo "uv is not on this machine: installing it into $target" >&2
# --target touches nothing of the system's Python, so it also works where pip refuses to.
python3 -m pip install --quiet --disable-pip-version-check --target "$target" "$version" && exit 0
rm -rf "$target"
echo "pip --target did not work; trying a private virtual environment" >&2
if python3 -m venv "$target" && "$target/bin/python" -m pip install --quiet "$version"; then
    exit 0
fi
rm -rf "$target"
echo "uv could not be installed. Tried: uv on PATH; python3 -m pip --target; python3 -m venv." >&2
echo "Install Python 3.11 or later with pip (Debian: apt install python3-pip), or uv itself, and try again." >&2
exit 1
