"""Attacks on the request itself: forged forms, hosts, headers, addresses, sessions and cookies."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.access import rows
from tests.access.asking import taken_back
from tests.attacks.site import Site, inside, text_of

EVIL = "https://evil.example/"
HEADERS = {
    "X-Forwarded-Host": "evil.example",
    "X-Host": "evil.example",
    "X-Forwarded-Server": "evil.example",
    "Forwarded": "host=evil.example;proto=https",
    "X-Forwarded-Prefix": "/evil.example",
    "X-Original-URL": "/huishoudens/",
    "X-Rewrite-URL": "/huishoudens/",
    "X-HTTP-Method-Override": "DELETE",
    "X-Forwarded-For": "127.0.0.1",
    "X-Remote-User": "hanna",
    "Remote-User": "hanna",
    "X-Forwarded-User": "hanna",
}
KINDS = {"text/html", "application/pdf", "application/json", "application/octet-stream"}
ANEW = re.compile(
    r'value="[A-Za-z0-9]{64}"|<svg class="qr.*?</svg>|[A-Z2-7]{4}( [A-Z2-7]{4}){7}', re.DOTALL
)
"""What is another every time: the token of a form, and the secret of a second step."""
FORGED = {"guest-link": {"Sec-Fetch-Site": "cross-site"}}
"""Pages whose address is a secret know another site by what the browser says of it."""
A_FILE = "default-src 'none'; sandbox"
"""The policy of a file that somebody added: nothing of it runs, wherever it is opened."""
LEAVES = {"away"}
"""Routes that lead to another site, because that is what they are for."""


def test_a_form_from_another_site_is_refused_everywhere(site: Site) -> None:
    """CSRF: no token, somebody else's token, and a token in the address."""
    lead = site.here.actors["lead"]
    was = inside(lead, site.here.id)
    client = Client(enforce_csrf_checks=True)
    for row, address, fields in site.forms():
        for more, asked in (
            ({}, address),
            ({"csrfmiddlewaretoken": "a" * 64}, address),
            ({}, f"{address}?csrfmiddlewaretoken={'a' * 64}"),
        ):
            for name, value in site.askers[site.best(row)].kept.items():
                client.cookies[name] = value
            answered = client.post(asked, {**fields, **more}, headers=FORGED.get(row.route))
            assert answered.status_code == 403, row.name
    assert inside(lead, site.here.id) == was


def test_what_changes_something_is_never_done_by_a_link(site: Site) -> None:
    lead = site.here.actors["lead"]
    was = inside(lead, site.here.id)
    for row, address, fields in site.forms():
        plain = {name: value for name, value in fields.items() if isinstance(value, str)}
        asked = address + "?" + "&".join(f"{name}={quote(plain[name])}" for name in plain)
        with taken_back():
            for method in ("get", "head", "options", "put", "delete", "patch"):
                getattr(site.browser(site.best(row)), method)(asked)
            assert inside(lead, site.here.id) == was, row.name


def test_nobody_is_led_to_another_site(site: Site) -> None:
    """Open redirect: by a field, by a parameter, and by where the form says it came from."""
    names = ("next", "url", "redirect", "return_to", "back", "continue")
    query = "&".join(f"{name}={quote(EVIL)}" for name in names)
    for row, address in site.rows.items():
        if row.route in LEAVES:
            continue
        sent = rows.fields_of(row, site.here) if row.method == "POST" else {}
        with taken_back():
            answered = site.send(
                site.best(row),
                row.method,
                f"{address}?{query}",
                {**dict.fromkeys(names, EVIL), **sent},
                Referer=EVIL,
                Origin="null",
            )
        to = urlsplit(answered.headers.get("Location", ""))
        assert to.netloc in {"", "testserver"}, row.name
        assert "evil.example" not in answered.headers.get("HX-Redirect", "")


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver:80@evil.example", "localhost:x"]
)
def test_another_host_is_refused(site: Site, host: str) -> None:
    for row, address in site.rows.items():
        if row.method == "GET" and row.route not in {"healthz", "readyz"}:
            answered = site.browser("lead").get(address, headers={"Host": host})
            assert answered.status_code == 400, row.name
            assert "evil.example" not in text_of(answered)  # type: ignore[arg-type]


def test_made_up_headers_change_nothing(site: Site) -> None:
    """Who asks from where is not what a header says; nor which page, nor how."""
    for row, address in site.rows.items():
        if row.method != "GET" or row.route in LEAVES:
            continue
        said = []
        for headers in ({}, HEADERS):
            with taken_back():
                answered = site.get("par", address, **headers)
            tokens = ANEW.sub("", text_of(answered))
            said.append((answered.status_code, tokens, answered.headers.get("Location")))
        assert said[0] == said[1], row.name


def test_a_name_in_a_header_signs_nobody_in(site: Site) -> None:
    for row, address in site.rows.items():
        if site.here.code in address and row.method == "GET":
            answered = site.get("none", address, **HEADERS)
            assert answered.status_code == 302, row.name


@pytest.mark.parametrize("cut", ["\r\n", "\n", "\r", "\u2028", "%0d%0a", "\x85"])
def test_no_line_breaks_into_the_headers(site: Site, cut: str) -> None:
    """CRLF in what comes back in a header: the way to go on, the language, a code."""
    broken = f"/{cut}Set-Cookie: stolen=1"
    asked = [
        ("POST", reverse("language"), {"language": "nl", "next": broken}),
        ("POST", reverse("language"), {"language": f"nl{cut}Set-Cookie: stolen=1"}),
        ("POST", reverse("my-details"), {"language": f"nl{cut}X: 1", "form_of_address": "u"}),
        ("GET", f"/huishoudens/{quote(broken)}/plan/", {}),
        ("GET", f"/huishoudens/?pagina={quote(broken)}", {}),
    ]
    for method, address, fields in asked:
        for who in ("lead", "none"):
            with taken_back():
                answered = site.send(who, method, address, fields)
            assert answered.status_code < 500, address
            assert "stolen" not in answered.cookies
            assert all(not re.search(r"[\r\n]", value) for value in answered.headers.values())


