using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Detection;

/// <summary>A detection with the name of its class.</summary>
internal readonly record struct Labelled(string Label, float Score, BoundingBox Box)
{
    /// <summary>The one of the same class that overlaps this most.</summary>
    public Labelled? Counterpart(IEnumerable<Labelled> others)
    {
        var self = this;
        return others.Where(o => o.Label == self.Label && o.Box.IntersectionOverUnion(self.Box) > 0)
            .Select(o => (Labelled?)o)
            .MaxBy(o => o!.Value.Box.IntersectionOverUnion(self.Box));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Label} {Score:0.00} at {Box}");
}
