namespace EdgeAgent.Cli.Bench;

/// <summary>How far a run is, on a terminal once a second. Elsewhere it does nothing: it would be measured too.</summary>
internal sealed class BenchProgress(TextWriter error, TimeProvider time)
{
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private long _reported = time.GetTimestamp();

    public void Report(long frames)
    {
        if (_isTerminal && time.GetElapsedTime(_reported) >= TimeSpan.FromSeconds(1))
        {
            _reported = time.GetTimestamp();
            error.Write($"\r{frames} frames ");
        }
    }

    public void Finish()
    {
        if (_isTerminal)
        {
            error.Write("\r                      \r");
        }
    }
}
