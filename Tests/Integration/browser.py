"""Drives a headless Chromium by its own protocol, with nothing but the standard library.

Opens every view of the page, drives its forms as a person would, and fails on an error in the
console, an answer that does not come, or a request to another host.
"""

import base64
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request


class Socket:
    """The client's side of a WebSocket (RFC 6455), text messages only."""

    def __init__(self, url):
        host, path = url.removeprefix("ws://").split("/", 1)
        name, port = host.split(":")
        self.stream = socket.create_connection((name, int(port)), timeout=30)
        key = base64.b64encode(os.urandom(16)).decode()
        self.stream.sendall(
            f"GET /{path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        self.rest = b""
        while b"\r\n\r\n" not in self.rest:
            self.rest += self.stream.recv(4096)
        self.rest = self.rest.split(b"\r\n\r\n", 1)[1]

    def send(self, text):
        body = text.encode()
        mask = os.urandom(4)
        size = len(body)
        head = bytes([0x81]) + (
            bytes([0x80 | size]) if size < 126
            else bytes([0xFE]) + struct.pack(">H", size) if size < 65536
            else bytes([0xFF]) + struct.pack(">Q", size))
        self.stream.sendall(head + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(body)))

    def take(self, count):
        while len(self.rest) < count:
            piece = self.stream.recv(65536)
            if not piece:
                raise EOFError("the browser went away")
            self.rest += piece
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken

    def receive(self):
        message = b""
        while True:
            first, second = self.take(2)
            size = second & 127
            if size == 126:
                size = struct.unpack(">H", self.take(2))[0]
            elif size == 127:
                size = struct.unpack(">Q", self.take(8))[0]
            message += self.take(size)
            if first & 0x80:
                return message.decode()


