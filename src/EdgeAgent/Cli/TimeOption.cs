using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace EdgeAgent.Cli;

/// <summary>An option that is a moment: local time unless it says otherwise; null where it is not given.</summary>
internal sealed class TimeOption : Option<DateTimeOffset?>
{
    public TimeOption(string name)
        : base(name)
    {
        HelpName = "TIME";
        CustomParser = argument => Parse(argument, name);
    }

    private static DateTimeOffset? Parse(ArgumentResult argument, string name)
    {
        var text = argument.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time))
        {
            return time;
        }

        argument.AddError($"{name} '{text}' must be a time such as 2026-07-01T12:00:00 (local) or 2026-07-01T03:00:00Z");
        return null;
    }
}
