using System.CommandLine;
using System.Text.RegularExpressions;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli.Center;

/// <summary><c>--pole CITY/POLE</c>.</summary>
internal sealed class PoleOption : Option<PoleIdentity>
{
    public PoleOption()
        : base("--pole")
    {
        Description = "Which pole.";
        HelpName = "CITY/POLE";
        Required = true;
        CustomParser = result =>
        {
            if (result.Tokens is [{ Value: var text }] && text.Split('/') is [var city, var pole]
                && Regex.IsMatch(city, Identifier.Pattern) && Regex.IsMatch(pole, Identifier.Pattern))
            {
                return new PoleIdentity(city, pole);
            }

            result.AddError("--pole is no CITY/POLE, such as seoul/pole-7");
            return null!;
        };
    }
}
