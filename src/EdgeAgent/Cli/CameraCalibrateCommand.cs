using System.CommandLine;
using System.Globalization;
using EdgeAgent.Appearance.Heights;
using EdgeAgent.Cli.CameraCalibrate;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using SkiaSharp;

namespace EdgeAgent.Cli;

/// <summary><c>camera calibrate</c>: how a camera hangs, and a picture by which a person sees whether that is right.</summary>
internal static class CameraCalibrateCommand
{
    private const double LargestAspectError = 0.02;

    public static Command Create()
    {
        var (picture, arguments) = (new PictureArguments(), new CalibrationArguments());
        var target = new Option<string>("--out") { Description = "The picture that is written: horizon, ground, children and adults, marks.", Required = true, HelpName = "PNG" };
        var json = new JsonOption();
        var verb = new Verb(
            "calibrate",
            "Calibrate a camera by marks of known height or by its own height, tilt and field of view, so that a child is told from an adult; see in a picture whether it is right.",
            "edgeagent camera calibrate rtsp://192.0.2.10/stream1 --mark 300,770,302,420,1.7 --mark 1210,330,1208,210,1.7 --mark 860,520,858,330,1.75 --out calibrated.png");
        picture.AddTo(verb);
        arguments.AddTo(verb);
        verb.Add(target);
        verb.Add(json);
        verb.SetAction(async (parsed, cancel) =>
        {
            var camera = picture.Camera(parsed);
            var bitmap = await picture.TakeAsync(parsed, camera, cancel);
            var options = arguments.Read(parsed, bitmap.Width, bitmap.Height) ?? camera?.Calibration ?? throw NothingTold();
            CheckAspect(options, bitmap);
            var calibration = Calibrate(options);
            Save(bitmap, calibration, parsed.GetValue(target)!);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                output.WriteLine(CalibrationReport.ToJson(options, calibration));
            }
            else
            {
                CalibrationReport.Write(options, calibration, output);
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static Calibration Calibrate(CalibrationOptions options)
    {
        List<Problem> problems = [];
        return Calibrator.Calibrate(options, "calibration", problems) is { } calibration && problems.Count == 0
            ? calibration
            : throw new ConfigurationException(problems);
    }

    private static void CheckAspect(CalibrationOptions options, SKBitmap bitmap)
    {
        var aspect = (double)bitmap.Width / bitmap.Height;
        if (Math.Abs((options.AspectRatio / aspect) - 1) > LargestAspectError)
        {
            throw new ProblemException(new Problem(
                "calibration/aspect",
                string.Create(CultureInfo.InvariantCulture, $"the picture is {bitmap.Width}x{bitmap.Height}, and the calibration is of one {options.AspectRatio:0.###} times as wide as high"),
                string.Create(CultureInfo.InvariantCulture, $"set aspectRatio to {aspect:0.####} in the camera's calibration"),
                "--config"));
        }
    }

    private static void Save(SKBitmap bitmap, Calibration calibration, string path)
    {
        using var drawing = new CalibrationPicture(bitmap, calibration.Geometry);
        drawing.Draw(calibration);
        try
        {
            drawing.SavePng(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFile.Unwritable(e, path, "--out");
        }
    }

    private static ProblemException NothingTold() => new(new Problem(
        "usage/calibration", "nothing is told of how the camera hangs", "give --mark two or more times, or --height, --tilt and --fov, or --config with a camera that has a calibration"));
}
