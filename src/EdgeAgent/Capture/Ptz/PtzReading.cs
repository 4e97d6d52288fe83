namespace EdgeAgent.Capture.Ptz;

/// <summary>One answer to where a camera looks, and whether it is on its way.</summary>
internal readonly record struct PtzReading(PtzPosition Position, bool IsMoving);
