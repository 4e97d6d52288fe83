using System.Reflection;
using System.Runtime.InteropServices;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>Finds and loads the libav libraries of a release whose layout is proven, the newest one first.</summary>
internal static class FFmpegLibraries
{
    public const string AvFormat = "avformat";
    public const string AvCodec = "avcodec";
    public const string AvUtil = "avutil";
    public const string SwScale = "swscale";

    /// <summary>Names a directory whose libraries are used instead of the system's.</summary>
    public const string DirectoryVariable = "EDGEAGENT_FFMPEG_DIRECTORY";

    private const string SwResample = "swresample";
    private const int LogQuiet = -8;

    // Every major of libavformat since 2012, to say what was found where nothing supported is there.
    private static readonly int[] KnownMajors = [54, 55, 56, 57, 58, 59, 60, 61, 62, 63];

    // PublicationOnly does not keep the exception: libraries installed meanwhile are found by the next try.
    private static readonly Lazy<LoadedLibraries> Loaded = new(LoadSystem, LazyThreadSafetyMode.PublicationOnly);

    private static int _registered;

    public static Layout Layout => Loaded.Value.Release.Layout;

    /// <summary>The libraries in use.</summary>
    public static LoadedLibraries InUse => Loaded.Value;

    /// <summary>The directory that is set; null for the system's own libraries.</summary>
    public static string? Directory => Environment.GetEnvironmentVariable(DirectoryVariable) is { Length: > 0 } directory ? directory : null;

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

    /// <param name="loader">Where libraries come from.</param>
    /// <param name="directory">The one directory that it looks in, for the message; null for the system.</param>
    public static LoadedLibraries Load(INativeLoader loader, string? directory = null)
    {
        List<string> found = [];
        foreach (var release in FFmpegRelease.Proven)
        {
            // What others need comes first: out of a directory nothing else would find it.
            var util = loader.TryLoad(FileName(AvUtil, release.AvUtil));
            if (util != 0)
            {
                _ = loader.TryLoad(FileName(SwResample, release.SwResample));
            }

            var codec = util == 0 ? 0 : loader.TryLoad(FileName(AvCodec, release.AvCodec));
            var format = codec == 0 ? 0 : loader.TryLoad(FileName(AvFormat, release.AvFormat));
            if (format == 0)
            {
                continue;
            }

            // A file under another release's name would be read at the wrong places.
            List<string> faults = [.. new[]
            {
                Mislabelled(loader, util, AvUtil, release.AvUtil),
                Mislabelled(loader, codec, AvCodec, release.AvCodec),
                Mislabelled(loader, format, AvFormat, release.AvFormat),
            }.OfType<string>()];
            if (faults.Count == 0)
            {
                return new LoadedLibraries(release, format, codec, util);
            }

            found.AddRange(faults);
        }

        if (found.Count == 0)
        {
            found.AddRange(KnownMajors.Select(major => FileName(AvFormat, major)).Where(name => loader.TryLoad(name) != 0));
        }

        var wanted = string.Join(", ", FFmpegRelease.Proven.Select(r => $"FFmpeg {r.Name} (libavformat.so.{r.AvFormat})"));
        throw found.Count == 0 ? FFmpegProblems.Missing(wanted, directory) : FFmpegProblems.Unsupported(string.Join(", ", found), wanted);
    }

    private static LoadedLibraries LoadSystem()
    {
        Register();
        var loaded = Load(new SystemLoader(Directory), Directory);

        // Its log goes to standard error, unasked, with addresses and passwords in it.
        LibAvUtil.LogSetLevel(loaded, LogQuiet);
        return loaded;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name switch
    {
        AvFormat => Loaded.Value.AvFormat,
        AvCodec => Loaded.Value.AvCodec,
        AvUtil => Loaded.Value.AvUtil,
        SwScale => new SystemLoader(Directory).TryLoad(FileName(SwScale, Loaded.Value.Release.SwScale)) is var handle and not 0
            ? handle
            : throw FFmpegProblems.Missing(FileName(SwScale, Loaded.Value.Release.SwScale), Directory),
        _ => 0,
    };

    private static string? Mislabelled(INativeLoader loader, nint library, string name, int major)
    {
        var version = loader.VersionOf(library, $"{name}_version");
        return version >> 16 == major ? null : $"{FileName(name, major)} that is {version >> 16}.{(version >> 8) & 0xff}.{version & 0xff}";
    }

    private static string FileName(string library, int major) => $"lib{library}.so.{major}";
}
