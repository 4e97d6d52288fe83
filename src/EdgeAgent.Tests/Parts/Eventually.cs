namespace EdgeAgent.Parts;

/// <summary>Waits for a condition that nothing announces. The timeout is a safety net, not part of any test.</summary>
internal static class Eventually
{
    public static async Task IsAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(timeout.Token);
        }
    }
}
