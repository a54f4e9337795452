"""Hosts that lead inward, however they are written, and names that mean something else to whoever looks twice."""

OPEN, INSIDE = (
    "93.184.216.34",
    "10.0.0.5",
)  # a number of the open net, which is ours within the trial's own network, and one of a firm's
# What each name means, A and AAAA; one with several lots is answered by the next lot at each question, the last one from then on.
NAMES: dict[str, list[list[str]]] = {
    "open.example": [[OPEN]],
    "inside.example": [[INSIDE]],
    "loop.example": [["127.0.0.1"]],
    "zero.example": [["0.0.0.0"]],
    "metadata.google.internal": [["169.254.169.254"]],
    "mixed.example": [[OPEN, INSIDE]],
    "mixed6.example": [[OPEN, "fd00::5"]],
    "v6.example": [["fd00::5"]],
    "mapped.example": [["::ffff:127.0.0.1"]],
    "nat64.example": [["64:ff9b::7f00:1"]],
    "own-nat64.example": [["64:ff9b:1::7f00:1"]],
    "sixtofour.example": [["2002:7f00:1::"]],
    "turning.example": [[OPEN], ["127.0.0.1"]],
    "turning-inside.example": [[OPEN], [INSIDE]],
    "turning-often.example": [[OPEN], ["127.0.0.1"], [OPEN], [INSIDE]],
}
VECTORS = [
    *NAMES,
    # this machine
    "127.0.0.1", "127.0.0.2", "127.1", "127.0.1", "0", "0.0.0.0", "2130706433", "0x7f000001", "0x7f.1", "0x7f.0.0.1", "0177.0.0.1",
    "017700000001", "127.000.000.001", "00000177.0.0.1", "localhost", "localhost.", "LOCALHOST", "127.0.0.1.", "[::1]", "[::]",
    "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[::1%lo]", "[fe80::1%25lo]",
    # a firm's network
    "10.0.0.5", "10.5", "167772165", "0x0a000005", "012.0.0.5", "172.16.0.5", "192.168.1.5", "192.168.261", "100.64.0.1", "198.18.0.1", "[fd00::5]", "[fec0::5]",
    "[::ffff:10.0.0.5]", "[fe80::5]",
    # where clouds answer with secrets
    "169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[fd00:ec2::254]", "100.100.100.200",
    "192.0.0.192", "168.63.129.16",
    # to many, and to nobody
    "224.0.0.1", "255.255.255.255", "240.0.0.1", "[ff02::1]",
    # another place than it seems
    f"{OPEN}@127.0.0.1", "open.example@127.0.0.1", "open.example:443@127.0.0.1", "127.0.0.1#@open.example", "127.0.0.1?@open.example", "open.example\\@127.0.0.1",
    "127.0.0.1\\@open.example", "127.0.0.1:443", "localhost:25", "127.0.0.1\t", "127.0.0.1%00.open.example", "%31%32%37.0.0.1", "127。0。0。1", "１２７.0.0.1", "①②⑦.⓪.⓪.①", "ⓛocalhost",
    "open.example/../@127.0.0.1", "open.example;@127.0.0.1", " 127.0.0.1", "127.0.0.1\r\nHost: open.example", "qyapi.weixin.qq.com@127.0.0.1", "fcm.googleapis.com@127.0.0.1",
]  # fmt: skip
