using System.Buffers;
using MQTTnet;

namespace EdgeAgent.Messaging;

/// <summary>The topics of one pole.</summary>
internal sealed class Topics(string root, PoleIdentity pole)
{
    private readonly string _base = $"{root}/{pole.City}/{pole.Pole}";

    public string State => $"{_base}/state";

    public string Meta => $"{_base}/meta";

    public string Health => $"{_base}/health";

    public string Gap => $"{_base}/gap";

    /// <summary>What the center answers about any clip.</summary>
    public string AnyClipGet => $"{_base}/clip/+/get";

    public string AnyClipDone => $"{_base}/clip/+/done";

    /// <summary>Any topic of the pole, such as <c>config/status</c>.</summary>
    public string Below(string levels) => $"{_base}/{levels}";

    public string Event(string camera, string type) => $"{_base}/event/{camera}/{type}";

    public string Still(Guid eventId) => $"{_base}/still/{eventId}";

    public string ClipManifest(Guid clip) => $"{_base}/clip/{clip}/manifest";

    public string ClipBlock(Guid clip, int part, int block) => $"{_base}/clip/{clip}/block/{part}/{block}";

    public string ClipGet(Guid clip) => $"{_base}/clip/{clip}/get";

    public string ClipDone(Guid clip) => $"{_base}/clip/{clip}/done";

    /// <summary>False for a topic of another pole.</summary>
    public bool TryReadDownlink(MqttApplicationMessage message, out DownlinkMessage downlink)
    {
        downlink = null!;
        if (!message.Topic.StartsWith(_base + '/', StringComparison.Ordinal))
        {
            return false;
        }

        downlink = new DownlinkMessage(
            message.Topic[(_base.Length + 1)..].Split('/'), message.Payload.ToArray(), message.ContentType, message.Retain);
        return true;
    }
}
