namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>Names the C field whose offset a property of <see cref="Layout"/> holds, so that a test can ask the compiler about it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NativeFieldAttribute(string structure, string field) : Attribute
{
    public string Structure { get; } = structure;

    public string Field { get; } = field;
}
