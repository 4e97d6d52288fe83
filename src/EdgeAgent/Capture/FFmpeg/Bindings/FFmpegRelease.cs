using EdgeAgent.Capture.FFmpeg.Bindings.Layouts;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>One FFmpeg release series that the bindings know: the majors of its libraries and where its fields lie.</summary>
internal sealed record FFmpegRelease(string Name, int AvFormat, int AvCodec, int AvUtil, int SwResample, int SwScale, Layout Layout)
{
    /// <summary>The newest first: that is the order in which they are looked for.</summary>
    public static IReadOnlyList<FFmpegRelease> Proven { get; } =
    [
        new("7", 61, 61, 59, 5, 8, LayoutV61.Layout),
        new("6", 60, 60, 58, 4, 7, LayoutV60.Layout),
        new("5", 59, 59, 57, 4, 6, LayoutV59.Layout),
        new("4", 58, 58, 56, 3, 5, LayoutV58.Layout) { GuessesFirstStamps = true },
    ];

    /// <summary>A camera's first packet that came without stamps has made-up ones, which may lie behind those of the next.</summary>
    public bool GuessesFirstStamps { get; init; }
}
