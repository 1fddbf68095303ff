"""``blockers dashboard``: answers what its own page asks, and nobody else; and leaves nothing behind."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from http.client import HTTPConnection
from pathlib import Path

import pytest

from experiments.room.answers import SameLuck
from experiments.room.asking import Asking
from experiments.room.dashboard import MOST_BYTES, Dashboard
from experiments.room.strategies import laid_on
from simulation import Scenario
from tests.commands.calling import blockers, refused

REPOSITORY = Path(__file__).resolve().parents[2]
HOSTS = ["evil.example", "evil.example:{port}", "127.0.0.1:1", "127.0.0.1.evil.example:{port}", None, ""]
ORIGINS = [
    "http://evil.example",
    "https://127.0.0.1:{port}",
    "http://localhost:{port}",
    "http://127.0.0.1:1",
    "null",
    None,
]
NOW = {"page": "mine", "preset": "", "levers": {}}


@pytest.fixture(scope="module")
def small() -> Scenario:
    return Scenario.load("county").changed({"organisation.staff": 60}, weeks=10)


@pytest.fixture
def served(small):
    """A dashboard, served by a thread."""
    server = Dashboard(Asking(small, laid_on(small, ["strategies/edict"]), 2, 0, workers=1), 0)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), name="serving")
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(20)
    assert not thread.is_alive()


def is_free(port: int) -> bool:
    """Whether nobody listens at a port; what is left of connections that have ended does not count."""
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            again.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def request(server, method, path, body=None, **headers):
    """The status, the headers and the text of a reply; ``headers`` in place of those of our page, none for none."""
    port = server.server_port
    sent = {"Host": f"127.0.0.1:{port}", **({"Origin": f"http://127.0.0.1:{port}"} if method == "POST" else {})}
    if body is not None:
        sent["Content-Type"] = "application/json"
    sent = {k: v for k, v in {**sent, **{k.replace("_", "-"): v for k, v in headers.items()}}.items() if v is not None}
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    content = json.dumps(body).encode() if isinstance(body, dict) else body
    if content is not None and "Content-Length" not in sent:
        sent["Content-Length"] = str(len(content))
    for name, value in sent.items():
        connection.putheader(name, value)
    connection.endheaders(content)
    reply = connection.getresponse()
    found = reply.status, reply.headers, reply.read().decode()
    connection.close()
    return found


def test_the_page_is_about_the_council_and_asks_nobody_else(served, small):
    status, headers, text = request(served, "GET", "/")
    about = json.loads(re.search(r'id="about" type="application/json">(.*?)</script>', text, re.DOTALL)[1])  # type: ignore[index]
    assert status == 200 and {name: about[name] for name in served.asking.about} == served.asking.about
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text)
    status, headers, script = request(served, "GET", "/room.js", Host=f"LOCALHOST:{served.server_port}")
    assert (status, headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert script.endswith("openDashboard();\n") and "Access-Control-Allow-Origin" not in headers


def test_an_answer_is_what_the_same_luck_gives(served, small):
    asked = {"page": "mine", "preset": "strategies/edict", "levers": {"hoops.number": 5}}
    status, _, text = request(served, "POST", "/ask", asked)
    expected = SameLuck(small, 2).answer(small.overlaid("strategies/edict").changed({"hoops.number": 5}))
    assert status == 200 and json.loads(text)["answer"] == json.loads(json.dumps(expected))
    status, _, text = request(served, "POST", "/ask", {"page": "mine", "preset": "", "levers": {"hoops.number": 99}})
    assert status == 200 and "found 99; allowed: 0 to 6" in json.loads(text)["problem"]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("path", ["/", "/room.js", "/ask"])
def test_a_name_that_was_rebound_to_this_machine_gets_nothing(served, host, path):
    named = host and host.format(port=served.server_port)
    method, body = ("POST", NOW) if path == "/ask" else ("GET", None)
    origin = {"Origin": f"http://{named}"} if method == "POST" else {}
    status, _, text = request(served, method, path, body, Host=named, **origin)
    assert status == 421 and "County" not in text


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_question_from_another_page_is_refused(served, origin, monkeypatch):
    monkeypatch.setattr(served.asking, "ask", lambda *_: pytest.fail("it was asked"))
    assert request(served, "POST", "/ask", NOW, Origin=origin and origin.format(port=served.server_port))[0] == 403


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", {}, 400),
        (b"[1]", {}, 400),
        (b"[" * 9_000, {}, 400),
        ({**NOW, "levers": {"hoops.number": "2"}}, {}, 400),
        ({**NOW, "levers": {"hoops.number": True}}, {}, 400),
        ({**NOW, "preset": ["x"]}, {}, 400),
        ({"preset": "", "levers": {}}, {}, 400),
        (NOW, {"Content_Type": "text/plain"}, 415),
        (NOW, {"Content_Type": "application/x-www-form-urlencoded"}, 415),
        (None, {"Content_Type": "application/json"}, 411),
        (None, {"Content_Type": "application/json", "Content_Length": "-1"}, 411),
        (None, {"Content_Type": "application/json", "Content_Length": str(MOST_BYTES + 1)}, 413),
        (None, {"Content_Type": "application/json", "Content_Length": "9" * 5_000}, 413),
    ],
)
def test_what_is_no_question_is_refused(served, body, headers, status):
    found, _, text = request(served, "POST", "/ask", body, **headers)
    assert found == status and json.loads(text)["problem"]


def test_there_is_nothing_else(served):
    for path in ("/ask", "/../pyproject.toml", "/front/room.css", "//evil.example/", "/room.js/"):
        assert request(served, "GET", path)[0] == 404
    assert request(served, "POST", "/", NOW)[0] == 404
    assert request(served, "DELETE", "/")[0] == 501


def test_the_newest_question_wins_and_one_that_nobody_waits_for_is_given_up(served, monkeypatch):
    answer, stops, begun = served.asking.luck.answer, [], threading.Semaphore(0)

    def slowly(scenario, stop):
        stops.append(stop)
        begun.release()
        if len(stops) in (1, 3):
            from experiments.executing.work import Stopped

            assert stop.wait(20)
            raise Stopped
        return answer(scenario, stop)

    monkeypatch.setattr(served.asking.luck, "answer", slowly)
    first: list[int] = []
    waiting = threading.Thread(target=lambda: first.append(request(served, "POST", "/ask", NOW)[0]))
    waiting.start()
    assert begun.acquire(timeout=20)
    assert request(served, "POST", "/ask", NOW)[0] == 200
    waiting.join(20)
    assert first == [409]

    body, port = json.dumps(NOW), served.server_port
    with socket.create_connection(("127.0.0.1", port)) as leaving:
        head = f"POST /ask HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        leaving.sendall(f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
        assert begun.acquire(timeout=20) and begun.acquire(timeout=20)
        assert not stops[2].is_set()
    assert stops[2].wait(20)


def test_it_gives_back_its_port_and_its_threads(small):
    before = set(threading.enumerate())
    server = Dashboard(Asking(small, [], 2, 0, workers=1), 0)
    assert not is_free(server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    assert request(server, "POST", "/ask", NOW)[0] == 200
    assert socket.gethostbyname(str(server.server_address[0])) == "127.0.0.1"
    server.shutdown()
    server.server_close()
    thread.join(20)
    for left in set(threading.enumerate()) - before:
        left.join(20)
        assert not left.is_alive()
    assert is_free(server.server_port)
    with pytest.raises(RuntimeError, match="nobody answers any more"):
        server.asking.ask({"preset": "", "levers": {}})


def test_a_port_that_is_taken_is_said_and_nothing_opens(monkeypatch):
    monkeypatch.setattr("webbrowser.open", lambda *_: pytest.fail("a browser was opened"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        (line,) = refused(blockers("dashboard", "county", "--port", port))
    assert line == f"--port: {port} is taken by another program; choose another, or --port 0 for one that is free"
    (line,) = refused(blockers("dashboard", "contry"))
    assert line.endswith("did you mean county?")
    (line,) = refused(blockers("dashboard", "--port", "70000"))
    assert line == "--port: found 70000; allowed: a whole number from 0 to 65535"


@pytest.mark.parametrize("words", [[], ["--no-browser"]])
def test_a_browser_is_opened_at_the_page_unless_told_not_to(monkeypatch, words):
    opened: list[str] = []
    done = threading.Event()

    def ctrl_c(*_):
        assert done.wait(0.2 if words else 20) is not bool(words)
        raise KeyboardInterrupt

    def open_at(address):
        opened.append(address)
        done.set()

    monkeypatch.setattr("webbrowser.open", open_at)
    monkeypatch.setattr("experiments.room.dashboard.Dashboard.serve_forever", ctrl_c)
    said = blockers("dashboard", "--set", "organisation.staff=60", "--weeks", "10", "--port", "0", *words)
    assert said.exit_code == 0, said.output
    address = re.search(r"County is at (http://127\.0\.0\.1:\d+/) until you press Ctrl-C here\.", said.stdout)
    assert address is not None and opened == ([] if words else [address[1]])
    assert said.stdout.endswith("Ended; nothing is left running.\n")


@pytest.mark.slow
def test_levers_are_answered_in_a_browser_and_ctrl_c_leaves_nothing(browser):
    words = ["dashboard", "county", "--port", "0", "--no-browser"]
    program = subprocess.Popen(
        [sys.executable, "-m", "experiments.cli", *words],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, stdout=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
    )  # fmt: skip
    context = browser.new_context(viewport={"width": 1480, "height": 900})
    try:
        assert program.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:(\d+)/", program.stdout.readline())
        assert address is not None
        tab = context.new_page()
        asked, wrong = [], []
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
        tab.goto(address[0])
        tab.get_by_text(re.compile("20 runs in ")).wait_for(timeout=120_000)
        uptake = tab.locator(".explorer td .value").first
        before = uptake.inner_text()
        assert re.fullmatch(r"\d+\.\d % \(\d+\.\d–\d+\.\d\)", before)
        assert tab.locator(".explorer .change").first.inner_text() == "= the same"
        tab.set_viewport_size({"width": 400, "height": 800})  # a telephone: nothing sticks out to the right
        assert tab.evaluate("document.documentElement.scrollWidth") == 400
        tab.set_viewport_size({"width": 1480, "height": 900})
        lever = tab.get_by_label("A named person for social media")
        lever.focus()
        for _ in range(4):  # moves come faster than answers; the last one counts
            lever.press("ArrowRight")
        tab.wait_for_selector(".outcomes:not(.busy)", timeout=60_000)
        lever.press("ArrowRight")
        tab.wait_for_selector(".outcomes.busy", timeout=60_000)
        tab.wait_for_selector(".outcomes:not(.busy)", timeout=60_000)
        assert uptake.inner_text() != before and "points" in tab.locator(".explorer .change").first.inner_text()
        five = SameLuck(Scenario.load("county")).answer(Scenario.load("county").changed({"digital_lead.hours": 5}))
        assert uptake.inner_text() == five[0]["said"]
        tab.get_by_label("Begin from").select_option("strategies/edict")
        tab.wait_for_selector(".outcomes:not(.busy)", timeout=60_000)
        assert tab.locator(".explorer .change.tells").count() > 2
        program.send_signal(signal.SIGINT)
        assert program.wait(30) == 0
        assert program.stdout.read() == "Ended; nothing is left running.\n"
        lever.press("ArrowRight")
        tab.get_by_text("Nobody answers").wait_for(timeout=30_000)
        assert [url for url in asked if not url.startswith((address[0], "data:"))] == []
        assert [said for said in wrong if "ERR_CONNECTION_REFUSED" not in said] == []
        assert is_free(int(address[1]))
        with pytest.raises(ProcessLookupError):
            os.killpg(program.pid, 0)  # neither it nor anything that it started
    finally:
        context.close()
        if program.poll() is None:
            program.kill()
        program.wait(30)
