namespace EdgeAgent.Domain;

/// <summary>Takes finished clips that must reach the center. The files of the clip belong to the sink from then on.</summary>
internal interface IClipSink
{
    /// <summary>Completes when the clip's record is safe on disk.</summary>
    ValueTask AddAsync(Clip clip, CancellationToken cancellationToken);
}
