using EdgeAgent.Hosting;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Recording.Disk;
using EdgeAgent.Recording.Holds;
using EdgeAgent.Recording.Index;

namespace EdgeAgent.Cli.Recordings;

/// <summary>What the verbs about holds share.</summary>
internal static class HoldVerb
{
    public static HoldBook Book(AgentOptions options) => new(DataPaths.Recordings(options), SystemDisk.Instance, TimeProvider.System);

    public static SegmentSearch Search(AgentOptions options) => (camera, from, to) =>
        [.. SegmentCatalog.Read(DataPaths.Recordings(options), camera).Where(segment => segment.StartUtc.Value < to && segment.EndUtc > from)];

    public static string Describe(Hold hold) =>
        $"{hold.Id}  {hold.Camera}  {Local(hold.From)} to {Local(hold.To)}  until {Local(hold.Until)}  {hold.Reason}";

    private static string Local(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
