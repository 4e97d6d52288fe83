using EdgeAgent.Capture;
using EdgeAgent.Diagnostics;
using EdgeAgent.Recording;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Parts;

/// <summary>A camera's ring and recorder, fed by a file.</summary>
internal sealed class RecordedFile : IDisposable
{
    public RecordedFile(ClipOptions? options = null)
    {
        options ??= new ClipOptions();
        Ring = new PacketRing(options);
        Recorder = new ClipRecorder(Ring, options, Time, NullLogger<ClipRecorder>.Instance);
    }

    public PacketRing Ring { get; }

    public ClipRecorder Recorder { get; }

    public FakeTimeProvider Time { get; } = new();

    /// <summary>What was in the file: every picture and its time.</summary>
    public CollectingSink Source { get; private set; } = new();

    /// <summary>Reads the file into the ring; <paramref name="onPacket"/> runs after each packet, on the source's thread.</summary>
    public async Task ReadAsync(string path, Action<double>? onPacket = null, bool end = true)
    {
        var begun = false;
        Source = new CollectingSink
        {
            OnPacket = (packet, time) =>
            {
                if (!begun)
                {
                    begun = true;
                    Ring.Begin(Source.Stream!);
                }

                Ring.Add(packet, time);
                onPacket?.Invoke(time.TotalSeconds);
            },
        };
        await new VideoSource(
                new CaptureOptions { Url = path }, new FileMediaClock(default), NullLogger<VideoSource>.Instance)
            .RunAsync(Source, TestContext.Current.CancellationToken);
        if (end)
        {
            Ring.End();
        }
    }

    public void Dispose() => Ring.Dispose();
}
