namespace EdgeAgent.Cli.Demo;

/// <summary>What one demo is made with.</summary>
/// <param name="Model">Directory of the model package.</param>
/// <param name="Scene">Directory of the composed scenes.</param>
/// <param name="SimulatedCamera">The script that serves a file over RTSP.</param>
/// <param name="Video">Shown instead of the scene.</param>
/// <param name="Rtsp">A real camera instead of the simulated one.</param>
/// <param name="Out">Where everything is kept; null for a folder that goes with the demo.</param>
/// <param name="BrokerOutage">Kill and restart the broker on the way.</param>
/// <param name="Timeout">When to give up.</param>
internal sealed record DemoSettings(
    string Model, string Scene, string SimulatedCamera, string? Video, string? Rtsp, string? Out, bool BrokerOutage, TimeSpan Timeout);
