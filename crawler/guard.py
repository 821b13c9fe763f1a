"""Which addresses may be connected to: public ones only, whatever a link, a redirect or a name server says.

A name is looked up once, the answer is checked, and the connection goes to the very address that was checked.
"""

from __future__ import annotations

import ipaddress
import socket

_LOCAL_NAMES = ("localhost", "local", "internal", "lan", "home", "intranet")


def is_private(address: str) -> bool:
    """Whether an IP address (text form) lies outside the public Internet: private, loopback, link-local, reserved."""
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or _nat64(ip)
        if inner is not None:
            return is_private(str(inner))
    return not ip.is_global or ip.is_multicast


def literal_address(host: str) -> str | None:
    """The IP address a host name spells: dotted, IPv6, and the old decimal, hex, octal, short forms; else None."""
    bare = host.strip("[]").rstrip(".")
    try:
        return str(ipaddress.ip_address(bare.split("%", 1)[0]))
    except ValueError:
        pass
    if not bare or not (bare[0].isdigit()):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(bare))
    except OSError:
        return None


def forbidden_host(host: str) -> bool:
    """Whether a host is private on the face of it: a private address in any spelling, or a name of a local network."""
    literal = literal_address(host)
    if literal is not None:
        return is_private(literal)
    name = host.rstrip(".").lower()
    return name.rpartition(".")[2] in _LOCAL_NAMES or ("." not in name and name != "")


def _nat64(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    prefix = ipaddress.IPv6Network("64:ff9b::/96")
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in prefix else None
