namespace EdgeAgent.Domain;

/// <summary>The name of a camera on its pole: <c>[a-z0-9-]{1,32}</c>, so that it fits a topic, a path and a source as it is.</summary>
internal readonly record struct CameraId(string Value)
{
    public override string ToString() => Value;
}
