using System.Globalization;
using EdgeAgent.Recording.Holds;

namespace EdgeAgent.Control.Verbs;

/// <summary><c>hold</c>: exempts a piece of a recording from being deleted, until a day, or lets go of it again.</summary>
internal sealed class HoldVerb(IRunningPole pole, HoldBook holds, SegmentSearch find, long maximumBytes) : IVerb
{
    public string Name => "hold";

    public bool ConcernsPersons => true;

    public Task<object?> RunAsync(Command command, CancellationToken cancellationToken)
    {
        var read = new ParamsReader(command);
        if (read.Id("release") is { } release)
        {
            read.Done();
            holds.Release(release);
            return Task.FromResult<object?>(null);
        }

        var (from, to, until) = (read.Need("from", read.Time("from")), read.Need("to", read.Time("to")), read.Need("until", read.Time("until")));
        var camera = CameraParam.Find(read, pole).Id;
        var hold = holds.Add(
            camera, from, to, until, string.Create(CultureInfo.InvariantCulture, $"{command.CaseId}: {command.Purpose} ({command.Officer})"), find, maximumBytes);
        return Task.FromResult<object?>(new HoldResult(hold.Id, hold.Until));
    }
}
