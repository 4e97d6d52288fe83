using System.CommandLine;
using EdgeAgent.Capture;
using EdgeAgent.Domain;
using EdgeAgent.Hosting;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Imaging;
using SkiaSharp;

namespace EdgeAgent.Cli.CameraCalibrate;

/// <summary>Whence the picture is: a camera or video by its address, a camera of the configuration, or a picture in a file.</summary>
internal sealed class PictureArguments
{
    private readonly Argument<string?> _url = new("URL") { Description = "rtsp://HOST[:PORT]/PATH, or a video file.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _credentials = new("--credentials") { Description = "File that holds user:password on its first line.", HelpName = "FILE" };
    private readonly Option<string?> _picture = new("--picture") { Description = "A picture of the camera instead: PNG or JPEG, whole, as the camera sends it.", HelpName = "FILE" };
    private readonly Option<string?> _config = new("--config") { Description = "A camera of this configuration instead.", HelpName = "FILE" };
    private readonly Option<string?> _camera = new("--camera") { Description = "Which camera of the configuration. Absent: the first.", HelpName = "ID" };

    public void AddTo(Command verb)
    {
        verb.Add(_url);
        verb.Add(_credentials);
        verb.Add(_picture);
        verb.Add(_config);
        verb.Add(_camera);
    }

    /// <summary>The camera of the configuration; null where none is given.</summary>
    public CameraOptions? Camera(ParseResult parsed)
    {
        if (parsed.GetValue(_config) is not { } file)
        {
            return null;
        }

        var (cameras, id) = (AgentConfiguration.Load(file).Options.Cameras, parsed.GetValue(_camera));
        return cameras.FirstOrDefault(camera => id is null || camera.Id == id)
            ?? throw new ProblemException(new Problem(
                "usage/camera", $"the configuration has no camera '{id}'", $"give one of {string.Join(", ", cameras.Select(camera => camera.Id))}", "--camera"));
    }

    /// <summary>The caller disposes of it.</summary>
    public async Task<SKBitmap> TakeAsync(ParseResult parsed, CameraOptions? camera, CancellationToken cancel)
    {
        switch (parsed.GetValue(_url), parsed.GetValue(_picture), camera)
        {
            case (null, { } file, _):
                return Decode(file);
            case ({ } url, null, _):
                return await SnapAsync(new CaptureOptions { Url = url, CredentialsFile = parsed.GetValue(_credentials) }, cancel);
            case (null, null, { } configured):
                return await SnapAsync(CameraPlans.Capture(configured, configured.Url), cancel);
            default:
                throw new ProblemException(new Problem("usage/picture", "it is not clear which picture is meant", "give a URL, or --picture FILE, or --config FILE"));
        }
    }

    private static async Task<SKBitmap> SnapAsync(CaptureOptions capture, CancellationToken cancel)
    {
        using var frame = await Snapshot.TakeAsync(capture, cancel);
        return FrameBitmap.From(frame);
    }

    private static SKBitmap Decode(string file)
    {
        if (!File.Exists(file))
        {
            throw new ProblemException(new Problem("file/not-found", "there is no such file", "give a PNG or a JPEG", file));
        }

        return SKBitmap.Decode(file) ?? throw new ProblemException(new Problem("file/no-picture", "it is neither PNG nor JPEG", "give a PNG or a JPEG; a video goes without --picture", file));
    }
}
