using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace EdgeAgent.Cli;

/// <summary>An option that is a number within bounds; null where it is not given.</summary>
internal sealed class NumberOption<T> : Option<T?>
    where T : struct, INumber<T>
{
    public NumberOption(string name, T least, T most)
        : base(name)
    {
        HelpName = "N";
        CustomParser = argument => Parse(argument, name, least, most);
    }

    private static T? Parse(ArgumentResult argument, string name, T least, T most)
    {
        var text = argument.Tokens[0].Value;
        if (T.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        argument.AddError($"{name} '{text}' must be a number of {least} to {most}");
        return null;
    }
}
