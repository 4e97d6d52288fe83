using System.Net;
using System.Xml.Linq;
using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Capture.Discovery;

/// <summary>The questions to one device: its clock, what it is, which streams it has.</summary>
internal sealed class OnvifDevice(IPAddress address, LocalNetwork network, OnvifSession session, TimeProvider time)
{
    /// <summary>Tells what the device service at this URL tells.</summary>
    public async Task<DiscoveredCamera> AskAsync(Uri service, CancellationToken cancellationToken)
    {
        var camera = new DiscoveredCamera { Address = address.ToString(), Service = service.ToString(), Answer = CameraAnswer.Answered };
        var clock = await session.CallPlainAsync(service, SoapCall.SystemDateAndTime, cancellationToken);
        if (clock.Outcome is SoapOutcome.Silent or SoapOutcome.Foreign)
        {
            return WithFault(camera, clock);
        }

        // HTTP's Date comes also with a refusal. A clock at the end of all dates cannot be followed.
        if ((DeviceClock.Read(clock.Body) ?? clock.Date) is { Year: < 9999 } theirs)
        {
            session.ClockDifference = theirs - time.GetUtcNow();
            camera = camera with { ClockDifferenceSeconds = Math.Round(session.ClockDifference.Value.TotalSeconds) };
        }

        var about = await session.CallAsync(service, SoapCall.DeviceInformation, cancellationToken);
        camera = camera with
        {
            Maker = CameraText.Clean(about.Body.Child("Manufacturer")?.Value),
            Model = CameraText.Clean(about.Body.Child("Model")?.Value),
            Firmware = CameraText.Clean(about.Body.Child("FirmwareVersion")?.Value),
        };
        return about.Outcome == SoapOutcome.Unauthorized ? WithFault(camera, about) : await AskStreamsAsync(camera, service, cancellationToken);
    }

    private static DiscoveredCamera WithFault(DiscoveredCamera camera, SoapAnswer answer) => camera with
    {
        Answer = answer.Outcome switch
        {
            SoapOutcome.Unauthorized => CameraAnswer.WantsLogin,
            SoapOutcome.Silent => CameraAnswer.Silent,
            _ => CameraAnswer.NotOnvif,
        },
        Note = answer.Reason,
    };

    private async Task<DiscoveredCamera> AskStreamsAsync(DiscoveredCamera camera, Uri service, CancellationToken cancellationToken)
    {
        var (media, media2) = await FindMediaAsync(service, cancellationToken);

        // The first media service does not know H.265: cameras leave such profiles out there, or call them H.264.
        var answer = media2 is null ? null : await session.CallAsync(media2, SoapCall.Profiles2, cancellationToken);
        var isMedia2 = answer?.Outcome == SoapOutcome.Answered;
        if (!isMedia2)
        {
            answer = await session.CallAsync(media, SoapCall.Profiles, cancellationToken);
        }

        if (answer!.Outcome != SoapOutcome.Answered)
        {
            return WithFault(camera, answer);
        }

        var profiles = new List<StreamProfile>();
        foreach (var (token, profile) in ProfileList.Read(answer.Body))
        {
            var uri = isMedia2
                ? await session.CallAsync(media2!, SoapCall.StreamUri2(token), cancellationToken)
                : await session.CallAsync(media, SoapCall.StreamUri(token), cancellationToken);
            profiles.Add(profile with { Url = StreamUrl(uri.Body) });
        }

        return camera with { Profiles = profiles, Note = Remark(profiles) };
    }

    private static string? Remark(List<StreamProfile> profiles) =>
        profiles.Count == 0 ? "has no profile with a picture"
        : profiles.Any(profile => profile.Url?.Contains("***", StringComparison.Ordinal) == true)
            ? "has user and password in the stream's address, shown as ***: the camera's manual tells the address"
            : null;

    private async Task<(Uri Media, Uri? Media2)> FindMediaAsync(Uri service, CancellationToken cancellationToken)
    {
        var services = await session.CallOpenAsync(service, SoapCall.Services, cancellationToken);
        var named = services.Body.AllWithin("Service")
            .ToLookup(entry => entry.Child("Namespace")?.Value.Trim(), entry => entry.Child("XAddr")?.Value);
        var media = Admit(named[OnvifNames.Media.NamespaceName].FirstOrDefault());
        if (media is null)
        {
            var capabilities = await session.CallOpenAsync(service, SoapCall.Capabilities, cancellationToken);
            media = Admit(capabilities.Body.Within("Media").Child("XAddr")?.Value);
        }

        // Many cameras have one URL for everything.
        return (media ?? service, Admit(named[OnvifNames.Media2.NamespaceName].FirstOrDefault()));
    }

    private Uri? Admit(string? named) => named is null ? null : network.Admit(named, address, Uri.UriSchemeHttp, Uri.UriSchemeHttps);

    private string? StreamUrl(XElement? answer) =>
        answer.Within("Uri")?.Value is { Length: <= 1024 } named && network.Admit(named, address, "rtsp", "rtsps") is { } url
            ? MediaAddress.Parse(url.AbsoluteUri.Replace("@", "%40", StringComparison.Ordinal)).ToString()
            : null;
}
