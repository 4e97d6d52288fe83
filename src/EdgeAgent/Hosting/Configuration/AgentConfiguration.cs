using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Identity;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>
/// Joins the layers of the configuration: defaults, under the board's profile, under the file of the pole, under what the center sent.
/// </summary>
internal static class AgentConfiguration
{
    public const string DefaultPath = "/etc/edgeagent/agent.json";

    private const string RemoteSource = "config/desired";

    /// <summary>What the rooms know of settings that are well-formed each by itself. A path in a problem is a path in the file.</summary>
    private static readonly ImmutableArray<Func<AgentOptions, IEnumerable<Problem>>> Checks = [BrokerCheck.Check, SiteTime.Check, CameraCheck.Check];

    /// <exception cref="ConfigurationException">The file or the board's profile cannot be used. A broken remote part is no reason.</exception>
    public static ConfigurationSnapshot Load(string path, string? boardFolder = null)
    {
        var problems = new List<Problem>();
        var agent = ReadLayer(path, problems) ?? throw new ConfigurationException(problems);
        var board = BoardLayer.Read(agent, boardFolder ?? BoardLayer.Folder, problems);
        var local = board?.Under(agent) ?? agent;
        var options = Bind(local, agent.Source, problems) ?? throw new ConfigurationException(problems);

        var remoteProblems = new List<Problem>();
        return ApplyRemote(local, options.DataDirectory, agent.Source, remoteProblems) is var (merged, remoteOptions)
            ? Snapshot(merged, remoteOptions, [], local)
            : Snapshot(local, options, remoteProblems, local);
    }

    /// <summary>The same with another part of the center's. What the file of the pole says by now waits for a restart.</summary>
    /// <param name="current">In force.</param>
    /// <param name="remote">As in <c>remote.json</c>; null for none.</param>
    /// <param name="problems">Everything that is wrong with it.</param>
    /// <returns>Null where there are problems.</returns>
    public static ConfigurationSnapshot? WithRemote(ConfigurationSnapshot current, byte[]? remote, List<Problem> problems)
    {
        var local = current.Local;
        var layer = remote is null ? null : SettingReader.Read(remote, RemoteSource, problems);
        layer?.Members.Remove(ConfigurationSchema.SchemaMember);
        var merged = layer is null ? local : RemoteLayer.Apply(local, layer, problems);
        return problems.Count == 0 && Bind(merged, local.Source, problems) is { } options

            // What was said on the command line is in no file.
            ? Snapshot(merged, options with { Orders = current.Options.Orders }, [], local)
            : null;
    }

    /// <summary>Null where there is no remote part, or it has problems: a center that errs must not strand the pole.</summary>
    private static (Setting Merged, AgentOptions Options)? ApplyRemote(Setting local, string dataDirectory, string file, List<Problem> problems)
    {
        try
        {
            if (ReadLayer(Path.Combine(dataDirectory, "config", "remote.json"), problems) is { } remote
                && RemoteLayer.Apply(local, remote, problems) is var merged
                && Bind(merged, file, problems) is { } options)
            {
                return (merged, options);
            }
        }
        catch (ConfigurationException fault)
        {
            problems.AddRange(fault.Problems.Where(problem => problem.Code != ConfigurationFile.Missing));
        }

        return null;
    }

    private static Setting? ReadLayer(string path, List<Problem> problems)
    {
        var bytes = ConfigurationFile.Read(path);
        var root = SettingReader.Read(bytes, Path.GetFullPath(path), problems);
        root?.Members.Remove(ConfigurationSchema.SchemaMember);
        return root;
    }

    /// <summary>Null where there are problems; then all of them are in the list.</summary>
    private static AgentOptions? Bind(Setting root, string file, List<Problem> problems)
    {
        problems.AddRange(ShapeCheck.Check(root, ConfigurationSchema.Root));
        if (problems.Count > 0)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            root.WriteTo(writer);
        }

        var options = JsonSerializer.Deserialize<AgentOptions>(buffer.WrittenSpan, ConfigurationJson.Options)!;
        var places = SettingPath.Walk(root).ToDictionary(entry => entry.Path, entry => entry.Setting);
        problems.AddRange(Checks.SelectMany(check => check(options)).Select(problem => Locate(problem, places)));
        return problems.Count > 0 ? null : ResolvePaths(options, Path.GetDirectoryName(file)!);
    }

    private static Problem Locate(Problem problem, Dictionary<string, Setting> places) =>
        problem.Path is { } path && places.TryGetValue(path, out var setting)
            ? problem with { Message = $"{problem.Message}, in {Path.GetFileName(setting.Source)} line {setting.Line}" }
            : problem;

    /// <summary>A relative path starts at the folder of the pole's file, wherever the agent was started.</summary>
    private static AgentOptions ResolvePaths(AgentOptions options, string folder) => options with
    {
        DataDirectory = Path.GetFullPath(options.DataDirectory, folder),
        Model = options.Model with { Directory = Path.GetFullPath(options.Model.Directory, folder) },
        PoseModel = options.PoseModel with { Directory = Path.GetFullPath(options.PoseModel.Directory, folder) },
        Recording = options.Recording with { Directory = options.Recording.Directory is { } recordings ? Path.GetFullPath(recordings, folder) : null },
        Orders = options.Orders with { File = options.Orders.File is { } orders ? Path.GetFullPath(orders, folder) : null },
        Broker = options.Broker with
        {
            PasswordFile = Anchor(options.Broker.PasswordFile, folder),
            Tls = options.Broker.Tls is { } tls
                ? tls with { CaFile = Anchor(tls.CaFile, folder), CertificateFile = Anchor(tls.CertificateFile, folder), KeyFile = Anchor(tls.KeyFile, folder) }
                : null,
        },
        Cameras =
        [
            .. options.Cameras.Select(camera => camera with
            {
                CredentialsFile = camera.CredentialsFile is { } file ? Path.GetFullPath(file, folder) : null,
            }),
        ],
    };

    private static string? Anchor(string? file, string folder) => file is null ? null : CredentialFile.Anchor(file, folder);

    private static ConfigurationSnapshot Snapshot(Setting root, AgentOptions options, IReadOnlyList<Problem> remoteProblems, Setting local) => new()
    {
        Options = options,
        Sources = SettingPath.Walk(root)
            .Where(entry => entry.Setting.Kind != JsonValueKind.Object)
            .ToDictionary(entry => entry.Path, entry => entry.Setting.Place),
        Version = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(options, ConfigurationJson.Options)))[..12],
        RemoteProblems = remoteProblems,
        Local = local,
    };
}
