"""Lights and cameras that the demo's scene is shown in: name, filters of FFmpeg, quality of the encoder (CRF)."""

USUAL = 23


def exposed(stops, red=1.0, blue=1.0):
    """So many stops (EV) more light, of another colour, in a camera whose gamma is 2.2."""
    gain = 2 ** (stops / 2.2)
    return "lutrgb=" + ":".join(f"{name}=clip(val*{gain * part ** (1 / 2.2):.4f}\\,0\\,255)" for name, part in (("r", red), ("g", 1), ("b", blue)))


CONDITIONS = [
    ("as it is", "null", USUAL),
    *((f"exposure {stops:+.1f} EV", exposed(stops), USUAL) for stops in (-2, -1.5, -1, -0.5, 0.5, 1, 1.5)),
    *((f"white balance {kelvin} K", f"colortemperature={kelvin}", USUAL) for kelvin in (3200, 4500, 5500, 7500, 9000)),
    ("dusk", f"{exposed(-2, red=1.3, blue=0.5)},noise=alls=8:allf=t", USUAL),
    ("sodium lamp", f"{exposed(-1.5, red=1.6, blue=0.2)},noise=alls=12:allf=t", USUAL),
    ("fog", "lutrgb=" + ":".join(f"{name}=val*0.55+95" for name in "rgb"), USUAL),
    ("pale camera", "hue=s=0.6", USUAL),
    ("lurid camera", "hue=s=1.6", USUAL),
    *((f"noise {strength}", f"noise=alls={strength}:allf=t", USUAL) for strength in (10, 20, 40)),
    ("CRF 38", "null", 38),
    ("CRF 45", "null", 45),
    ("640x360", "scale=640:360", USUAL),
    ("infrared", "hue=s=0", USUAL),
]
