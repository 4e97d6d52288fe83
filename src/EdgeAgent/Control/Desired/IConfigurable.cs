using EdgeAgent.Domain;

namespace EdgeAgent.Control.Desired;

/// <summary>What takes the center's part of the configuration while it runs.</summary>
internal interface IConfigurable
{
    /// <summary>It is connected to the broker of the settings in force.</summary>
    bool IsConnected { get; }

    /// <summary>Somebody at the center must answer before it counts as reached.</summary>
    bool NeedsConsumer { get; }

    /// <param name="settings">As in <c>remote.json</c>; null for none.</param>
    /// <returns>Everything that is wrong with them together with the pole's own; and whether they change how the center is reached.</returns>
    (IReadOnlyList<Problem> Problems, bool ChangesConnection) Check(byte[]? settings);

    /// <summary>Puts settings into force that were checked; what they do not change runs on.</summary>
    /// <param name="settings">As in <c>remote.json</c>; null for none.</param>
    /// <param name="cancellationToken">The agent stops.</param>
    Task ApplyAsync(byte[]? settings, CancellationToken cancellationToken);
}
