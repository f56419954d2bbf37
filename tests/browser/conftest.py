"""The real site in its own process, and a Chromium that looks at it.

The site has its own database in a temporary directory and tiles that cannot be reached, so nothing
here depends on the network. Every test ends with the same question: did anything go wrong in the
console, break the Content-Security-Policy, or ask a third party?
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request

WORTEL = Path(__file__).resolve().parents[2]
BUREAU = ("test_aanmelden.py", "test_bureau.py", "test_tegelijk.py", "test_bureau_schermen.py")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTEN = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # One site and one Chromium for visitors, and one for who signs in.
            group = "bureau" if item.path.name in BUREAU else "bezoek"
            item.add_marker(pytest.mark.xdist_group(f"browser-{group}"))


def _chromium():
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("Geen Chromium gevonden, en onder CI is die nodig.", pytrace=False)
    if found is None:
        pytest.skip("GEEN CHROMIUM: de browsertests zijn NIET gedraaid.")
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": _chromium(), "args": ARGUMENTEN}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "locale": "nl-NL",
        "viewport": {"width": 1440, "height": 900},
        "reduced_motion": "reduce",  # no test waits for an animation; the one about motion says so
    }


def _vrije_poort():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Site:
    """Where the site answers, where it thinks that its tiles are, and how to run a command on it.

    ``beheer("demo_code beheerder")`` runs ``manage.py`` on the site's own database and gives what
    it said.
    """

    url: str
    tegels: str
    beheer: Callable[..., str]
    post: Path  # where its mail goes, a file each


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    _chromium()  # without one there is no reason to build a site
    port, tiles = _vrije_poort(), f"http://127.0.0.1:{_vrije_poort()}"
    env = _omgeving(tmp_path_factory.mktemp("site"), tiles)
    for command in ("migrate --verbosity=0", "laad_gebieden", "laad_inhoud --voorbeelden"):
        _beheer(command, env)
    server = _start(port, env)
    try:
        url = f"http://127.0.0.1:{port}"
        _wacht_op(url, server)
        post = Path(env["KAART_VAR"]) / "mail"
        yield Site(url, tiles, lambda command, **more: _beheer(command, env | more), post)
    finally:
        server.terminate()
        server.wait(timeout=10)


def _omgeving(directory, tiles):
    """The environment without what would lead to another database or another mode."""
    own = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "PRODUCTIE", "DEBUG")}
    return {
        **own,
        "KAART_VAR": str(directory),
        "KAART_GEOCODER": "",
        "KAART_TEGELS": tiles + "/{z}/{x}/{y}.png",
        "DJANGO_SETTINGS_MODULE": "kaart.settings",
    }


def _beheer(command, env):
    line = [sys.executable, "manage.py", *command.split()]
    run = subprocess.run(line, cwd=WORTEL, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return run.stdout


def _start(port, env):
    command = ["-m", "gunicorn", "kaart.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1",
               "--threads", "8", "--log-level", "error"]  # fmt: skip
    return subprocess.Popen([sys.executable, *command], cwd=WORTEL, env=env)


def _wacht_op(url, server, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail("De site is meteen weer gestopt.")
        try:
            urlopen(f"{url}/gebieden.json", timeout=10).close()
            return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail("De site kwam niet op gang.")


@pytest.fixture(scope="session")
def base_url(site):
    return site.url


@dataclass
class Oog:
    """What went wrong in the browser, and whom it asked for something."""

    site: Site
    fouten: list[str] = field(default_factory=list)
    anderen: list[str] = field(default_factory=list)
    tegels: list[str] = field(default_factory=list)

    def volg(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.fouten.append(f"{error}\n{error.stack}"))
        page.on("request", self._verzoek)

    def _console(self, message: ConsoleMessage) -> None:
        """Errors and policy violations; a tile that fails is what these tests want.

        htmx calls it an error when a newer question breaks off the one before; that is its work.
        """
        if message.text.startswith(("htmx:afterRequest", "htmx:sendAbort")):
            return
        if message.type == "error" and not message.location["url"].startswith(self.site.tegels):
            self.fouten.append(message.text)

    def _verzoek(self, request: Request) -> None:
        if request.url.startswith(self.site.tegels):
            self.tegels.append(request.url)
        elif urlsplit(request.url).scheme in ("http", "https") and not request.url.startswith(
            self.site.url
        ):
            self.anderen.append(request.url)


@pytest.fixture
def oog(page, site):
    eye = Oog(site)
    eye.volg(page)
    return eye


@pytest.fixture(autouse=True)
def _niets_bijzonders(oog):
    """Ends every browser test; one that makes trouble on purpose empties ``oog.fouten`` itself."""
    yield
    assert oog.fouten == []
    assert oog.anderen == []


@dataclass
class Aanmelden:
    """Signs a page in with a demo account: ``aanmelden(page, "kwartiermaker")``.

    The first time for a role it goes through the real pages; after that the cookies are reused, so
    a test that signs out takes them from the others too.
    """

    site: Site
    koekjes: dict[str, list] = field(default_factory=dict)

    def __call__(self, page: Page, rol: str) -> None:
        if rol in self.koekjes:
            page.context.add_cookies(self.koekjes[rol])
        else:
            self.echt(page, rol)

    def echt(self, page: Page, rol: str, kijk: Callable[[Page], None] = lambda page: None) -> None:
        """Type the address, the code from the mail and, when asked, the code of the app."""
        page.goto("/account/aanmelden/")
        kijk(page)
        page.get_by_label("Uw e-mailadres").fill(f"{rol}@example.nl")
        page.get_by_role("button", name="Stuur mij een code").click()
        page.wait_for_url("**/aanmelden/code/*")
        kijk(page)
        self._typ(page, self.code_uit_mail(f"{rol}@example.nl"))
        if "/tweede-stap/code/" in page.url:
            kijk(page)
            self._typ(page, self.site.beheer(f"demo_code {rol}").strip())
        page.wait_for_url("**/mijn/")
        self.koekjes[rol] = page.context.cookies()

    def _typ(self, page: Page, code: str) -> None:
        page.get_by_label("Code", exact=True).fill(code)
        with page.expect_navigation():
            page.get_by_role("button", name="Meld mij aan").click()

    def code_uit_mail(self, adres: str) -> str:
        """The code in the newest mail to this address."""
        newest = sorted(self.site.post.iterdir(), key=lambda path: path.stat().st_mtime)
        texts = (path.read_text(encoding="utf-8") for path in reversed(newest))
        text = next(text for text in texts if f"To: {adres}" in text)
        return re.search(r"^\d{4}-\d{4}$", text, re.MULTILINE)[0]


@pytest.fixture(scope="session")
def aanmelden(site):
    site.beheer("maak_demo_accounts")
    return Aanmelden(site)


@pytest.fixture
def als(new_context, aanmelden, oog):
    """Open a browser of its own in which this role is signed in: ``als("kwartiermaker")``."""

    def open_browser(rol: str) -> Page:
        page = new_context().new_page()
        oog.volg(page)
        aanmelden(page, rol)
        return page

    return open_browser
