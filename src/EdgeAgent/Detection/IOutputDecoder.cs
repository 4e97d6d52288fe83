using EdgeAgent.Imaging;

namespace EdgeAgent.Detection;

/// <summary>Turns the raw outputs of one model family into detections, before suppression.</summary>
internal interface IOutputDecoder
{
    /// <summary>What it reads, in the order in which it wants it.</summary>
    IReadOnlyList<OutputTensor> Outputs { get; }

    /// <param name="outputs">One buffer per entry of <see cref="Outputs"/>, for one picture after the other.</param>
    /// <param name="picture">Which of them, from 0.</param>
    /// <param name="letterbox">Maps boxes back to the picture.</param>
    /// <param name="detections">Gets every candidate from the low score up.</param>
    /// <returns>How many cells held something that is not a number.</returns>
    int Decode(float[][] outputs, int picture, Letterbox letterbox, List<Domain.Detection> detections);
}
