namespace EdgeAgent.Rules.Scene;

/// <summary>
/// Uncovers what was behind those who stood in the scene from the first picture on, as they leave: from the known scene beside it, the
/// background grows into changed cells whose own background is not known, as far as there is no edge in between. What a thing's outline
/// encloses is left over, as is what is hidden as a whole.
/// </summary>
internal sealed class GhostFill
{
    /// <summary>The largest step between neighbouring cells of one surface, in levels of luma and chroma together.</summary>
    private const float LargestStep = 6;

    /// <summary>How far it may come from where it began, step by step: a thing's soft shadow leads down into it.</summary>
    private const float LargestDrift = 24;

    private int[] _queue = [];
    private int[] _origins = [];

    /// <summary>Makes background of what it can, and clears its marks.</summary>
    public void Absorb(SceneBackground background, Occupancy occupied, bool[] still)
    {
        if (_queue.Length != still.Length)
        {
            (_queue, _origins) = (new int[still.Length], new int[still.Length]);
        }

        var (width, count) = (background.Width, 0);
        for (var i = 0; i < still.Length; i++)
        {
            if (still[i] && !background.IsKnown(i) && HasOpenNeighbour(background, occupied, i))
            {
                still[i] = false;
                background.Absorb(i);
                _origins[i] = i;
                _queue[count++] = i;
            }
        }

        for (var next = 0; next < count; next++)
        {
            var cell = _queue[next];
            var x = cell % width;
            count = Take(background, still, cell, cell - 1, x > 0, count);
            count = Take(background, still, cell, cell + 1, x < width - 1, count);
            count = Take(background, still, cell, cell - width, cell >= width, count);
            count = Take(background, still, cell, cell + width, cell + width < still.Length, count);
        }
    }

    private static bool HasOpenNeighbour(SceneBackground background, Occupancy occupied, int cell)
    {
        var (width, count) = (background.Width, background.Changed.Length);
        var x = cell % width;
        return (x > 0 && IsOpen(cell - 1))
            || (x < width - 1 && IsOpen(cell + 1))
            || (cell >= width && IsOpen(cell - width))
            || (cell + width < count && IsOpen(cell + width));

        bool IsOpen(int other) =>
            !background.Changed[other] && background.IsKnown(other) && !occupied[other] && ChangeOutline.Step(background.Lately, cell, other) < LargestStep;
    }

    private int Take(SceneBackground background, bool[] still, int from, int cell, bool exists, int count)
    {
        if (exists && still[cell] && !background.IsKnown(cell)
            && ChangeOutline.Step(background.Lately, from, cell) < LargestStep
            && ChangeOutline.Step(background.Lately, _origins[from], cell) < LargestDrift)
        {
            _origins[cell] = _origins[from];
            still[cell] = false;
            background.Absorb(cell);
            _queue[count++] = cell;
        }

        return count;
    }
}
