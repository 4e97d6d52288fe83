using System.Globalization;
using System.Reflection;
using System.Text;
using EdgeAgent.Parts;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

public sealed class LayoutTests
{
    /// <summary>Asks the C compiler, with the headers of the installed FFmpeg, where every field lies.</summary>
    [Fact]
    public void Offsets_are_the_ones_of_the_installed_headers() => AssertLayout(headers: null);

    /// <summary>The same with the headers of other releases.</summary>
    [Theory]
    [MemberData(nameof(OtherFFmpeg.Releases), MemberType = typeof(OtherFFmpeg))]
    public void Offsets_are_the_ones_of_the_headers_of_every_release(string release)
    {
        var headers = OtherFFmpeg.HeadersOf(release);
        AssertLayout(headers);
    }

    private static void AssertLayout(string? headers)
    {
        Assert.SkipUnless(Tool.Exists("gcc"), "gcc is not installed");
        var fields = typeof(Layout).GetProperties()
            .Select(property => (Property: property, Field: property.GetCustomAttribute<NativeFieldAttribute>()))
            .Where(pair => pair.Field is not null)
            .Select(pair => (pair.Property, Field: pair.Field!))
            .ToList();
        Assert.Equal(typeof(Layout).GetProperties(BindingFlags.Public | BindingFlags.Instance).Length, fields.Count);

        var constants = new (string Name, long Value)[]
        {
            ("AV_NOPTS_VALUE", AVConstants.NoPts),
            ("AVMEDIA_TYPE_VIDEO", AVConstants.MediaTypeVideo),
            ("AVDISCARD_ALL", AVConstants.DiscardAll),
            ("AV_DISPOSITION_ATTACHED_PIC", AVConstants.DispositionAttachedPicture),
            ("AV_PKT_FLAG_KEY", AVConstants.PacketFlagKey),
            ("AV_PKT_FLAG_CORRUPT", AVConstants.PacketFlagCorrupt),
            ("AV_FRAME_FLAG_CORRUPT", AVConstants.FrameFlagCorrupt),
            ("MKTAG('h','v','c','1')", AVConstants.TagHvc1),
            ("AVIO_FLAG_WRITE", AVConstants.IOFlagWrite),
            ("AVCOL_RANGE_JPEG", AVConstants.ColorRangeFull),
            ("AVCOL_SPC_BT709", AVConstants.ColorSpaceBt709),
            ("AVCOL_SPC_UNSPECIFIED", AVConstants.ColorSpaceUnspecified),
            ("AV_HWDEVICE_TYPE_VAAPI", AVConstants.HardwareVaapi),
            ("AV_PIX_FMT_YUV420P", (int)AVPixelFormat.Yuv420P),
            ("AV_PIX_FMT_YUV422P", (int)AVPixelFormat.Yuv422P),
            ("AV_PIX_FMT_YUVJ420P", (int)AVPixelFormat.YuvJ420P),
            ("AV_PIX_FMT_YUVJ422P", (int)AVPixelFormat.YuvJ422P),
            ("AV_PIX_FMT_NV12", (int)AVPixelFormat.Nv12),
            ("AVERROR_EOF", AVError.EndOfFile),
            ("AVERROR_INVALIDDATA", AVError.InvalidData),
            ("AVERROR_HTTP_UNAUTHORIZED", AVError.HttpUnauthorized),
            ("AVERROR_HTTP_FORBIDDEN", AVError.HttpForbidden),
            ("AVERROR_HTTP_NOT_FOUND", AVError.HttpNotFound),
        ("AVERROR_HTTP_OTHER_4XX", AVError.HttpOtherClientError),
        ("AV_INPUT_BUFFER_PADDING_SIZE", AVConstants.InputBufferPadding),
        ("AV_PKT_DATA_PRFT", AVConstants.PacketDataProducerTime),
            ("AVERROR(EAGAIN)", AVError.Again),
            ("AVERROR(ENOSPC)", AVError.NoSpace),
            ("AVERROR(ETIMEDOUT)", AVError.TimedOut),
            ("AVERROR(ECONNREFUSED)", AVError.ConnectionRefused),
            ("AVERROR(EHOSTUNREACH)", AVError.HostUnreachable),
        };

        string[] majors = ["LIBAVFORMAT_VERSION_MAJOR", "LIBAVCODEC_VERSION_MAJOR", "LIBAVUTIL_VERSION_MAJOR"];
        var program = new StringBuilder("""
            #include <errno.h>
            #include <stddef.h>
            #include <stdio.h>
            #include <libavcodec/avcodec.h>
            #include <libavformat/avformat.h>
            #include <libavutil/hwcontext.h>
            #include <libavutil/pixdesc.h>
            int main(void) {

            """);
        foreach (var (property, field) in fields)
        {
            program.AppendLine(
                CultureInfo.InvariantCulture,
                $"printf(\"{property.Name} %zu\\n\", offsetof({field.Structure}, {field.Field}));");
        }

        foreach (var name in (string[])[.. majors, .. constants.Select(constant => constant.Name)])
        {
            program.AppendLine(CultureInfo.InvariantCulture, $"printf(\"{name} %lld\\n\", (long long)({name}));");
        }

        var answers = Compile(program.AppendLine("return 0; }").ToString(), headers);
        var proven = FFmpegRelease.Proven.SingleOrDefault(release => release.AvFormat == answers[majors[0]]);
        Assert.SkipWhen(proven is null, $"no layout is known for libavformat {answers[majors[0]]}");
        Assert.Equal([proven.AvFormat, proven.AvCodec, proven.AvUtil], majors.Select(major => (int)answers[major]));
        Assert.All(fields, pair => Assert.Equal((pair.Property.Name, answers[pair.Property.Name]), (pair.Property.Name, (int)pair.Property.GetValue(proven.Layout)!)));
        Assert.All(constants, constant => Assert.Equal((constant.Name, answers[constant.Name]), (constant.Name, constant.Value)));
    }

    private static Dictionary<string, long> Compile(string program, string? headers)
    {
        var directory = Directory.CreateTempSubdirectory("edgeagent-layout-");
        try
        {
            var source = Path.Combine(directory.FullName, "offsets.c");
            var binary = Path.Combine(directory.FullName, "offsets");
            File.WriteAllText(source, program);
            var compiled = Tool.TryRun("gcc", ["-w", .. headers is null ? Array.Empty<string>() : ["-I", headers], source, "-o", binary]);
            Assert.SkipWhen(
                compiled.Errors.Contains("No such file or directory", StringComparison.Ordinal),
                "libavformat-dev, libavcodec-dev and libavutil-dev are not installed");
            Assert.True(compiled.ExitCode == 0, compiled.Errors);
            return Tool.Run(binary).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' '))
                .ToDictionary(words => words[0], words => long.Parse(words[1], CultureInfo.InvariantCulture));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
