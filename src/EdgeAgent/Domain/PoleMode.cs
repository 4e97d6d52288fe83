namespace EdgeAgent.Domain;

/// <summary>What the center may conclude from a message of this pole. Only <see cref="Operational"/> concerns the police.</summary>
internal enum PoleMode
{
    Commissioning,
    Operational,
    Maintenance,
}
