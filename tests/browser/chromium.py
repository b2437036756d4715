"""Find a Chromium for the browser tests, or get one: $CHROMIUM, the PATH, Debian's package, Playwright's own.

Run as a script by `make test`, so that the tests need no command of their own.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REMEDY = (
    "No Chromium was found, and none could be installed. The browser tests need one. "
    "Install it (Debian: apt-get install chromium; elsewhere: python -m playwright install chromium), "
    "or name its program in $CHROMIUM."
)


def find_chromium() -> str | None:
    """Return the program of a Chromium on this machine, or None."""
    named = os.environ.get("CHROMIUM")
    found = [named] if named else []
    found += [path for name in NAMES if (path := shutil.which(name))]
    return next(iter([*found, *_playwrights_own()]), None)


def _playwrights_own() -> list[str]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return [path] if os.path.exists(path) else []


def install_chromium() -> None:
    """Install Debian's package where we may, else Playwright's own build."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        fonts = ["fonts-noto-cjk", "fonts-noto-color-emoji"]
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium", *fonts]):
            subprocess.run(["apt-get", "--quiet", *command], check=False, stdout=subprocess.DEVNULL)
    if not find_chromium():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    if not find_chromium():
        install_chromium()
    sys.exit(None if find_chromium() else REMEDY)
