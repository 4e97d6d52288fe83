using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Heights;

/// <summary>Child or adult by height, and neither where it lies between or is too uncertain.</summary>
internal static class AgeByHeight
{
    /// <summary>
    /// In metres. Half of all Korean children are as tall at eleven (the 2017 Korean National Growth Charts, Kim et al.,
    /// Korean J Pediatr 61(5), 2018), and hardly an adult below seventy is as short.
    /// </summary>
    private const double TallestChild = 1.45;

    /// <summary>In metres. Children pass it at twelve; four of five grown women and nearly all men are taller.</summary>
    private const double ShortestAdult = 1.55;

    private const double Between = (TallestChild + ShortestAdult) / 2;

    /// <param name="meters">With the shoes and the hat, which the camera measures too.</param>
    /// <param name="uncertainty">One standard deviation, in metres.</param>
    public static AgeGroup Of(double meters, double uncertainty) =>
        meters <= TallestChild && meters + uncertainty < Between ? AgeGroup.Child
        : meters >= ShortestAdult && meters - uncertainty > Between ? AgeGroup.Adult
        : AgeGroup.Unknown;
}
