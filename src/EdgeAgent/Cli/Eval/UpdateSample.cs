namespace EdgeAgent.Cli.Eval;

/// <summary>One update of the tracker: how many objects were in sight, and how long it took.</summary>
internal readonly record struct UpdateSample(int Objects, double Microseconds);
