using EdgeAgent.Capture;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Recording;
using EdgeAgent.Recording.Disk;
using EdgeAgent.Recording.Index;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Parts;

/// <summary>A recorder that is fed by video files as by a camera, at full speed, each file a connection.</summary>
internal sealed class RecordingRun : IDisposable
{

    private readonly PacketRing _ring = new(TimeSpan.FromSeconds(10), 64L << 20);
    private readonly SegmentRecorder _recorder;
    private readonly CancellationTokenSource _stop = new();

    public RecordingRun(string root, RecordingOptions? options = null, IRecordingDisk? disk = null, IMediaClock? clock = null, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        Clock = clock ?? new ShiftedClock();
        Store = new RecordingStore(
            root, options ?? new RecordingOptions(), disk ?? SystemDisk.Instance, SegmentIndex.Open(root, time, NullLogger<SegmentIndex>.Instance),
            new RecordingSpace());
        _recorder = new SegmentRecorder(Camera, _ring, Store, State, Clock, time, NullLogger<SegmentRecorder>.Instance);
        Running = _recorder.RunAsync(_stop.Token);
    }

    public static CameraId Camera { get; } = new("gate");

    public RecordingStore Store { get; }

    public RecordingState State { get; } = new();

    public IMediaClock Clock { get; }

    public Task Running { get; }

    /// <summary>What was fed: every packet and its time.</summary>
    public List<(MediaTime Time, byte[] Data, bool IsKeyframe)> Packets { get; } = [];

    /// <summary>Every picture of what was fed.</summary>
    public List<(MediaTime Time, string Hash)> Frames { get; } = [];

    /// <summary>Feeds a file from a media time on; the connection ends with it.</summary>
    public async Task FeedAsync(string path, double at = 0, Action<MediaTime>? onPacket = null, bool end = true)
    {
        var shift = TimeSpan.FromSeconds(at);
        var begun = false;
        CollectingSink? sink = null;
        sink = new CollectingSink
        {
            OnPacket = (packet, time) =>
            {
                if (!begun)
                {
                    begun = true;
                    _ring.Begin(sink!.Stream!);
                    _recorder.Connected();
                }

                Packets.Add((time + shift, packet.Data.ToArray(), packet.IsKeyframe));
                _ring.Add(packet, time + shift);
                onPacket?.Invoke(time + shift);
            },
        };
        await new VideoSource(new CaptureOptions { Url = path }, new FileMediaClock(default), NullLogger<VideoSource>.Instance)
            .RunAsync(sink, TestContext.Current.CancellationToken);
        Frames.AddRange(sink.Frames.Select(frame => (frame.Time + shift, frame.Hash)));
        if (end)
        {
            _ring.End();
            await Eventually.IsAsync(() => Store.Index.Open().Count == 0 && Store.Index.All() is [.., var last] && last.End > Frames[^1].Time, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>As the agent ends: what is there goes to disk.</summary>
    public async Task StopAsync()
    {
        _ring.End();
        await _stop.CancelAsync();
        await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _recorder.Dispose();
        _ring.Dispose();
        Store.Index.Dispose();
        _stop.Dispose();
    }
}
