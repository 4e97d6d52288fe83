namespace EdgeAgent.Domain;

/// <summary>YOLOX's output: one tensor with the cells of all strides, finest first.</summary>
internal sealed record YoloxOutputs : ModelOutputs
{
    public const string Family = "yolox";

    public required string Predictions { get; init; }
}
