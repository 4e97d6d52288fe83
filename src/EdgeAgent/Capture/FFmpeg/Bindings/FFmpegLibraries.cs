using System.Reflection;
using System.Runtime.InteropServices;
using EdgeAgent.Capture.FFmpeg.Bindings.Layouts;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>Finds and loads the system's libav libraries by their major version, and knows the layout that goes with it.</summary>
internal static class FFmpegLibraries
{
    public const string AvFormat = "avformat";
    public const string AvCodec = "avcodec";
    public const string AvUtil = "avutil";
    public const string SwScale = "swscale";

    private const int LogQuiet = -8;

    private static readonly FFmpegRelease[] Supported = [new("5.1", 59, 59, 57, 6, LayoutV59.Layout)];

    // Every major of libavformat since 2012, to say what was found where nothing supported is there.
    private static readonly int[] KnownMajors = [54, 55, 56, 57, 58, 59, 60, 61, 62];

    // PublicationOnly does not keep the exception: libraries installed meanwhile are found by the next try.
    private static readonly Lazy<LoadedLibraries> Loaded = new(LoadSystem, LazyThreadSafetyMode.PublicationOnly);

    private static int _registered;

    public static Layout Layout => Loaded.Value.Release.Layout;

    /// <summary>The release in use, such as <c>5.1 (libavformat 59)</c>.</summary>
    public static string Description => $"{Loaded.Value.Release.Name} (libavformat {Loaded.Value.Release.AvFormat})";

    /// <summary>Throws <see cref="FFmpegException"/> <c>ffmpeg/missing</c> or <c>ffmpeg/unsupported</c>.</summary>
    public static void EnsureLoaded() => _ = Loaded.Value;

    /// <summary>Makes the imports of this assembly find the libraries; cheap to call again.</summary>
    public static void Register()
    {
        if (Interlocked.Exchange(ref _registered, 1) == 0)
        {
            NativeLibrary.SetDllImportResolver(typeof(FFmpegLibraries).Assembly, Resolve);
        }
    }

    /// <param name="load">Loads a library by its file name; zero where it is not there.</param>
    public static LoadedLibraries Load(Func<string, nint> load)
    {
        foreach (var release in Supported)
        {
            // libavutil first: the others need it, and must find this one.
            var util = load(FileName(AvUtil, release.AvUtil));
            var codec = load(FileName(AvCodec, release.AvCodec));
            var format = load(FileName(AvFormat, release.AvFormat));
            if (util != 0 && codec != 0 && format != 0)
            {
                return new LoadedLibraries(release, format, codec, util);
            }
        }

        var found = KnownMajors.Select(major => FileName(AvFormat, major)).Where(name => load(name) != 0).ToList();
        var wanted = string.Join(", ", Supported.Select(r => $"FFmpeg {r.Name} (libavformat.so.{r.AvFormat})"));
        throw found.Count == 0 ? FFmpegProblems.Missing(wanted) : FFmpegProblems.Unsupported(string.Join(", ", found), wanted);
    }

    private static LoadedLibraries LoadSystem()
    {
        Register();
        var loaded = Load(name => NativeLibrary.TryLoad(name, out var handle) ? handle : 0);

        // Its log goes to standard error, unasked, with addresses and passwords in it.
        LibAvUtil.LogSetLevel(loaded, LogQuiet);
        return loaded;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name switch
    {
        AvFormat => Loaded.Value.AvFormat,
        AvCodec => Loaded.Value.AvCodec,
        AvUtil => Loaded.Value.AvUtil,
        SwScale => NativeLibrary.TryLoad(FileName(SwScale, Loaded.Value.Release.SwScale), out var handle)
            ? handle
            : throw FFmpegProblems.Missing(FileName(SwScale, Loaded.Value.Release.SwScale)),
        _ => 0,
    };

    private static string FileName(string library, int major) => $"lib{library}.so.{major}";
}
