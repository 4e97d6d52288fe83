namespace EdgeAgent.Parts;

/// <summary>Small videos that FFmpeg makes once per test class, and a directory that goes with it.</summary>
public sealed class MadeVideos : IDisposable
{
    private const string X264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p";

    private const string X265 = "-c:v libx265 -preset ultrafast -pix_fmt yuv420p -x265-params log-level=none:scenecut=0:b-adapt=0";

    private readonly Dictionary<string, string> _made = [];

    public string Root { get; } = Directory.CreateTempSubdirectory("edgeagent-test-").FullName;

    /// <summary>4 s, 320×240, 25 fps, H.264 with B-frames, a keyframe every second.</summary>
    public string WithBFrames => Make("bframes.mp4", $"-f lavfi -i testsrc2=s=320x240:r=25:d=4 {X264} -bf 3 -g 25 -x264-params b-adapt=0");

    /// <summary>4 s, 320×240, 25 fps, H.264 as most cameras send it: no B-frames.</summary>
    public string Plain => Make("plain.mp4", $"-f lavfi -i testsrc2=s=320x240:r=25:d=4 {X264} -bf 0 -g 25");

    /// <summary>4 s, 320×240, 25 fps, H.265 with B-frames, an IDR picture every second.</summary>
    public string Hevc => Make("hevc.mp4", $"-f lavfi -i testsrc2=s=320x240:r=25:d=4 {X265}:bframes=3:open-gop=0:keyint=25:min-keyint=25");

    /// <summary>4 s, 320×240, 25 fps, H.265 with a CRA picture every 27, whose leading pictures (RASL) lean on the group before.</summary>
    public string HevcWithOpenGroups => Make(
        "hevc-open.mp4", $"-f lavfi -i testsrc2=s=320x240:r=25:d=4 {X265}:bframes=3:open-gop=1:keyint=27:min-keyint=27");

    public string WithSound => Make(
        "sound.mp4", $"-f lavfi -i testsrc2=s=320x240:r=25:d=2 -f lavfi -i sine=d=2 {X264} -c:a aac");

    public string OnlySound => Make("only-sound.mp4", "-f lavfi -i sine=d=1 -c:a aac");

    /// <summary>1 s, 64×48, of ten bits.</summary>
    public string HevcMain10 => Make(
        "main10.mp4", "-f lavfi -i testsrc2=s=64x48:r=5:d=1 -c:v libx265 -pix_fmt yuv420p10le -x265-params log-level=none");

    /// <summary>2 s each of 320×240, 480×360 and 320×240 again in one MPEG-TS stream; its three parts alone are what the second value names.</summary>
    public (string Whole, IReadOnlyList<string> Parts) HevcThatChangesItsSize
    {
        get
        {
            List<string> parts = [.. ((string[])["320x240", "480x360", "320x240"]).Select((size, i) => Make(
                $"part{i}.ts",
                $"-f lavfi -i testsrc2=s={size}:r=25:d=2 {X265}:bframes=0:repeat-headers=1:keyint=25:min-keyint=25 -output_ts_offset {2 * i}"))];
            return (Make("changing.ts", $"-f mpegts -i concat:{string.Join('|', parts)} -c copy"), parts);
        }
    }

    /// <summary>Another video's pictures, in H.265.</summary>
    public string AsHevc(string path) => Make("as-hevc-" + Path.GetFileName(path), $"-i {path} {X265}");

    /// <summary>Makes a video with FFmpeg's own arguments, split at spaces.</summary>
    public string Make(string name, string arguments)
    {
        lock (_made)
        {
            if (!_made.TryGetValue(name, out var path))
            {
                _made[name] = path = Path.Combine(Root, name);
                Tool.FFmpeg([.. arguments.Split(' '), path]);
            }

            return path;
        }
    }

    public string NewDirectory() => Directory.CreateDirectory(Path.Combine(Root, Guid.NewGuid().ToString("n"))).FullName;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
