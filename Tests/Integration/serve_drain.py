"""Sends half a request, then SIGTERM, then the rest: the answer has to come and the process to end."""

import os
import signal
import socket
import sys
import time

port, process = int(sys.argv[1]), int(sys.argv[2])
client = socket.create_connection(("127.0.0.1", port), timeout=20)
body = b'{"days_ahead":3}'
client.sendall(b"POST /forecast HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n" % len(body))
client.sendall(body[:5])
time.sleep(0.3)
os.kill(process, signal.SIGTERM)
time.sleep(0.3)
try:
    socket.create_connection(("127.0.0.1", port), timeout=2)
    raise SystemExit("it still takes clients")
except OSError:
    pass
client.sendall(body[5:])
answer = b""
while piece := client.recv(65536):
    answer += piece
assert answer.startswith(b"HTTP/1.1 200"), answer[:100]
end = time.time() + 15
while time.time() < end:
    try:
        with open(f"/proc/{process}/stat") as file:
            if file.read().rsplit(")", 1)[1].split()[0] == "Z":
                break
    except FileNotFoundError:
        break
    time.sleep(0.05)
else:
    raise SystemExit("it does not end")
