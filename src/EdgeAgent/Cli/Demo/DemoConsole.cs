using System.Globalization;

namespace EdgeAgent.Cli.Demo;

/// <summary>The story as it happens: seconds since the beginning, who, what.</summary>
internal sealed class DemoConsole(TextWriter output, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();

    public double ElapsedSeconds => time.GetElapsedTime(_started).TotalSeconds;

    public void Say(string who, string what)
    {
        lock (_lock)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ElapsedSeconds,6:0.0} s  {who,-8}  {what}"));
            output.Flush();
        }
    }
}
