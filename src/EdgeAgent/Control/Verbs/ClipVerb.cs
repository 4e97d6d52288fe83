using EdgeAgent.Domain;
using EdgeAgent.Recording;

namespace EdgeAgent.Control.Verbs;

/// <summary><c>clip</c>: a piece of a recording, which goes to the center as the clip of an event does.</summary>
internal sealed class ClipVerb(IRunningPole pole, RangeCutter cutter, IClipSink sink, string directory, TimeProvider time) : IVerb
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public string Name => "clip";

    public bool ConcernsPersons => true;

    public bool IsLong => true;

    public async Task<object?> RunAsync(Command command, CancellationToken cancellationToken)
    {
        var read = new ParamsReader(command);
        var (from, to) = (read.Need("from", read.Time("from")), read.Need("to", read.Time("to")));
        if (to - from <= TimeSpan.Zero || to - from > Longest || to > time.GetUtcNow())
        {
            read.Wrong("to", "is not after from by up to 10 minutes, or it is not over yet", "ask for a range that has passed, in several commands if it is long");
        }

        var camera = CameraParam.Find(read, pole).Id;
        Directory.CreateDirectory(directory);

        // The command's own id: whoever asked knows the clip before it comes.
        var request = new ClipRequest(SegmentClock.Of(from), SegmentClock.Of(to), Path.Combine(directory, $"{command.Id}.mp4"));
        var cut = await cutter.CutAsync(camera, request, progress: null, cancellationToken);
        var clip = new Clip
        {
            Id = command.Id,
            Camera = camera,
            Purpose = command.Purpose!,
            CaseId = command.CaseId,
            AskedStart = new UtcTime(from, true),
            AskedEnd = new UtcTime(to, true),
            ActualStart = Utc(cut.ActualStart, cut),
            ActualEnd = Utc(cut.ActualEnd, cut),
            Parts = cut.Parts,
            Gaps = cut.Gaps,
            IsComplete = cut.IsComplete,
        };
        await sink.AddAsync(clip, cancellationToken);
        return new ClipResult(clip.Id, clip.ActualStart.Value, clip.ActualEnd.Value, cut.IsComplete, cut.Parts.Sum(part => part.SizeBytes));
    }

    private static UtcTime Utc(MediaTime time, RecordedClip cut) =>
        new(SegmentClock.ToUtc(time), cut.Parts.All(part => part.StartUtc is { Synchronised: true }));
}
