"""An authenticator in software: makes passkeys and signs with them as a telephone would.

It can also do what a telephone never does: sign for another site, or without asking for a finger.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
SITE = "http://localhost"


def _key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@dataclass
class Authenticator:
    """One passkey; `origin` is the site that the browser says it is on."""

    origin: str = SITE
    asks_for_a_finger: bool = True
    count: int = 0
    handle: str = ""
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=_key)

    def make(self, options: Any) -> dict[str, Any]:
        """Answer the options of a registration, with no attestation."""
        self.handle = options["user"]["id"]
        data = self._data(ATTESTED) + bytes(16) + len(self.credential).to_bytes(2, "big")
        data += self.credential + self._public_key()
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options)
        return self._answer(clientDataJSON=client, attestationObject=attested)

    def sign(self, options: Any) -> dict[str, Any]:
        """Answer the options of a sign-in."""
        self.count += 1
        data, client = self._data(0), self._client("webauthn.get", options)
        signed = data + hashlib.sha256(client).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        answer = self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)
        answer["response"]["userHandle"] = self.handle
        return answer

    def _data(self, flags: int) -> bytes:
        host = self.origin.partition("://")[2].partition(":")[0]
        flags |= PRESENT | (VERIFIED if self.asks_for_a_finger else 0)
        name = hashlib.sha256(host.encode()).digest()
        return name + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, options: Any) -> bytes:
        challenge = bytes_to_base64url(base64url_to_bytes(options["challenge"]))
        told = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(told).encode()

    def _public_key(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        x, y = (n.to_bytes(32, "big") for n in (numbers.x, numbers.y))
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _answer(self, **parts: bytes) -> dict[str, Any]:
        name = bytes_to_base64url(self.credential)
        response = {part: bytes_to_base64url(value) for part, value in parts.items()}
        return {"id": name, "rawId": name, "type": "public-key", "response": response}
