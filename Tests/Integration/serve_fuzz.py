"""Bad HTTP and bad JSON against the real service, with a fixed seed. After each burst the next good
request has to be answered; at the end no descriptor and little memory may be left over."""

import os
import random
import socket
import sys
import threading
import time

port, process = int(sys.argv[1]), int(sys.argv[2])
random.seed(7)

ROW = (b'{"Administrative":3,"Administrative_Duration":80.5,"Informational":0,'
       b'"Informational_Duration":0,"ProductRelated":40,"ProductRelated_Duration":1800,'
       b'"BounceRates":0.001,"ExitRates":0.01,"PageValues":34.2,"SpecialDay":0,"Month":"Nov",'
       b'"OperatingSystems":2,"Browser":"2","Region":1,"TrafficType":2,'
       b'"VisitorType":"Returning_Visitor","Weekend":false}')


def connect():
    client = socket.create_connection(("127.0.0.1", port), timeout=10)
    return client


def post(path, body, kind=b"application/json"):
    return (b"POST %s HTTP/1.1\r\nHost: h\r\nContent-Type: %s\r\nContent-Length: %d\r\n"
            b"Connection: close\r\n\r\n%s" % (path, kind, len(body), body))


def exchange(data, end=True):
    """What comes back until the other side ends; nothing may hang."""
    with connect() as client:
        answer = b""
        try:
            client.sendall(data)
            if end:
                client.shutdown(socket.SHUT_WR)
            while piece := client.recv(65536):
                answer += piece
        except (ConnectionResetError, BrokenPipeError):
            pass
        except TimeoutError:
            raise AssertionError(f"no end after {data[:600]!r}, so far {answer[:300]!r}")
        return answer


def good():
    answer = exchange(post(b"/predict", ROW), end=False)
    assert answer.startswith(b"HTTP/1.1 200"), answer[:200]


def state():
    with open(f"/proc/{process}/status") as file:
        memory = next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))
    return memory, len(os.listdir(f"/proc/{process}/fd"))


def damaged(data):
    data = bytearray(data)
    for _ in range(random.randint(1, 6)):
        place = random.randrange(len(data))
        what = random.random()
        if what < 0.4:
            data[place] = random.randrange(256)
        elif what < 0.7:
            del data[place:place + random.randint(1, 20)]
        else:
            data[place:place] = os.urandom(random.randint(1, 8))
        if not data:
            data = bytearray(b"x")
    return bytes(data)


def status(answer):
    return int(answer[9:12]) if answer.startswith(b"HTTP/1.1 ") else None


good()
first = state()
seen = {}


def note(name, data):
    answer = exchange(data)
    code = status(answer)
    seen.setdefault(name, {}).setdefault(code, 0)
    seen[name][code] += 1
    assert code is None or code < 500 or code in (501, 503, 505), (name, data[:200], answer[:300])


PATHS = [b"/predict", b"/predict/batch", b"/forecast", b"/segment", b"/anomaly", b"/categorize",
         b"/models/purchase/predict", b"/models/sales/predict", b"/models/reload"]
BODIES = [ROW, b'{"days_ahead":3}', b'{"recency":1,"frequency":2,"monetary":3}', b'{"text":"a"}',
          b'{"transactions":[{"CustomerID":1,"InvoiceDate":"2024-11-01","InvoiceNo":"1",'
          b'"Quantity":2,"UnitPrice":3.5}]}',
          b'{"time":"2025-04-01T00:47:53","user_id":1,"card":"c","device_id":"d","ip":"i",'
          b'"country":"NG","amount":9,"items":1}']

# Random bytes, damaged requests, requests cut short.
for _ in range(300):
    note("random bytes", os.urandom(random.randint(1, 400)))
for _ in range(600):
    note("damaged request", damaged(post(random.choice(PATHS), random.choice(BODIES))))
for _ in range(150):
    whole = post(b"/predict", ROW)
    note("cut short", whole[:random.randrange(len(whole))])
good()

# JSON that is not what any model wants.
VALUES = [b"null", b"1e308", b"-1e-308", b"1e999", b"99999999999999999999999", b"-0", b"0.1e1",
          b'"\\ud800"', b'"\\u0000"', b'"' + b"x" * 5000 + b'"', b"[]", b"{}", b"[[[[[[]]]]]]", b"true",
          b"nan", b"Infinity", b'"\xff\xfe"', b'"\xed\xa0\x80"', b"--1", b"1.", b".1", b"0x10", b"'a'"]
