"""A JupyterLab on loopback for a test or a measurement, and a notebook opened and run in it."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sysconfig
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

# No pop-up asks whether to fetch news.
SETTINGS = {"notification": {"fetchNews": "false", "checkForUpdates": False}}


@dataclass(frozen=True)
class Lab:
    """A running server."""

    address: str
    token: str

    def notebook(self, name: str) -> str:
        return f"{self.address}/lab/tree/{name}?token={self.token}"

    def sessions(self) -> list[dict[str, Any]]:
        with urllib.request.urlopen(f"{self.address}/api/sessions?token={self.token}") as answer:  # noqa: S310
            found: list[dict[str, Any]] = json.load(answer)
        return found


@dataclass
class Opened:
    """A notebook in a tab, what its console complained of and what was asked of elsewhere."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@contextmanager
def running_lab(folder: Path) -> Iterator[Lab]:
    """Start JupyterLab over a folder, with nothing of this user's settings."""
    settings = folder / ".settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    for name, values in SETTINGS.items():
        (settings / f"{name}.jupyterlab-settings").write_text(json.dumps(values), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    lab = Lab(f"http://127.0.0.1:{port}", secrets.token_hex(8))
    environment = os.environ | {
        "JUPYTERLAB_SETTINGS_DIR": str(folder / ".settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / ".workspaces"),
        "JUPYTER_CONFIG_DIR": str(folder / ".config"),
        "JUPYTER_RUNTIME_DIR": str(folder / ".runtime"),
        "IPYTHONDIR": str(folder / ".ipython"),
        "JUPYTER_TOKEN": lab.token,
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [str(Path(sysconfig.get_path("scripts")) / "jupyter-lab"), "--no-browser", "--ServerApp.ip=127.0.0.1"]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={folder}"]
    command += ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with (folder / ".lab.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_until_up(lab, server, folder / ".lab.log")
            yield lab
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _wait_until_up(lab: Lab, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            lab.sessions()
        except urllib.error.URLError:
            if server.poll() is not None:
                break
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")


@contextmanager
def opened(browser: Browser, lab: Lab, name: str, width: int = 1440) -> Iterator[Opened]:
    """Open a notebook from a clean start and run all of it; whatever is asked of elsewhere is refused and noted."""
    context = browser.new_context(viewport={"width": width, "height": 1000}, accept_downloads=True)
    context.set_default_timeout(PATIENCE * 1000)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=lab.address)
    tab = Opened(context.new_page())

    def only_the_lab(route: Any) -> None:
        if route.request.url.startswith((lab.address, "data:", "blob:")):
            route.continue_()
            return
        tab.asked.append(route.request.url)
        route.abort()

    context.route("**/*", only_the_lab)
    tab.page.on("console", lambda said: tab.said.append(said.text) if said.type in {"error", "warning"} else None)
    tab.page.on("pageerror", lambda error: tab.said.append(str(error)))
    try:
        tab.page.goto(lab.notebook(name))
        tab.page.wait_for_selector(".jp-Notebook .jp-Cell", state="attached")
        run_all(tab.page, lab, name)
        yield tab
    finally:
        context.close()


def run_all(page: Page, lab: Lab, name: str) -> None:
    """Run every cell, once the kernel is connected: before, the page says idle and nothing would run."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        kernels = [session["kernel"] for session in lab.sessions() if session["path"].endswith(name)]
        if kernels and kernels[0]["execution_state"] == "idle" and kernels[0]["connections"] > 0:
            break
        page.wait_for_timeout(50)
    page.wait_for_function("/Idle/.test(document.querySelector('#jp-main-statusbar')?.textContent)")
    page.click("text=Run >> nth=0")
    page.click("text=Run All Cells")
