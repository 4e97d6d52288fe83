using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeAgent.Capture.Discovery;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Cli.CameraDiscover;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli;

/// <summary><c>camera discover</c>: which cameras are on this network, and which streams they have.</summary>
internal static class CameraDiscoverCommand
{
    private static readonly JsonSerializerOptions OneLine = new(ConfigurationJson.Options) { WriteIndented = false };

    public static Command Create()
    {
        var seconds = new NumberOption<double>("--seconds", 0.5, 60) { Description = "How long to wait for answers; 3 where it is not given." };
        var only = new Option<string?>("--interface") { Description = "Look on this network interface only.", HelpName = "NAME" };
        var host = new Option<string?>("--host")
        {
            Description = "Ask this one camera, without a search. The port is the one of its web page, where it is not 80.",
            HelpName = "ADDRESS[:PORT]",
        };
        var credentials = new Option<string?>("--credentials")
        {
            Description = "File with user:password on its first line. They are used on every camera of the local network that answers (never the "
                + "password itself, but a digest of it; --host asks one only), and once: a camera that refuses them is not asked again.",
            HelpName = "FILE",
        };
        var json = new JsonOption { Description = "Print one line of JSON for each camera." };
        var snippet = new Option<bool>("--config-snippet")
        {
            Description = "Print the cameras as they stand in agent.json: the largest stream as url, a small one as detectionUrl.",
        };
        var verb = new Verb(
            "discover",
            "Find the cameras of the local network (ONVIF) and the addresses of their streams.",
            "edgeagent camera discover --credentials camera.txt")
        {
            seconds, only, host, credentials, json, snippet,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(snippet))
            {
                result.AddError("--json and --config-snippet do not go together");
            }

            if (result.GetValue(host) is { } wanted && Split(wanted) is null)
            {
                result.AddError($"--host '{wanted}' must be ADDRESS or ADDRESS:PORT");
            }
        });
        verb.SetAction(async (parsed, cancel) =>
        {
            var file = parsed.GetValue(credentials);
            var (name, port) = parsed.GetValue(host) is { } wanted ? Split(wanted)!.Value : default;
            var options = new DiscoveryOptions
            {
                Wait = TimeSpan.FromSeconds(parsed.GetValue(seconds) ?? 3),
                Interface = parsed.GetValue(only),
                Credentials = file is null ? null : CameraCredentials.Read(file),
                ServicePort = port,
            };
            var discovery = new CameraDiscovery(options, TimeProvider.System);
            var progress = new DiscoverProgress(parsed.InvocationConfiguration.Error, discovery.Found, TimeProvider.System);
            var cameras = await progress.DuringAsync(name is null ? discovery.SearchAsync(cancel) : AskAsync(discovery, name, cancel));
            if (cameras.Count == 0)
            {
                throw NothingFound(options);
            }

            Write(parsed.InvocationConfiguration.Output, cameras, parsed.GetValue(json), parsed.GetValue(snippet), file);
            return ExitCode.Done;
        });
        return verb;
    }

    private static async Task<IReadOnlyList<DiscoveredCamera>> AskAsync(CameraDiscovery discovery, string host, CancellationToken cancellationToken)
    {
        var camera = await discovery.AskHostAsync(host, cancellationToken);
        return camera.Answer is CameraAnswer.Silent or CameraAnswer.NotOnvif && discovery.Found.Count == 0
            ? throw new ProblemException(new Problem(
                "camera/none-found",
                $"{camera.Address}: no ONVIF camera answers at {camera.Service}{(camera.Note is null ? "" : $": {camera.Note}")}",
                "check its power, cable and address, and that ONVIF is switched on in it; give the port of its web page as ADDRESS:PORT"))
            : [camera];
    }

    private static void Write(TextWriter output, IReadOnlyList<DiscoveredCamera> cameras, bool asJson, bool asSnippet, string? credentialsFile)
    {
        if (asJson)
        {
            foreach (var camera in cameras)
            {
                output.WriteLine(JsonSerializer.Serialize(camera, OneLine));
            }
        }
        else if (asSnippet)
        {
            ConfigSnippet.Write(output, cameras, credentialsFile is null ? null : Path.GetFullPath(credentialsFile));
        }
        else
        {
            DiscoverTable.Write(output, cameras);
        }
    }

    private static ProblemException NothingFound(DiscoveryOptions options) => new(new Problem(
        "camera/none-found",
        $"no camera answered within {options.Wait.TotalSeconds:0.#} s on {string.Join(", ", LocalNetwork.Find(options.Interface).Addresses)}",
        "check the camera's power and cable, and that ONVIF is switched on in it; switches may keep multicast back: ask it by --host ADDRESS; "
            + "look longer by --seconds 10"));

    private static (string Host, int? Port)? Split(string text) => text.Split(':') switch
    {
        [{ Length: > 0 } host] => (host, null),
        [{ Length: > 0 } host, var digits]
            when ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 => (host, port),
        _ => null,
    };
}
