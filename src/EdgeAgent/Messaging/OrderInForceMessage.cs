namespace EdgeAgent.Messaging;

/// <summary>An order that is looked for. What it describes is not told.</summary>
/// <param name="Order">Its id.</param>
/// <param name="Case">Number of the case.</param>
/// <param name="Until">When it ends.</param>
internal sealed record OrderInForceMessage(string Order, string Case, DateTimeOffset Until);