class Browser:
    def __init__(self, dark=False, width=1280):
        self.width = width
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.process = subprocess.Popen(
            [os.environ.get("CHROMIUM", "chromium"), "--headless=new", "--no-sandbox",
             "--disable-gpu", "--remote-debugging-port=0", "--window-size=1200,900",
             f"--user-data-dir={self.folder.name}"]
            + (["--blink-settings=preferredColorScheme=0"] if dark else []) + ["about:blank"],
            stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        port_file = os.path.join(self.folder.name, "DevToolsActivePort")
        end = time.time() + 30
        while not os.path.exists(port_file) or not open(port_file).read().strip():
            if time.time() > end:
                raise TimeoutError("the browser does not start")
            time.sleep(0.1)
        port = open(port_file).read().split("\n")[0]
        pages = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json", timeout=10))
        page = next(p for p in pages if p["type"] == "page")
        self.socket = Socket(page["webSocketDebuggerUrl"])
        self.number = 0
        self.problems = []
        self.hosts = set()
        for name in ["Page", "Runtime", "Log", "Network"]:
            self.call(name + ".enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900,
                  deviceScaleFactor=1, mobile=False)
        if dark:
            self.call("Emulation.setEmulatedMedia", features=[
                {"name": "prefers-color-scheme", "value": "dark"}])

    def call(self, method, **parameters):
        self.number += 1
        wanted = self.number
        self.socket.send(json.dumps({"id": wanted, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.receive())
            if message.get("id") == wanted:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.hear(message)

    def hear(self, message):
        about = message.get("params", {})
        if message.get("method") == "Runtime.exceptionThrown":
            self.problems.append(about["exceptionDetails"].get("text", "") + " " + str(
                about["exceptionDetails"].get("exception", {}).get("description")))
        if message.get("method") == "Log.entryAdded" and about["entry"]["level"] == "error":
            self.problems.append(about["entry"]["text"] + " " + about["entry"].get("url", ""))
        if message.get("method") == "Network.requestWillBeSent":
            url = about["request"]["url"]
            if url.startswith("http"):
                self.hosts.add(url.split("/")[2])

    def run(self, script):
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True,
                           returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(str(result["exceptionDetails"]))
        return result["result"].get("value")

    def wait(self, condition, what):
        end = time.time() + 15
        while time.time() < end:
            if self.run(f"Boolean({condition})"):
                return
            time.sleep(0.05)
        raise TimeoutError(f"{what}: {self.run('document.body.innerText')[:600]}")

    def open(self, url):
        self.call("Page.navigate", url=url)
        self.wait("document.readyState === 'complete'", "the page does not load")

    def shoot(self, path):
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": self.width, "height": min(size["height"], 2400), "scale": 1}
        data = self.call("Page.captureScreenshot", format="png", clip=clip,
                         captureBeyondViewport=True)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


def click_through(browser, base, shots):
    def shoot(name):
        wide = browser.run("document.documentElement.scrollWidth")
        assert wide <= browser.width, f"{name} is {wide} wide, the window {browser.width}"
        assert not cut_off(browser), (name, cut_off(browser))
        if shots:
            browser.shoot(os.path.join(shots, name + ".png"))

    browser.open(base + "/ui")
    browser.wait("document.querySelectorAll('.card .figure').length >= 5", "the models do not show")
    shoot("overview")

    browser.run("location.hash = 'forecast'")
    browser.wait("document.querySelector('svg polyline')", "the forecast is not drawn")
    browser.run("const d = document.getElementById('days'); d.value = 45;"
                "d.dispatchEvent(new Event('input'))")
    browser.wait("document.querySelectorAll('main tbody tr').length === 45",
                 "the slider does not move the forecast")
    shoot("forecast")

    browser.run("location.hash = 'predict'")
    browser.wait("document.getElementById('field-0')", "the form is not made")
    browser.run("document.getElementById('field-0').value = -7;"
                "document.querySelector('main form').requestSubmit()")
    browser.wait("document.getElementById('fault-0').textContent", "the fault is not shown")
    browser.run("document.getElementById('field-0').value = 3;"
                "document.querySelector('main form').requestSubmit()")
    browser.wait("document.querySelectorAll('#answer svg rect').length >= 5", "the explanation is not drawn")
    assert "null" not in browser.run("document.getElementById('answer').innerText")
    shoot("predict")

    browser.run("location.hash = 'segments'")
    browser.wait("document.getElementById('customer')"
                 " && document.querySelectorAll('main svg rect').length === 10",
                 "the segments are not drawn")
    browser.run("document.getElementById('customer').value = '12000';"
                "document.querySelector('main form').requestSubmit()")
    browser.wait("document.querySelector('main h2 + p + .scroll')", "the customer is not found")
    shoot("segments")

    browser.run("location.hash = 'batch'")
    browser.wait("document.getElementById('file')", "the batch view does not show")
    send_file(browser, "batch-model", "purchase", "file", "Data/sessions.csv")
    browser.wait("document.querySelectorAll('main tbody tr').length === 20",
                 "the answers to the file do not come")
    shoot("batch")
    browser.run("{ const d = new DataTransfer();"
                "d.items.add(new File(['Month\\n1\\n'], 'bad.csv'));"
                "document.querySelector('.drop').dispatchEvent(new DragEvent('drop', "
                "{ dataTransfer: d, bubbles: true, cancelable: true })) }")
    browser.wait("document.querySelector('[role=alert]') && document.querySelectorAll('main li').length > 5",
                 "a file without the columns is not refused")

    browser.run("location.hash = 'anomalies'")
    browser.wait("document.getElementById('payments')", "the anomalies do not show")
    send_file(browser, "anomaly-model", "fraud", "payments", "Data/payments.csv")
    browser.wait("document.querySelectorAll('main tbody tr').length > 5", "no alarms are shown")
    shoot("anomalies")

    browser.run("location.hash = 'traffic'")
    browser.wait("document.querySelectorAll('main svg rect').length >= 30", "traffic is not drawn")
    shoot("traffic")

    browser.open(base + "/apidocs")
    browser.wait("document.querySelectorAll('details').length > 15", "the interface does not show")
    browser.run("const o = document.getElementById('post_forecast'); o.open = true;"
                "o.querySelector('form').requestSubmit()")
    browser.wait("document.querySelector('#post_forecast pre').textContent.includes('forecasts')",
                 "trying the interface gives no answer")
    shoot("apidocs")


def cut_off(browser):
    """Words of pictures that are smaller than they can be read, or lie outside of their picture."""
    return browser.run(
        "[...document.querySelectorAll('main svg text')].filter(t => { const b = t.getBoundingClientRect();"
        " const p = t.closest('svg').getBoundingClientRect(); return b.height < 10 || b.left < p.left - 1"
        " || b.right > p.right + 1; }).map(t => t.textContent)")


def send_file(browser, picker, model, field, path):
    browser.run(f"document.getElementById('{picker}').value = '{model}'")
    root = browser.call("DOM.getDocument")["root"]["nodeId"]
    node = browser.call("DOM.querySelector", nodeId=root, selector="#" + field)["nodeId"]
    browser.call("DOM.setFileInputFiles", nodeId=node, files=[os.path.abspath(path)])


def unlabelled(browser):
    """Fields that a screen reader could not name."""
    return browser.run(
        "[...document.querySelectorAll('main input, main select, main textarea')]"
        ".filter(f => !(f.labels && f.labels.length)).map(f => f.id)")


def main():
    base, shots = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    for dark, width in [(False, 1280), (True, 1280), (False, 400), (True, 400)]:
        look = f"{'dark' if dark else 'light'}-{width}"
        folder = os.path.join(shots, look) if shots else None
        if folder:
            os.makedirs(folder, exist_ok=True)
        browser = Browser(dark, width)
        try:
            click_through(browser, base, folder)
            assert not unlabelled(browser), unlabelled(browser)
            expected = [p for p in browser.problems if "status of 422" not in p]
            assert not expected, expected
            assert browser.hosts == {base.split("/")[2]}, browser.hosts
        finally:
            browser.close()
    print("the pages work in light and dark, 1280 and 400 wide")


main()
