using EdgeAgent.Capture.Discovery;

namespace EdgeAgent.Cli.CameraDiscover;

/// <summary>How far the search is, on a terminal once a second.</summary>
internal sealed class DiscoverProgress(TextWriter error, FoundDevices found, TimeProvider time)
{
    /// <summary>Shows it until the work has ended.</summary>
    public async Task<T> DuringAsync<T>(Task<T> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work;
        }

        var started = time.GetTimestamp();
        while (!work.IsCompleted)
        {
            error.Write($"\rlooking for cameras: {time.GetElapsedTime(started).TotalSeconds:0} s, {found.Count} answered ");
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(1), time));
        }

        error.Write("\r                                              \r");
        return await work;
    }
}
