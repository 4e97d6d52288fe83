using System.Collections.Immutable;
using System.Text.Json;
using EdgeAgent.Messaging;
using EdgeAgent.Outbox;

namespace EdgeAgent.Control.Verbs;

/// <summary><c>replay</c>: sends ranges of the log again.</summary>
internal sealed class ReplayVerb(Func<IReadOnlyList<SequenceRange>, ReplayAnswer> replay) : IVerb
{
    private const int MostRanges = 100;

    public string Name => "replay";

    public bool IsLong => true;

    public Task<object?> RunAsync(Command command, CancellationToken cancellationToken)
    {
        var read = new ParamsReader(command);
        var ranges = Ranges(read);
        read.Done();
        var answer = replay(ranges);
        return Task.FromResult<object?>(new ReplayResult(
            answer.Queued, [.. answer.Missing.Select(range => new SequenceRangeMessage(range.Stream, range.From, range.To))]));
    }

    private static SequenceRange[] Ranges(ParamsReader read)
    {
        try
        {
            if (read.Element("ranges")?.Deserialize<ImmutableArray<SequenceRangeMessage?>>(MessageJson.Options)
                is { IsDefaultOrEmpty: false, Length: <= MostRanges } ranges && ranges.All(range => range is { From: > 0 } && range.To >= range.From))
            {
                return [.. ranges.Select(range => new SequenceRange(range!.Stream, range.From, range.To))];
            }
        }
        catch (JsonException)
        {
            // Told below.
        }

        read.Wrong("ranges", "is no list of ranges", $"give 1 to {MostRanges} of {{\"stream\": \"warning\", \"from\": 1, \"to\": 9}}");
        return [];
    }
}
