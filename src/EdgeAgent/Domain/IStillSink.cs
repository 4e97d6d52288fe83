namespace EdgeAgent.Domain;

/// <summary>Takes the pictures of events for the center.</summary>
internal interface IStillSink
{
    /// <exception cref="ProblemException">It cannot be kept.</exception>
    void Add(Still still);
}
