"""A headless Chromium, told what to do through a pipe (the DevTools protocol), so that no driver need be installed."""

import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--remote-debugging-pipe",
]
LONGEST_SILENCE = 60  # seconds


class Browser:
    """One page of a browser; use it in a ``with``. ``requests`` are the addresses that the page asked for."""

    def __init__(self, profile: Path) -> None:
        to_read, self.to_write = os.pipe()
        self.to_hear, to_say = os.pipe()

        def as_three_and_four() -> None:
            """The browser listens on descriptor 3 and answers on 4."""
            listens, answers = os.dup(to_read), os.dup(to_say)
            os.dup2(listens, 3)
            os.dup2(answers, 4)

        self.process = subprocess.Popen(
            [str(CHROMIUM), *OPTIONS, f"--user-data-dir={profile}", "about:blank"],
            preexec_fn=as_three_and_four,
            close_fds=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_read)
        os.close(to_say)
        self.waiting, self.number = b"", 0
        self.requests: list[str] = []
        self.session: dict[str, str] = {}
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = {"sessionId": self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]}
        self.call("Network.enable")

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.to_write)
        os.close(self.to_hear)

    def call(self, method: str, **what: Any) -> Any:
        """Send a command and return its result; what the page asks for meanwhile is noted."""
        self.number += 1
        os.write(
            self.to_write,
            json.dumps({"id": self.number, "method": method, "params": what, **self.session}).encode() + b"\0",
        )
        while True:
            while b"\0" not in self.waiting:
                assert select.select([self.to_hear], [], [], LONGEST_SILENCE)[0], (
                    f"the browser says nothing to {method}"
                )
                heard = os.read(self.to_hear, 1 << 16)
                assert heard, "the browser has ended"
                self.waiting += heard
            said, self.waiting = self.waiting.split(b"\0", 1)
            message = json.loads(said)
            if message.get("method") == "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])
            if message.get("id") == self.number:
                assert "error" not in message, message
                return message["result"]

    def value_of(self, script: str) -> Any:
        """What an expression gives in the page."""
        return self.call("Runtime.evaluate", expression=script)["result"].get("value")

    def wait_for(self, script: str, seconds: float = 30) -> Any:
        """Wait until an expression is true in the page; returns its value, or the last one that was not."""
        until = time.monotonic() + seconds
        while not (value := self.value_of(script)) and time.monotonic() < until:
            time.sleep(0.1)
        return value
