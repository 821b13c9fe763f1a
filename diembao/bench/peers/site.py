"""A newspaper on loopback from memory: a feed of N articles, pages with gzip and keep-alive. Ends with its input."""

import asyncio
import base64
import gzip
import json
import sys

job = json.loads(sys.stdin.readline())
bodies = [base64.b64decode(body) for body in job["pages"]]
packed = [gzip.compress(body, 6) for body in bodies]


def feed(host):
    item = "<item><title>Bài {0}</title><link>http://{1}/bai-so-{0}.html</link></item>"
    items = "".join(item.format(100_000 + number, host) for number in range(job["count"]))
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


def answer(path, host, takes_gzip):
    """Status, type, body and encoding for a path."""
    if path == "/robots.txt":
        return 200, "text/plain", b"User-agent: *\nAllow: /\n", b""
    if path == "/rss":
        return 200, "application/rss+xml", feed(host), b""
    if not path.startswith("/bai-so-"):
        return 404, "text/plain", b"", b""
    number = int(path[8:14]) % len(bodies)
    body, coding = (packed[number], b"Content-Encoding: gzip\r\n") if takes_gzip else (bodies[number], b"")
    return 200, "text/html; charset=utf-8", body, coding


async def serve(reader, writer):
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            first, *lines = head.decode("latin-1").split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
            path = first.split(" ")[1]
            status, kind, body, coding = answer(path, headers["host"], "gzip" in headers.get("accept-encoding", ""))
            length = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n".encode()
            writer.write(length + coding + b"Connection: keep-alive\r\n\r\n" + body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
