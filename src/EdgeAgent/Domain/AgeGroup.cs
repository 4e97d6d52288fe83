namespace EdgeAgent.Domain;

/// <summary>By height on the ground. Stored in files.</summary>
internal enum AgeGroup : byte
{
    /// <summary>The camera is not calibrated, or the height lies between.</summary>
    Unknown = 0,
    Child = 1,
    Adult = 2,
}
