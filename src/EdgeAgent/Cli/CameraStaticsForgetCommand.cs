using System.Collections.Immutable;
using System.CommandLine;
using EdgeAgent.Hosting;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Pipeline.Statics;
using EdgeAgent.Storage;

namespace EdgeAgent.Cli;

/// <summary><c>camera statics forget</c>: what was learned is seen again, and is learned again if it stays.</summary>
internal static class CameraStaticsForgetCommand
{
    public static Command Create()
    {
        var file = new ConfigFileOption();
        var camera = new Option<string>("--camera") { Description = "Whose.", HelpName = "ID", Required = true };
        var numbers = new Argument<int[]>("NUMBER") { Description = "As they are listed.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "All of this camera." };
        var verb = new Verb(
            "forget",
            "Have static detections forgotten: they are seen again, and learned again if they stay; a running agent does it within seconds.",
            "edgeagent camera statics forget --camera gate 3 --config /etc/edgeagent/agent.json")
        {
            numbers,
            file,
            camera,
            all,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(numbers) is { Length: > 0 } == result.GetValue(all))
            {
                result.AddError("give the numbers of those to forget, or --all");
            }
        });
        verb.SetAction(parsed =>
        {
            var options = AgentConfiguration.Load(parsed.GetValue(file)!).Options;
            var book = CameraStaticsCommand.Books(options, parsed.GetValue(camera))[0];
            var ids = parsed.GetValue(all) ? Known(book).Statics.Select(entry => entry.Id).ToList() : [.. parsed.GetValue(numbers)!.Distinct()];
            var now = Forget(options, book, ids);
            parsed.InvocationConfiguration.Output.WriteLine(now ? $"forgotten: {ids.Count}" : $"the running agent forgets them within seconds: {ids.Count}");
            return ExitCode.Done;
        });
        return verb;
    }

    /// <summary>True where it is done; false where the agent that runs was asked to.</summary>
    private static bool Forget(AgentOptions options, StaticsBook book, List<int> ids)
    {
        using var held = TryHold(options.DataDirectory);
        var known = Known(book);
        if (ids.Where(id => !known.Has(id)).ToList() is [var unknown, ..])
        {
            throw new StaticsException(StaticsProblems.Unknown(book.Camera.Value, unknown, known.Statics.Select(entry => entry.Id)));
        }

        if (held is null)
        {
            foreach (var id in ids)
            {
                book.WishForgotten(id);
            }
        }
        else if (ids.Count > 0)
        {
            book.Write(known.Without(ids), ImmutableDictionary<int, byte[]>.Empty);
        }

        return held is not null;
    }

    private static StaticsDocument Known(StaticsBook book)
    {
        var (document, problem) = book.Read();
        return problem is null ? document : throw new StaticsException(problem);
    }

    private static DirectoryLock? TryHold(string dataDirectory)
    {
        try
        {
            return DirectoryLock.Take(DataPaths.Lock(dataDirectory));
        }
        catch (StorageException e) when (e.Problem.Code == "storage/in-use")
        {
            return null;
        }
    }
}
