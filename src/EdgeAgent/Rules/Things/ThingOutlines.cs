using EdgeAgent.Rules.Scene;

namespace EdgeAgent.Rules.Things;

/// <summary>Measures the step across the border of some cells in the present picture, for the maps of one size after the other.</summary>
internal sealed class ThingOutlines(SceneWatch watch)
{
    private int[] _marks = [];

    public float Of(ReadOnlySpan<int> cells)
    {
        var background = watch.Background!;
        if (_marks.Length != background.Width * background.Height)
        {
            _marks = new int[background.Width * background.Height];
        }

        Mark(cells, 1);
        var outline = ChangeOutline.Measure(background, watch.Occupied, cells, _marks, 1).Now;
        Mark(cells, 0);
        return outline;
    }

    private void Mark(ReadOnlySpan<int> cells, int mark)
    {
        foreach (var cell in cells)
        {
            _marks[cell] = mark;
        }
    }
}
