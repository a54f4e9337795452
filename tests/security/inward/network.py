"""A network of our own: everything in it is this machine, and nothing leads out of it.

Numbers of the open net, of a firm's network and of clouds all lie on the loopback of a network namespace; whoever connects to one of
them is noted. A resolver of ours answers every name.
"""

import contextlib
import os
import socket
import ssl
import struct
import subprocess
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.security.inward.vectors import NAMES, OPEN

PORTS = (25, 80, 443, 465, 587, 2525, 8443)
RESOLVER = "127.0.0.53"
OWN = """10.0.0.5 172.16.0.5 192.168.1.5 100.64.0.1 198.18.0.1 169.254.169.254 100.100.100.200 192.0.0.192 168.63.129.16 240.0.0.1
fd00::5 fd00:ec2::254 fec0::5 64:ff9b::7f00:1 64:ff9b:1::7f00:1 2002:7f00:1:: 2001:0:7f00:1::""".split()
REDIRECTS = [b"https://127.0.0.1/", b"http://10.0.0.5/", b"https://inside.example/", b"//127.0.0.1/", b"http://[::1]/"]


def lay(folder: Path) -> None:
    """Inside a fresh namespace: loopback up with all numbers, our resolver for names, our authority for certificates."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    for number in [OPEN, *OWN]:
        bits = 128 if ":" in number else 32
        more = ["nodad"] if bits == 128 else []
        subprocess.run(["ip", "address", "add", f"{number}/{bits}", "dev", "lo", *more], check=True)
    # Whatever else is asked for ends here as well, and would be noted.
    subprocess.run(["ip", "route", "add", "local", "0.0.0.0/0", "dev", "lo"], check=False, capture_output=True)
    subprocess.run(["ip", "-6", "route", "add", "local", "::/0", "dev", "lo"], check=False, capture_output=True)
    resolving = folder / "resolv.conf"
    resolving.write_text(f"nameserver {RESOLVER}\noptions timeout:1 attempts:1\n")
    subprocess.run(["mount", "--bind", str(resolving), str(Path("/etc/resolv.conf").resolve())], check=True)
    os.environ["SSL_CERT_FILE"] = str(certificates(folder))


def certificates(folder: Path) -> Path:
    """An authority that this process alone trusts, and what it signed for every name and number; answers the authority's file."""
    key, at = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "trial")])
    numbers = [x509.IPAddress(ip_address(one)) for one in (OPEN, "127.0.0.1", "::1", *OWN)]
    named = x509.SubjectAlternativeName([*(x509.DNSName(one) for one in [*NAMES, "localhost"]), *numbers])
    made = x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key(), serial_number=1)
    made = made.not_valid_before(at - timedelta(days=1)).not_valid_after(at + timedelta(days=1))
    made = made.add_extension(named, critical=False).add_extension(
        x509.BasicConstraints(ca=True, path_length=None), critical=True
    )
    (folder / "cert.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )
    return folder / "cert.pem"


class Network:
    """Who connected to which number and port, and what was asked of the resolver."""

    def __init__(self, folder: Path) -> None:
        self.reached: Counter[tuple[str, int]] = Counter()
        self.asked: Counter[str] = Counter()
        self._folder, self._answered = folder, 0
        for port in PORTS:
            for family, anywhere in ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::")):
                listener = socket.socket(family)
                if family == socket.AF_INET6:
                    listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listener.bind((anywhere, port))
                listener.listen(64)
                threading.Thread(target=self._take, args=(listener, port), daemon=True).start()
        names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        names.bind((RESOLVER, 53))
        threading.Thread(target=self._resolve, args=(names,), daemon=True).start()

    def _take(self, listener: socket.socket, port: int) -> None:
        while True:
            taken, _peer = listener.accept()
            self.reached[str(taken.getsockname()[0]), port] += 1
            threading.Thread(target=self._answer, args=(taken, port), daemon=True).start()

    def _answer(self, taken: socket.socket, port: int) -> None:
        """Lead whoever asks by HTTP inward, each time another way; say no by SMTP."""
        with contextlib.suppress(OSError), taken:
            taken.settimeout(3)
            if port in (443, 465, 8443):
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(self._folder / "cert.pem", self._folder / "key.pem")
                taken = context.wrap_socket(taken, server_side=True)
            if port in (80, 443, 8443):
                taken.recv(65_536)
                self._answered += 1
                where = REDIRECTS[self._answered % len(REDIRECTS)]
                status = (b"301", b"302", b"303", b"307", b"308")[self._answered % 5]
                taken.sendall(
                    b"HTTP/1.1 %b Elsewhere\r\nLocation: %b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    % (status, where)
                )
            else:
                taken.sendall(b"554 not here\r\n")
            taken.close()

    def _resolve(self, names: socket.socket) -> None:
        while True:
            asked, whom = names.recvfrom(4_096)
            with contextlib.suppress(IndexError, struct.error):
                names.sendto(self._told(asked), whom)

    def _told(self, asked: bytes) -> bytes:
        """A question of one name, answered for no longer than this moment; a name changes when its A is asked for."""
        labels, at = [], 12
        while asked[at]:
            labels.append(asked[at + 1 : at + 1 + asked[at]].decode(errors="replace"))
            at += 1 + asked[at]
        name, kind = ".".join(labels).lower(), struct.unpack("!H", asked[at + 1 : at + 3])[0]
        lots = NAMES.get(name)
        turn = self.asked[name] - (kind != 1 and self.asked[name] > 0)
        self.asked[name] += kind == 1
        known = lots[min(turn, len(lots) - 1)] if lots else []
        numbers = [ip_address(one).packed for one in known if (":" in one) == (kind == 28) and kind in (1, 28)]
        flags = 0x8180 if lots else 0x8183
        head = asked[:2] + struct.pack("!HHHHH", flags, 1, len(numbers), 0, 0)
        told = b"".join(b"\xc0\x0c" + struct.pack("!HHIH", kind, 1, 0, len(one)) + one for one in numbers)
        return head + asked[12 : at + 5] + told

    def inside(self) -> dict[str, int]:
        """Connections to any number that is not of the open net; the resolver's own are none."""
        return {f"{number} port {port}": count for (number, port), count in self.reached.items() if number != OPEN}
