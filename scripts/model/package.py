"""A model package on disk: model.onnx and manifest.json in one folder."""
import json
import os


def write_package(folder, onnx_bytes, manifest):
    """The manifest comes last: where it stands, the model it names is complete."""
    os.makedirs(folder, exist_ok=True)
    _write(folder, "model.onnx", onnx_bytes)
    _write(folder, "manifest.json", (json.dumps(manifest, indent=2) + "\n").encode())


def _write(folder, name, content):
    """Write beside the target and rename, so that nobody ever reads half a file."""
    partial = os.path.join(folder, f".{name}.partial")
    with open(partial, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, os.path.join(folder, name))