for _ in range(700):
    body = random.choice(BODIES)
    pieces = body.split(b":")
    place = random.randrange(1, len(pieces))
    rest = pieces[place].find(b",")
    pieces[place] = random.choice(VALUES) + (pieces[place][rest:] if rest >= 0 else b"}")
    note("odd values", post(random.choice(PATHS), b":".join(pieces)))
for body in [b"[" * 100000, b'{"a":' * 50000, b"[" + b"1," * 200000 + b"1]", b'"' * 9999,
             b"\x00" * 100, b"\xef\xbb\xbf" + ROW, b" " * 100000, b'{"rows":[' + ROW + b"," * 50 + b"]}",
             b'{"rows":{}}', b'{"rows":[null]}', b'{"days_ahead":1,"regressors":{"":[]}}',
             b'{"days_ahead":1,"start_date":"9999-99-99"}', b'{"days_ahead":1,"start_date":"0000-01-01"}',
             b'{"customers":[{}]}', b'{"transactions":[]}', b'{"transactions":[{}]}',
             b'{"transactions":[{"CustomerID":"","InvoiceDate":"2024-01-01","InvoiceNo":1,"Quantity":-1,"UnitPrice":0}]}',
             b'{"recency":-1e300,"frequency":1e300,"monetary":1e300}',
             b'{"recency":0,"frequency":0,"monetary":0}']:
    for path in PATHS:
        note("odd bodies", post(path, body))
good()

# Files of rows.
for kind in [b"text/csv", b"application/x-ndjson"]:
    for body in [b"", b"\n", b"a,b\n1,2\n", b'"', b'"\n"' * 100, b"\x00" * 1000, os.urandom(5000), ROW, b"{}\n{}\n",
                 b"{\n", b",,,\n,,,\n", b"recency,frequency,monetary\nx,y,z\n",
                 b"recency,frequency,monetary\n1,2,3\n", ROW + b"\n" + ROW[:50]]:
        for path in PATHS[:8]:
            note("odd files", post(path, body, kind))
good()

# Lines and fields that two readers could understand differently.
for text in [
        b"POST /predict HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        b"POST /predict HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /predict HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"POST /predict HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
        b"POST /predict HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        b"POST /predict HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"GET /models/..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: h\r\n\r\n",
        b"GET /../../etc/passwd HTTP/1.1\r\nHost: h\r\n\r\n",
        b"GET /models/a%00b HTTP/1.1\r\nHost: h\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"GET / HTTP/2.0\r\nHost: h\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: h\r\nX : y\r\n\r\n", b"GET / HTTP/1.1\nHost: h\n\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: h\r\n\r\n",
        b"GET /analytics/customer/%ff HTTP/1.1\r\nHost: h\r\n\r\n",
        b"GET /" + b"a" * 30000 + b" HTTP/1.1\r\nHost: h\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: h\r\n" + b"X: y\r\n" * 300 + b"\r\n"]:
    note("smuggling and targets", text)
good()

# A thousand clients that say little and slowly, and go away; others are served meanwhile.
slow = []
for _ in range(1000):
    client = connect()
    client.sendall(b"POST /predict HTTP/1.1\r\nHost: h\r\nContent-Le")
    slow.append(client)
times = []
for _ in range(50):
    start = time.time()
    good()
    times.append(time.time() - start)
for client in slow:
    client.close()
assert max(times) < 2, max(times)

# Clients that go away in the middle of an answer or of a file.
def leave():
    for _ in range(20):
        try:
            with connect() as client:
                client.sendall(post(b"/predict", ROW + b"\n" + ROW, b"application/x-ndjson")[:700])
        except OSError:
            pass


threads = [threading.Thread(target=leave) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

end = time.time() + 20
while time.time() < end:
    good()
    memory, files = state()
    if files <= first[1] + 2:
        break
    time.sleep(0.5)
assert files <= first[1] + 2, f"{files} descriptors, {first[1]} at first"
assert memory < first[0] + 120_000, f"{memory} KB, {first[0]} at first"
count = sum(sum(codes.values()) for codes in seen.values())
print(f"bad input: {count} requests, memory {first[0] // 1024} -> {memory // 1024} MB, "
      f"slowest good request beside 1,000 slow clients {max(times) * 1000:.0f} ms")
for name, codes in seen.items():
    print("  " + name + ": " + ", ".join(f"{c or 'closed'} x{n}" for c, n in sorted(
        codes.items(), key=lambda item: item[0] or 0)))
