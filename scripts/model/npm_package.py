"""Reads single files out of an npm tarball whose content is pinned by hash."""
import base64
import hashlib
import tarfile


class PackageError(Exception):
    """The tarball is missing or is not the pinned one; the text carries the remedy."""


def verify(path, integrity):
    """Compare the file with an npm integrity string ("sha512-<base64>")."""
    digest = hashlib.sha512()
    try:
        with open(path, "rb") as file:
            for block in iter(lambda: file.read(1 << 20), b""):
                digest.update(block)
    except OSError as error:
        raise PackageError(f"{path}: {error.strerror.lower()}; fetch the package again") from error
    actual = "sha512-" + base64.b64encode(digest.digest()).decode()
    if actual != integrity:
        raise PackageError(
            f"{path}: not the pinned package (truncated, or another version); "
            f"delete it and fetch it again (expected {integrity[:19]}..., found {actual[:19]}...)")


def read(path, names):
    """Return {name: bytes}. Stops at the last one needed: the package is 170 MB unpacked."""
    wanted, found = set(names), {}
    with tarfile.open(path, "r|gz") as archive:
        for member in archive:
            if member.name in wanted:
                found[member.name] = archive.extractfile(member).read()
                if len(found) == len(wanted):
                    return found
    raise PackageError(f"{path}: lacks {', '.join(sorted(wanted - set(found)))}; wrong package")
