namespace EdgeAgent.Parts;

/// <summary>Small videos that FFmpeg makes once per test class, and a directory that goes with it.</summary>
public sealed class MadeVideos : IDisposable
{
    private const string X264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p";

    private readonly Dictionary<string, string> _made = [];

    public string Root { get; } = Directory.CreateTempSubdirectory("edgeagent-test-").FullName;

    /// <summary>4 s, 320×240, 25 fps, H.264 with B-frames, a keyframe every second.</summary>
    public string WithBFrames => Make("bframes.mp4", $"-f lavfi -i testsrc2=s=320x240:r=25:d=4 {X264} -bf 3 -g 25 -x264-params b-adapt=0");

    /// <summary>4 s, 320×240, 25 fps, H.264 as most cameras send it: no B-frames.</summary>
    public string Plain => Make("plain.mp4", $"-f lavfi -i testsrc2=s=320x240:r=25:d=4 {X264} -bf 0 -g 25");

    public string WithSound => Make(
        "sound.mp4", $"-f lavfi -i testsrc2=s=320x240:r=25:d=2 -f lavfi -i sine=d=2 {X264} -c:a aac");

    public string OnlySound => Make("only-sound.mp4", "-f lavfi -i sine=d=1 -c:a aac");

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
