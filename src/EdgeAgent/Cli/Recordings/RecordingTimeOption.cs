using System.CommandLine;
using System.CommandLine.Parsing;

namespace EdgeAgent.Cli.Recordings;

/// <summary>An option that is a time, as <see cref="RecordingTime"/> reads it; in UTC.</summary>
internal sealed class RecordingTimeOption : Option<DateTimeOffset>
{
    public RecordingTimeOption(string name, string description, TimeProvider time)
        : base(name)
    {
        Description = $"{description}: {RecordingTime.Forms}.";
        HelpName = "TIME";
        Required = true;
        CustomParser = argument => Parse(argument, name, time);
    }

    private static DateTimeOffset Parse(ArgumentResult argument, string name, TimeProvider time)
    {
        var text = argument.Tokens[0].Value;
        var now = time.GetUtcNow();
        if (!RecordingTime.TryParse(text, now, time.LocalTimeZone, out var at))
        {
            argument.AddError($"{name} '{text}' is no time; give it like {RecordingTime.Forms}");
        }
        else if (at > now)
        {
            argument.AddError($"{name} '{text}' lies in the future; it is {TimeZoneInfo.ConvertTime(now, time.LocalTimeZone):yyyy-MM-dd HH:mm:ss} here now");
        }

        return at;
    }
}
