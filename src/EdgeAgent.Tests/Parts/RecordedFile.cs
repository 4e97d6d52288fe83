using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Recording;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Parts;

/// <summary>A camera's ring and recorder, fed by files: each is one connection.</summary>
internal sealed class RecordedFile : IDisposable
{
    private readonly List<(MediaTime Time, string Hash)> _shown = [];

    public RecordedFile(ClipOptions? options = null)
    {
        options ??= new ClipOptions();
        Ring = new PacketRing(options);
        Clock = new ElapsedClock(Time);
        Recorder = new ClipRecorder(Ring, options, Clock, Time, NullLogger<ClipRecorder>.Instance);
    }

    public PacketRing Ring { get; }

    public ClipRecorder Recorder { get; }

    public FakeTimeProvider Time { get; } = new();

    public ElapsedClock Clock { get; }

    /// <summary>What was in the file that was read last: every picture and its time in the file.</summary>
    public CollectingSink Source { get; private set; } = new();

    /// <summary>Every picture of every file, and its time.</summary>
    public IReadOnlyList<(MediaTime Time, string Hash)> Shown => _shown;

    /// <summary>Reads the file into the ring.</summary>
    /// <param name="path">The file.</param>
    /// <param name="onPacket">Runs after each packet, on the source's thread, with its time.</param>
    /// <param name="end">Whether the connection ends with the file.</param>
    /// <param name="at">Where on the media clock the file begins, in seconds.</param>
    /// <param name="pauseBefore">A packet of this time in the file and all after it come later by some seconds.</param>
    /// <param name="late">The first picture seems to be so many seconds late; time goes at half its pace until that is made up for, as a camera's does.</param>
    public async Task ReadAsync(
        string path, Action<double>? onPacket = null, bool end = true, double at = 0, (double Time, double Seconds)? pauseBefore = null, double late = 0)
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

                Delay(packet, time, pauseBefore);
                Ring.Add(packet, OnClock(time));
                onPacket?.Invoke(OnClock(time).TotalSeconds);
            },
        };
        await new VideoSource(
                new CaptureOptions { Url = path }, new FileMediaClock(default), NullLogger<VideoSource>.Instance)
            .RunAsync(Source, TestContext.Current.CancellationToken);
        _shown.AddRange(Source.Frames.Select(frame => (OnClock(frame.Time), frame.Hash)));
        if (end)
        {
            Ring.End();
        }

        MediaTime OnClock(MediaTime time) => time + TimeSpan.FromSeconds(at + PauseAt(time, pauseBefore) + Math.Max(0, late - (time.TotalSeconds / 2)));
    }

    public void Dispose() => Ring.Dispose();

    private static double PauseAt(MediaTime time, (double Time, double Seconds)? pause) =>
        pause is { } p && time >= MediaTime.FromSeconds(p.Time) ? p.Seconds : 0;

    // As a camera does whose clock goes on while it sends nothing.
    private void Delay(Packet packet, MediaTime time, (double Time, double Seconds)? pause)
    {
        var ticks = Source.Stream!.TimeBase.FromNanoseconds((long)(PauseAt(time, pause) * 1e9));
        (packet.Pts, packet.Dts) = (packet.Pts + ticks, packet.Dts + ticks);
    }
}
