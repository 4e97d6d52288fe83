namespace EdgeAgent.Rules.Budget;

/// <summary>An event that stands for the alerts that the budget held back after it.</summary>
internal sealed class AlertBundle
{
    /// <summary>The last that was told of it.</summary>
    public required RuleSignal Signal { get; set; }

    /// <summary>Alerts that it stands for.</summary>
    public int Suppressed { get; set; }

    /// <summary>How many of them the last message told.</summary>
    public int Told { get; set; }

    /// <summary>Those of them that go on.</summary>
    public int Open { get; set; }

    /// <summary>Its own end, while that is held back.</summary>
    public RuleSignal? HeldEnd { get; set; }

    /// <summary>Since the last message that told a number.</summary>
    public TimeSpan SinceTold { get; set; } = TimeSpan.MaxValue;

    /// <summary>The latest that happened of what it stands for.</summary>
    public Domain.MediaTime Latest { get; set; }
}
