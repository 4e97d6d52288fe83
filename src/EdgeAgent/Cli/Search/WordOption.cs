using System.CommandLine;

namespace EdgeAgent.Cli.Search;

/// <summary>An option in the words of a description, such as a colour; the default of its type where it is not given.</summary>
internal sealed class WordOption<T> : Option<T>
{
    public delegate bool Parser(string words, out T value, out string? error);

    public WordOption(string name, string help, string description, Parser parser)
        : base(name)
    {
        HelpName = help;
        Description = description;
        CustomParser = argument =>
        {
            if (!parser(argument.Tokens[0].Value, out var value, out var error))
            {
                argument.AddError($"{name}: {error}");
            }

            return value;
        };
    }
}
