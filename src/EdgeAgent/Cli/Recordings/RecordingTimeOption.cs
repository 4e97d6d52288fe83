using System.CommandLine;
using System.CommandLine.Parsing;

namespace EdgeAgent.Cli.Recordings;

/// <summary>An option that is a time, as <see cref="RecordingTime"/> reads it; in UTC; null where it is not given.</summary>
internal sealed class RecordingTimeOption : Option<DateTimeOffset?>
{
    public RecordingTimeOption(string name, string description, TimeProvider time)
        : base(name)
    {
        Description = $"{description}: {RecordingTime.Forms}.";
        HelpName = "TIME";
        CustomParser = argument => Parse(argument, name, time);
    }

    private static DateTimeOffset? Parse(ArgumentResult argument, string name, TimeProvider time)
    {
        var text = argument.Tokens[0].Value;
        if (!RecordingTime.TryParse(text, time.GetUtcNow(), time.LocalTimeZone, out var at))
        {
            argument.AddError($"{name} '{text}' is no time; give it like {RecordingTime.Forms}");
        }

        return at;
    }
}
