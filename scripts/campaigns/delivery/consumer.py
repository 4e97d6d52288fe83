"""A consumer that signs what it has: no code of the project's."""
import base64
import json
import pathlib
import subprocess

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Consumer:
    """The holder of a key that the pole trusts."""

    def __init__(self, agent, data, keys, name):
        self.name = name
        subprocess.run([agent, "keys", "create", "--name", name, "--holder", name, "--role", "consumer", "--out", keys],
                       check=True, stdout=subprocess.DEVNULL)
        subprocess.run([agent, "keys", "trust", data / "identity" / "trust.jwks", "--add", keys / f"{name}.jwk"], check=True, stdout=subprocess.DEVNULL)
        self.key = serialization.load_pem_private_key(pathlib.Path(keys / f"{name}.pem").read_bytes(), None)

    def acknowledgement(self, pole, log, ranges, consumer=None, key=None):
        """A flattened JWS (RFC 7515, 7.2.2) with ES256, whose signature is r and s, 32 bytes each (RFC 7518, 3.4)."""
        claims = {"aud": pole, "log": log, "consumer": consumer or self.name,
                  "ranges": [{"stream": stream, "from": first, "to": last} for stream, first, last in ranges]}
        head = encode(json.dumps({"alg": "ES256", "kid": self.name, "typ": "edgeagent.ack.v1"}).encode())
        body = encode(json.dumps(claims).encode())
        r, s = utils.decode_dss_signature((key or self.key).sign(f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256())))
        return json.dumps({"protected": head, "payload": body, "signature": encode(r.to_bytes(32, "big") + s.to_bytes(32, "big"))})


def stranger():
    return ec.generate_private_key(ec.SECP256R1())
