"""A tun device in another network namespace: what the kernel sends out there is read here, and what is written here arrives there."""

import ctypes
import fcntl
import os
import struct

# linux/if_tun.h; without packet information, so that a read is one IP packet and nothing else.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
CLONE_NEWNET = 0x40000000
MTU = 1500

_libc = ctypes.CDLL(None, use_errno=True)


def open_tun(namespace: str, device: str) -> int:
    """The device belongs to the namespace in which /dev/net/tun was opened, and is gone when the file is closed."""
    own = os.open("/proc/self/ns/net", os.O_RDONLY)
    other = os.open(f"/run/netns/{namespace}", os.O_RDONLY)
    try:
        _enter(other)
        try:
            tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
            fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", device.encode(), IFF_TUN | IFF_NO_PI))
            return tun
        finally:
            _enter(own)
    finally:
        os.close(own)
        os.close(other)


def _enter(namespace: int) -> None:
    # os.setns is there from Python 3.12 on.
    if _libc.setns(namespace, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")
