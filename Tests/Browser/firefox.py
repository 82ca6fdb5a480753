"""Debian's `firefox-esr` as a reader of one page, for `visit.py`: headless, without a network, driven by its own Marionette protocol."""
import json
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

SETTINGS = {
    "marionette.port": 0, "network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9, "network.dns.disabled": True, "network.captive-portal-service.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False, "app.update.enabled": False, "browser.shell.checkDefaultBrowser": False,
    "dom.w3c_touch_events.enabled": 1, "ui.prefersReducedMotion": 1,
}
KEYS = {"Home": "\ue011", "End": "\ue010", "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015", "Escape": "\ue00c", "Enter": "\ue007"}


class Firefox:
    """One window of Firefox, with the hands of a reader."""

    def __init__(self, report, width):
        self.profile = pathlib.Path(tempfile.mkdtemp())
        (self.profile / "user.js").write_text("".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in SETTINGS.items()))
        self.process = subprocess.Popen(
            ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", str(self.profile)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port, deadline = self.profile / "MarionetteActivePort", time.time() + 60
        while not (port.exists() and port.read_text().strip()):
            if time.time() > deadline:
                raise RuntimeError("Firefox does not start")
            time.sleep(0.2)
        self.socket = socket.create_connection(("127.0.0.1", int(port.read_text())))
        self.buffer, self.last = b"", 0
        self.receive()
        self.call("WebDriver:NewSession", capabilities={"alwaysMatch": {"acceptInsecureCerts": False}})
        self.call("WebDriver:SetWindowRect", width=width, height=900)
        # The window's frame counts in what was set.
        self.call("WebDriver:SetWindowRect", width=2 * width - self.evaluate("innerWidth"), height=980)
        self.call("WebDriver:Navigate", url=report)

    def receive(self):
        while b":" not in self.buffer:
            self.buffer += self.socket.recv(1 << 16)
        size, _, self.buffer = self.buffer.partition(b":")
        while len(self.buffer) < int(size):
            self.buffer += self.socket.recv(1 << 16)
        message, self.buffer = self.buffer[: int(size)], self.buffer[int(size) :]
        return json.loads(message)

    def call(self, command, **parameters):
        self.last += 1
        message = json.dumps([0, self.last, command, parameters]).encode()
        self.socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self.receive()
        if error:
            raise RuntimeError(f"{command}: {error}")
        return result

    def evaluate(self, expression):
        return self.call("WebDriver:ExecuteScript", script=f"return ({expression})", args=[], sandbox="default")["value"]

    def act(self, kind, identifier, *actions, **parameters):
        self.call("WebDriver:PerformActions", actions=[{"type": kind, "id": identifier, "actions": list(actions), **parameters}])

    def press(self, key):
        self.act("key", "keys", {"type": "keyDown", "value": KEYS[key]}, {"type": "keyUp", "value": KEYS[key]})

    def move(self, x, y):
        self.act("pointer", "mouse", {"type": "pointerMove", "x": x, "y": y, "origin": "viewport"}, parameters={"pointerType": "mouse"})

    def touch(self, x, y):
        self.act(
            "pointer", "finger", {"type": "pointerMove", "x": x, "y": y, "origin": "viewport"}, {"type": "pointerDown", "button": 0},
            parameters={"pointerType": "touch"})

    def release(self):
        self.act("pointer", "finger", {"type": "pointerUp", "button": 0}, parameters={"pointerType": "touch"})

    def complaints(self):
        urls = self.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => !/^(data|blob|file):/.test(name))")
        return [f"request to {url}" for url in urls]

    def close(self):
        try:
            self.call("Marionette:Quit", flags=["eForceQuit"])
        except (RuntimeError, OSError):
            self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.profile, ignore_errors=True)
