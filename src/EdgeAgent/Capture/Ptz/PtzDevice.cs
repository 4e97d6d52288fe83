using System.Net;
using System.Xml.Linq;
using EdgeAgent.Capture.Discovery;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture.Ptz;

/// <summary>The PTZ service of one camera, found: it answers where the camera looks.</summary>
internal sealed class PtzDevice
{
    private readonly OnvifSession _session;
    private readonly Uri _service;
    private readonly string _profile;

    private PtzDevice(OnvifSession session, Uri service, string profile, PtzPosition home) => (_session, _service, _profile, Home) = (session, service, profile, home);

    public PtzPosition Home { get; }

    /// <exception cref="ProblemException">The camera does not answer, or has no such thing.</exception>
    public static async Task<PtzDevice> FindAsync(
        Uri device, IPAddress address, PtzOptions options, OnvifSession session, TimeProvider time, CancellationToken cancellationToken)
    {
        var clock = await session.CallPlainAsync(device, SoapCall.SystemDateAndTime, cancellationToken);
        if (clock.Outcome is SoapOutcome.Silent or SoapOutcome.Foreign)
        {
            throw PtzProblems.From(clock, device);
        }

        // Logins carry the time, as the camera has it.
        if ((DeviceClock.Read(clock.Body) ?? clock.Date) is { Year: < 9999 } theirs)
        {
            session.ClockDifference = theirs - time.GetUtcNow();
        }

        var (media, service) = await FindServicesAsync(device, address, session, cancellationToken);
        var profile = options.Profile
            ?? PtzReplies.ReadProfile(await AskAsync(session, media, SoapCall.Profiles, cancellationToken))
            ?? throw PtzProblems.Unusable(media, "none of its profiles can be turned");
        var home = options.Position?.ToPosition() ?? await FindHomeAsync(session, service, profile, options.Home ?? "", cancellationToken);
        return new PtzDevice(session, service, profile, home);
    }

    /// <summary>Null where the camera could not be asked this time.</summary>
    /// <exception cref="ProblemException">It answers, but refuses, or does not tell.</exception>
    public async Task<PtzReading?> ReadAsync(CancellationToken cancellationToken)
    {
        var answer = await _session.CallAsync(_service, SoapCall.PtzStatus(_profile), cancellationToken);
        if (answer.Outcome is SoapOutcome.Silent or SoapOutcome.Foreign)
        {
            return null;
        }

        return answer.Outcome != SoapOutcome.Answered ? throw PtzProblems.From(answer, _service)
            : PtzReplies.ReadStatus(answer.Body) is { } reading && reading.Position.Covers(Home) ? reading
            : throw PtzProblems.Unusable(_service, "its status has no position");
    }

    private static async Task<PtzPosition> FindHomeAsync(
        OnvifSession session, Uri service, string profile, string home, CancellationToken cancellationToken)
    {
        var presets = PtzReplies.ReadPresets(await AskAsync(session, service, SoapCall.PtzPresets(profile), cancellationToken));
        var preset = presets.FirstOrDefault(preset => preset.Token == home)
            ?? presets.FirstOrDefault(preset => string.Equals(preset.Name, home, StringComparison.OrdinalIgnoreCase))
            ?? throw PtzProblems.PresetUnknown(home, presets);
        return preset.Position ?? throw PtzProblems.PresetWithoutPosition(home);
    }

    private static async Task<(Uri Media, Uri Ptz)> FindServicesAsync(
        Uri device, IPAddress address, OnvifSession session, CancellationToken cancellationToken)
    {
        var services = await session.CallOpenAsync(device, SoapCall.Services, cancellationToken);
        var (media, ptz) = (Named(OnvifNames.Media), Named(OnvifNames.PanTiltZoom));
        if (media is null || ptz is null)
        {
            var capabilities = await session.CallOpenAsync(device, SoapCall.Capabilities, cancellationToken);
            media ??= Admit(capabilities.Body.Within("Media").Child("XAddr")?.Value);
            ptz ??= Admit(capabilities.Body.Within("PTZ").Child("XAddr")?.Value);
        }

        // Many cameras have one URL for everything.
        return (media ?? device, ptz ?? device);

        Uri? Named(XNamespace space) => Admit(services.Body.AllWithin("Service")
            .FirstOrDefault(entry => entry.Child("Namespace")?.Value.Trim() == space.NamespaceName).Child("XAddr")?.Value);

        // Whatever host it names, only the camera itself is asked.
        Uri? Admit(string? named) => named is null
            ? null
            : new LocalNetwork([new LocalAddress(address.ToString(), address, PrefixLength: 32)]).Admit(named, address, Uri.UriSchemeHttp, Uri.UriSchemeHttps);
    }

    private static async Task<XElement?> AskAsync(OnvifSession session, Uri service, SoapCall call, CancellationToken cancellationToken)
    {
        var answer = await session.CallAsync(service, call, cancellationToken);
        return answer.Outcome == SoapOutcome.Answered ? answer.Body : throw PtzProblems.From(answer, service);
    }
}
