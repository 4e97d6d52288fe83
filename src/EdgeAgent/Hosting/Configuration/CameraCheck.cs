using EdgeAgent.Appearance.Heights;
using EdgeAgent.Domain;
using EdgeAgent.Rules;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>What is wrong with cameras that are well-formed each by itself.</summary>
internal static class CameraCheck
{
    public static IEnumerable<Problem> Check(AgentOptions options) =>
        CheckUnique(options).Concat(options.Cameras.Index().SelectMany(camera =>
        {
            var path = SettingPath.Item("cameras", camera.Index);
            return CheckUrl(camera.Item.Url, $"{path}.url")
                .Concat(camera.Item.DetectionUrl is { } detection ? CheckUrl(detection, $"{path}.detectionUrl") : [])
                .Concat(CheckPtz(camera.Item, $"{path}.ptz"))
                .Concat(CheckCalibration(camera.Item, $"{path}.calibration"))
                .Concat(RuleEngine.Check(new RuleSet(camera.Item.Rules, camera.Item.Zones, camera.Item.Lines, path), labels: null));
        }));

    private static IEnumerable<Problem> CheckUnique(AgentOptions options)
    {
        var seen = new Dictionary<string, int>();
        foreach (var (index, camera) in options.Cameras.Index())
        {
            if (!seen.TryAdd(camera.Id, index))
            {
                yield return new Problem(
                    "config/camera-duplicate",
                    $"\"{camera.Id}\" is already the id of {SettingPath.Item("cameras", seen[camera.Id])}",
                    "give each camera an id of its own",
                    $"{SettingPath.Item("cameras", index)}.id");
            }
        }
    }

    private static IEnumerable<Problem> CheckPtz(CameraOptions camera, string path)
    {
        if (camera.Ptz is not { } ptz)
        {
            yield break;
        }

        if (ptz.Home is null == ptz.Position is null)
        {
            yield return new Problem(
                "config/ptz-home",
                ptz.Home is null ? "nothing says where home is" : "home is said twice",
                "give either home, the camera's preset from which zones were drawn, or its position",
                path);
        }

        if (ptz.Service is { } service)
        {
            foreach (var problem in CheckUrl(service, $"{path}.service"))
            {
                yield return problem;
            }
        }
        else if (!camera.Url.StartsWith("rtsp", StringComparison.OrdinalIgnoreCase))
        {
            yield return new Problem("config/missing", "a recorded video has no host to ask where it looks", "give the address of the camera's ONVIF service", $"{path}.service");
        }
    }

    private static List<Problem> CheckCalibration(CameraOptions camera, string path)
    {
        List<Problem> problems = [];
        if (camera.Calibration is { } calibration)
        {
            Calibrator.Calibrate(calibration, path, problems);
        }

        return problems;
    }

    private static IEnumerable<Problem> CheckUrl(string url, string path)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            yield return new Problem("config/pattern", $"\"{Redaction.Redact(url)}\" is no address", "give an address like rtsp://192.0.2.10/stream1", path);
        }
        else if (Redaction.MayHaveUser(url))
        {
            yield return new Problem(
                "config/secret-in-url",
                $"\"{Redaction.Redact(url)}\" has an @ in it, before which a password may stand",
                "write user:password into a file that only the agent reads, and name it in credentialsFile; an @ elsewhere is written %40",
                path);
        }
    }
}
