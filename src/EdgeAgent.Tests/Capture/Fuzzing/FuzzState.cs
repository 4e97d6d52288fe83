using System.Globalization;

namespace EdgeAgent.Capture.Fuzzing;

/// <summary>How far a process that fuzzes is, in a file that outlives it.</summary>
internal sealed class FuzzState(string directory)
{
    private readonly string _file = Path.Combine(directory, "state");

    /// <summary>The case that runs, or ran last.</summary>
    public int Seed { get; set; }

    /// <summary>Cases that have ended.</summary>
    public int Cases { get; set; }

    /// <summary>The most resident memory of the process.</summary>
    public long PeakMegabytes { get; set; }

    /// <summary>How often each end was come to.</summary>
    public SortedDictionary<string, int> Outcomes { get; } = new(StringComparer.Ordinal);

    public static FuzzState Read(string directory)
    {
        var state = new FuzzState(directory);
        if (File.Exists(state._file) && File.ReadAllLines(state._file) is [var head, .. var outcomes])
        {
            var numbers = head.Split(' ');
            (state.Seed, state.Cases, state.PeakMegabytes) = (Number(numbers[0]), Number(numbers[1]), Number(numbers[2]));
            foreach (var parts in outcomes.Select(line => line.Split(' ')))
            {
                state.Outcomes[parts[0]] = Number(parts[1]);
            }
        }

        return state;
    }

    /// <summary>What is in the page cache stays when the process is killed.</summary>
    public void Write() =>
        File.WriteAllLines(_file, [$"{Seed} {Cases} {PeakMegabytes}", .. Outcomes.Select(outcome => $"{outcome.Key} {outcome.Value}")]);

    public void Delete() => File.Delete(_file);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
