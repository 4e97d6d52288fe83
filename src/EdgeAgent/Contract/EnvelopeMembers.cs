namespace EdgeAgent.Contract;

/// <summary>What the envelope of one kind of message has beyond what every envelope has.</summary>
[Flags]
internal enum EnvelopeMembers
{
    None = 0,
    Mode = 1,

    /// <summary><c>source</c> names a camera.</summary>
    Camera = 2,
    Subject = 4,
    Severity = 8,
    Recipients = 16,

    /// <summary><c>log</c> and <c>sequence</c>.</summary>
    Sequence = 32,
}
