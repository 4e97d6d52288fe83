namespace EdgeAgent.Messaging;

/// <summary>The concurrent parts of one session live and end together.</summary>
internal static class SessionParts
{
    /// <summary>Runs all; the first that fails ends the others and is thrown. Returns when cancelled.</summary>
    public static async Task RunTogetherAsync(CancellationToken cancellationToken, params Func<CancellationToken, Task>[] parts)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Array.ConvertAll(parts, part => part(stop.Token));
        var first = await Task.WhenAny(running);
        await stop.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellationToken.IsCancellationRequested)
        {
            await first;
        }
    }
}