@pytest.mark.parametrize(
    "path",
    [
        "/static/../pyproject.toml",
        "/static/%2e%2e/pyproject.toml",
        "/static/..%2f..%2fpyproject.toml",
        "/static/build/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/static//etc/passwd",
        "/static/..\\..\\pyproject.toml",
        "/huishoudens/../healthz",
        "/huishoudens/%2e%2e%2f%2e%2e%2fetc%2fpasswd/plan/",
        "/media/../../etc/passwd",
        "/%2fetc%2fpasswd",
        "/.env",
        "/.git/config",
        "/static/.well-known/../../../web/urls.py",
    ],
)
def test_no_path_leads_out_of_the_site(site: Site, path: str) -> None:
    answered = site.get("lead", path)
    assert answered.status_code in {400, 404}
    assert not re.search(r"root:|\[project\]|urlpatterns|SECRET", text_of(answered))


@pytest.mark.parametrize(
    "number", ["0", "-1", "9" * 19, "9" * 40, "1e9", "0x1", "1.0", "%00", "½", "\u0661"]
)
def test_strange_numbers_in_addresses_are_not_there(site: Site, number: str) -> None:
    base = f"/huishoudens/{site.here.code}"
    for path in (
        f"afspraken/{number}/",
        f"afspraken/{number}/antwoord/",
        f"afspraken/{number}/opschrijven/",
        f"doelen/{number}/",
        f"voorstel/{number}/opschrijven/",
        f"eigen-woorden/{number}/",
        f"mensen/gezag/{number}/",
        f"mensen/stopt/{number}/",
        f"past-het/week/{number}/",
        f"geld/{number}/",
    ):
        assert site.get("lead", f"{base}/{path}").status_code == 404, path
    for path in (f"afspraken/{number}/antwoord/", f"doelen/{number}/veranderen/"):
        answered = site.send("lead", "POST", f"{base}/{path}", {"answer": "yes", "text": "x"})
        assert answered.status_code == 404, path


# --- the session and what a browser is told ---------------------------------------------------


def test_a_session_that_was_planted_is_not_taken_over(site: Site) -> None:
    """Session fixation, also by the switch of language and after signing out."""
    client = Client()
    for planted in ("planted", "a" * 32, "../session", "' OR 1=1 --"):
        client.cookies[settings.SESSION_COOKIE_NAME] = planted
        client.post(reverse("language"), {"language": "en"})
        client.post(reverse("sign-in"), {"username": "x", "password": "y"})
        given = client.cookies[settings.SESSION_COOKIE_NAME].value
        answered = Client(headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={planted}"}).get("/")
        assert answered.status_code == 302
        assert given in {planted, ""}  # nothing was kept under the name that was planted
    asker = site.askers["lead"]
    asker.client.cookies[settings.SESSION_COOKIE_NAME] = asker.kept[settings.SESSION_COOKIE_NAME]
    with taken_back():
        asker.client.post(reverse("sign-out"))
        assert site.get("lead", reverse("today")).status_code == 302


def test_every_answer_says_what_a_browser_may_do(site: Site) -> None:
    """Cache, framing, sniffing, referrer, scripts: on every page, refusal and redirect."""
    for who in ("lead", "none"):
        for row, address in site.rows.items():
            if row.route in {"healthz", "readyz"}:
                continue
            with taken_back():
                answered = site.send(who, row.method, address, {})
            head = answered.headers
            told = f"{row.name} as {who}"
            assert head["Cache-Control"] == "no-store, private", told
            assert head["X-Content-Type-Options"] == "nosniff", told
            assert head["X-Frame-Options"] == "DENY", told
            told_on = "no-referrer" if row.route == "guest-link" else "same-origin"
            assert head["Referrer-Policy"] == told_on, told
            assert head["Cross-Origin-Opener-Policy"] == "same-origin", told
            assert head["Cross-Origin-Resource-Policy"] == "same-origin", told
            assert head["X-Robots-Tag"] == "noindex, nofollow", told
            policy = head["Content-Security-Policy"]
            wanted = ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
            for part in wanted if policy != A_FILE else ():
                assert part in policy, told
            assert "unsafe" not in policy, told
            assert "Access-Control-Allow-Origin" not in head, told
            assert head["Content-Type"].split(";")[0] in KINDS, told


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(site: Site) -> None:
    seen = set()
    for method, address, fields in (
        ("GET", reverse("sign-in"), {}),
        ("POST", reverse("language"), {"language": "nl"}),
        ("POST", reverse("conference-line", kwargs={"code": site.here.code}), {"line": "x"}),
    ):
        for name, one in site.send("lead", method, address, fields).cookies.items():
            seen.add(name)
            assert one["httponly"], name
            assert one["samesite"] in {"Lax", "Strict"}, name
            assert not one["domain"], name
    assert {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME} <= seen


def test_no_address_or_error_page_says_whom_it_is_about(site: Site) -> None:
    names = re.compile(r"karin|roos|overal|hans", re.IGNORECASE)
    for row, address in site.rows.items():
        if row.route != "account":
            assert not names.search(address), row.name
    for who in ("free", "enf"):
        for row, address in site.rows.items():
            if row.method == "GET" and site.here.code in address:
                answered = site.get(who, address)
                if answered.status_code in {403, 404}:
                    assert not names.search(text_of(answered)), row.name
