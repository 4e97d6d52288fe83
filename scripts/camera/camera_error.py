class CameraError(Exception):
    """What keeps the camera from starting, in one line, with its remedy."""
