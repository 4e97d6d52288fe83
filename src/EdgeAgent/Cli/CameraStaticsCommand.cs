using System.CommandLine;
using EdgeAgent.Domain;
using EdgeAgent.Hosting;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Pipeline.Statics;
using EdgeAgent.Recording.Disk;

namespace EdgeAgent.Cli;

/// <summary><c>camera statics</c>: what cameras have learned to drop, as their detectors see it at the same place for ever.</summary>
internal static class CameraStaticsCommand
{
    public static Command Create() => new Verb(
        "statics",
        "See what cameras have learned to drop (posters, mannequins, bins that are always seen), and have it forgotten.",
        "edgeagent camera statics list --config /etc/edgeagent/agent.json")
    {
        CameraStaticsListCommand.Create(),
        CameraStaticsForgetCommand.Create(),
    };

    /// <summary>The books of the configured cameras, or of one of them.</summary>
    /// <exception cref="ConfigurationException">No camera is called so.</exception>
    public static IReadOnlyList<StaticsBook> Books(AgentOptions options, string? camera)
    {
        var ids = options.Cameras.Select(known => known.Id).ToList();
        if (camera is not null && !ids.Contains(camera))
        {
            throw new ConfigurationException(
            [
                new Problem("usage/camera", $"the configuration has no camera {camera}", $"give one of {string.Join(", ", ids)}", "--camera"),
            ]);
        }

        return [.. ids.Where(id => camera is null || id == camera)
            .Select(id => new StaticsBook(DataPaths.Statics(options.DataDirectory), new CameraId(id), SystemDisk.Instance))];
    }
}
