#!/usr/bin/env python3
"""Opens a web page in headless Chromium, does things to it, and says what came of them.

    python3 Scripts/drive-page.py PAGE < steps.json > results.json

PAGE is a file, with #FRAGMENT if wanted. The steps are a list of objects, done in turn; each gives one result:

    {"evaluate": "document.title"}            the value of an expression
    {"key": "ArrowDown"}                      presses a key
    {"type": "weight"}                        types text
    {"screenshot": "page.png"}                writes a picture of what is seen
    {"window": [1280, 800]}                   sets the size in pixels
    {"colours": "dark"}                       sets what the system prefers, "light" or "dark"

The browser is the first of chromium, chromium-browser and google-chrome on PATH, or what CHROMIUM names. It is spoken
to in the DevTools protocol through a pair of pipes. The network is off. The program ends with status 3 where there is
no browser, and with status 1 where the page reports an error.
"""

import base64
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

KEYS = {" ": "Space", "/": "Slash", "*": "Digit8", "c": "KeyC"}


def find_browser():
    names = [os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if name for path in [shutil.which(name)] if path), None)


class Browser:
    def __init__(self, path, profile):
        from_browser, to_us = os.pipe()
        from_us, to_browser = os.pipe()
        # The browser reads from descriptor 3 and writes to descriptor 4.
        shell = f'exec 3<&{from_us} 4>&{to_us}; exec "$@"'
        flags = ["--headless", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe",
                 "--hide-scrollbars", "--disable-dev-shm-usage", "--disable-extensions",
                 "--force-device-scale-factor=1", f"--user-data-dir={profile}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            flags.append("--no-sandbox")
        self.process = subprocess.Popen(
            ["bash", "-c", shell, "bash", path, *flags], pass_fds=[from_us, to_us],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(from_us)
        os.close(to_us)
        self.input = os.fdopen(to_browser, "wb", buffering=0)
        self.output = os.fdopen(from_browser, "rb")
        self.pending = b""
        self.count = 0
        self.session = None
        self.problems = []

    def read(self):
        while b"\0" not in self.pending:
            data = os.read(self.output.fileno(), 1 << 20)
            if not data:
                sys.exit("the browser ended")
            self.pending += data
        message, self.pending = self.pending.split(b"\0", 1)
        message = json.loads(message)
        if message.get("method") == "Runtime.exceptionThrown":
            details = message["params"]["exceptionDetails"]
            self.problems.append(details.get("exception", {}).get("description", details["text"]))
        return message

    def call(self, method, **params):
        self.count += 1
        message = {"id": self.count, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        self.input.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.count:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def open(self, address):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network"):
            self.call(f"{domain}.enable")
        self.call("Network.emulateNetworkConditions", offline=True, latency=0,
                  downloadThroughput=0, uploadThroughput=0)
        self.call("Page.navigate", url=address)
        while self.evaluate("document.readyState + location.protocol") != "completefile:":
            time.sleep(0.02)

    def evaluate(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True,
                           awaitPromise=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            sys.exit(details.get("exception", {}).get("description", details["text"]))
        return answer["result"].get("value")

    def settle(self):
        """Waits until the page has drawn what the last step changed."""
        self.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))")

    def press(self, key):
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        shared = {"key": key, "code": KEYS.get(key, key)}
        codes = {"Enter": 13, "Escape": 27}
        if key in codes:
            shared["windowsVirtualKeyCode"] = codes[key]
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **shared)
        self.call("Input.dispatchKeyEvent", type="keyUp", **shared)

    def window(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)

    def step(self, step):
        (name, value), = step.items()
        if name == "evaluate":
            return self.evaluate(value)
        if name == "key":
            self.press(value)
        elif name == "type":
            self.call("Input.insertText", text=value)
            time.sleep(0.15)
        elif name == "window":
            self.window(*value)
        elif name == "colours":
            self.call("Emulation.setEmulatedMedia",
                      features=[{"name": "prefers-color-scheme", "value": value}])
        elif name == "screenshot":
            picture = self.call("Page.captureScreenshot", format="png")["data"]
            pathlib.Path(value).write_bytes(base64.b64decode(picture))
        else:
            sys.exit(f"no such step: {name}")
        self.settle()
        return None


def main():
    path = find_browser()
    if path is None:
        print("there is no Chromium; `make browser` installs it", file=sys.stderr)
        sys.exit(3)
    file, _, fragment = sys.argv[1].partition("#")
    address = pathlib.Path(file).resolve().as_uri() + (f"#{fragment}" if fragment else "")
    steps = json.load(sys.stdin)
    signal.signal(signal.SIGALRM, lambda *_: sys.exit("the browser doesn't answer"))
    signal.alarm(120)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(path, profile)
        try:
            browser.open(address)
            browser.settle()
            results = [browser.step(step) for step in steps]
        finally:
            browser.process.kill()
            browser.process.wait()
    if browser.problems:
        sys.exit("\n".join(browser.problems))
    json.dump(results, sys.stdout)


main()
