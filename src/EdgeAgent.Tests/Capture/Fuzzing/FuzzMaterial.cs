using EdgeAgent.Parts;

namespace EdgeAgent.Capture.Fuzzing;

/// <summary>Sound videos, one of each form that the agent reads: small, so that many can be broken in a second.</summary>
internal sealed class FuzzMaterial
{
    private const string Scene = "-f lavfi -i testsrc2=s=160x120:r=12:d=2";
    private const string H264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 6 -threads 1";
    private const string Hevc = "-c:v libx265 -preset ultrafast -pix_fmt yuv420p -x265-params log-level=none:keyint=6:min-keyint=6:repeat-headers=1:pools=none:frame-threads=1";

    private static readonly (string Name, string Arguments)[] Recipes =
    [
        ("h264.mp4", $"{Scene} {H264} -bf 2"),
        ("fragments.mp4", $"{Scene} {H264} -movflags frag_keyframe+empty_moov+default_base_moof"),
        ("hevc.mp4", $"{Scene} {Hevc}"),
        ("h264.mkv", $"{Scene} {H264} -bf 2"),
        ("hevc.ts", $"{Scene} {Hevc}"),
        ("h264.ts", $"{Scene} {H264}"),
        ("raw.h264", $"{Scene} {H264} -bf 2"),
        ("raw.hevc", $"{Scene} {Hevc}"),
        ("mjpeg.avi", $"{Scene} -c:v mjpeg -q:v 8 -pix_fmt yuvj420p"),
        ("mjpeg.mov", $"{Scene} -c:v mjpeg -q:v 8 -pix_fmt yuvj422p"),
        ("h264.flv", $"{Scene} {H264}"),
        ("sound.mp4", $"{Scene} -f lavfi -i sine=d=2 {H264} -c:a aac"),
    ];

    private FuzzMaterial(string directory) => Files = [.. Recipes.Select(recipe => Path.Combine(directory, recipe.Name))];

    public IReadOnlyList<string> Files { get; }

    /// <summary>Makes what is not there yet.</summary>
    public static FuzzMaterial In(string directory)
    {
        Directory.CreateDirectory(directory);
        var material = new FuzzMaterial(directory);
        foreach (var ((_, arguments), path) in Recipes.Zip(material.Files).Where(pair => !File.Exists(pair.Second)))
        {
            Tool.FFmpeg([.. arguments.Split(' '), "-map_metadata", "-1", "-fflags", "+bitexact", path]);
        }

        return material;
    }

    public string Named(string name) => Files.First(file => Path.GetFileName(file) == name);
}
