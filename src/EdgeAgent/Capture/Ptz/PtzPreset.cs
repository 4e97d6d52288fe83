namespace EdgeAgent.Capture.Ptz;

/// <summary>A position that a camera keeps under a name; null where it does not tell which.</summary>
internal sealed record PtzPreset(string Token, string? Name, PtzPosition? Position);
